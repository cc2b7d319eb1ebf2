"""Reading a sheet of petitions: finds the headers, then one petition from each row."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from doithoai.accounts.vault import PersonalDetails
from doithoai.documents.validators import safe_name
from doithoai.petitions import validators
from doithoai.petitions.errors import SheetRefused, TextRefused
from doithoai.petitions.services.importing.columns import Taught, letter_of
from doithoai.petitions.services.importing.layouts import Layout, continued, guessed_layout, layout_of
from doithoai.petitions.services.importing.rows import Column, Part, Problem, Sheet, SheetRow
from doithoai.petitions.services.importing.tables import Cells, Table, tables_of
from doithoai.petitions.services.importing.twins import marked_twins
from doithoai.petitions.services.importing.values import (
    ReadDay,
    channel_of,
    day_of,
    field_of,
    line_of,
    phone_of,
    text_of,
    urgency_of,
)
from doithoai.petitions.services.receiving import digest_of

_HEADING_LENGTH = 100
_NUMBERED = re.compile(r"\s*(?:[IVX]{1,5}|[A-H])\s*[.)/-]\s*\S")
_FAULTS = frozenset({"#REF!", "#VALUE!", "#N/A", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_SAMPLES, _SAMPLE_LENGTH = 3, 60
_FULL = 3  # known cells that a row has when it was meant as a petition
_LONG = 30


@dataclass(slots=True)
class _Reading:
    """What is gathered while the tables of a file are read one after another."""

    rows: list[SheetRow] = field(default_factory=list)
    columns: dict[str, Column] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    guessed: bool = False


def read_sheet(
    source: Path | str | bytes, name: str = "", *, taught: Taught | None = None, without: Collection[str] = ()
) -> Sheet:
    """Read a spreadsheet, a Word table, a CSV or a JSONL file; nothing is written.

    All tables of the file that hold petitions are read, except those named in `without`. `taught` says what an
    officer took the sender's columns for. Errors of single rows stand in the rows; SheetRefused is raised when
    the file as a whole cannot be read.
    """
    content = source if isinstance(source, bytes) else Path(source).read_bytes()
    shown = safe_name(name or (Path(source).name if not isinstance(source, bytes) else "danh-sach"))
    tables = tables_of(content, shown)
    chosen = _chosen(tables, shown, taught, without)
    reading = _Reading()
    several = sum(layout is not None for _, layout in chosen) > 1
    for table, layout in chosen:
        _read(reading, table, layout, named=several)
    if not reading.rows:
        raise SheetRefused(f"“{shown}” có tiêu đề cột nhưng không có dòng kiến nghị nào. Hãy kiểm tra lại tệp.")
    return Sheet(
        name=shown,
        sha256=sha256(content).hexdigest(),
        content=content,
        media_type=tables[0].media_type,
        rows=marked_twins(reading.rows),
        columns=list(reading.columns.values()),
        parts=reading.parts,
        skipped=tuple(reading.skipped),
        guessed=reading.guessed,
        taught=dict(taught or {}),
        without=tuple(without),
    )


def _chosen(
    tables: Sequence[Table], name: str, taught: Taught | None, without: Collection[str]
) -> list[tuple[Table, Layout | None]]:
    """Return each table with its layout, None for one that is not read; at least one is read.

    Says what headers were found where there is none. A hidden sheet is read only if nothing else can be.
    """
    open_tables = [table for table in tables if not table.is_hidden and table.name not in without]
    for readable in (open_tables, [table for table in tables if table.name not in without]):
        found: dict[str, Layout | None] = {}
        before: Layout | None = None
        for table in readable:
            layout = layout_of(table, taught) or (continued(table, before) if table.may_go_on else None)
            found[table.name], before = layout, layout or before
        if not any(found.values()):
            longest = max(readable, key=lambda table: len(table.rows), default=None)
            guess = guessed_layout(longest, taught) if longest else None
            # The other tables of the file speak of their columns in the same words.
            named = {**(taught or {}), **{guess.keys[at]: name for name, at in guess.columns.items()}} if guess else {}
            for table in readable if guess else ():
                layout = guess if table is longest else layout_of(table, named)
                found[table.name] = replace(layout, guessed=True) if layout else None
        if any(found.values()):
            return [(table, found.get(table.name)) for table in tables]
    seen = [line_of(cell) for table in tables for _, cells in table.rows[:5] for cell in cells if line_of(cell)]
    shown = ", ".join(f"“{word[:30]}”" for word in seen[:6]) or "không có chữ nào"
    raise SheetRefused(
        f"Không thấy cột nội dung trong “{name}”. "
        "Dòng tiêu đề cần có một cột tên “Nội dung”, “Ý kiến” hoặc “Kiến nghị”. "
        f"Các ô đầu tiên là: {shown}."
    )


def _read(reading: _Reading, table: Table, layout: Layout | None, *, named: bool) -> None:
    if layout is None:
        filled = sum(any(line_of(cell) for cell in cells) for _, cells in table.rows)
        if filled:
            reading.parts.append(Part(table.name, filled, is_read=False, is_hidden=table.is_hidden))
        return
    rows, skipped = _rows(table, layout, table.name if named else "")
    reading.rows += rows
    reading.skipped += [f"dòng {number}, {table.name}" if named else f"dòng {number}" for number in skipped]
    reading.parts.append(Part(table.name, len(rows), is_read=True, is_hidden=table.is_hidden))
    reading.guessed |= layout.guessed
    for column in _columns(table, layout):
        reading.columns.setdefault(column.key, column)


def _columns(table: Table, layout: Layout) -> list[Column]:
    """Return the columns that hold something, with some cells of each to know them by."""
    names = {index: name for name, index in layout.columns.items()}
    found: list[Column] = []
    for index, key in enumerate(layout.keys):
        cells = (cells[index] for _, cells in table.rows[layout.start :] if index < len(cells))
        samples = [words for cell in cells if (words := line_of(cell))][:_SAMPLES]
        header = line_of(layout.headers[index]) or (f"Cột {letter_of(index)}" if samples else "")
        if header:
            shown = tuple(f"{words[:_SAMPLE_LENGTH]}…" if len(words) > _SAMPLE_LENGTH else words for words in samples)
            found.append(Column(key, header, names.get(index, ""), shown, index in table.hidden_columns))
    return found


def _rows(table: Table, layout: Layout, name: str) -> tuple[list[SheetRow], list[int]]:
    rows: list[SheetRow] = []
    skipped: list[int] = []
    # A row of several cells above the headers may be a petition that the headers were found below of.
    skipped += [number for number, cells in table.rows[: layout.start] if _is_lost(cells, layout)]
    lines = table.rows[layout.start :]
    last = max((n for n, (_, cells) in enumerate(lines) if text_of(_cell(cells, layout, "text")).strip()), default=-1)
    for index, (number, cells) in enumerate(lines):
        given = [cell for cell in cells if line_of(cell)]
        text = text_of(_cell(cells, layout, "text"))
        if not given or (not text.strip() and _only_a_number(given)):
            continue
        if (index > last and _is_below(cells, layout)) or _is_heading(cells, layout, text):
            skipped.append(number)
            continue
        row = _row(number, cells, layout, text)
        if number in table.hidden_rows:
            row = _noted(row, Problem("Dòng này đang ẩn trong tệp; vẫn nhập.", is_error=False))
        rows.append(replace(row, table=name))
    return rows, skipped


def _is_lost(cells: Cells, layout: Layout) -> bool:
    words = text_of(_cell(cells, layout, "text")).strip()
    return len(words) > _LONG and sum(bool(line_of(cell)) for cell in cells) >= _FULL


def _is_below(cells: Cells, layout: Layout) -> bool:
    """Say whether a row under the last petition is a sum or a signature, not a petition whose words are missing."""
    return sum(bool(line_of(_cell(cells, layout, key))) for key in layout.columns) < _FULL


def _noted(row: SheetRow, problem: Problem) -> SheetRow:
    return replace(row, problems=(*row.problems, problem))


def _is_heading(cells: Cells, layout: Layout, text: str) -> bool:
    """Say whether a row is a heading between rows, such as “I. Đất đai”, alone in its line."""
    given = {line_of(cell) for cell in cells if line_of(cell)}
    if len(given) != 1:
        return False
    if text.strip():
        return bool(_NUMBERED.match(text)) and len(text) <= _HEADING_LENGTH
    return not any(line_of(_cell(cells, layout, key)) for key in layout.columns)


def _only_a_number(given: Cells) -> bool:
    return len(given) == 1 and line_of(given[0]).rstrip(".").isdigit()


def _cell(cells: Cells, layout: Layout, key: str) -> Any:
    index = layout.columns.get(key)
    return cells[index] if index is not None and index < len(cells) else ""


def _row(number: int, cells: Cells, layout: Layout, text: str) -> SheetRow:
    def line(key: str) -> str:
        return line_of(_cell(cells, layout, key))

    day = day_of(_cell(cells, layout, "received_on"))
    field, guessed = field_of(line("field"), line("field_group"))
    details, nameless = _details(line, phone_of(_cell(cells, layout, "phone")))
    problems = [_text_problem(text), _day_problem(day, line("received_on")), nameless]
    if guessed:
        words = (line("field") or line("field_group"))[:60]
        problems.append(Problem(f"Không rõ lĩnh vực “{words}”; tạm xếp lĩnh vực khác.", "Lĩnh vực", is_error=False))
    return SheetRow(
        number=number,
        text=text,
        title=line("title")[: validators.TITLE_MAX],
        place=line("place")[: validators.PLACE_MAX],
        field=field,
        urgency=urgency_of(line("urgency")),
        channel=channel_of(line("channel")),
        received_on=day.day if day.day is None or day.day >= validators.EARLIEST else None,
        details=details,
        digest=digest_of(text),
        problems=tuple(problem for problem in problems if problem is not None),
    )


def _text_problem(text: str) -> Problem | None:
    if text.strip() in _FAULTS:
        return Problem("Ô nội dung là lỗi công thức. Hãy mở bằng Excel và ghi chữ vào ô này.", "Nội dung")
    try:
        validators.check_text(text)
    except TextRefused as error:
        return Problem(str(error), "Nội dung")
    return None


def _day_problem(day: ReadDay, words: str) -> Problem | None:
    if day.fault:
        return Problem(day.fault, "Ngày nhận")
    if day.partial:
        return Problem(f"“{words}” không đủ ngày, tháng, năm; sẽ ghi ngày nhập.", "Ngày nhận", is_error=False)
    if day.day is not None and day.day < validators.EARLIEST:
        return Problem(
            f"“{words}” trước năm {validators.EARLIEST.year}; sẽ ghi ngày nhập.", "Ngày nhận", is_error=False
        )
    return None


def _details(line: Callable[[str], str], phone: str) -> tuple[PersonalDetails | None, Problem | None]:
    """Return who said it; particulars without a name are not kept, and it is said so."""
    name = line("full_name")
    if name:
        return PersonalDetails(full_name=name, phone=phone, email=line("email"), address=line("address")), None
    if phone or line("email"):
        return None, Problem("Không có họ tên nên không giữ số điện thoại, thư điện tử.", "Họ tên", is_error=False)
    return None, None
