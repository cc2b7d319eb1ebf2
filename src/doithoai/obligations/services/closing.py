"""Days on which a unit does not work by a decision of its own, or of a unit above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from doithoai.accounts.queries import account_of
from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.journal import queries as chains
from doithoai.journal import services as journal
from doithoai.obligations import calendars, moving
from doithoai.obligations.calendars import Change, change_of
from doithoai.obligations.enums import ClosureReason
from doithoai.obligations.errors import (
    ClosureKnown,
    ClosureLiftedBefore,
    ClosureRefused,
    ClosureWithoutDecision,
    MovesChanged,
)
from doithoai.obligations.models import Closure
from doithoai.obligations.moving import Moves
from doithoai.obligations.services.refreshing import refresh_moved
from doithoai.organisations.models import Unit
from doithoai.regulations.facts import ClosureLifted, UnitClosed
from doithoai.workdays.dates import vi_date, vi_numeric

LONGEST = timedelta(days=60)  # a longer closure is more likely a slip in the year than a storm


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureWanted:
    """What the decision says: which units do not work from when to when, why, and which paper orders it."""

    unit: Unit
    units: tuple[Unit, ...]
    first_on: date
    last_on: date
    reason: str
    number: str
    decided_on: date
    issued_by: str

    def fact(self, unit: Unit, *, key: str, on: date) -> UnitClosed:
        """Return the fact for the chain of one of the units."""
        return UnitClosed(
            on=on,
            unit=unit.key,
            closure=key,
            first=self.first_on,
            last=self.last_on,
            reason=self.reason,
            decision=one_line(self.number)[:60].replace(" ", "_"),
            decided=self.decided_on,
        )

    def change(self, *, on: date) -> Change:
        """Return the change that it makes to the units' calendars."""
        return change_of(self.fact(self.unit, key="wanted", on=on))


def moves_of_closure(wanted: ClosureWanted, *, on: date) -> Moves:
    """Return what would move; nothing is written. Raises ClosureRefused for days off that cannot stand."""
    _check(wanted, on=on)
    keys = [unit.key for unit in _covered(wanted.units, on=on)]
    old, change = calendars.current(), wanted.change(on=on)
    new = old.plus(change, units=keys)
    return moving.moves_between(old, new, moving.streams_touched(change, keys), on=on)


@transaction.atomic
def close_unit(*, wanted: ClosureWanted, seen: str, on: date, by: Actor) -> Closure:
    """Note the days off and work out anew every date that counts them; what was printed stays as printed.

    `seen` is the digest of the moves that were shown. Raises MovesChanged where others would move by now,
    ClosureRefused for days off that cannot stand.
    """
    calendars.stamp_changed()
    if moves_of_closure(wanted, on=on).digest != seen:
        raise MovesChanged
    closure = Closure.objects.create(
        unit=wanted.unit,
        first_on=wanted.first_on,
        last_on=wanted.last_on,
        reason=wanted.reason,
        number=one_line(wanted.number)[:60],
        decided_on=wanted.decided_on,
        issued_by=one_line(wanted.issued_by)[:160],
        entered_on=on,
        entered_by=account_of(by),
    )
    units = _covered(wanted.units, on=on)
    closure.units.set(units)
    facts = [wanted.fact(unit, key=closure.key, on=on) for unit in units]
    streams = moving.streams_touched(wanted.change(on=on), [unit.key for unit in units])
    for fact in facts:
        journal.record(fact, by=by)
    calendars.stamp_changed()
    refresh_moved(streams, source=_cited(closure), event=closure.key, on=on)
    return closure


def moves_of_lifting(closure: Closure, *, since: date, wrong: bool, on: date) -> Moves:
    """Return what would move if the days from `since` on were worked after all; nothing is written."""
    _check_lifting(closure, since=since, wrong=wrong)
    units = list(closure.units.all())
    old = new = calendars.current()
    for unit in units:
        new = new.plus(_lifting(closure, unit, since=since, wrong=wrong, on=on), units=[unit.key])
    return moving.moves_between(old, new, _reached(closure, units, since=since, wrong=wrong, on=on), on=on)


@transaction.atomic
def lift_closure(*, closure: Closure, since: date, wrong: bool, number: str, seen: str, on: date, by: Actor) -> Closure:
    """Take days off back: from `since` on they are worked, or all of them never were off (`wrong`).

    Raises ClosureLiftedBefore, ClosureRefused, MovesChanged.
    """
    calendars.stamp_changed()
    fresh = Closure.objects.select_for_update().get(pk=closure.pk)
    if moves_of_lifting(fresh, since=since, wrong=wrong, on=on).digest != seen:
        raise MovesChanged
    units = list(fresh.units.all())
    streams = _reached(fresh, units, since=since, wrong=wrong, on=on)
    fresh.lifted_on, fresh.lifted_by, fresh.lifted_as_wrong = on, account_of(by), wrong
    fresh.lifted_since = fresh.first_on if wrong else since
    fresh.lifted_number = one_line(number)[:60]
    fresh.save(update_fields=["lifted_on", "lifted_by", "lifted_as_wrong", "lifted_since", "lifted_number"])
    for unit in units:
        fact = ClosureLifted(on=on, unit=unit.key, closure=fresh.key, since=fresh.lifted_since, wrong=wrong)
        journal.record(fact, by=by)
    calendars.stamp_changed()
    source = fresh.lifted_number or f"việc bãi bỏ ngày nghỉ theo {_cited(fresh)}"
    refresh_moved(streams, source=source, event=f"{fresh.key}:lifted", on=on)
    return fresh


def _check(wanted: ClosureWanted, *, on: date) -> None:
    if not one_line(wanted.number) or not one_line(wanted.issued_by):
        raise ClosureWithoutDecision
    if wanted.reason not in ClosureReason.values or not wanted.units:
        raise ClosureRefused("Chọn lý do và ít nhất một đơn vị nghỉ.")
    if wanted.last_on < wanted.first_on:
        raise ClosureRefused("Ngày cuối ở trước ngày đầu. Hãy sửa một trong hai ngày.")
    if wanted.last_on - wanted.first_on > LONGEST:
        raise ClosureRefused(
            f"Ngày nghỉ riêng dài quá {LONGEST.days} ngày. Hãy xem lại ngày, hoặc ghi thành nhiều đợt."
        )
    if wanted.decided_on > on:
        raise ClosureRefused(f"Quyết định đề ngày {vi_date(wanted.decided_on)}, ở sau hôm nay. Hãy xem lại ngày.")
    known = calendars.current()
    span = (wanted.last_on - wanted.first_on).days + 1
    days = [wanted.first_on + timedelta(days=n) for n in range(span)]
    if not any(known.of(unit.key).is_working(day) for unit in wanted.units for day in days):
        raise ClosureKnown


def _check_lifting(closure: Closure, *, since: date, wrong: bool) -> None:
    if closure.lifted_on is not None:
        raise ClosureLiftedBefore
    if not wrong and not closure.first_on <= since <= closure.last_on:
        raise ClosureRefused(
            f"Ngày làm việc trở lại phải trong đợt nghỉ, từ {vi_date(closure.first_on)} "
            f"đến {vi_date(closure.last_on)}. Hãy chọn lại."
        )


def _lifting(closure: Closure, unit: Unit, *, since: date, wrong: bool, on: date) -> Change:
    closed = next(
        fact
        for fact in chains.facts_of(f"unit:{unit.key}", UnitClosed.kind)
        if isinstance(fact, UnitClosed) and fact.closure == closure.key
    )
    fact = ClosureLifted(on=on, unit=unit.key, closure=closure.key, since=since, wrong=wrong)
    return change_of(fact, closed)


def _reached(closure: Closure, units: Sequence[Unit], *, since: date, wrong: bool, on: date) -> list[str]:
    change = _lifting(closure, units[0], since=since, wrong=wrong, on=on)
    return moving.streams_touched(change, [unit.key for unit in units])


def _covered(units: Sequence[Unit], *, on: date) -> list[Unit]:
    """Return the units with those that have ended into them: a unit carries old cases on by its own days."""
    keys = {unit.key for unit in units}
    ended = Unit.objects.exclude(later=[]).exclude(key__in=keys)
    return [*units, *(unit for unit in ended if unit.key_since(on) in keys)]


def _cited(closure: Closure) -> str:
    return f"{closure.number} ngày {vi_numeric(closure.decided_on)}"
