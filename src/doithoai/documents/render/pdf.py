"""PDF by typst: one compiler for the process, fonts of our own, text handed over as data."""

import json
import re
import struct
import threading
import unicodedata
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from doithoai.documents.papers.base import Paper
from doithoai.documents.render.context import clean, context

ROOM = Path(__file__).resolve().parents[1]
FONTS = ROOM / "fonts"
MAIN = ROOM / "typst" / "main.typ"
# PDF/A-2a: for archives, tagged for screen readers.
STANDARD = "a-2a"
_LONG_RUN = re.compile(r"\S{36,}")
# One compiler keeps the fonts loaded; it must not be entered by two threads at once.
_door = threading.Lock()


def pdf(paper: Paper) -> bytes:
    """Return the paper as PDF/A-2a.

    Nothing in the text is ever read as markup: it goes in as JSON and stays data.
    """
    data = context(paper, text=printable)
    inputs = {"paper": json.dumps(data, ensure_ascii=False)}
    with _door:
        result = _compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards=[STANDARD], timestamp=_stamp(paper))
    assert isinstance(result, bytes)
    return result


def printable(text: str) -> str:
    """Return clean text that our font can print, with places to break very long runs.

    A sign that the font lacks (an emoji, a Chinese letter) becomes □: PDF/A allows no missing glyph.
    """
    letters = _letters()
    kept = "".join(
        sign if sign in "\n\t" or ord(sign) in letters else "" if unicodedata.category(sign) in {"Cf", "Mn"} else "□"
        for sign in clean(text)
    )
    return _LONG_RUN.sub(lambda run: "\u200b".join(_pieces(run.group(), 12)), kept)


def _pieces(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]


def _stamp(paper: Paper) -> datetime | None:
    """Date a signed paper by its own day, so that the same paper gives the same bytes."""
    return datetime.combine(paper.signed_on, time(), tzinfo=UTC) if paper.signed_on else None


@cache
def _compiler() -> Any:
    return typst.Compiler(MAIN, root=ROOM / "typst", font_paths=[FONTS], ignore_system_fonts=True)


@cache
def _letters() -> frozenset[int]:
    """Return the code points that every face of our font has, read from the fonts' cmap tables."""
    return frozenset.intersection(*(_cmap(path.read_bytes()) for path in sorted(FONTS.glob("*.ttf"))))


def _cmap(font: bytes) -> frozenset[int]:
    """Read the Basic Multilingual Plane (format 4, platform 3) of a TrueType font."""
    tables = (
        struct.unpack_from(">4sLLL", font, 12 + 16 * index) for index in range(struct.unpack_from(">H", font, 4)[0])
    )
    start = next(offset for tag, _, offset, _ in tables if tag == b"cmap")
    records = (
        struct.unpack_from(">HHL", font, start + 4 + 8 * i) for i in range(struct.unpack_from(">H", font, start + 2)[0])
    )
    table = start + next(offset for platform, encoding, offset in records if (platform, encoding) == (3, 1))
    count = struct.unpack_from(">H", font, table + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, table + 14)
    starts = struct.unpack_from(f">{count}H", font, table + 16 + 2 * count)
    return frozenset(
        code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1) if code != 0xFFFF
    )
