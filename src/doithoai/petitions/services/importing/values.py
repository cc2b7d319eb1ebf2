"""What a cell says: days in mixed forms, fields and channels in the office's many words, phones without their zero."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from doithoai.common.text import nfc, one_line
from doithoai.petitions.enums import Field, IntakeChannel, Urgency
from doithoai.textsearch.folding import fold

# In order: “Trật tự đô thị - xây dựng” is building, not public order.
_FIELDS: tuple[tuple[Field, str], ...] = (
    (Field.LAND, r"dat dai|boi thuong|giai phong|gpmb|tai dinh cu|tai nguyen|khoang san|so do|giay chung nhan"),
    (Field.WATER, r"thoat nuoc|cap nuoc|nuoc sach|ngap|cap - thoat"),
    (Field.AGRICULTURE, r"nong nghiep|thuy loi|thien tai|sat lo|lam nghiep|thuy san|chan nuoi|de dieu"),
    (Field.CONSTRUCTION, r"quy hoach|xay dung(?! dang)|nha o|do thi|ha tang"),
    (Field.TRANSPORT, r"giao thong|duong sa|cau duong|van tai"),
    (Field.POWER, r"chieu sang|\bdien\b(?! (thoai|tu))"),
    (Field.ENVIRONMENT, r"moi truong|\brac\b|o nhiem"),
    (Field.EDUCATION, r"giao duc|dao tao|truong hoc"),
    (Field.HEALTH, r"y te|bhyt|an toan thuc pham|suc khoe"),
    (Field.SECURITY, r"an ninh|trat tu|quoc phong|phong chay"),
    (Field.PARTY_BUILDING, r"xay dung dang|to chuc dang|doan the"),
    (Field.ADMINISTRATION, r"thu tuc|hanh chinh|can bo|cong vu|tu phap|ho tich"),
    (Field.SOCIAL, r"chinh sach|lao dong|bhxh|bao hiem|nguoi co cong|viec lam|ngheo|an sinh"),
    (Field.CULTURE, r"van hoa|the thao|du lich"),
    (Field.ECONOMY, r"kinh te|tai chinh|thuong mai|cong thuong|\bcho\b|doanh nghiep|dau tu|ngan sach"),
)
_CHANNELS: tuple[tuple[IntakeChannel, str], ...] = (
    (IntakeChannel.FRONT, r"mat tran|mttq|doan the|hoi nong|hoi phu|hoi cuu"),
    (IntakeChannel.VOTER_MEETING, r"cu tri|tiep xuc"),
    (IntakeChannel.PHONE, r"dien thoai|duong day nong|hotline"),
    (IntakeChannel.EMAIL, r"e-?mail|thu dien tu"),
    (IntakeChannel.PORTAL, r"cong|truc tuyen|website|online"),
    (IntakeChannel.COUNTER, r"truc tiep|tiep dan|mot cua"),
    (IntakeChannel.MEDIA, r"bao|dai|du luan|mang xa hoi"),
    (IntakeChannel.LETTER, r"\bthu\b|buu dien|\bdon\b"),
    (IntakeChannel.PAPER, r"phieu|giay"),
)
_WRITTEN = re.compile(r"(?:ngay )?(\d{1,2})\s*(?:thang|[/.-])\s*(\d{1,2})\s*(?:nam|[/.-])\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?")
_PARTIAL = re.compile(r"(?:nam |thang )?(?:\d{1,2}[/-])?(?:19|20)\d{2}(?:[-/]\d{1,2})?|quy [iv\d]+.*")
_SERIAL_FROM, _SERIAL_TO = 36_526, 73_050  # 1/1/2000 to 31/12/2099 as Excel counts days
_EXCEL_ZERO = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class ReadDay:
    """A day read from a cell, or why there is none. `partial`: only a month or a year was written."""

    day: date | None = None
    partial: bool = False
    fault: str = ""


def text_of(cell: Any) -> str:
    """Return a cell as words, composed; whole numbers without a decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return f"{cell.day}/{cell.month}/{cell.year}"
    if isinstance(cell, list):
        return "; ".join(text_of(item) for item in cell)
    return nfc(str(cell))


def line_of(cell: Any) -> str:
    """Return a cell as one tidy line."""
    return one_line(text_of(cell))


def day_of(cell: Any) -> ReadDay:
    """Return the day in a cell: a real date, Excel's number, 7/9/2026, 7.9.26, 2026-09-07, “ngày 7 tháng 9 năm …”."""
    if isinstance(cell, datetime):
        return ReadDay(cell.date())
    if isinstance(cell, date):
        return ReadDay(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and _SERIAL_FROM <= cell <= _SERIAL_TO:
        return ReadDay(_EXCEL_ZERO + timedelta(days=int(cell)))
    words = line_of(cell)
    if words.isdigit() and _SERIAL_FROM <= int(words) <= _SERIAL_TO:
        return day_of(int(words))  # Excel's number, kept as text
    return _written_day(words)


def _written_day(words: str) -> ReadDay:
    text = fold(words)
    if not text:
        return ReadDay()
    if iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
    elif written := _WRITTEN.search(text):
        day, month, year = written.groups()
        year = year if len(year) == 4 else f"20{year}"
    elif _PARTIAL.fullmatch(text):
        return ReadDay(partial=True)
    else:
        return ReadDay(fault=f"Không hiểu ngày “{words[:40]}”. Hãy viết ngày/tháng/năm, ví dụ 7/9/2026.")
    try:
        return ReadDay(date(int(year), int(month), int(day)))
    except ValueError:
        return ReadDay(fault=f"Không có ngày “{words[:40]}” trong lịch. Hãy viết ngày trước tháng, ví dụ 25/9/2026.")


def field_of(field: str, group: str) -> tuple[Field | None, bool]:
    """Return the field that the words name, and whether it is only a guess (nothing fitted)."""
    for words in (field, group):
        if not words:
            continue
        folded = fold(words)
        exact = next((item for item in Field if fold(str(item.label)) == folded or item.value == folded), None)
        found = exact or next((item for item, pattern in _FIELDS if re.search(pattern, folded)), None)
        return (found or Field.OTHER), found is None
    return None, False


def channel_of(words: str) -> IntakeChannel | None:
    """Return the channel that the words name, None when they name none."""
    folded = fold(words)
    if not folded:
        return None
    exact = next((item for item in IntakeChannel if fold(str(item.label)) == folded or item.value == folded), None)
    return exact or next((item for item, pattern in _CHANNELS if re.search(pattern, folded)), None)


def urgency_of(words: str) -> Urgency:
    """Return urgent where the cell says so."""
    folded = fold(words)
    return Urgency.URGENT if re.search(r"khan|cap thiet|cap bach|gap|^cao$|^x$|urgent", folded) else Urgency.NORMAL


def phone_of(cell: Any) -> str:
    """Return a phone number; a spreadsheet that took it for a number has dropped the zero in front."""
    words = line_of(cell)
    digits = re.sub(r"\D", "", words)
    if len(digits) == 9 and not words.startswith(("0", "+")):
        return f"0{digits}"
    return words
