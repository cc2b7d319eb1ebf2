"""Checks of what comes in, shared by forms, imports and services."""

import re
from dataclasses import dataclass
from datetime import date

from doithoai.common.text import nfc, one_line
from doithoai.petitions.errors import DateRefused, TextRefused
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

    `rule` is the clause that asks for it, empty for our own caution; `found` the words in question.
    """

    kind: str
    text: str
    rule: str = ""
    found: str = ""


_RECEPTION = re.compile(r"\b(tiep nhan|da nhan|ghi nhan|tiep thu|nhan duoc (y kien|kien nghi|phan anh))\b")
_DIRECTION = re.compile(
    r"\b(chi dao|giao (cho )?(phong|ban|cong an|tram|van phong|to|don vi|co quan|ubnd)|yeu cau|se |da trinh|"
    r"trien khai|thuc hien|khao sat|sua chua|bo tri|kiem tra|xu ly|lap du toan|huong dan|giai quyet)"
)
_PHONE = re.compile(r"(?<!\d)(?:\+84|0)(?:[ .-]?\d){8,10}(?!\d)")
_SOMEBODY = re.compile(r"\b(?:nhà |hộ )?(?:ông|bà|anh|chị|cháu|em)\s+[A-ZĐÀ-Ỹ][\wÀ-ỹ.]*(?:\s+[A-ZĐÀ-Ỹ][\wÀ-ỹ.]*)*")
_HOUSE = re.compile(r"\b(?:nhà |hộ )?số(?: nhà)? \d+\w*", re.IGNORECASE)


def check_answer(text: str) -> list[AnswerCheck]:
    """Return what an answer has and lacks (HP-10.2-content), and words that may give somebody away.

    A help for the eye, not a judgement: the head who approves decides.
    """
    folded = fold(text)
    checks = [
        _presence(bool(_RECEPTION.search(folded)), "kết quả tiếp nhận"),
        _presence(bool(_DIRECTION.search(folded)), "hướng chỉ đạo giải quyết"),
    ]
    for pattern in (_PHONE, _SOMEBODY, _HOUSE):
        found = pattern.search(nfc(text))
        if found:
            checks.append(AnswerCheck("care", "Có thể lộ người khác", found=found.group().strip()))
    return checks


def _presence(there: bool, what: str) -> AnswerCheck:
    return AnswerCheck("yes" if there else "missing", f"Có {what}" if there else f"Chưa thấy {what}", "HP-10.2-content")
