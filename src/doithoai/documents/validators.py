"""What an attachment really is, by its content: the name is only a claim."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

import puremagic

from doithoai.common.text import one_line
from doithoai.documents.errors import FileRefused

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = "text/plain"
CSV = "text/csv"
JSONL = "application/x-ndjson"
ENDINGS: dict[str, tuple[str, ...]] = {
    PDF: ("pdf",),
    DOCX: ("docx",),
    XLSX: ("xlsx",),
    "application/msword": ("doc",),
    "application/vnd.ms-excel": ("xls",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/heic": ("heic", "heif"),
    "audio/mpeg": ("mp3",),
    "audio/mp4": ("m4a",),
    "video/mp4": ("mp4",),
    TEXT: ("txt",),
    CSV: ("csv",),
    JSONL: ("jsonl",),
}
ACCEPT = ",".join(f".{ending}" for endings in ENDINGS.values() for ending in endings)
"""For the `accept` attribute of a file field."""

_MOST_UNPACKED = 200 * 1024 * 1024
_WORD_PART, _SHEET_PART = "word/document.xml", "xl/workbook.xml"
_MARKS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    *((mark, "audio/mpeg") for mark in (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
)
_OLD_OFFICE = {"doc": "application/msword", "xls": "application/vnd.ms-excel"}
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"mif1", b"msf1", b"hevc"), "image/heic"),
    **dict.fromkeys((b"M4A ", b"M4B "), "audio/mp4"),
    **dict.fromkeys((b"isom", b"iso2", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"dash", b"M4V "), "video/mp4"),
}
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that passed: its safe name and its media type by content."""

    name: str
    media_type: str


def check_file(name: str, content: bytes, *, most: int) -> Checked:
    """Return what the file is, or refuse it in words that say what to do.

    Its content decides; the ending must agree with it, so that nobody opens a
    thing that pretends to be another. `most` is the size limit in bytes.
    """
    safe = safe_name(name)
    if not content:
        raise FileRefused(f"Tệp “{safe}” rỗng. Hãy chọn lại tệp.")
    if len(content) > most:
        raise FileRefused(
            f"Tệp “{safe}” nặng {megabytes(len(content))}, quá mức {megabytes(most)}. Hãy nén hoặc chia nhỏ."
        )
    ending = PurePath(safe).suffix.lower().lstrip(".")
    if content.startswith(_PROGRAMS):
        raise FileRefused(
            f"Tệp “{safe}” là chương trình máy tính, không phải tài liệu, nên không nhận. "
            "Hãy gửi bản PDF, Word, Excel hoặc ảnh."
        )
    media_type = media_type_of(content, ending)
    if media_type is None:
        raise FileRefused(
            f"Tệp “{safe}”{_guess(content)} không thuộc loại được nhận, hoặc đã hỏng. "
            "Hãy dùng PDF, Word, Excel, ảnh JPG, PNG hoặc HEIC, tệp văn bản, MP3 hoặc MP4."
        )
    if ending not in ENDINGS[media_type]:
        raise FileRefused(
            f"Tên tệp “{safe}” không khớp nội dung: nội dung là {ENDINGS[media_type][0].upper()}. "
            f"Hãy đổi đuôi tệp thành .{ENDINGS[media_type][0]} nếu đúng là tệp cần gửi."
        )
    return Checked(safe, media_type)


def safe_name(name: str) -> str:
    """Return the file's own name without folders and control characters, at most 120 characters, ending kept."""
    plain = one_line("".join(sign for sign in name.replace("\\", "/").rsplit("/", 1)[-1] if sign.isprintable()))
    plain = plain.lstrip(".") or "tep"
    path = PurePath(plain)
    return f"{path.stem[: 120 - len(path.suffix)]}{path.suffix}" if len(path.suffix) <= 10 else plain[:120]


def megabytes(size: int) -> str:
    """Return the size in MB as people write it here: 20 MB, 0,4 MB."""
    value = f"{size / 1024 / 1024:.1f}".replace(".", ",").removesuffix(",0")
    return f"{value} MB"


def media_type_of(content: bytes, ending: str) -> str | None:
    """Return the accepted media type that the content shows, None if there is none.

    The ending is asked only where content cannot tell: old Word from old Excel, CSV from plain text.
    """
    for mark, media_type in _MARKS:
        if content.startswith(mark):
            return media_type
    if content.startswith(b"%PDF-"):
        return PDF if b"%%EOF" in content[-2048:] else None
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):  # the container of Office before 2007
        return _OLD_OFFICE.get(ending)
    if content[4:8] == b"ftyp":
        return _BRANDS.get(content[8:12])
    return _text_type(content, ending)


def _office_type(content: bytes) -> str | None:
    """Tell Word from Excel by the main part; other archives, and any with macros, are not accepted."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError):
        return None
    if unpacked > _MOST_UNPACKED or any(name.endswith("vbaProject.bin") for name in names):
        return None
    if _WORD_PART in names:
        return DOCX
    return XLSX if _SHEET_PART in names else None


def _text_type(content: bytes, ending: str) -> str | None:
    """Text in any encoding a Vietnamese office still uses; bytes that no text has make it no text."""
    try:
        text = content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8")
    except UnicodeDecodeError:
        text = content.decode("latin-1")  # TCVN3, VNI, windows-1258: single bytes, told apart by whoever reads them
    if any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in text):
        return None
    return {"csv": CSV, "jsonl": JSONL}.get(ending, TEXT)


def _guess(content: bytes) -> str:
    """Name what a refused file seems to be, to help the person find the right one."""
    try:
        ending = puremagic.from_string(content)
    except (puremagic.PureError, ValueError):
        return ""
    return f" (nội dung giống tệp {ending})" if ending else ""
