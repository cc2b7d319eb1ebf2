"""Papers that record what came out: minutes and conclusion notice."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from doithoai.documents.enums import PaperKind
from doithoai.documents.papers.base import NOBODY, Conference, Paper, Signer
from doithoai.documents.papers.meeting import lower_first
from doithoai.documents.papers.opinions import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesStep:
    """One programme step as it went: `time` when it began, `text` what was said or done."""

    title: str
    time: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer given in the room."""

    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One opinion raised in the room, what was answered, and its outcome in words."""

    speaker: str
    text: str
    code: str = ""
    answers: tuple[Answer, ...] = ()
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes(Paper):
    """Biên bản hội nghị. `signer` is the host, `secretary` signs on the left."""

    kind: ClassVar[PaperKind] = PaperKind.MINUTES
    conference: Conference
    started_at: datetime
    ended_at: datetime | None = None
    chairs: tuple[str, ...] = ()
    secretaries: tuple[str, ...] = ()
    secretary: Signer = NOBODY
    attendance: tuple[Count, ...] = ()
    attendance_note: str = ""
    steps: tuple[MinutesStep, ...] = ()
    statements: tuple[Statement, ...] = ()
    conclusion: tuple[str, ...] = ()

    def about(self) -> str:
        """Return the conference recorded."""
        return self.subject or self.conference.title


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcludedMatter:
    """One petition in the conclusion: outcome in words, what was decided, who does it by when."""

    matter: str
    conclusion: str
    code: str = ""
    outcome: str = ""
    body: str = ""
    coordinating: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionNotice(Paper):
    """Thông báo kết luận of the host (HP-9.7, HP-10.1): accepted, settled, assigned with time limits.

    `host` reads "Chủ tịch Ủy ban nhân dân xã"; `extension` explains why the notice comes
    after 10 working days (HP-10.1b), empty otherwise. `discussed` and `proposals` on policy stand there where
    the regulation asks for them (GL-8.6, GL-9.1, TU-4.2, TU-4.3).
    """

    kind: ClassVar[PaperKind] = PaperKind.CONCLUSION_NOTICE
    conference: Conference
    host: str
    assessment: tuple[str, ...] = ()
    discussed: str = ""
    matters: tuple[ConcludedMatter, ...] = ()
    proposals: tuple[str, ...] = ()
    implementation: tuple[str, ...] = ()
    extension: str = ""

    def about(self) -> str:
        """Return whose conclusion it is."""
        return self.subject or f"Kết luận của {self.host} tại {lower_first(self.conference.title)}"
