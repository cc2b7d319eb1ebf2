"""The law library: regulations, their rules, one clause with a calculator, the working calendar."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from doithoai import regulations as law
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.actions import carried_out
from doithoai.desk.forms.law import ANCHOR, EXTENDED, READING, CountForm, ReadingForm
from doithoai.desk.library import calendar_year, reading
from doithoai.desk.library.addresses import address_of, rule_url, version_named
from doithoai.desk.library.calendar_wanted import calendar_wanted
from doithoai.desk.library.missing_values import missing_values
from doithoai.desk.library.own_readings import open_places, unit_bound_by
from doithoai.dialogues import permissions, services
from doithoai.obligations import calendars
from doithoai.obligations.permissions import can_import_year
from doithoai.regulations.engine.explaining import NotDated
from doithoai.regulations.errors import UnknownRegulation
from doithoai.regulations.schema import Deadline, Rule, Setting
from doithoai.regulations.version import RegulationVersion
from doithoai.screens.law import comparison, words
from doithoai.screens.law.trial import TrialForm, trial_of
from doithoai.workdays import CalendarEnds


@require_safe
@staff
def regulations(request: StaffRequest) -> HttpResponse:
    """Show every regulation that the program carries."""
    today = request.standing.on
    return render(request, "desk/law/list.html", {"shelf": reading.shelf(), "today": today})


@require_safe
@staff
def rules(request: StaffRequest, regulation: str) -> HttpResponse:
    """Show the rules of a regulation by part of the process."""
    version = _version(regulation)
    return _tab(request, version, "rules", {"chapters": reading.chapters(version)})


@require_safe
@staff
def lists(request: StaffRequest, regulation: str) -> HttpResponse:
    """Show what the regulation enumerates: types, hosts, steps, recipients, papers, grounds."""
    version = _version(regulation)
    return _tab(request, version, "lists", {"catalogues": reading.catalogues(version)})


@require_safe
@staff
def readings(request: StaffRequest, regulation: str) -> HttpResponse:
    """Show where the text can be read in several ways, which is used and why."""
    version = _version(regulation)
    unit = unit_bound_by(version, request.standing)
    context = {
        "rows": open_places(version, request.standing),
        "missing": missing_values(version, unit),
        "unit": unit,
        "may_choose": unit is not None and permissions.can_choose_reading(request.standing, unit),
    }
    return _tab(request, version, "readings", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def choose_reading(request: StaffRequest, regulation: str, setting: str) -> HttpResponse:
    """Record how the person's unit reads an open place of the text, from when and by which paper."""
    version = _version(regulation)
    unit = unit_bound_by(version, request.standing)
    if unit is None or setting not in version.settings:
        raise Http404
    require(permissions.can_choose_reading(request.standing, unit))
    place = next(row for row in open_places(version, request.standing) if row.name == setting)
    form = ReadingForm(request.POST or None, choices=place.setting.choices, used=place.used, today=request.standing.on)
    back = f"{reverse('desk:law-readings', args=[address_of(version)])}#{setting}"

    def carry_out() -> str:
        values = form.cleaned_data
        services.choose_reading(
            unit=unit,
            regulation=version.id,
            setting=setting,
            choice=values["choice"],
            since=values["since"],
            number=values["number"],
            reason=values["reason"],
            on=request.standing.on,
            by=request.actor,
        )
        return _("Đã ghi cách hiểu của đơn vị. Các cuộc đã mở giữ cách hiểu lúc mở.")

    if request.method == "POST" and form.is_valid() and carried_out(request, form, carry_out):
        return redirect(back)
    words = {
        "title": place.setting.question_vi,
        "lead": _("Áp dụng cho %(unit)s, các cuộc mở từ ngày ghi ở dưới. Cuộc đã mở giữ nguyên.") % {"unit": unit.name},
        "word": _("Ghi cách hiểu"),
        "back": back,
        "back_word": _("Cách hiểu"),
    }
    return render(request, "desk/form.html", words | {"form": form})


@require_safe
@staff
def clauses(request: StaffRequest, regulation: str) -> HttpResponse:
    """Show every clause of the text in our words, with what carries it."""
    version = _version(regulation)
    return _tab(request, version, "clauses", {"articles": reading.articles(version)})


@require_safe
@staff
def cases(request: StaffRequest, regulation: str) -> HttpResponse:
    """Show the cases by which the rules are checked, each run."""
    version = _version(regulation)
    checked = reading.checked_cases(version.id)
    wrong = sum(not case.right for case in checked)
    return _tab(request, version, "cases", {"cases": checked, "wrong": wrong})


def _tab(request: StaffRequest, version: RegulationVersion, here: str, context: dict[str, Any]) -> HttpResponse:
    today = request.standing.on
    shelved = reading.shelved(version, reading.dialogues_by_pin())
    frame = {"shelved": shelved, "version": version, "here": here, "today": today}
    return render(request, f"desk/law/{here}.html", frame | context)


@require_safe
@staff
def rule(request: StaffRequest, regulation: str, clause: str) -> HttpResponse:
    """Show a clause or one of its rules, what hangs on it, and count a date from any day."""
    version = _version(regulation)
    try:
        page = reading.clause_page(version, clause)
    except UnknownRegulation as error:
        raise Http404 from error
    context = {"page": page, "version": version, "today": request.standing.on}
    return render(request, "desk/law/rule.html", context | _count(request, version, page.cards))


def _count(request: StaffRequest, version: RegulationVersion, cards: tuple[reading.Card, ...]) -> dict[str, Any]:
    """Return the calculator of the first rule that has a number, and what it says of the day asked for."""
    for card in cards:
        deadline = version.lawful_deadline(card.rule.deadline)
        if deadline is None or not _countable(version, card.rule):
            continue
        reading_of = _reading_of(version, deadline)
        setting = reading_of[1] if reading_of else None
        form = CountForm(
            _asked(request, setting),
            deadline=deadline,
            reading=setting,
            label=_anchor_label(deadline),
            initial={ANCHOR: request.standing.on},
        )
        return {"form": form, "counted": card} | _answer(version, card.rule, form, reading_of, request.standing.on)
    return {}


def _asked(request: StaffRequest, setting: Setting | None) -> QueryDict | None:
    """Return what was asked, with the recommended reading where none was chosen; None before a day is given."""
    if not request.GET.get(ANCHOR):
        return None
    asked = request.GET.copy()
    if setting:
        asked.setdefault(READING, setting.default)
    return asked


def _countable(version: RegulationVersion, rule: Rule) -> bool:
    """Say whether a date can be counted from a day at all: the law may leave the number to a person or another text."""
    try:
        law.explain(version, rule.id, date(calendars.national().last.year - 1, 1, 15), calendars.national())
    except NotDated:
        return False
    return True


def _reading_of(version: RegulationVersion, deadline: Deadline) -> tuple[str, Setting] | None:
    name = deadline.counting.setting or deadline.inclusive.setting
    return (name, version.settings[name]) if name else None


def _anchor_label(deadline: Deadline) -> str:
    if deadline.calendar or deadline.within or deadline.month_day or deadline.weekdays:
        return _("Một ngày trong năm cần tính")
    if deadline.after_end_of:
        return _("Ngày hết thời hạn trước")
    if deadline.before or deadline.anchor or deadline.after in {"conference_held", "conference_start"}:
        return _("Ngày họp")
    return _("Ngày %(event)s") % {"event": words.word(words.EVENTS, deadline.after)}


def _answer(
    version: RegulationVersion, rule: Rule, form: CountForm, reading_of: tuple[str, Setting] | None, today: date
) -> dict[str, Any]:
    if not form.is_valid():
        return {}
    given = form.cleaned_data
    chosen = {reading_of[0]: given[READING]} if reading_of and given.get(READING) else {}
    try:
        found = law.explain(
            version,
            rule.id,
            given[ANCHOR],
            calendars.here(),
            settings=chosen,
            extended=bool(given.get(EXTENDED)),
            today=today,
        )
    except (CalendarEnds, NotDated) as error:
        form.add_error(ANCHOR, str(error))
        return {}
    return {"explained": found, "anchor_word": words.anchor_word(found.anchor_kind)}


@require_safe
@staff
def trial(request: StaffRequest, regulation: str) -> HttpResponse:
    """Show the whole timeline of a conference that nobody has opened; nothing is saved."""
    version = _version(regulation)
    today = request.standing.on
    form = TrialForm(request.GET or None, version=version, initial={"ngay": today, "cap": _level(request, version)})
    context: dict[str, Any] = {"version": version, "address": regulation, "form": form, "today": today}
    context["others"] = [one for one in comparison.choices() if one.id != version.id]
    if form.is_valid():
        try:
            context["trial"] = trial_of(version, form, rule_url)
        except CalendarEnds as error:
            form.add_error("ngay", str(error))
    return render(request, "desk/law/trial.html", context)


def _level(request: StaffRequest, version: RegulationVersion) -> str:
    main = request.standing.main
    return main.body.unit.level if main and main.body.unit.level in version.levels else version.levels[-1]


@require_safe
@staff
def compare(request: StaffRequest) -> HttpResponse:
    """Show two regulations side by side: only what differs, or all."""
    shown = comparison.comparison_of(request.GET.dict(), rule_url)
    context = {
        "choices": comparison.choices(),
        "shown": shown,
        "sides": (shown.left, shown.right) if shown else (),
        "a": request.GET.get("a", ""),
        "b": request.GET.get("b", ""),
    }
    return render(request, "desk/law/compare.html", context)


@require_safe
@staff
def calendar(request: StaffRequest, year: int) -> HttpResponse:
    """Show a year of the working calendar: what is off, what is made up, by which document."""
    of_unit = calendars.here()
    if not of_unit.first.year <= year <= of_unit.last.year:
        raise Http404
    shown = calendar_year.year_of(of_unit, year)
    main = request.standing.main
    context = {
        "shown": shown,
        "today": request.standing.on,
        "unit": main.body.unit if main else None,
        "wanted": calendar_wanted(request.standing) if not shown.provisional else None,
        "may_import": can_import_year(request.standing),
    }
    return render(request, "desk/law/calendar.html", context)


def _version(name: str) -> RegulationVersion:
    version = version_named(name)
    if version is None:
        raise Http404
    return version
