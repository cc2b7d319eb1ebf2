"""The sentences of an explanation, in the office's own words."""

from collections.abc import Iterable, Sequence
from datetime import date

from doithoai.workdays.dates import vi_day, vi_short
from doithoai.workdays.types import CountedDay, Day, Kind, Role

_WEEKEND = {5: "Thứ Bảy", 6: "Chủ nhật"}

_HOLIDAYS = {Kind.HOLIDAY, Kind.SUBSTITUTE, Kind.SWAPPED_OFF}

LAST_DAY = "là ngày cuối"
ROLLED_FORWARD = "là ngày cuối: thời hạn hết vào ngày nghỉ nên lùi đến ngày làm việc kế tiếp"
STILL_ENOUGH = "là ngày cuối còn đủ thời gian báo trước"
ROLLED_BACKWARD = "là ngày làm việc cuối còn đủ thời gian báo trước; các ngày liền sau đều nghỉ"
LATE_ON_NAMED_DATE = "Văn bản ghi «trước ngày»: từ ngày này là trễ."


def reason(day: Day, number: int | None, role: Role, due_vi: str) -> str:
    """Return one sentence on why the day counts or does not; `due_vi` says what the due day is."""
    sentence = f"{_what(day)}, {_part(day, number, role, due_vi)}."
    if not day.provisional or (role is not Role.DUE and not day.name_vi):
        return sentence
    if day.name_vi and day.working:
        return f"{sentence} Tạm tính: {day.name_vi}."
    return f"{sentence} Tạm tính: lịch năm {day.date.year} chưa công bố."


def _part(day: Day, number: int | None, role: Role, due_vi: str) -> str:
    if role is Role.ANCHOR:
        return f"là ngày mốc, tính là ngày số {number}" if number else "là ngày mốc nên không tính"
    if role is Role.DUE:
        return f"ngày số {number}, {due_vi}" if number else due_vi
    if number:
        return f"tính là ngày số {number}"
    return "không tính" if not day.working else "nằm ngoài thời hạn nên không tính"


def _what(day: Day) -> str:
    match day.kind:
        case Kind.WORKING:
            return "Ngày làm việc"
        case Kind.WEEKEND:
            return f"{_WEEKEND[day.date.weekday()]}, nghỉ hằng tuần"
        case Kind.HOLIDAY:
            return f"Nghỉ lễ {day.name_vi}"
        case Kind.CLOSURE:
            return f"{day.name_vi} ({day.source})"
        case Kind.SUBSTITUTE | Kind.SWAPPED_OFF | Kind.MAKEUP:
            return day.name_vi


def fixed_date(limit: date, inclusive: bool) -> str:
    """Return why the last day on time is what it is for a date that the text names."""
    if inclusive:
        return f"Hạn chót {vi_short(limit)}, tính cả ngày này."
    return f"Trước ngày {vi_short(limit)}: ngày cuối là hôm trước."


def summary(steps: Sequence[CountedDay]) -> str:
    """Return one sentence on what was left out of a count and which days off are worked, or nothing.

    `Không tính 4 ngày cuối tuần, 3 ngày nghỉ lễ (31/8, 1/9, 2/9); thứ Bảy 22/8 làm bù nên có tính.`
    """
    skipped = [step for step in steps if not step.counted and step.role not in {Role.ANCHOR, Role.DUE}]
    weekend = [step for step in skipped if step.kind is Kind.WEEKEND]
    named = [step for step in skipped if step.kind in _HOLIDAYS]
    closed = [step for step in skipped if step.kind is Kind.CLOSURE]
    left_out = [f"{len(weekend)} ngày cuối tuần"] if weekend else []
    if named:
        left_out.append(f"{len(named)} ngày nghỉ lễ ({_days(named)})")
    if closed:
        left_out.append(f"{len(closed)} ngày đơn vị nghỉ theo {_sources(closed)} ({_days(closed)})")
    parts = [f"không tính {', '.join(left_out)}"] if left_out else []
    parts += [f"{vi_day(step.date)} làm bù nên có tính" for step in steps if step.kind is Kind.MAKEUP and step.counted]
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def _sources(steps: Iterable[CountedDay]) -> str:
    return ", ".join(dict.fromkeys(step.source for step in steps))


def _days(steps: Iterable[CountedDay]) -> str:
    return ", ".join(vi_short(step.date) for step in steps)
