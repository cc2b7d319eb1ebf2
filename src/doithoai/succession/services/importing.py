"""Taking in a list of merged places: old name, new name, decision, from which day; all rows or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from doithoai.common.actors import Actor
from doithoai.common.keys import new_key
from doithoai.common.text import fold, one_line
from doithoai.organisations.enums import SuccessionKind
from doithoai.organisations.models import Place, Reorganisation, Unit
from doithoai.organisations.queries.places import spoken
from doithoai.petitions.services.importing.tables import Cells, Table, tables_of
from doithoai.petitions.services.importing.values import day_of, line_of
from doithoai.succession.errors import ReorganisationRefused
from doithoai.succession.services.decisions import Decision
from doithoai.succession.services.places import reorganise_places

_HEADERS_WITHIN = 20
# Column → beginnings of its header without marks.
_HEADERS = {
    "old": ("ten cu", "don vi cu", "dia ban cu", "thon cu", "ten truoc"),
    "new": ("ten moi", "don vi moi", "dia ban moi", "thon moi", "ten sau", "nay la"),
    "number": ("so quyet dinh", "so, ky hieu", "so ky hieu", "van ban", "quyet dinh", "nghi quyet", "so qd"),
    "since": ("tu ngay", "hieu luc", "ngay hieu luc", "ap dung tu", "ke tu"),
    "decided_on": ("ngay quyet dinh", "ngay ky", "ngay ban hanh", "ngay van ban", "ngay qd"),
}
_WORDS = {"old": "Tên cũ", "new": "Tên mới", "number": "Số quyết định", "since": "Từ ngày"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One row of the list as it was read; `line` is its number in the file."""

    line: int
    old: str
    new: str
    number: str
    since: date
    decided_on: date | None = None


def read_places(content: bytes, name: str) -> list[PlaceRow]:
    """Read the list from a spreadsheet, a Word table or a CSV; nothing is written.

    Raises ReorganisationRefused with every wrong row, SheetRefused where the file cannot be read at all.
    """
    for table in tables_of(content, name):
        found = _columns(table)
        if found is not None:
            return _rows(table, *found)
    wanted = ", ".join(f"“{word}”" for word in _WORDS.values())
    raise ReorganisationRefused(f"Không thấy đủ cột trong “{name}”. Dòng tiêu đề cần có các cột: {wanted}.")


def _columns(table: Table) -> tuple[int, dict[str, int]] | None:
    """Return after which row the list begins and which column is what."""
    for index, (_, cells) in enumerate(table.rows[:_HEADERS_WITHIN]):
        found: dict[str, int] = {}
        for at, cell in enumerate(cells):
            told = fold(line_of(cell))
            for name, beginnings in _HEADERS.items():
                if name not in found and told.startswith(beginnings):
                    found[name] = at
                    break
        if set(_WORDS) <= set(found):
            return index + 1, found
    return None


def _rows(table: Table, start: int, columns: dict[str, int]) -> list[PlaceRow]:
    rows: list[PlaceRow] = []
    faults: list[tuple[int, str]] = []
    for line, cells in table.rows[start:]:
        if not any(line_of(cell) for cell in cells):
            continue
        row, wrong = _row(line, {name: _cell(cells, at) for name, at in columns.items()})
        faults += [(line, why) for why in wrong]
        if row is not None:
            rows.append(row)
    if faults:
        raise ReorganisationRefused(rows=faults)
    if not rows:
        raise ReorganisationRefused("Danh sách có tiêu đề cột nhưng không có dòng nào. Hãy kiểm tra lại tệp.")
    return rows


def _cell(cells: Cells, at: int) -> Any:
    return cells[at] if at < len(cells) else ""


def _row(line: int, cells: dict[str, Any]) -> tuple[PlaceRow | None, list[str]]:
    texts = {name: one_line(line_of(cells[name])) for name in ("old", "new", "number")}
    wrong = [f"Thiếu “{_WORDS[name]}”." for name, text in texts.items() if not text]
    since, why = _day(cells["since"], _WORDS["since"])
    decided, why_decided = _day(cells.get("decided_on", ""), "Ngày quyết định", needed=False)
    wrong += [*why, *why_decided]
    if texts["old"] and texts["old"] == texts["new"]:
        wrong.append("Tên cũ và tên mới giống hệt nhau.")
    if wrong or since is None:
        return None, wrong
    return PlaceRow(line=line, since=since, decided_on=decided, **texts), []


def _day(cell: Any, word: str, *, needed: bool = True) -> tuple[date | None, list[str]]:
    text = line_of(cell)
    if not text:
        return None, [f"Thiếu “{word}”."] if needed else []
    read = day_of(cell)
    if read.day is None:
        return None, [f"{word}: {read.fault or 'thiếu ngày hoặc tháng. Hãy ghi đủ ngày/tháng/năm.'}"]
    return read.day, []


@dataclass(frozen=True, slots=True)
class _Group:
    """The rows that are one decision: several old names that become one, or one that becomes several."""

    kind: SuccessionKind
    olds: tuple[str, ...]
    news: tuple[str, ...]
    rows: tuple[PlaceRow, ...]


def grouped(rows: Sequence[PlaceRow]) -> list[_Group]:
    """Return the rows as decisions: several that become one, one that becomes several, or one name for another."""
    left = list(rows)
    groups = []
    while left:
        first = left[0]
        alike = [row for row in left if (row.number, row.since) == (first.number, first.since)]
        of_old = [row for row in alike if spoken(row.old) == spoken(first.old)]
        of_new = [row for row in alike if spoken(row.new) == spoken(first.new)]
        many_new = len({spoken(row.new) for row in of_old}) > 1
        taken = of_old if many_new else of_new
        groups.append(_group(taken, split=many_new))
        left = [row for row in left if row not in taken]
    return groups


def _group(rows: Sequence[PlaceRow], *, split: bool) -> _Group:
    olds, news = (tuple(dict.fromkeys(getattr(row, name) for row in rows)) for name in ("old", "new"))
    kind = SuccessionKind.SPLIT if split else SuccessionKind.MERGE if len(olds) > 1 else SuccessionKind.RENAME
    return _Group(kind, olds[:1] if split else olds, news if split else news[:1], tuple(rows))


@transaction.atomic
def import_places(*, unit: Unit, rows: Sequence[PlaceRow], on: date, by: Actor) -> list[Reorganisation]:
    """Record all decisions of a list, or none; an old name that the unit does not have yet is entered first.

    Rows of one decision and day belong together where they share the old or the new name. Raises
    ReorganisationRefused with the line of every wrong row.
    """
    batch, faults, made = new_key(), [], []
    for group in grouped(rows):
        try:
            with transaction.atomic():
                made.append(_record(unit, group, batch, on=on, by=by))
        except ReorganisationRefused as error:
            faults += [(row.line, str(error)) for row in group.rows]
    if faults:
        raise ReorganisationRefused(rows=sorted(faults))
    return made


def _record(unit: Unit, group: _Group, batch: str, *, on: date, by: Actor) -> Reorganisation:
    first = group.rows[0]
    decision = Decision(number=first.number, decided_on=first.decided_on or min(first.since, on), since=first.since)
    return reorganise_places(
        unit=unit,
        kind=group.kind,
        olds=list(_olds(unit, group.olds, first.since)),
        news=group.news,
        decision=decision,
        batch=batch,
        on=on,
        by=by,
    )


def _olds(unit: Unit, names: Sequence[str], since: date) -> Iterator[Place]:
    for name in names:
        known = Place.objects.filter(unit=unit, folded=spoken(name)[:120], valid_from__lt=since)
        place = known.order_by("-valid_from", "-pk").first()
        if place is None:
            # A name from before the program: it stood, from a day that nobody wrote down, until this decision.
            begun = min(unit.valid_from, date(since.year - 1, 1, 1))
            place = Place.objects.create(unit=unit, name=name[:120], folded=spoken(name)[:120], valid_from=begun)
        yield place
