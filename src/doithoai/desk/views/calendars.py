"""Days off of a unit and the file of a year: shown with what they move, then applied."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.actions import carried_out
from doithoai.desk.forms.calendars import ClosureForm, LiftForm, YearForm
from doithoai.desk.library.moves import SHOWN, shown
from doithoai.obligations import permissions, services
from doithoai.obligations.models import CalendarYear, Closure
from doithoai.obligations.moving import Moves
from doithoai.obligations.services import YearWanted
from doithoai.organisations.models import Unit
from doithoai.screens.dates import vi_date
from doithoai.workdays.loader import template

_LISTED = 200
_NAMED = 6  # units by name; a province's decision may reach a hundred
AGAIN = "sua"  # the button that leads from the consequences back to the form


@require_safe
@staff
def closures(request: StaffRequest) -> HttpResponse:
    """Show the days on which the person's units, and those below, did or will not work."""
    mine = [row.body.unit_id for row in request.standing.memberships]
    rows = Closure.objects.filter(Q(unit__in=mine) | Q(units__in=mine) | Q(units__parent__in=mine)).distinct()
    rows = rows.select_related("unit", "entered_by", "lifted_by").prefetch_related("units")
    may_enter = any(
        permissions.can_enter_closure(request.standing, row.body.unit) for row in request.standing.memberships
    )
    context = {
        "rows": [
            {
                "closure": row,
                "units": names_of(row.units.all()),
                "may_lift": permissions.can_lift_closure(request.standing, row),
            }
            for row in rows.order_by("-first_on", "-pk")[:_LISTED]
        ],
        "may_enter": may_enter,
        "today": request.standing.on,
    }
    return render(request, "desk/law/closures.html", context)


def names_of(units: Iterable[Unit]) -> str:
    """Return the names of the units; of many the first ones and how many more."""
    names = [unit.name for unit in units]
    if len(names) <= _NAMED:
        return ", ".join(names)
    return _("%(names)s và %(n)d đơn vị nữa") % {"names": ", ".join(names[:_NAMED]), "n": len(names) - _NAMED}


def _own_unit(request: StaffRequest) -> Unit:
    """Return the unit for which the person may enter days off; refuses who has none."""
    units = [row.body.unit for row in request.standing.memberships]
    found = next((unit for unit in units if permissions.can_enter_closure(request.standing, unit)), None)
    require(found is not None)
    assert found is not None
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def enter(request: StaffRequest) -> HttpResponse:
    """Enter days off: first what they move, then, on the second button, for good."""
    unit, today = _own_unit(request), request.standing.on
    below = list(Unit.objects.filter(Q(parent=unit) | Q(parent__parent=unit), valid_to=None))
    form = ClosureForm(
        request.POST if request.method == "POST" else None,
        unit=unit,
        below=below,
        initial={"units": [] if below else [unit.pk]},
    )
    words = {
        "title": _("Ghi ngày nghỉ riêng"),
        "lead": _("Ngày đơn vị không làm việc theo quyết định riêng, như bão, lũ. Xem hạn nào dời rồi mới ghi."),
        "word": _("Xem hạn nào dời"),
        "apply": _("Ghi ngày nghỉ"),
        "back": reverse("desk:law-closures"),
        "back_word": _("Ngày nghỉ riêng"),
    }

    def moves() -> Moves:
        return services.moves_of_closure(form.wanted, on=today)

    def carry_out() -> str:
        wanted = form.wanted
        services.close_unit(wanted=wanted, seen=form.cleaned_data["seen"], on=today, by=request.actor)
        return _("Đã ghi ngày nghỉ riêng. Các hạn đã dời như danh sách vừa xem.")

    def summary() -> list[tuple[str, str]]:
        wanted = form.wanted
        days = vi_date(wanted.first_on)
        if wanted.last_on != wanted.first_on:
            days = _("%(first)s đến hết %(last)s") % {"first": days, "last": vi_date(wanted.last_on)}
        return [
            (_("Nghỉ"), days),
            (_("Quyết định"), f"{wanted.number}, {vi_date(wanted.decided_on)}, {wanted.issued_by}"),
            (_("Đơn vị"), names_of(wanted.units)),
        ]

    return _in_two_steps(request, form, Steps(words, moves, carry_out, summary))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def lift(request: StaffRequest, key: str) -> HttpResponse:
    """Take days off back, in two steps as they were entered."""
    today = request.standing.on
    closure = get_object_or_404(Closure.objects.select_related("unit"), key=key)
    if closure.unit_id not in {row.body.unit_id for row in request.standing.memberships}:
        raise Http404
    require(permissions.can_lift_closure(request.standing, closure))
    form = LiftForm(request.POST if request.method == "POST" else None, closure=closure)
    words = {
        "title": _("Bãi bỏ ngày nghỉ theo %(number)s") % {"number": closure.number},
        "lead": _("Hạn dời sớm lại, nhưng không hạn nào dời về trước hôm nay; ghi nhầm thì mọi hạn trở lại như cũ."),
        "word": _("Xem hạn nào dời"),
        "apply": _("Bãi bỏ"),
        "back": reverse("desk:law-closures"),
        "back_word": _("Ngày nghỉ riêng"),
    }

    def moves() -> Moves:
        return services.moves_of_lifting(closure, since=form.day, wrong=form.wrong, on=today)

    def carry_out() -> str:
        services.lift_closure(
            closure=closure,
            since=form.day,
            wrong=form.wrong,
            number=form.cleaned_data["number"],
            seen=form.cleaned_data["seen"],
            on=today,
            by=request.actor,
        )
        return _("Đã bãi bỏ ngày nghỉ. Các hạn đã dời như danh sách vừa xem.")

    def summary() -> list[tuple[str, str]]:
        if form.wrong:
            return [(_("Ghi nhầm"), _("coi như chưa từng nghỉ"))]
        return [(_("Làm việc trở lại từ"), vi_date(form.day))]

    return _in_two_steps(request, form, Steps(words, moves, carry_out, summary))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def import_year(request: StaffRequest) -> HttpResponse:
    """Take in the file of a year: first what it moves in the whole country's cases, then for good."""
    require(permissions.can_import_year(request.standing))
    today = request.standing.on
    form = YearForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    words = {
        "title": _("Nạp lịch năm"),
        "lead": _("Mỗi năm một tệp, nạp lại khi có hoán đổi mới. Xem hạn nào dời rồi mới dùng."),
        "word": _("Đọc tệp, xem hạn nào dời"),
        "apply": _("Dùng lịch này"),
        "back": reverse("desk:law-calendar", args=[today.year]),
        "back_word": _("Lịch làm việc"),
    }
    read: list[YearWanted] = []

    def wanted() -> YearWanted:
        if not read:
            content, name = form.content
            read.append(services.year_wanted(content, file=name, on=today))
        return read[0]

    def moves() -> Moves:
        return services.moves_of_year(wanted(), on=today)

    def carry_out() -> str:
        row = services.import_year(wanted=wanted(), seen=form.cleaned_data["seen"], on=today, by=request.actor)
        return _("Đã dùng lịch năm %(year)d. Các hạn đã dời như danh sách vừa xem.") % {"year": row.year}

    def summary() -> list[tuple[str, str]]:
        year = wanted().year
        off = sum(not day.working and day.date.weekday() < 5 for day in year.days)
        made_up = sum(day.working and not day.provisional for day in year.days)
        return [
            (_("Năm"), str(year.year)),
            (_("Căn cứ"), year.latest.cited),
            (_("Ngày nghỉ trong tuần"), str(off)),
            (_("Ngày làm bù"), str(made_up)),
        ]

    extra = {
        "files": True,
        "imported": CalendarYear.objects.select_related("imported_by").order_by("-pk")[:20],
        "part": "desk/law/years_part.html",
    }
    return _in_two_steps(request, form, Steps(words | extra, moves, carry_out, summary))


@require_safe
@staff
def year_template(_request: StaffRequest) -> HttpResponse:
    """Hand out a year's file with comments."""
    answer = HttpResponse(template(), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="lich-nam.yaml"'
    return answer


@dataclass(frozen=True, slots=True)
class Steps:
    """What a change is called, what it moves, how it is carried out, and what it says in short."""

    words: dict[str, Any]
    moves: Callable[[], Moves]
    apply: Callable[[], str]
    summary: Callable[[], list[tuple[str, str]]]


def _in_two_steps(request: StaffRequest, form: ClosureForm | LiftForm | YearForm, steps: Steps) -> HttpResponse:
    """Show the form, then what it moves, then carry it out: the second button says that this was seen."""
    context = steps.words | {"form": form, "today": request.standing.on}
    if request.method != "POST" or not form.is_valid() or AGAIN in request.POST:
        form.forget()
        return render(request, "desk/law/calendar_form.html", context)
    if form.cleaned_data["seen"] and carried_out(request, form, steps.apply):
        return redirect(steps.words["back"])
    try:
        found = steps.moves()
        context |= {"shown": shown(found), "summary": steps.summary(), "limit": SHOWN, "seen": found.digest}
    except DomainError as error:
        if not form.non_field_errors():
            form.add_error(None, str(error))
        form.forget()
        return render(request, "desk/law/calendar_form.html", context)
    return render(request, "desk/law/calendar_moves.html", context)
