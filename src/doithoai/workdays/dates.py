"""Days in Vietnamese words, as offices write them."""

from datetime import date

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAYS_SHORT = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def weekday_name(day: date) -> str:
    """Return `thứ Hai` … `Chủ nhật`."""
    return _WEEKDAYS[day.weekday()]


def weekday_short(day: date) -> str:
    """Return `T2` … `CN`."""
    return _WEEKDAYS_SHORT[day.weekday()]


def vi_short(day: date) -> str:
    """Return day and month without the year: `7/9`."""
    return f"{day.day}/{day.month}"


def vi_numeric(day: date) -> str:
    """Return day, month and year: `7/9/2026`."""
    return f"{day.day}/{day.month}/{day.year}"


def vi_date(day: date) -> str:
    """Return the day as written in full on screens: `thứ Hai 7/9/2026`."""
    return f"{weekday_name(day)} {vi_numeric(day)}"


def vi_day(day: date) -> str:
    """Return weekday, day and month, where the year is plain: `thứ Hai 7/9`."""
    return f"{weekday_name(day)} {vi_short(day)}"
