"""Who answers today for what has ended: bodies, posts and units, through chains of decisions.

Of several successors the leading one takes what is open. A link leads from something that ends on its day to
something that stands on that day and ends later if at all, so a chain cannot come back to where it began.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias, TypeVar

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from doithoai.organisations.models import Body, BodyLink, PlaceLink, Post, PostLink, Unit, UnitLink
from doithoai.organisations.models.successions import Link

LINKS: dict[str, type[Link]] = {"unit": UnitLink, "body": BodyLink, "post": PostLink, "place": PlaceLink}
# Of each thing: from which day it goes on as what, and whether that one leads.
Steps: TypeAlias = Mapping[int, Sequence[tuple[date, int | None, bool]]]
Ended = TypeVar("Ended", Unit, Body, Post)


def links_in_force(of: str, *, on: date | None = None) -> QuerySet[Any]:
    """Return the links of units, bodies, posts or places that count on the day (all that were not withdrawn: None)."""
    rows = LINKS[of]._default_manager.filter(reorganisation__withdrawn_at=None)  # noqa: SLF001 -- Django's own name
    return rows if on is None else rows.filter(reorganisation__since__lte=on)


def bodies_answered_for(heirs: Iterable[int], *, on: date) -> list[tuple[Body, int]]:
    """Return the ended bodies for which these answer on the day, each with the one of these that does.

    One query for each step back; the last step needs none of its own.
    """
    found: list[tuple[Body, int]] = []
    roots = {heir: heir for heir in heirs}
    while roots:
        links = links_in_force("body", on=on).filter(new__in=roots, leads=True)
        further = links_in_force("body", on=on).filter(new=OuterRef("old"), leads=True)
        step: dict[int, int] = {}
        for link in links.annotate(more=Exists(further)).select_related("old__unit__parent").order_by("pk"):
            found.append((link.old, roots[link.new_id]))
            if link.more:
                step[link.old_id] = roots[link.new_id]
        roots = step
    return found


def answering(thing: Ended, *, on: date) -> Ended:
    """Return what answers on the day for a unit, body or post: itself, or what it became; at most one query."""
    key = thing.key_since(on)
    return thing if key == thing.key else type(thing).objects.get(key=key)


def answering_keys(keys: Iterable[str], *, on: date) -> dict[str, str]:
    """Return for each key of a body the key of what answers for it on the day; one query."""
    wanted = set(keys)
    ended = {body.key: body.key_since(on) for body in Body.objects.filter(key__in=wanted).exclude(later=[])}
    return {key: ended.get(key, key) for key in wanted}


def keys_answered_by(key: str, *, on: date) -> list[str]:
    """Return the key of a body with those of all ended bodies for which it answers on the day; one query."""
    return [key, *(body.key for body in Body.objects.exclude(later=[]) if body.key_since(on) == key)]


def called(thing: Unit | Body | Post, name: str, *, on: date) -> str:
    """Return the name as it was then, with what it is called today where that is another."""
    return called_as(name, thing.later, on=on)


def called_as(name: str, later: Sequence[Mapping[str, str]] | None, *, on: date) -> str:
    """Return what `called` does, of a name and the `later` steps that a query brought along."""
    begun = [step["name"] for step in later or () if step["since"] <= on.isoformat()]
    now = begun[-1] if begun else ""
    return f"{name} ({_('nay là')} {now})" if now and now != name else name


def called_by_key(keys: Iterable[str], *, on: date) -> dict[str, str]:
    """Return the bodies of these keys by short name, as `called` says it; one query."""
    rows = Body.objects.filter(key__in=set(keys)).values_list("key", "short_name", "later")
    return {key: called_as(name, later, on=on) for key, name, later in rows}


def steps_of(start: int, links: Steps) -> list[tuple[date, int | None, tuple[int, ...]]]:
    """Return from which day which leading thing, and which things, stand for `start`; in the order of the days.

    `links` says of each thing on which day it goes on as what, and whether that one leads. The leading one is
    None where nothing follows.
    """
    days = sorted({day for day, _ in _reached(start, links)})
    found = []
    for day in days:
        lead = _lead(start, links, day)
        found.append((day, lead, tuple(sorted(_ends(start, links, day)))))
    return found


def _reached(start: int, links: Steps) -> list[tuple[date, int | None]]:
    found: list[tuple[date, int | None]] = []
    waiting, seen = [start], {start}
    while waiting:
        for day, new, _leads in links.get(waiting.pop(), ()):
            found.append((day, new))
            if new is not None and new not in seen:
                seen.add(new)
                waiting.append(new)
    return found


def _lead(start: int, links: Steps, day: date) -> int | None:
    at: int | None = start
    seen = set()
    while at is not None and at not in seen:
        seen.add(at)
        now = [new for since, new, leads in links.get(at, ()) if leads and since <= day]
        if not now:
            return at
        at = now[0]
    return at


def _ends(start: int, links: Steps, day: date) -> set[int]:
    ends: set[int] = set()
    waiting, seen = [start], {start}
    while waiting:
        at = waiting.pop()
        on_day = [new for since, new, _leads in links.get(at, ()) if since <= day]
        if not on_day:
            ends.add(at)
        for new in on_day:
            if new is not None and new not in seen:
                seen.add(new)
                waiting.append(new)
    return ends
