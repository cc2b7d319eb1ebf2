"""The year whose official calendar is still missing: who is told, and how much hangs on it."""

from dataclasses import dataclass

from doithoai.accounts.enums import Role
from doithoai.obligations import calendars, permissions, queries
from doithoai.organisations.queries import Standing

_TOLD = (Role.CLERK, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class CalendarWanted:
    """The year, how many open dates of the unit rest on its days, and whether the person may mend it."""

    year: int
    dates: int
    may_import: bool


def calendar_wanted(standing: Standing) -> CalendarWanted | None:
    """Return what is missing, for a clerk or an administrator; None where nothing is or it is not theirs to see to."""
    main = standing.main
    if main is None or not standing.is_a(*_TOLD):
        return None
    year = calendars.year_waited_for(standing.on)
    if year is None:
        return None
    dates = queries.provisional(unit=main.body.unit.key, year=year).count()
    return CalendarWanted(year, dates, permissions.can_import_year(standing))
