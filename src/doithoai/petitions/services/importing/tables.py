"""From bytes to a grid of cells: XLSX, XLS, DOCX tables, CSV in several encodings, JSONL. Knows no petitions."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from doithoai.common.text import nfc
from doithoai.documents.validators import megabytes
from doithoai.petitions.errors import SheetRefused
from doithoai.petitions.services.importing.hidden import Hidden, hidden_in

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 10_000
_HEADINGS = 30  # lines above and below the rows: title, header, sums, signatures
_MAX_UNPACKED = 200 * 1024 * 1024
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
# Letters of TCVN3 and VNI fonts as they look when read in a modern encoding: signs amid words.
_OLD_FONT = re.compile(r"[A-Za-z][¸µ¶·¹®§©ª«¬¨¡¢£¤¥¦»¼½¾ÆÇÈÉ×ØÜÞßäåæçñòóôõöøùúûüýþ]|[®§][a-zA-Z]")
_VIETNAMESE = re.compile(r"[ăâđêôơưạảãấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)

Cells = list[Any]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file: its rows of cells, each with the line number that the person sees in the file."""

    name: str
    rows: Sequence[tuple[int, Cells]]
    media_type: str
    may_go_on: bool = False  # Word: a table may be the rest of the one before, without headers of its own
    hidden_columns: frozenset[int] = field(default_factory=frozenset)
    hidden_rows: frozenset[int] = field(default_factory=frozenset)
    is_hidden: bool = False


def tables_of(content: bytes, name: str) -> list[Table]:
    """Return the tables in the file, told by its content and not by its name. Raises SheetRefused."""
    if not content.strip():
        raise SheetRefused(f"Tệp “{name}” rỗng. Hãy chọn lại tệp.")
    if len(content) > MAX_BYTES:
        raise SheetRefused(
            f"Tệp “{name}” nặng {megabytes(len(content))}, quá mức {megabytes(MAX_BYTES)}. Hãy chia thành nhiều tệp."
        )
    if content.startswith(_PROGRAMS):
        raise SheetRefused(f"Tệp “{name}” là chương trình máy tính, không phải bảng kiến nghị, nên không đọc.")
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content, name)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _workbook(content, name, "application/vnd.ms-excel")
    if content.startswith(b"%PDF-"):
        raise SheetRefused(f"Tệp “{name}” là PDF nên không đọc được từng dòng. Hãy xin bản Excel hoặc Word.")
    return [_text_table(content, name)]


def _zipped(content: bytes, name: str) -> list[Table]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = set(archive.namelist())
            unpacked = sum(info.file_size for info in archive.infolist())
    except zipfile.BadZipFile as error:
        raise SheetRefused(f"Tệp “{name}” bị hỏng hoặc tải lên chưa xong. Hãy mở thử rồi tải lại.") from error
    if unpacked > _MAX_UNPACKED:
        raise SheetRefused(f"Tệp “{name}” khi mở ra quá lớn. Hãy chia thành nhiều tệp.")
    if "xl/workbook.xml" in parts:
        return _workbook(content, name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    if "word/document.xml" in parts:
        return _word(content, name)
    raise SheetRefused(f"Tệp “{name}” không phải Excel hay Word. Hãy lưu lại dạng .xlsx rồi tải lên.")


def _workbook(content: bytes, name: str, media_type: str) -> list[Table]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        put_away = {sheet.name for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible}
        sheets = [book.get_sheet_by_name(sheet) for sheet in book.sheet_names]
        hidden = hidden_in(content) if content.startswith(b"PK") else {}
        return [
            replace(_sheet_table(sheet, media_type, hidden.get(sheet.name, Hidden())), is_hidden=sheet.name in put_away)
            for sheet in sheets
        ]
    except (CalamineError, zipfile.BadZipFile, ValueError) as error:
        raise SheetRefused(
            f"Không mở được “{name}”: tệp hỏng hoặc có mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu, lưu lại rồi tải lên."
        ) from error


def _sheet_table(sheet: Any, media_type: str, hidden: Hidden) -> Table:
    rows = _filled(sheet)
    return Table(sheet.name, rows, media_type, hidden_columns=hidden.columns, hidden_rows=hidden.rows)


def _filled(sheet: Any) -> list[tuple[int, Cells]]:
    """Return the cells with merged areas filled: a field written once for several rows holds for each."""
    rows = sheet.to_python(skip_empty_area=False)
    _check_length(len(rows), str(sheet.name))
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if bottom >= len(rows) or left != right:
            continue  # merged across columns is a heading, and stays in its first cell
        for line in range(top + 1, bottom + 1):
            rows[line][left] = rows[top][left]
    return list(enumerate(rows, 1))


def _word(content: bytes, name: str) -> list[Table]:
    try:
        document = Document(io.BytesIO(content))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise SheetRefused(f"Không mở được “{name}”. Hãy mở bằng Word, lưu lại dạng .docx rồi tải lên.") from error
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    tables = [
        Table(
            f"Bảng {number}",
            [(line, [cell.text for cell in row.cells]) for line, row in enumerate(table.rows, 1)],
            media_type,
            may_go_on=True,
        )
        for number, table in enumerate(document.tables, 1)
    ]
    if not tables:
        raise SheetRefused(f"Tệp “{name}” không có bảng nào. Hãy xếp kiến nghị vào bảng, mỗi dòng một kiến nghị.")
    for table in tables:
        _check_length(len(table.rows), table.name)
    return tables


def _text_table(content: bytes, name: str) -> Table:
    text = nfc(decoded(content, name))
    if text.lstrip().startswith("{"):
        return _jsonl(text, name)
    delimiter = max(";,\t", key=text.split("\n", 1)[0].count)
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=False))
    except csv.Error as error:
        raise SheetRefused(
            f"Không tách được các cột của “{name}” ({error}). Hãy lưu lại bằng Excel dạng .xlsx rồi tải lên."
        ) from error
    _check_length(len(lines), name)
    return Table(name, list(enumerate(lines, 1)), "text/csv")


def decoded(content: bytes, name: str) -> str:
    """Return the text of a CSV or JSONL file: UTF-8, UTF-16, else Windows-1258; old fonts are refused in words."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = nfc(content.decode("cp1258", errors="replace"))
    if "�" in text or len(_OLD_FONT.findall(text)) > len(_VIETNAMESE.findall(text)):
        raise SheetRefused(
            f"Tệp “{name}” dùng bảng mã cũ (TCVN3, VNI) nên chữ có dấu sẽ sai. "
            "Hãy mở bằng Excel, chuyển sang Unicode rồi lưu dạng “CSV UTF-8” hoặc .xlsx."
        )
    return text


def _jsonl(text: str, name: str) -> Table:
    found: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            raise SheetRefused(f"Dòng {number} của “{name}” không phải JSON: {error.msg}. Hãy xuất lại tệp.") from error
        if not isinstance(item, dict):
            raise SheetRefused(f"Dòng {number} của “{name}” không phải một mục có tên các ô. Hãy xuất lại tệp.")
        found.append((number, item))
    _check_length(len(found), name)
    names = list(dict.fromkeys(key for _, item in found for key in item))
    rows = [(number, [item.get(key, "") for key in names]) for number, item in found]
    return Table(name, [(0, list(names)), *rows], "application/x-ndjson")


def _check_length(rows: int, name: str) -> None:
    if rows > MAX_ROWS + _HEADINGS:
        there, most = (f"{number:,}".replace(",", ".") for number in (rows, MAX_ROWS))
        raise SheetRefused(f"“{name}” có {there} dòng, nhiều hơn {most}. Hãy chia thành nhiều tệp.")
