"""Papers that collect opinions and answer them before the conference: the two forms and the two reports."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from doithoai.documents.enums import PaperKind
from doithoai.documents.papers.base import Conference, Paper
from doithoai.documents.papers.meeting import lower_first


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A figure with its name."""

    label: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSheet:
    """One numbered sheet. `modules`: the rows of its QR code, 1 for black; `place`: the hamlet it is printed for."""

    number: str
    modules: tuple[str, ...]
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionForm(Paper):
    """Phiếu lấy ý kiến: a blank form for a person without phone or e-mail; `code` is its receipt code.

    With `sheets` it is a batch: one A4 page for each, with large boxes, a number and a QR code of its own.
    """

    kind: ClassVar[PaperKind] = PaperKind.OPINION_FORM
    conference: Conference
    code: str = ""
    topics: tuple[str, ...] = ()
    return_to: str = ""
    return_by: date | None = None
    sheets: tuple[FormSheet, ...] = ()

    def about(self) -> str:
        """Return what the opinions are for."""
        return self.subject or f"Gửi {lower_first(self.conference.title)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakingForm(Paper):
    """Phiếu đăng ký phát biểu: filled in beforehand or in the room."""

    kind: ClassVar[PaperKind] = PaperKind.SPEAKING_FORM
    conference: Conference
    code: str = ""
    minutes_each: int = 0
    return_to: str = ""

    def about(self) -> str:
        """Return where the person wants to speak."""
        return self.subject or f"Tại {lower_first(self.conference.title)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectedOpinion:
    """One petition in the synthesis. `source` says place or group, never a name unless the person agreed."""

    code: str
    text: str
    source: str = ""
    field: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SynthesisLine:
    """One matter in the table of the synthesis: how many petitions raise it, where, through whom, who leads."""

    field: str
    matter: str
    number: int
    merged: int = 0
    places: str = ""
    sources: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Synthesis(Paper):
    """Báo cáo tổng hợp ý kiến, kiến nghị collected before the conference; its figures are those of `figures_on`."""

    kind: ClassVar[PaperKind] = PaperKind.SYNTHESIS
    conference: Conference
    opinions: tuple[CollectedOpinion, ...]
    collected_from: date | None = None
    collected_to: date | None = None
    by_channel: tuple[Count, ...] = ()
    by_field: tuple[Count, ...] = ()
    out_of_scope: tuple[Count, ...] = ()
    forecast: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    figures_on: date | None = None
    lines: tuple[SynthesisLine, ...] = ()
    total: int = 0
    aside: tuple[Count, ...] = ()

    def about(self) -> str:
        """Return for what it was collected."""
        return self.subject or f"Tổng hợp ý kiến, kiến nghị của Nhân dân gửi {lower_first(self.conference.title)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedAnswer:
    """One petition with the prepared answer; `body` is who answers."""

    code: str
    matter: str
    answer: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyReport(Paper):
    """Báo cáo trả lời ý kiến, kiến nghị, read out at the conference (HP-9.3)."""

    kind: ClassVar[PaperKind] = PaperKind.REPLY_REPORT
    conference: Conference
    answers: tuple[PreparedAnswer, ...]
    received: int = 0
    previous: tuple[Count, ...] = ()
    remaining: tuple[str, ...] = ()

    def about(self) -> str:
        """Return whose opinions are answered."""
        return self.subject or f"Trả lời ý kiến, kiến nghị của Nhân dân gửi {lower_first(self.conference.title)}"
