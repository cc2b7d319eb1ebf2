"""The Vietnamese working-day calendar and the counting of legal periods. Pure: no Django.

from doithoai.workdays import national

calendar = national()
calendar.due_after(date(2026, 8, 20), 10, "working_days")  # 2026-09-07
calendar.explain_due_after(date(2026, 8, 20), 10, "working_days").steps
"""

from doithoai.workdays.calendar import Calendar, national
from doithoai.workdays.errors import CalendarEnds, CalendarFileWrong
from doithoai.workdays.loader import Year, year_in
from doithoai.workdays.types import (
    Closure,
    Count,
    CountedDay,
    Counting,
    Day,
    Kind,
    Role,
    Unit,
)

__all__ = [
    "Calendar",
    "CalendarEnds",
    "CalendarFileWrong",
    "Closure",
    "Count",
    "CountedDay",
    "Counting",
    "Day",
    "Kind",
    "Role",
    "Unit",
    "Year",
    "national",
    "year_in",
]
