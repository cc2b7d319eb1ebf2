"""From the dated files in `data/` to the days of the calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from pathlib import Path

from doithoai.workdays.dates import vi_day, vi_numeric, weekday_short
from doithoai.workdays.errors import CalendarFileWrong
from doithoai.workdays.rows import Row, Source, read_rows, read_source, rows_in
from doithoai.workdays.rule_years import days_by_rule, read_rule
from doithoai.workdays.types import Day, Kind

_SATURDAY = 5
RULE_FILE = "rule.yaml"
TEMPLATE_FILE = "mau-lich-nam.yaml"  # a year with comments, for those who write the next one


@dataclass(frozen=True, slots=True)
class Year:
    """The days of one year's file that are not plain weekdays or weekends.

    `latest` is the document issued last of those that the file cites: the decision that settled the year.
    """

    year: int
    days: tuple[Day, ...]
    latest: Source


def data_folder() -> Path:
    """Return the folder of the calendar's own files."""
    return Path(str(resources.files("doithoai.workdays"))) / "data"


def template() -> str:
    """Return a year's file with comments, to be copied and changed."""
    return (data_folder() / TEMPLATE_FILE).read_text(encoding="utf-8")


def load_days(folder: Path | None = None) -> tuple[Day, ...]:
    """Read all years of a folder, in order and without gaps; raises `CalendarFileWrong`."""
    folder = folder or data_folder()
    years = [load_year(path) for path in sorted(folder.glob("[0-9]*.yaml"))]
    rule = read_rule(folder / RULE_FILE)
    _refuse_gap([year.year for year in years], sorted(rule.years))
    marked = {day.date: day for year in years for day in year.days}
    marked |= {day.date: day for day in days_by_rule(rule)}
    first, last = date(years[0].year, 1, 1), date(max(rule.years), 12, 31)
    first_provisional = date(min(rule.years), 1, 1)
    return tuple(
        marked.get(on) or plain_day(on, rule.weekend_source, provisional=on >= first_provisional)
        for on in _each(first, last)
    )


def load_year(path: Path) -> Year:
    """Read and check one year's file; raises `CalendarFileWrong`."""
    root = read_rows(path)
    year = root.get("year", int)
    if path.stem != str(year):
        raise root.wrong(f"tệp tên {path.name} nhưng ghi năm {year}", "Sửa «year» hoặc đổi tên tệp")
    return _year_in(root)


def year_in(text: str, *, file: str) -> Year:
    """Read and check the text of one year's file, whatever the file is called; raises `CalendarFileWrong`."""
    return _year_in(rows_in(text, file=file))


def _year_in(root: Row) -> Year:
    year = root.get("year", int)
    root.optional("note_vi", str, "")
    documents = root.named("sources", read_source)
    sources = {name: document.cited for name, document in documents.items()}
    root.get("holidays", list)  # a year without any is a slip in the key
    holidays = [_holiday(row, sources) for row in root.rows("holidays")]
    days = [
        *holidays,
        *_substitutes(root, holidays, sources),
        *(day for row in root.rows("swaps") for day in _swap(row, sources)),
        *(_unconfirmed(row, sources) for row in root.rows("unconfirmed")),
    ]
    root.done()
    _refuse_twice(root, days)
    if not any(day.date.year == year for day in days):
        raise root.wrong(f"không có ngày nào của năm {year}", "Ghi các ngày lễ của năm")
    latest = max(documents.values(), key=lambda document: document.issued_on or date.min)
    return Year(year, tuple(days), latest)


def _cited(row: Row, sources: dict[str, str]) -> str:
    name = row.text("source")
    if name not in sources:
        raise row.wrong(
            f"không có căn cứ «{name}» trong «sources»",
            f"Khai báo «{name}» hoặc dùng: {', '.join(sources)}",
        )
    return sources[name]


def _holiday(row: Row, sources: dict[str, str]) -> Day:
    day = Day(
        row.day("date", "weekday"),
        Kind.HOLIDAY,
        row.text("name_vi"),
        _cited(row, sources),
    )
    row.done()
    return day


def _substitutes(root: Row, holidays: Iterable[Day], sources: dict[str, str]) -> list[Day]:
    """Read the days off in place of holidays on a weekend; each such holiday has exactly one."""
    owed = {day.date: day for day in holidays if day.date.weekday() >= _SATURDAY}
    days = []
    for row in root.rows("substitutes"):
        on, instead_of = row.day("date", "weekday"), row.get("instead_of", date)
        source = _cited(row, sources)
        row.done()
        holiday = owed.pop(instead_of, None)
        if holiday is None:
            raise row.wrong(
                f"{vi_numeric(instead_of)} không phải ngày lễ trùng cuối tuần còn chờ nghỉ bù",
                "Sửa «instead_of»",
            )
        days.append(
            Day(
                on,
                Kind.SUBSTITUTE,
                f"Nghỉ bù {holiday.name_vi} {vi_day(instead_of)}",
                source,
            )
        )
    for on in owed:
        raise root.wrong(
            f"ngày lễ {vi_numeric(on)} trùng cuối tuần mà chưa có ngày nghỉ bù",
            "Thêm vào «substitutes»",
        )
    return days


def _swap(row: Row, sources: dict[str, str]) -> tuple[Day, Day]:
    off, works = (
        row.day("day_off", "day_off_weekday"),
        row.day("makeup", "makeup_weekday"),
    )
    source = _cited(row, sources)
    row.done()
    if off.weekday() >= _SATURDAY or works.weekday() < _SATURDAY:
        raise row.wrong(
            f"hoán đổi {weekday_short(off)} với {weekday_short(works)}",
            "«day_off» là ngày T2–T6, «makeup» là T7 hoặc CN",
        )
    return (
        Day(
            off,
            Kind.SWAPPED_OFF,
            f"Nghỉ hoán đổi, làm bù {vi_day(works)}",
            source,
        ),
        Day(works, Kind.MAKEUP, f"Làm bù cho {vi_day(off)}", source),
    )


def _unconfirmed(row: Row, sources: dict[str, str]) -> Day:
    """Read a day off that was announced but has no confirmed force: still worked, and marked."""
    on = row.day("date", "weekday")
    day = Day(
        on,
        Kind.WORKING,
        row.text("name_vi"),
        _cited(row, sources),
        provisional=True,
    )
    row.done()
    return day


def plain_day(on: date, weekend_source: str, *, provisional: bool) -> Day:
    """Return a day that no file names: a weekend, or worked."""
    if on.weekday() >= _SATURDAY:
        return Day(on, Kind.WEEKEND, "Nghỉ hằng tuần", weekend_source, provisional)
    return Day(on, Kind.WORKING, provisional=provisional)


def _refuse_twice(root: Row, days: Iterable[Day]) -> None:
    seen: set[date] = set()
    for day in days:
        if day.date in seen:
            raise root.wrong(f"ngày {vi_numeric(day.date)} ghi hai lần", "Giữ một dòng cho mỗi ngày")
        seen.add(day.date)


def _refuse_gap(official: list[int], by_rule: list[int]) -> None:
    years = [*official, *by_rule]
    if not official or not by_rule or years != list(range(years[0], years[0] + len(years))):
        raise CalendarFileWrong(
            RULE_FILE,
            1,
            f"các năm {years} không liền nhau",
            "Mỗi năm một tệp, rồi đến các năm theo quy tắc",
        )


def _each(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))
