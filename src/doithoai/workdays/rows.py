"""Strict reading of YAML rows that remember their line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import yaml

from doithoai.workdays.dates import vi_numeric, weekday_short
from doithoai.workdays.errors import CalendarFileWrong

T = TypeVar("T")


class Row:
    """One mapping of a file; every key must be asked for, or `done` refuses it."""

    def __init__(self, values: dict[str, object], line: int) -> None:
        """Keep what the file says and where."""
        self._values = values
        self._asked: set[str] = set()
        self.line = line
        self.file = ""

    def wrong(self, wrong: str, mend: str) -> CalendarFileWrong:
        """Return the refusal of this row."""
        return CalendarFileWrong(self.file, self.line, wrong, mend)

    def get(self, key: str, kind: type[T]) -> T:
        """Return a required value of this type."""
        value = self._take(key)
        if value is None:
            raise self.wrong(f"thiếu «{key}»", f"Thêm dòng «{key}: …»")
        if kind is date and isinstance(value, str):
            value = _day_in(value)  # JSON has no dates of its own
        # To Python a truth value is a number and a moment is a day; to a reader of this file neither is.
        if not isinstance(value, kind) or type(value) is not kind:
            raise self.wrong(f"«{key}» sai kiểu ({value!r})", f"Ghi «{key}» {_KINDS[kind]}")
        return value

    def text(self, key: str) -> str:
        """Return a required text that is not blank."""
        value = self.get(key, str).strip()
        if not value:
            raise self.wrong(f"«{key}» để trống", f"Ghi nội dung cho «{key}»")
        return value

    def optional(self, key: str, kind: type[T], default: T) -> T:
        """Return a value of this type, or the default where the key is missing."""
        return default if self._take(key) is None else self.get(key, kind)

    def day(self, key: str, weekday_key: str) -> date:
        """Return a day whose weekday, written beside it, is right."""
        on = self.get(key, date)
        written = self.text(weekday_key)
        if written != weekday_short(on):
            raise self.wrong(
                f"{vi_numeric(on)} là {weekday_short(on)}, tệp ghi {written}",
                f"Sửa «{key}» hoặc «{weekday_key}» cho khớp",
            )
        return on

    def row(self, key: str) -> "Row":
        """Return a required mapping."""
        row = self.get(key, Row)
        row.file = self.file
        return row

    def rows(self, key: str) -> list["Row"]:
        """Return a list of mappings; a missing key is an empty list."""
        rows: list[Row] = []
        for value in self.optional(key, list, []):
            if not isinstance(value, Row):
                raise self.wrong(
                    f"«{key}» có phần tử không phải là nhóm khóa",
                    f"Mỗi dòng của «{key}» ghi dạng «- khóa: …»",
                )
            value.file = self.file
            rows.append(value)
        return rows

    def names(self) -> list[str]:
        """Return the keys of a mapping whose keys are free names."""
        return list(self._values)

    def named(self, key: str, read: Callable[["Row"], T]) -> dict[str, T]:
        """Return a mapping of names to what `read` makes of each row."""
        group = self.row(key)
        return {str(name): read(group.row(name)) for name in group.names()}

    def done(self) -> None:
        """Refuse keys that nobody asked for."""
        unknown = sorted(set(self._values) - self._asked, key=str)
        if unknown:
            raise self.wrong(
                f"không có khóa «{unknown[0]}»",
                f"Bỏ hoặc sửa tên khóa; được dùng: {', '.join(sorted(self._asked))}",
            )

    def _take(self, key: str) -> object:
        self._asked.add(key)
        return self._values.get(key)


def _day_in(text: str) -> object:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


_KINDS: dict[type, str] = {
    str: "là chữ (đặt trong dấu nháy nếu cần)",
    int: "là số nguyên",
    date: "là ngày dạng 2026-09-02",
    list: "là danh sách",
    Row: "là nhóm khóa",
}


class _Loader(yaml.SafeLoader):
    """YAML in which mappings become rows and a key given twice is an error."""

    file = ""


def _row(loader: _Loader, node: yaml.MappingNode) -> Row:
    values: dict[str, object] = {}
    line = node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in values:
            raise CalendarFileWrong(
                loader.file,
                key_node.start_mark.line + 1,
                f"khóa «{key}» ghi hai lần",
                "Giữ một lần",
            )
        values[key] = _value(loader, value_node)
    return Row(values, line)


def _value(loader: _Loader, node: yaml.Node) -> object:
    try:
        return loader.construct_object(node, deep=True)
    except CalendarFileWrong:
        raise
    except ValueError as error:  # a day such as 30/2
        line = node.start_mark.line + 1
        raise CalendarFileWrong(loader.file, line, f"giá trị không có thật ({error})", "Sửa giá trị") from error


_Loader.add_constructor("tag:yaml.org,2002:map", _row)


def read_rows(path: Path) -> Row:
    """Read one file into its outermost row; raises `CalendarFileWrong`."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CalendarFileWrong(path.name, 1, f"không đọc được ({error})", "Lưu tệp bằng UTF-8") from error
    return rows_in(text, file=path.name)


def rows_in(text: str, *, file: str) -> Row:
    """Read the text of a file (YAML, or JSON, which is YAML too) into its outermost row; raises `CalendarFileWrong`."""
    try:
        loader = _Loader(text)
        loader.file = file
        root = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CalendarFileWrong(file, line, f"không đọc được YAML ({error.problem})", "Sửa cú pháp ở đây") from error
    except yaml.YAMLError as error:
        raise CalendarFileWrong(file, 1, f"không đọc được ({error})", "Lưu tệp bằng UTF-8") from error
    if not isinstance(root, Row):
        raise CalendarFileWrong(file, 1, "tệp không có nội dung", "Ghi «year», «sources», «holidays»")
    root.file = file
    return root


@dataclass(frozen=True, slots=True)
class Source:
    """A document: its number, and the day of issue where the file knows it."""

    number: str
    issued_on: date | None

    @property
    def cited(self) -> str:
        """Return the document as people cite it."""
        return self.number if self.issued_on is None else f"{self.number} ngày {vi_numeric(self.issued_on)}"


def read_source(row: Row) -> Source:
    """Read a source: number and, where known, the day of issue.

    `checked_vi` says how number and days were checked, so that the next reader
    knows what still wants a look at the original.
    """
    number = row.text("number")
    issued_on = row.optional("issued_on", date, date.min)
    row.text("title_vi")
    row.text("checked_vi")
    row.done()
    return Source(number, None if issued_on == date.min else issued_on)
