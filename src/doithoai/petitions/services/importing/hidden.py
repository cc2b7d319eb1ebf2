"""What a sender hid in a workbook: columns that they no longer look at, rows that a filter put away."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_LINK = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_COLUMN = re.compile(r"<(?:\w+:)?col\b[^>]*>")
_ROW = re.compile(r"<(?:\w+:)?row\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
_MOST_COLUMNS = 512


@dataclass(frozen=True, slots=True)
class Hidden:
    """Columns by their index from 0, rows by the number that the spreadsheet shows."""

    columns: frozenset[int] = field(default_factory=frozenset)
    rows: frozenset[int] = field(default_factory=frozenset)


def hidden_in(content: bytes) -> Mapping[str, Hidden]:
    """Return what is hidden in each sheet of an .xlsx file, by the sheet's name; empty where nothing can be told.

    The reader of cells does not say it, so the file's own parts are looked through; a file that is odd enough to
    have none of them is read all the same, only without this.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            paths = _paths(archive)
            return {name: _of_sheet(archive.read(path).decode("utf-8", "replace")) for name, path in paths.items()}
    except (KeyError, zipfile.BadZipFile):
        return {}


def _paths(archive: zipfile.ZipFile) -> dict[str, str]:
    links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {link.get("Id", ""): link.get("Target", "") for link in map(_attributes, _LINK.findall(links))}
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    sheets = [_attributes(tag) for tag in _SHEET.findall(book)]
    found = {unescape(sheet.get("name", "")): targets.get(sheet.get("r:id", ""), "") for sheet in sheets}
    return {name: path.lstrip("/") if path.startswith("/") else f"xl/{path}" for name, path in found.items() if path}


def _of_sheet(xml: str) -> Hidden:
    columns: set[int] = set()
    for column in map(_attributes, _COLUMN.findall(xml)):
        if column.get("hidden") in {"1", "true"}:
            first, last = int(column.get("min", "1")), int(column.get("max", "1"))
            columns.update(range(first - 1, min(last, _MOST_COLUMNS)))
    rows = [int(row.get("r", "0")) for row in map(_attributes, _ROW.findall(xml)) if row.get("hidden") in {"1", "true"}]
    return Hidden(frozenset(columns), frozenset(rows))


def _attributes(tag: str) -> dict[str, str]:
    return dict(_ATTRIBUTE.findall(tag))
