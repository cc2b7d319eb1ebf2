"""What a template sees: the paper's fields as clean text, and the lines of head and signature.

Template authors get every field of the paper under its own name. A date reads
07/9/2026 and has a twin `…_long` (ngày 07 tháng 9 năm 2026); a moment has the twins
`…_clock` (08 giờ 00 phút) and `…_day` (thứ Hai, ngày 07/9/2026).
"""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from doithoai.common.text import nfc
from doithoai.documents import symbols
from doithoai.documents.enums import Heading, PaperKind
from doithoai.documents.papers.base import Issuer, Paper

TITLES: dict[PaperKind, str] = {
    PaperKind.INVITATION: "GIẤY MỜI",
    PaperKind.PUBLIC_NOTICE: "THÔNG BÁO",
    PaperKind.CONFERENCE_PLAN: "KẾ HOẠCH",
    PaperKind.ANNUAL_PLAN: "KẾ HOẠCH",
    PaperKind.PROGRAMME: "CHƯƠNG TRÌNH",
    PaperKind.HOUSE_RULES: "NỘI QUY",
    PaperKind.OPINION_FORM: "PHIẾU LẤY Ý KIẾN",
    PaperKind.SPEAKING_FORM: "PHIẾU ĐĂNG KÝ PHÁT BIỂU",
    PaperKind.SYNTHESIS: "BÁO CÁO",
    PaperKind.REPLY_REPORT: "BÁO CÁO",
    PaperKind.MINUTES: "BIÊN BẢN",
    PaperKind.CONCLUSION_NOTICE: "THÔNG BÁO",
    PaperKind.HANDOVER_SLIP: "PHIẾU CHUYỂN",
    PaperKind.PERIOD_REPORT: "BÁO CÁO",
    PaperKind.DOSSIER_INDEX: "MỤC LỤC HỒ SƠ",
}
# Control characters cannot stand in XML, and marks that turn the writing direction could
# make a line read as something else than it says.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """Return the text in NFC without what no paper can print; line breaks and tabs stay."""
    return _UNPRINTABLE.sub("", nfc(text)).replace("\u2028", "\n").replace("\u2029", "\n").strip()


def context(paper: Paper, *, text: Callable[[str], str] = clean) -> dict[str, Any]:
    """Return the data for a template; `text` prepares every piece of text for one kind of output."""
    data = _fields(paper, text)
    numbered = paper.type_code is not None
    written = text(paper.symbol) or symbols.symbol(paper.issuer, paper.type_code or "", None)
    signed_on = symbols.long_date(paper.signed_on)
    title = TITLES.get(paper.kind, "")
    return data | {
        "kind": str(paper.kind),
        "title": title,
        "title_small": title.capitalize(),
        "about": text(paper.about()),
        "is_letter": paper.is_letter,
        "is_draft": numbered and not paper.symbol,
        "party": paper.issuer.heading == Heading.PARTY,
        "number_line": symbols.number_line(paper.issuer, written) if numbered else "",
        "number_inline": f"số {written}" if numbered else "",
        "signed_on_long": signed_on,
        "place_date": f"{text(paper.issuer.place)}, {signed_on}",
        "parent_lines": _lines(paper.issuer.parent, text),
        "issuer_lines": _lines(paper.issuer.name, text),
        "issuer_inline": issuer_inline(paper.issuer, text),
    }


def issuer_inline(issuer: Issuer, text: Callable[[str], str]) -> str:
    """Return the body's name in small letters for a sentence: "Ủy ban nhân dân xã Tân Lạch".

    Heads are in capitals, from which the small letters of a place cannot be told;
    `inline_name` says it, and the capitals stand in where it is empty.
    """
    return text(issuer.inline_name or " ".join(issuer.name.split()))


def _lines(value: str, text: Callable[[str], str]) -> list[str]:
    return [text(line) for line in value.splitlines() if line.strip()]


def _fields(thing: Any, text: Callable[[str], str]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for field in fields(thing):
        data.update(_entry(field.name, getattr(thing, field.name), text))
    return data


def _entry(name: str, value: Any, text: Callable[[str], str]) -> dict[str, Any]:
    if isinstance(value, datetime):
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        day = symbols.day_in_words(moment)
        clock = symbols.clock(moment)
        return {name: f"{clock}, {day}", f"{name}_clock": clock, f"{name}_day": day}
    if isinstance(value, date):
        return {name: symbols.short_date(value), f"{name}_long": symbols.long_date(value)}
    if value is None:  # an absent date or moment: empty, with empty twins
        return {name: "", f"{name}_long": "", f"{name}_clock": "", f"{name}_day": ""}
    return {name: _simple(value, text)}


def _simple(value: Any, text: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return text(value)
    if isinstance(value, tuple):
        return [_simple(item, text) for item in value]
    if is_dataclass(value):
        return _fields(value, text)
    return value
