"""Reading a competence map from a sheet: field, place, body, paper, days; nothing is written here."""

from collections.abc import Callable
from datetime import date
from typing import Any

from doithoai.common.text import fold, one_line
from doithoai.organisations.models import Body, Place, Unit
from doithoai.organisations.queries.places import spoken
from doithoai.organisations.queries.validity import valid
from doithoai.petitions.enums import Field
from doithoai.petitions.errors import CompetenceRefused
from doithoai.petitions.services.importing.tables import Cells, Table, tables_of
from doithoai.petitions.services.importing.values import day_of, field_of, line_of
from doithoai.petitions.services.mapping import Line

_HEADERS_WITHIN = 20
# Column → beginnings of its header without marks; longer ones first where one begins like another.
_HEADERS = {
    "field": ("linh vuc", "noi dung", "nhom viec"),
    "place": ("dia ban", "khu vuc", "thon", "noi xay ra"),
    "body": ("co quan", "don vi", "phong", "noi giai quyet"),
    "decided_on": ("ngay van ban", "ngay ky", "ngay ban hanh", "ngay quyet dinh", "ngay vb"),
    "number": ("so van ban", "so quyet dinh", "so, ky hieu", "so ky hieu", "van ban", "can cu"),
    "since": ("tu ngay", "hieu luc", "ap dung tu", "ngay dau"),
    "last": ("den het", "den ngay", "ngay cuoi"),
    "article": ("dieu", "khoan"),
}
# What a sheet writes for the whole unit.
_WHOLE = {f"{word} {kind}" for word in ("toan", "ca") for kind in ("xa", "phuong", "tinh", "thanh pho", "don vi")}
_WORDS = {"field": "Lĩnh vực", "body": "Cơ quan", "number": "Số văn bản", "since": "Từ ngày"}


def read_map(content: bytes, name: str, *, unit: Unit, on: date) -> list[tuple[int, Line]]:
    """Return the lines of the sheet with their row's number.

    Raises CompetenceRefused with every wrong row, SheetRefused where the file cannot be read at all.
    """
    for table in tables_of(content, name):
        found = _columns(table)
        if found is not None:
            return _lines(table, *found, _Known(unit, on))
    wanted = ", ".join(f"“{word}”" for word in _WORDS.values())
    raise CompetenceRefused(f"Không thấy đủ cột trong “{name}”. Dòng tiêu đề cần có các cột: {wanted}.")


def _columns(table: Table) -> tuple[int, dict[str, int]] | None:
    for index, (_, cells) in enumerate(table.rows[:_HEADERS_WITHIN]):
        found: dict[str, int] = {}
        for at, cell in enumerate(cells):
            told = fold(line_of(cell))
            name = next((name for name, beginnings in _HEADERS.items() if told.startswith(beginnings)), "")
            if name and name not in found:
                found[name] = at
        if set(_WORDS) <= set(found):
            return index + 1, found
    return None


class _Known:
    """The bodies and places by the names under which a sheet may speak of them."""

    def __init__(self, unit: Unit, on: date) -> None:
        units, above = [unit.pk], unit.parent
        while above is not None:
            units.append(above.pk)
            above = above.parent
        self.on = on
        self.bodies: dict[str, list[Body]] = {}
        for body in Body.objects.filter(valid(on), unit__in=units).select_related("unit").order_by("pk"):
            for word in {fold(body.name), fold(body.short_name)}:
                self.bodies.setdefault(word, []).append(body)
        rows = Place.objects.filter(valid(on), unit=unit).order_by("pk")
        self.places = {place.folded: place for place in rows}

    def body(self, words: str) -> Body:
        found = self.bodies.get(fold(words), [])
        if not found:
            raise CompetenceRefused(f"Không có cơ quan “{words[:80]}” đang hoạt động. Hãy ghi đúng tên cơ quan.")
        if len(found) > 1:
            raise CompetenceRefused(f"“{words[:80]}” là tên của {len(found)} cơ quan. Hãy ghi tên đầy đủ.")
        return found[0]

    def place(self, words: str) -> Place | None:
        if not words or fold(words) in _WHOLE:
            return None
        found = self.places.get(spoken(words)[:120])
        if found is None:
            raise CompetenceRefused(f"Chưa có địa bàn “{words[:80]}”. Hãy thêm ở trang Cơ quan và địa bàn trước.")
        return found

    def field(self, words: str) -> Field:
        found, guessed = field_of(words, "")
        if found is None or guessed:
            raise CompetenceRefused(f"Không hiểu lĩnh vực “{words[:80]}”. Hãy ghi như trong danh mục lĩnh vực.")
        return found


def _lines(table: Table, start: int, columns: dict[str, int], known: _Known) -> list[tuple[int, Line]]:
    lines: list[tuple[int, Line]] = []
    faults: list[tuple[int, str]] = []
    for number, cells in table.rows[start:]:
        if not any(line_of(cell) for cell in cells):
            continue
        line, wrong = _line({name: _cell(cells, at) for name, at in columns.items()}, known)
        faults += [(number, why) for why in wrong]
        if line is not None:
            lines.append((number, line))
    if faults:
        raise CompetenceRefused(rows=faults)
    if not lines:
        raise CompetenceRefused("Danh sách có tiêu đề cột nhưng không có dòng nào. Hãy kiểm tra lại tệp.")
    return lines


def _cell(cells: Cells, at: int) -> Any:
    return cells[at] if at < len(cells) else ""


def _line(cells: dict[str, Any], known: _Known) -> tuple[Line | None, list[str]]:
    texts = {name: one_line(line_of(cells.get(name, ""))) for name in ("field", "place", "body", "number", "article")}
    wrong = [f"Thiếu “{word}”." for name, word in _WORDS.items() if not one_line(line_of(cells.get(name, "")))]
    if wrong:
        return None, wrong

    def read(reader: Callable[[str], Any], words: str) -> Any:
        try:
            return reader(words)
        except CompetenceRefused as error:
            wrong.append(str(error))
            return None

    field, body = read(known.field, texts["field"]), read(known.body, texts["body"])
    place = read(known.place, texts["place"])
    days = {name: day_of(cells.get(name, "")) for name in ("since", "last", "decided_on")}
    for name, day in days.items():
        if day.day is None and line_of(cells.get(name, "")):
            wrong.append(day.fault or f"Ngày “{line_of(cells[name])}” thiếu ngày hoặc tháng.")
    since = days["since"].day
    if wrong or since is None:
        return None, wrong
    return (
        Line(
            field=field,
            body=body,
            place=place,
            since=since,
            last=days["last"].day,
            number=texts["number"],
            decided_on=days["decided_on"].day or min(since, known.on),
            article=texts["article"],
        ),
        [],
    )
