"""The reception desk: who has come, how many there are, who wants to speak; rarely, a refusal."""

import re

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.accounts.vault import PersonalDetails
from doithoai.common.errors import DomainError
from doithoai.dialogues import services as dialogues
from doithoai.dialogues.enums import RegistrationState
from doithoai.dialogues.models import Dialogue, Registration, VenuePoint
from doithoai.hall import console
from doithoai.hall.access import StaffRequest, dialogue_or_404, require, staff, unchanged
from doithoai.hall.forms import CountForm, RefusalForm, WalkInForm
from doithoai.hall.later import console_act, moment_of
from doithoai.proceedings import permissions, services
from doithoai.proceedings.errors import ReasonMissing, RegistrationUnknown
from doithoai.proceedings.models import Refusal
from doithoai.proceedings.queries import attendance, law, running
from doithoai.screens import notes, once
from doithoai.textsearch.folding import fold


def _opens(request: StaffRequest, dialogue: Dialogue) -> bool:
    person = request.standing
    return permissions.can_receive(person, dialogue) or permissions.can_decide_refusal(person, dialogue)


@require_safe
@staff
def show(request: StaffRequest, code: str) -> HttpResponseBase:
    """Show the list, narrowed by code or mask; names stay in the vault until somebody looks for one."""
    dialogue = dialogue_or_404(request, code)
    require(_opens(request, dialogue))
    stamp = console.stamp_of(dialogue)
    found = unchanged(request, stamp)
    if found is not None:
        return found
    rows = list(running.registrations_at_the_door(dialogue))
    query = request.GET.get("q", "").strip()
    grounds = {item.code: item for item in law.refusal_grounds(dialogue)}
    points = list(running.counts_by_point(dialogue))
    bounds = attendance.bounds_by_point(dialogue, points)
    context = {
        "dialogue": dialogue,
        "today": request.standing.on,
        "at": timezone.now(),
        "stamp": stamp,
        "me": "don-tiep",
        "q": query,
        "rows": [row for row in rows if _fits(row, query)],
        "all": len(rows),
        "came": sum(row.state == RegistrationState.CHECKED_IN for row in rows),
        "speakers": sum(row.wants_to_speak for row in rows),
        "points": [
            (point, CountForm(prefix=str(point.pk), initial=_last_count(point)), bounds[point.pk]) for point in points
        ],
        "people": running.people_present(dialogue),
        "walk_in_form": WalkInForm(dialogue=dialogue, auto_id="dn_%s"),
        "grounds": grounds,
        "refusals": [(row, grounds.get(row.ground)) for row in running.refusals_of(dialogue) if not row.dropped_at],
        "can_receive": permissions.can_receive(request.standing, dialogue),
        "can_decide": permissions.can_decide_refusal(request.standing, dialogue),
    }
    return render(request, "hall/reception.html", context)


def _fits(row: Registration, query: str) -> bool:
    return not query or fold(query) in fold(f"{row.code} {row.identity.mask}")


def _last_count(point: VenuePoint) -> dict[str, int | None]:
    return {"citizens": getattr(point, "citizens", None), "officials": getattr(point, "officials", None)}


@require_POST
@console_act
def check_in(request: StaffRequest, code: str, registration: str) -> HttpResponse:
    """Record that somebody has come, or take it back."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_receive(request.standing, dialogue))
    row = get_object_or_404(Registration.objects.select_related("dialogue"), dialogue=dialogue, code=registration)
    if request.POST.get("viec") == "hoan-tac":
        dialogues.undo_check_in(registration=row, on=request.standing.on, by=request.actor)
        notes.done(request, _("Đã bỏ ghi nhận %(code)s.") % {"code": row.code})
    else:
        services.receive_participant(registration=row, at=moment_of(request), by=request.actor)
        notes.done(request, _("%(code)s đã đến.") % {"code": row.code})
    return redirect("hall:reception", code=dialogue.code)


@require_POST
@console_act
def scan(request: StaffRequest, code: str) -> HttpResponse:
    """Check in whoever's slip a reader or a camera has read: the code alone, or within an address."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_receive(request.standing, dialogue))
    said = set(re.findall(r"[A-Z0-9][A-Z0-9-]{3,}", request.POST.get("ma", "").upper()[:400]))
    row = Registration.objects.filter(dialogue=dialogue, code__in=said).select_related("dialogue").first()
    if row is None:
        raise RegistrationUnknown
    if row.checked_in_at is not None:
        at = date_format(timezone.localtime(row.checked_in_at), "G:i")
        notes.told(request, _("%(code)s đã ghi đến lúc %(at)s.") % {"code": row.code, "at": at})
        return redirect("hall:reception", code=dialogue.code)
    services.receive_participant(registration=row, at=moment_of(request), by=request.actor)
    notes.done(request, _("%(code)s đã đến.") % {"code": row.code}, _speaks(row))
    return redirect("hall:reception", code=dialogue.code)


def _speaks(row: Registration) -> str:
    point = row.venue_point.name if row.venue_point else ""
    if not row.wants_to_speak:
        return point
    order = _("lượt %(n)d") % {"n": row.speaking_order} if row.speaking_order else _("muốn phát biểu")
    return f"{point}, {order}" if point else order


@require_POST
@staff
def look(request: StaffRequest, code: str, registration: str) -> HttpResponse:
    """Show one name, for receiving the person; the look is logged."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_receive(request.standing, dialogue))
    row = get_object_or_404(
        Registration.objects.select_related("identity", "dialogue"), dialogue=dialogue, code=registration
    )
    details = services.look_at_participant(registration=row, at=timezone.now(), by=request.actor)
    notes.told(request, f"{row.code}: {details.full_name}", details.represents)
    return redirect("hall:reception", code=dialogue.code)


@require_POST
@console_act
def count(request: StaffRequest, code: str, point: int) -> HttpResponse:
    """Record how many people are at a venue point."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_receive(request.standing, dialogue))
    row = get_object_or_404(VenuePoint.objects.select_related("dialogue"), dialogue=dialogue, pk=point)
    form = CountForm(request.POST, prefix=str(row.pk))
    if form.is_valid():
        data = form.cleaned_data
        services.count_attendance(
            venue_point=row,
            citizens=data["citizens"],
            officials=data["officials"] or 0,
            at=moment_of(request),
            by=request.actor,
        )
        notes.done(request, _("%(point)s: %(count)d người dân.") % {"point": row.name, "count": data["citizens"]})
    else:
        raise ReasonMissing("Hãy ghi số người bằng chữ số, ví dụ 128.")
    return redirect("hall:reception", code=dialogue.code)


@require_http_methods(["GET", "POST"])
@console_act
def walk_in(request: StaffRequest, code: str) -> HttpResponseBase:
    """Register somebody on the spot and check them in."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_receive(request.standing, dialogue))
    form = WalkInForm(request.POST if request.method == "POST" else None, dialogue=dialogue)
    if request.method == "POST" and form.is_valid():
        try:
            if once.first_time(request, form.cleaned_data["once"]):
                _receive(request, dialogue, form)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("hall:reception", code=dialogue.code)
    context = {
        "dialogue": dialogue,
        "form": form,
        "title": _("Người đến chưa đăng ký"),
        "word": _("Ghi và mời vào"),
        "me": "don-tiep",
    }
    return render(request, "hall/form.html", context)


def _receive(request: StaffRequest, dialogue: Dialogue, form: WalkInForm) -> None:
    data = form.cleaned_data
    row = services.receive_walk_in(
        dialogue=dialogue,
        details=PersonalDetails(data["full_name"], phone=data["phone"], address=data["address"]),
        link_to_area=data["link_to_area"],
        venue_point=data["venue_point"],
        wants_to_speak=data["wants_to_speak"],
        speaks_about=data["speaks_about"],
        at=moment_of(request),
        by=request.actor,
    )
    notes.done(request, _("%(code)s đã đến.") % {"code": row.code}, _("Ghi mã này lên phiếu của người dự."))


@require_http_methods(["GET", "POST"])
@staff
def refuse(request: StaffRequest, code: str) -> HttpResponseBase:
    """Let the host decide on a refusal; it holds once a second person confirms."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_decide_refusal(request.standing, dialogue))
    if not law.refusal_grounds(dialogue):
        notes.refused(request, _("Văn bản áp dụng không cho từ chối người dự."))
        return redirect("hall:reception", code=dialogue.code)
    row = Registration.objects.filter(dialogue=dialogue, code=request.GET.get("phieu", "")).first()
    form = RefusalForm(request.POST if request.method == "POST" else None, dialogue=dialogue)
    if request.method == "POST" and form.is_valid():
        try:
            services.decide_refusal(
                dialogue=dialogue,
                ground=form.cleaned_data["ground"],
                observed=form.cleaned_data["observed"],
                registration=row,
                by=request.actor,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã ghi quyết định."), _("Có hiệu lực khi người thứ hai xác nhận."))
            return redirect("hall:reception", code=dialogue.code)
    title = _("Từ chối %(code)s") % {"code": row.code} if row else _("Từ chối một người dự")
    context = {"dialogue": dialogue, "form": form, "title": title, "word": _("Quyết định"), "me": "don-tiep"}
    return render(request, "hall/form.html", context)


@require_POST
@staff
def settle(request: StaffRequest, code: str, refusal: int) -> HttpResponse:
    """Confirm a refusal as the second person, or take it back as the host."""
    dialogue = dialogue_or_404(request, code)
    row = get_object_or_404(Refusal.objects.select_related("dialogue", "registration"), dialogue=dialogue, pk=refusal)
    if request.POST.get("viec") == "rut":
        require(permissions.can_decide_refusal(request.standing, dialogue))
        services.drop_refusal(refusal=row, at=timezone.now(), by=request.actor)
        notes.done(request, _("Đã rút quyết định từ chối."))
    else:
        require(permissions.can_receive(request.standing, dialogue))
        services.confirm_refusal(refusal=row, at=timezone.now(), by=request.actor)
        notes.done(request, _("Đã xác nhận việc từ chối."))
    return redirect("hall:reception", code=dialogue.code)
