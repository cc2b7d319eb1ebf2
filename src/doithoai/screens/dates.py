"""Dates and numbers as a Vietnamese office writes them."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from doithoai.obligations import calendars
from doithoai.workdays import CalendarEnds
from doithoai.workdays import dates as vietnamese

_ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def english() -> bool:
    """Return whether the page speaks English."""
    return (get_language() or "vi").startswith("en")


def as_date(value: date | datetime | None) -> date | None:
    """Return the day of a moment in the office's time zone; days pass through."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def weekday(day: date) -> str:
    """Return the name of the day of the week: thứ Hai."""
    return _ENGLISH_DAYS[day.weekday()] if english() else vietnamese.weekday_name(day)


def weekday_short(day: date) -> str:
    """Return the short name of the day of the week: T2."""
    return _ENGLISH_DAYS[day.weekday()] if english() else vietnamese.weekday_short(day)


def vi_date(value: date | datetime | None) -> str:
    """Return the day in full: thứ Hai 7/9/2026."""
    day = as_date(value)
    return f"{weekday(day)} {vi_short(day)}" if day else ""


def vi_long(value: date | datetime | None) -> str:
    """Return the day in words: thứ Tư, ngày 26 tháng 8 năm 2026."""
    day = as_date(value)
    if not day:
        return ""
    if english():
        return vi_date(day)
    return f"{weekday(day)}, ngày {day.day} tháng {day.month} năm {day.year}"


def vi_short(value: date | datetime | None, today: date | None = None) -> str:
    """Return the day in figures: 7/9/2026, or 7/9 when `today` lies in the same year."""
    day = as_date(value)
    if not day:
        return ""
    same_year = today is not None and day.year == today.year
    if english():
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]}" + ("" if same_year else f" {day.year}")
    return vietnamese.vi_short(day) if same_year else vietnamese.vi_numeric(day)


def vi_time(value: datetime | None) -> str:
    """Return the time of a moment in the office's time zone: 7 giờ 30."""
    if not value:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    if english():
        return f"{local:%H:%M}"
    return f"{local.hour} giờ {local:%M}" if local.minute else f"{local.hour} giờ"


def vi_number(value: float | Decimal | None, places: int = 0) -> str:
    """Return a number with Vietnamese marks: 1.284 or 82,3 (`places` after the comma)."""
    if value is None:
        return ""
    text = f"{value:,.{places}f}"
    return text if english() else text.translate(str.maketrans(",.", ".,"))


def vi_percent(part: float, whole: float) -> str:
    """Return a share: 82,3 %; a dash when there is nothing to share."""
    return f"{vi_number(100 * part / whole, 1)} %" if whole else "–"


def left_words(days: int, *, working: bool) -> str:
    """Return how far a day lies ahead: còn 5 ngày làm việc, trễ 2 ngày làm việc, hôm nay."""
    if days == 0:
        return gettext("hôm nay")
    if days > 0:
        form = (
            ngettext("còn %d ngày làm việc", "còn %d ngày làm việc", days)
            if working
            else ngettext("còn %d ngày", "còn %d ngày", days)
        )
    else:
        form = (
            ngettext("trễ %d ngày làm việc", "trễ %d ngày làm việc", -days)
            if working
            else ngettext("trễ %d ngày", "trễ %d ngày", -days)
        )
    return form % abs(days)


def days_left(value: date | datetime | None, today: date) -> str:
    """Return how far a day lies from today: còn 5 ngày làm việc, trễ 2 ngày làm việc, hôm nay.

    Working days of the unit whose page is shown, else of the country; plain days when no working day lies
    between (from a Friday to its Saturday), or beyond the years of the calendar.
    """
    day = as_date(value)
    if day is None:
        return ""
    try:
        working = calendars.here().working_days_between(today, day)
    except CalendarEnds:
        working = 0
    return left_words(working, working=True) if working else left_words((day - today).days, working=False)
