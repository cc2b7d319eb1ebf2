"""Days off of a unit, as a clerk enters them after looking at what moves."""

from datetime import date

from doithoai.obligations import services
from doithoai.obligations.models import Closure
from doithoai.obligations.services import ClosureWanted
from tests.factories.organisations import Place


def wanted(place: Place, first: date, last: date, *, decided: date, units=None, unit=None, **changes) -> ClosureWanted:
    """Return what the decision says: the commune does not work because of a storm."""
    words = {"reason": "storm", "number": "15/TB-UBND", "issued_by": "UBND xã Tân Lạch"} | changes
    of = unit or place.unit
    return ClosureWanted(unit=of, units=tuple(units or [of]), first_on=first, last_on=last, decided_on=decided, **words)


def close(place: Place, first: date, last: date, *, decided: date, on: date, **changes) -> Closure:
    """Enter the days off as anna does, having seen what moves."""
    asked = wanted(place, first, last, decided=decided, **changes)
    seen = services.moves_of_closure(asked, on=on).digest
    return services.close_unit(wanted=asked, seen=seen, on=on, by=place.actor(place.anna))


def lift(place: Place, closure: Closure, *, on: date, since: date | None = None, wrong: bool = False) -> Closure:
    """Take the days off back from a day on, or as entered by mistake."""
    day = since or closure.first_on
    seen = services.moves_of_lifting(closure, since=day, wrong=wrong, on=on).digest
    return services.lift_closure(
        closure=closure, since=day, wrong=wrong, number="", seen=seen, on=on, by=place.actor(place.anna)
    )
