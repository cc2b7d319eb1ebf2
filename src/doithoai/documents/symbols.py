"""Numbers and dates as the three administrative forms write them."""

from datetime import date, datetime

from doithoai.documents.enums import LETTER, Heading
from doithoai.documents.papers.base import Issuer

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_BLANK = "\u00a0" * 6


def symbol(issuer: Issuer, type_code: str, number: int | None) -> str:
    """Return number and symbol of a paper; None leaves room for a number written by hand.

    State and Front `05/TB-UBND`, letter `12/UBND-VP` (Nghị định 30/2020, Phụ lục I);
    Party `12-TB/ĐU`, letter `12-CV/ĐU` (Hướng dẫn 36-HD/VPTW). Numbers below 10 get a zero.
    """
    written = _BLANK if number is None else f"{number:02d}"
    if issuer.heading == Heading.PARTY:
        return f"{written}-{'CV' if type_code == LETTER else type_code}/{issuer.code}"
    if type_code == LETTER:
        return f"{written}/{issuer.code}-{issuer.unit}" if issuer.unit else f"{written}/{issuer.code}"
    return f"{written}/{type_code}-{issuer.code}"


def number_line(issuer: Issuer, written: str) -> str:
    """Return the line under the body's name: the Party writes no colon after "Số"."""
    return f"Số {written}" if issuer.heading == Heading.PARTY else f"Số: {written}"


def short_date(day: date) -> str:
    """Return 07/9/2026: days below 10 and the months 1 and 2 get a zero, as the decree asks."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def long_date(day: date | None) -> str:
    """Return "ngày 07 tháng 9 năm 2026", or room for a date written by hand."""
    if day is None:
        return f"ngày{_BLANK}tháng{_BLANK}năm{_BLANK}"
    written, month, year = short_date(day).split("/")
    return f"ngày {written} tháng {month} năm {year}"


def clock(moment: datetime) -> str:
    """Return "08 giờ 00 phút"; full hours also carry their minutes, as invitations do."""
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút"


def day_in_words(day: date) -> str:
    """Return "thứ Hai, ngày 07/9/2026"."""
    return f"{WEEKDAYS[day.weekday()]}, ngày {short_date(day)}"
