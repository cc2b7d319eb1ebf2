"""Why a duty's date is what it is, by the days of its own unit."""

from dataclasses import dataclass
from datetime import date

from doithoai import regulations as law
from doithoai.obligations import calendars
from doithoai.regulations import Explanation
from doithoai.regulations.errors import UnknownRegulation
from doithoai.regulations.version import RegulationVersion
from doithoai.workdays import Calendar, CalendarEnds


@dataclass(frozen=True, slots=True)
class Counted:
    """A rule counted from a day for a unit (by its key; empty: the unit whose page is shown).

    `due_on`: the date that stands. A date that had passed when the calendar changed keeps the days by which it
    was counted (`obligations.settling`), so the newest calendar that gives this date explains it.
    """

    version: RegulationVersion | None
    rule: str
    anchor: date | None
    unit: str = ""
    due_on: date | None = None
    extended: bool = False

    def explained(self, *, today: date | None = None) -> Explanation | None:
        """Return the days one by one; None where the law counts none or the calendar ends."""
        if self.version is None or self.anchor is None:
            return None
        newest = None
        for calendar in self._calendars():
            try:
                found = law.explain(self.version, self.rule, self.anchor, calendar, extended=self.extended, today=today)
            except (UnknownRegulation, CalendarEnds):
                continue
            if self.due_on is None or found.due_on == self.due_on:
                return found
            newest = newest or found
        return newest

    def _calendars(self) -> list[Calendar]:
        if not self.unit:
            return [calendars.here()]
        layers = calendars.current().layers(self.unit, since=date.min)
        return [layer.calendar for layer in reversed(layers)]
