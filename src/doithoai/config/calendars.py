"""`doithoai calendar`: take in a year, see what is missing, show a year."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.utils import timezone

from doithoai.common.actors import SYSTEM
from doithoai.common.errors import DomainError
from doithoai.obligations import calendars, services
from doithoai.obligations.models import CalendarYear
from doithoai.obligations.moving import Move, Moves
from doithoai.obligations.services import YearWanted
from doithoai.organisations.models import Unit
from doithoai.workdays import Calendar, Day, Kind
from doithoai.workdays.dates import vi_date, vi_numeric
from doithoai.workdays.loader import template

DONE, FAILED = 0, 1
_LISTED = 40


class CalendarCommandRefused(DomainError):
    """The command cannot be carried out as it was given."""


def run(arguments: Namespace) -> int:
    """Carry out the verb that was named."""
    return _VERBS[arguments.verb](arguments)


def _read(path: Path) -> YearWanted:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CalendarCommandRefused(f"Không đọc được {path}: {error.strerror}. Hãy xem lại tên tệp.") from error
    return services.year_wanted(content, file=path.name, on=timezone.localdate())


def _import(arguments: Namespace) -> int:
    today = timezone.localdate()
    wanted = _read(arguments.file)
    moves = services.moves_of_year(wanted, on=today)
    _tell(wanted, moves)
    if not arguments.yes and not _agreed():
        print("Chưa nạp gì.")
        return FAILED
    row = services.import_year(wanted=wanted, seen=moves.digest, on=today, by=SYSTEM)
    print(f"Đã dùng lịch năm {row.year}. {len(moves.open)} hạn đang mở đã dời.")
    return DONE


def _agreed() -> bool:
    if not sys.stdin.isatty():
        print("Thêm --yes để nạp mà không hỏi lại.")
        return False
    return input("Dùng lịch này? Gõ c rồi Enter để dùng: ").strip().lower() in {"c", "co", "có", "y", "yes"}


def _tell(wanted: YearWanted, moves: Moves) -> None:
    print(f"Lịch năm {wanted.year.year}, căn cứ mới nhất: {wanted.year.latest.cited}.")
    print(
        f"{len(moves.open)} hạn đang mở dời, {len(moves.others)} việc khác thay đổi, "
        f"{moves.expected} ngày dự kiến dời, {moves.settled} hạn hết tạm tính."
    )
    for move in (*moves.open, *moves.others)[:_LISTED]:
        print(f"  {_line(move)}")
    left = len(moves.open) + len(moves.others) - _LISTED
    if left > 0:
        print(f"  … và {left} việc nữa.")


def _line(move: Move) -> str:
    days = " → ".join(vi_numeric(day) for day in (move.from_on, move.to_on) if day)
    return f"{days}  {move.before.title_vi} ({move.before.citation})"


def _check(arguments: Namespace) -> int:
    if arguments.file:
        wanted = _read(arguments.file)
        print(f"Tệp đúng: năm {wanted.year.year}, {len(wanted.year.days)} ngày, {wanted.year.latest.cited}.")
        return DONE
    today = timezone.localdate()
    calendar = calendars.national()
    for year in (today.year, today.year + 1):
        row = CalendarYear.objects.filter(year=year).order_by("-pk").first()
        print(f"{year}: {_standing(calendar, year, row)}")
    missing = calendars.year_waited_for(today)
    if missing is None:
        return DONE
    print(f"Thiếu lịch chính thức năm {missing}: hạn rơi vào năm đó còn tạm tính. Nạp: doithoai calendar import TỆP")
    return FAILED


def _standing(calendar: Calendar, year: int, row: CalendarYear | None) -> str:
    if row is not None:
        return f"chính thức, nạp ngày {vi_numeric(row.imported_on)}, {row.number}"
    if calendar.day(date(year, 6, 15)).provisional:
        return "tạm tính theo quy tắc chung"
    return "chính thức, có sẵn trong phần mềm"


def _show(arguments: Namespace) -> int:
    calendar = _calendar_of(arguments.unit)
    if not calendar.first.year <= arguments.year <= calendar.last.year:
        raise CalendarCommandRefused(
            f"Lịch chỉ có từ năm {calendar.first.year} đến năm {calendar.last.year}. Hãy chọn năm trong khoảng này."
        )
    days = [day for day in calendar.days if day.date.year == arguments.year and day.name_vi]
    named = [day for day in days if day.kind is not Kind.WEEKEND]
    if arguments.json:
        print(json.dumps([_row(day) for day in named], ensure_ascii=False, indent=2))
        return DONE
    for day in named:
        mark = "  (tạm tính)" if day.provisional else ""
        print(f"{vi_date(day.date):<24}{day.name_vi}. {day.source}{mark}")
    return DONE


def _calendar_of(code: str) -> Calendar:
    if not code:
        return calendars.national()
    unit = Unit.objects.filter(code__iexact=code).first()
    if unit is None:
        raise CalendarCommandRefused(f"Không có đơn vị nào mang mã {code}. Mã đứng đầu mã hội nghị, ví dụ TL.")
    return calendars.calendar_of(unit.key)


def _row(day: Day) -> dict[str, str | bool]:
    return {
        "date": day.date.isoformat(),
        "kind": day.kind.value,
        "name": day.name_vi,
        "source": day.source,
        "working": day.working,
        "provisional": day.provisional,
    }


def _template(_arguments: Namespace) -> int:
    print(template(), end="")
    return DONE


_VERBS: dict[str, Callable[[Namespace], int]] = {
    "import": _import,
    "check": _check,
    "show": _show,
    "template": _template,
}
