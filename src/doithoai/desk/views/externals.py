"""Entering the time of a duty from the text that the unit has."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.actions import carried_out
from doithoai.desk.forms.externals import ExternalValueForm, TimesAYearForm
from doithoai.desk.library.addresses import address_of, version_named
from doithoai.desk.library.own_readings import unit_bound_by
from doithoai.dialogues import permissions, services
from doithoai.regulations.external import external_rules, yearly


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def enter(request: StaffRequest, regulation: str, rule: str) -> HttpResponse:
    """Record what the text says of one duty's time, for the person's unit."""
    version = version_named(regulation)
    unit = unit_bound_by(version, request.standing) if version else None
    duty = next((one for one in external_rules(version) if one.id == rule), None) if version else None
    if version is None or unit is None or duty is None or duty.deadline is None:
        raise Http404
    require(permissions.can_choose_reading(request.standing, unit))
    shape = TimesAYearForm if yearly(duty) else ExternalValueForm
    form = shape(request.POST if request.method == "POST" else None)
    back = f"{reverse('desk:law-readings', args=[address_of(version)])}#{rule}"

    def carry_out() -> str:
        services.enter_external_value(
            unit=unit, regulation=version.id, rule=rule, found=form.found, on=request.standing.on, by=request.actor
        )
        return _("Đã ghi. Hạn này được tính từ hôm nay cho các cuộc đang mở của đơn vị.")

    if request.method == "POST" and form.is_valid() and carried_out(request, form, carry_out):
        return redirect(back)
    words = {
        "title": duty.title_vi,
        "lead": _("Hạn nằm trong %(text)s, hệ thống chưa có. Đơn vị có văn bản thì ghi đúng như văn bản.")
        % {"text": duty.deadline.external},
        "word": _("Ghi thời hạn"),
        "back": back,
        "back_word": _("Cách hiểu"),
    }
    return render(request, "desk/form.html", words | {"form": form})
