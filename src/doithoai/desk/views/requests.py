"""Requests to hold a conference, on the board of the year."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.actions import carried_out
from doithoai.desk.forms.plans import RequestForm, RequestMetForm
from doithoai.desk.views.plans import own_unit, unit_of
from doithoai.dialogues import permissions, services
from doithoai.dialogues.enums import RequestSource
from doithoai.dialogues.models import ConferenceRequest

_SHOWN = 200  # more than a commune is asked in a term


@require_safe
@staff
def board(request: StaffRequest) -> HttpResponse:
    """Show who asked the unit for a conference, and which was held for it, the newest first."""
    unit = unit_of(request)
    rows = unit.conference_requests.select_related("dialogue").order_by("-received_on", "-pk")[:_SHOWN]
    may_plan = permissions.can_plan_year(request.standing, unit)
    context = {"unit": unit, "requests": rows, "may_plan": may_plan, "today": request.standing.on}
    return render(request, "desk/plans/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def add(request: StaffRequest) -> HttpResponse:
    """Record that a conference was asked for."""
    unit, today = own_unit(request), request.standing.on
    form = RequestForm(request.POST if request.method == "POST" else None, initial={"received_on": today})

    def record() -> str:
        values = form.cleaned_data
        services.record_conference_request(
            unit=unit,
            source=RequestSource(values["source"]),
            percent=values["percent"] or 0,
            number=values["number"],
            received_on=values["received_on"],
            on=today,
            by=request.actor,
        )
        return _("Đã ghi yêu cầu.")

    back = reverse("desk:requests")
    if request.method == "POST" and form.is_valid() and carried_out(request, form, record):
        return redirect(back)
    words = {"title": _("Ghi yêu cầu tổ chức đối thoại"), "word": _("Ghi yêu cầu"), "back": back}
    return render(request, "desk/form.html", words | {"form": form, "back_word": _("Yêu cầu tổ chức đối thoại")})


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def meet(request: StaffRequest, key: str) -> HttpResponse:
    """Record which conference was held for a request."""
    rows = ConferenceRequest.objects.select_related("unit")
    asked = get_object_or_404(rows, key=key, unit__in=[one.body.unit_id for one in request.standing.memberships])
    require(permissions.can_plan_year(request.standing, asked.unit))
    form = RequestMetForm(request.POST if request.method == "POST" else None, request=asked)

    def record() -> str:
        services.meet_conference_request(
            request=asked, dialogue=form.cleaned_data["dialogue"], on=request.standing.on, by=request.actor
        )
        return _("Đã ghi cuộc họp theo yêu cầu.")

    back = reverse("desk:requests")
    if request.method == "POST" and form.is_valid() and carried_out(request, form, record):
        return redirect(back)
    words = {"title": _("Cuộc đã họp theo yêu cầu"), "word": _("Ghi cuộc đã họp"), "back": back}
    return render(request, "desk/form.html", words | {"form": form, "back_word": _("Yêu cầu tổ chức đối thoại")})
