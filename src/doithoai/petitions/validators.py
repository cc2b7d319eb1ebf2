"""Checks of what comes in, shared by forms, imports and services."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from doithoai.common.text import nfc, one_line
from doithoai.petitions.errors import DateRefused, TextRefused
from doithoai.regulations.schema import Item
from doithoai.textsearch.folding import fold
from doithoai.workdays.dates import vi_date

TEXT_MAX = 50_000  # characters of one petition
TITLE_MAX = 300
PLACE_MAX = 200
# Dialogues between heads and people exist in law since 2013 (Quyết định 217, 218-QĐ/TW); nothing is older.
EARLIEST = date(2014, 1, 1)
_TITLE_LENGTH = 110
_SENTENCE = re.compile(r"[.!?;\n]")


def check_text(text: str) -> str:
    """Return the words in NFC, otherwise untouched; raises TextRefused when there are none or too many."""
    words = nfc(text)
    if not words.strip():
        raise TextRefused
    if len(words) > TEXT_MAX:
        raise TextRefused(
            f"Nội dung dài {_grouped(len(words))} ký tự, nhiều hơn {_grouped(TEXT_MAX)}. "
            "Hãy ghi phần chính ở đây và đính kèm bản đầy đủ."
        )
    return words


def check_received_on(received_on: date, *, on: date, held_on: date | None = None) -> None:
    """Refuse a day of receipt in the future, before 2014, or after the conference was held."""
    if received_on > on:
        raise DateRefused(
            f"Ngày nhận {vi_date(received_on)} ở sau hôm nay. Hãy xem lại ngày, tháng, năm; "
            "ngày nhận là ngày ý kiến đến tay cán bộ."
        )
    if received_on < EARLIEST:
        raise DateRefused(f"Ngày nhận {vi_date(received_on)} quá xa. Hãy xem lại năm; sớm nhất là năm {EARLIEST.year}.")
    if held_on is not None and received_on > held_on:
        raise DateRefused(
            f"Ngày nhận {vi_date(received_on)} ở sau ngày họp {vi_date(held_on)}. "
            "Ý kiến nhận sau hội nghị thuộc cuộc đối thoại sau."
        )


def title_from(text: str) -> str:
    """Suggest the office's short name: the first sentence, cut at a word if it is long."""
    words = text.strip()
    end = _SENTENCE.search(words, 15)
    first = one_line(words[: end.start()] if end else words)
    if len(first) <= _TITLE_LENGTH:
        return first.rstrip(" ,:-–")
    return first[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,:-–") + "…"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@dataclass(frozen=True, slots=True)
class AnswerCheck:
    """One point that a reader would look for in an answer. `kind`: yes, missing or care.

    `rule` is the clause that asks for it, with its citation, empty for our own caution; `found` the words in question.
    """

    kind: str
    text: str
    rule: str = ""
    citation: str = ""
    found: str = ""


# How the contents that regulations ask for show in folded words, by the code of the content.
_SHOWS = {
    "reception_result": re.compile(r"\b(tiep nhan|da nhan|ghi nhan|tiep thu|nhan duoc (y kien|kien nghi|phan anh))\b"),
    "direction_of_resolution": re.compile(
        r"\b(chi dao|giao (cho )?(phong|ban|cong an|tram|van phong|to|don vi|co quan|ubnd)|yeu cau|se |da trinh|"
        r"trien khai|thuc hien|khao sat|sua chua|bo tri|kiem tra|xu ly|lap du toan|huong dan|giai quyet)"
    ),
}
_PHONE = re.compile(r"(?<!\d)(?:\+84|0)(?:[ .-]?\d){8,10}(?!\d)")
_SOMEBODY = re.compile(r"\b(?:nhà |hộ )?(?:ông|bà|anh|chị|cháu|em)\s+[A-ZĐÀ-Ỹ][\wÀ-ỹ.]*(?:\s+[A-ZĐÀ-Ỹ][\wÀ-ỹ.]*)*")
_HOUSE = re.compile(r"\b(?:nhà |hộ )?số(?: nhà)? \d+\w*", re.IGNORECASE)


def check_answer(text: str, contents: Iterable[Item] = ()) -> list[AnswerCheck]:
    """Return what an answer has and lacks of the regulation's contents, and words that may give somebody away.

    A content that no words give away is only named. A help for the eye, not a judgement: the head who approves decides.
    """
    checks = [_presence(item, fold(text)) for item in contents]
    for pattern in (_PHONE, _SOMEBODY, _HOUSE):
        found = pattern.search(nfc(text))
        if found:
            checks.append(AnswerCheck("care", "Có thể lộ người khác", found=found.group().strip()))
    return checks


def _presence(item: Item, folded: str) -> AnswerCheck:
    shows, what = _SHOWS.get(item.code), f"{item.vi[:1].lower()}{item.vi[1:]}"
    if shows is None:
        return AnswerCheck("care", f"Tự soát: {what}", item.clause, item.citation)
    there = bool(shows.search(folded))
    words = f"Có {what}" if there else f"Chưa thấy {what}"
    return AnswerCheck("yes" if there else "missing", words, item.clause, item.citation)
