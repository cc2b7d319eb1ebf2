"""The page of a unit's bodies and places with their history; taking a decision back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.actions import carried_out
from doithoai.desk.forms.follow_up import ConfirmForm
from doithoai.organisations.models import Body, Place, Reorganisation, Unit
from doithoai.petitions import queries as petitions
from doithoai.screens.dates import vi_date
from doithoai.succession import permissions, queries, services


@dataclass(frozen=True, slots=True)
class Line:
    """One body or place: what it is called, from when to when, from what it came, as what it goes on."""

    name: str
    note: str
    since: date
    until: date | None
    before: tuple[tuple[str, Reorganisation], ...]
    now: str
    petitions: int | None = None


def unit_of(request: StaffRequest) -> Unit:
    """Return the unit looked at: one's own, or another that the address names; a stranger does not learn of it."""
    main = request.standing.main
    if main is None:
        raise Http404
    unit = main.body.unit
    if code := request.GET.get("don-vi"):
        unit = get_object_or_404(Unit.objects.select_related("parent"), code=code)
    if not permissions.can_see(request.standing, unit):
        raise Http404
    return unit


@require_safe
@staff
def show(request: StaffRequest) -> HttpResponse:
    """Show the bodies and places of the unit that stand, those that have ended, and the decisions behind them."""
    unit, on = unit_of(request), request.standing.on
    bodies = [_line(body, body.name, body.get_kind_display(), on) for body in queries.body_history(unit)]
    known = queries.place_history(unit)
    said = petitions.counts_by_place(unit, queries.gazetteer_from(known, on=on))
    places = [
        replace(_line(place, place.name, place.get_kind_display(), on), petitions=said.get(place.pk, 0))
        for place in known
    ]
    context = {
        "unit": unit,
        "today": on,
        "sections": (
            ("co-quan", _("Cơ quan"), _standing(bodies, on), _ended(bodies, on)),
            ("dia-ban", _("Địa bàn"), _standing(places, on), _ended(places, on)),
        ),
        "decisions": queries.decisions_of(unit),
        "may_record": permissions.can_record(request.standing, unit),
    }
    return render(request, "desk/succession/show.html", context)


def _line(thing: Body | Place, name: str, note: str, on: date) -> Line:
    came_from: Iterable[Any] = getattr(thing, "came_from", ())
    before = tuple((_called(link.old), link.reorganisation) for link in came_from)
    return Line(name, note, thing.valid_from, thing.valid_to, before, thing.name_since(on) or _ahead(thing))


def _ahead(thing: Body | Place) -> str:
    """Return as what it will go on, where the day has not come."""
    return str(thing.later[0]["name"]) if thing.later else ""


def _called(thing: Body | Place) -> str:
    return thing.short_name if isinstance(thing, Body) else thing.name


def _standing(lines: list[Line], on: date) -> list[Line]:
    return [line for line in lines if line.until is None or line.until > on]


def _ended(lines: list[Line], on: date) -> list[Line]:
    return [line for line in lines if line.until is not None and line.until <= on]


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def withdraw(request: StaffRequest, key: str) -> HttpResponse:
    """Take a decision back that was recorded by mistake."""
    change = get_object_or_404(Reorganisation.objects.select_related("unit"), key=key)
    if not permissions.can_see(request.standing, change.unit):
        raise Http404
    require(permissions.can_record(request.standing, change.unit))
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    back = reverse("desk:bodies")

    def take_back() -> str:
        services.withdraw_reorganisation(change=change, on=request.standing.on, by=request.actor)
        return _("Đã rút lại %(number)s. Tên cũ và việc cũ trở lại như trước.") % {"number": change.number}

    if request.method == "POST" and form.is_valid() and carried_out(request, form, take_back):
        return redirect(back)
    words = {
        "title": _("Rút lại %(number)s") % {"number": change.number},
        "lead": _(
            "Chỉ dùng khi ghi nhầm. Cơ quan, địa bàn cũ đứng lại như chưa có quyết định; tên mới do quyết định này lập "
            "bị bỏ nếu chưa dùng vào hồ sơ. Quyết định có hiệu lực từ %(day)s."
        )
        % {"day": vi_date(change.since)},
        "word": _("Rút lại quyết định"),
        "danger": True,
        "back": back,
        "back_word": _("Cơ quan và địa bàn"),
    }
    return render(request, "desk/form.html", words | {"form": form})
