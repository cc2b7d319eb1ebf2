"""Reading a sheet of petitions: finds the headers, then one petition from each row."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from doithoai.accounts.vault import PersonalDetails
from doithoai.documents.validators import safe_name
from doithoai.petitions import validators
from doithoai.petitions.errors import SheetRefused, TextRefused
from doithoai.petitions.services.importing.columns import columns_of, looks_like_headers
from doithoai.petitions.services.importing.rows import Problem, Sheet, SheetRow
from doithoai.petitions.services.importing.tables import Cells, Table, tables_of
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

_HEADERS_WITHIN = 20
_HEADING_LENGTH = 100
_NUMBERED = re.compile(r"\s*(?:[IVX]{1,5}|[A-H])\s*[.)/-]\s*\S")
_FAULTS = frozenset({"#REF!", "#VALUE!", "#N/A", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_WORDS = {
    "text": "Nội dung",
    "title": "Tên gọi ngắn",
    "field": "Lĩnh vực",
    "field_group": "Nhóm lĩnh vực",
    "place": "Nơi xảy ra",
    "received_on": "Ngày nhận",
    "channel": "Kênh",
    "urgency": "Mức độ",
    "full_name": "Họ tên",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "address": "Địa chỉ",
}


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the headers end and which column is what."""

    start: int
    columns: dict[str, int]
    headers: Cells


def read_sheet(source: Path | str | bytes, name: str = "") -> Sheet:
    """Read a spreadsheet, a Word table, a CSV or a JSONL file; nothing is written.

    Errors of single rows stand in the rows; SheetRefused is raised when the file as a whole cannot be read.
    """
    content = source if isinstance(source, bytes) else Path(source).read_bytes()
    shown = safe_name(name or (Path(source).name if not isinstance(source, bytes) else "danh-sach"))
    table, layout = _chosen(tables_of(content, shown), shown)
    rows, skipped = _rows(table, layout)
    if not rows:
        raise SheetRefused(f"“{shown}” có tiêu đề cột nhưng không có dòng kiến nghị nào. Hãy kiểm tra lại tệp.")
    used = set(layout.columns.values())
    return Sheet(
        name=shown,
        sha256=sha256(content).hexdigest(),
        content=content,
        media_type=table.media_type,
        table=table.name,
        rows=_marked_twins(rows),
        columns={_WORDS[key]: line_of(layout.headers[index]) for key, index in layout.columns.items()},
        ignored=tuple(
            line_of(header) for index, header in enumerate(layout.headers) if index not in used and line_of(header)
        ),
        skipped_lines=tuple(skipped),
    )


def _chosen(tables: Sequence[Table], name: str) -> tuple[Table, _Layout]:
    """Return the first table with a column of words; says what headers were found where there is none."""
    for table in tables:
        layout = _layout_of(table)
        if layout is not None:
            return table, layout
    seen = [line_of(cell) for table in tables for _, cells in table.rows[:5] for cell in cells if line_of(cell)]
    shown = ", ".join(f"“{word[:30]}”" for word in seen[:6]) or "không có chữ nào"
    raise SheetRefused(
        f"Không thấy cột nội dung trong “{name}”. "
        "Dòng tiêu đề cần có một cột tên “Nội dung”, “Ý kiến” hoặc “Kiến nghị”. "
        f"Các ô đầu tiên là: {shown}."
    )


def _layout_of(table: Table) -> _Layout | None:
    rows = [cells for _, cells in table.rows]
    for index, cells in enumerate(rows[:_HEADERS_WITHIN]):
        if not looks_like_headers(cells):
            continue
        columns, headers, start = columns_of(cells), list(cells), index + 1
        # Headers in two lines: “Người gửi” merged over “Họ tên” and “Điện thoại”.
        below = rows[start] if start < len(rows) else []
        more = {key: at for key, at in columns_of(below).items() if key != "text"}
        if len(more) >= 2 and not line_of(below[columns["text"]]):
            columns |= more
            headers = [line_of(low) or line_of(high) for high, low in zip(cells, below, strict=False)]
            start += 1
        return _Layout(start, columns, headers)
    return None


def _rows(table: Table, layout: _Layout) -> tuple[list[SheetRow], list[int]]:
    rows: list[SheetRow] = []
    skipped: list[int] = []
    for number, cells in table.rows[layout.start :]:
        given = [cell for cell in cells if line_of(cell)]
        text = text_of(_cell(cells, layout, "text"))
        if not given or (not text.strip() and _only_a_number(given)):
            continue
        if _is_heading(cells, layout, text):
            skipped.append(number)
            continue
        rows.append(_row(number, cells, layout, text))
    return rows, skipped


def _is_heading(cells: Cells, layout: _Layout, text: str) -> bool:
    """Say whether a row is a heading between rows, such as “I. Đất đai”, alone in its line."""
    given = {line_of(cell) for cell in cells if line_of(cell)}
    if len(given) != 1:
        return False
    if text.strip():
        return bool(_NUMBERED.match(text)) and len(text) <= _HEADING_LENGTH
    return not any(line_of(_cell(cells, layout, key)) for key in layout.columns)


def _only_a_number(given: Cells) -> bool:
    return len(given) == 1 and line_of(given[0]).rstrip(".").isdigit()


def _cell(cells: Cells, layout: _Layout, key: str) -> Any:
    index = layout.columns.get(key)
    return cells[index] if index is not None and index < len(cells) else ""


def _row(number: int, cells: Cells, layout: _Layout, text: str) -> SheetRow:
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


def _marked_twins(rows: Sequence[SheetRow]) -> list[SheetRow]:
    """Return the rows with a remark on each that says the same as an earlier one."""
    first: dict[str, int] = {}
    marked: list[SheetRow] = []
    for row in rows:
        earlier = first.setdefault(row.digest, row.number)
        if earlier != row.number and row.text.strip():
            twin = Problem(f"Trùng nội dung với dòng {earlier}.", "Nội dung", is_error=False)
            row = replace(row, problems=(*row.problems, twin), twin_of=earlier)  # noqa: PLW2901 -- the marked row goes on
        marked.append(row)
    return marked
