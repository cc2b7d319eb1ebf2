"""Where the headers of a table end and which column is what; where nothing says so, the best guess to be confirmed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from doithoai.petitions.services.importing.columns import WORDS, Taught, columns_of, keys_of, looks_like_headers
from doithoai.petitions.services.importing.tables import Cells, Table
from doithoai.petitions.services.importing.values import line_of, text_of

_HEADERS_WITHIN = 20
_DEEPEST = 3  # lines of headers, one under another
_SHORT = 60
_TELLING = 20  # letters that a column of petitions has at least, in the middle
_COUNTED = re.compile(r"\(?(\d{1,2})\)?")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the rows start (index), which column is what, the headers and their keys. `guessed`: ask the officer."""

    start: int
    columns: dict[str, int]
    headers: Cells
    keys: Sequence[str]
    guessed: bool = False


def layout_of(table: Table, taught: Taught | None = None) -> Layout | None:
    """Return the layout that the headers give, None for a table without a column of words."""
    rows = [cells for _, cells in table.rows]
    hidden = table.hidden_columns
    for index, cells in enumerate(rows[:_HEADERS_WITHIN]):
        if not looks_like_headers(cells, taught, hidden):
            continue
        headers, start = list(cells), index + 1
        while start < len(rows) and start - index < _DEEPEST and _goes_on(headers, rows[start], taught, table):
            # Headers in two lines: “Người gửi” merged over “Họ tên” and “Điện thoại”; the lower one is the finer.
            headers = [low if line_of(low) else high for high, low in zip(headers, rows[start], strict=False)]
            start += 1
        start += start < len(rows) and _is_counting(rows[start])
        return Layout(start, columns_of(headers, taught, hidden), headers, keys_of(headers, hidden))
    return None


def _goes_on(above: Cells, below: Cells, taught: Taught | None, table: Table) -> bool:
    """Say whether the row below is a second line of the headers and not the first petition."""
    given = [line_of(cell) for cell in below if line_of(cell)]
    if not given or any(len(cell) > _SHORT for cell in given):
        return False
    named = columns_of(below, taught, table.hidden_columns)
    at = columns_of(above, taught, table.hidden_columns)["text"]
    here = line_of(below[at]) if at < len(below) else ""
    if "text" in named:
        return len(named) >= 2 or here == line_of(above[at])
    return len(named) >= 2 and not here


def _is_counting(cells: Cells) -> bool:
    """Say whether a row only counts the columns, as forms do: (1) (2) (3)."""
    counted = [_COUNTED.fullmatch(line_of(cell)) for cell in cells if line_of(cell)]
    if len(counted) < 3 or not all(counted):
        return False
    numbers = [int(match[1]) for match in counted if match]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def continued(table: Table, before: Layout | None) -> Layout | None:
    """Return the layout of a table that goes on from the one before: as wide, without headers of its own."""
    if before is None or not table.rows or len(table.rows[0][1]) != len(before.headers):
        return None
    return Layout(0, before.columns, before.headers, before.keys, before.guessed)


def guessed_layout(table: Table, taught: Taught | None = None) -> Layout | None:
    """Return a layout to be confirmed where no header says what is what: the column with the longest words.

    None where no column looks like one of petitions.
    """
    rows = [cells for _, cells in table.rows]
    width = max((len(cells) for cells in rows), default=0)
    lengths = {index: _middle(rows, index) for index in range(width) if index not in table.hidden_columns}
    text = max(lengths, key=lambda index: lengths[index], default=-1)
    if taught and "text" not in taught.values():
        return None  # an officer looked, and said that no column is
    if text < 0 or lengths[text] < _TELLING:
        return None
    start = _first_row(rows, text)
    above = [cells for cells in rows[:start] if not _is_counting(cells)]
    headers = list(above[-1]) if above else [""] * width
    headers += [""] * (width - len(headers))
    keys = keys_of(headers, table.hidden_columns)
    columns = {
        name: at
        for name, at in columns_of(headers, taught, table.hidden_columns).items()
        if name in WORDS and at != text
    }
    columns.pop("text", None)
    return Layout(start, {"text": text, **columns}, headers, keys, guessed=True)


def _middle(rows: Sequence[Cells], index: int) -> int:
    lengths = sorted(len(text_of(cells[index])) for cells in rows if index < len(cells) and line_of(cells[index]))
    return lengths[len(lengths) // 2] if lengths else 0


def _first_row(rows: Sequence[Cells], text: int) -> int:
    """Return the first row of petitions: the one after the last row of short words above the first long ones."""
    for index, cells in enumerate(rows[:_HEADERS_WITHIN]):
        words = line_of(cells[text]) if text < len(cells) else ""
        if len(words) >= _TELLING and sum(bool(line_of(cell)) for cell in cells) > 1:
            return index
    return next((i for i, cells in enumerate(rows) if text < len(cells) and line_of(cells[text])), 0)
