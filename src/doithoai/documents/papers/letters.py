"""Official letters and slips: reply, escalation, handover, and the plain letter."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from doithoai.documents.enums import PaperKind
from doithoai.documents.papers.base import Conference, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLetter(Paper):
    """Văn bản trả lời to one petitioner. `next_on` names the day of the next answer if this is an interim one."""

    kind: ClassVar[PaperKind] = PaperKind.REPLY_LETTER
    addressee: str
    matter: str
    answer: tuple[str, ...]
    address: str = ""
    code: str = ""
    received_on: date | None = None
    outcome: str = ""
    next_on: date | None = None
    contact: str = ""

    def about(self) -> str:
        """Return the V/v line."""
        code = f" mã số {self.code}" if self.code else ""
        return self.subject or f"V/v trả lời kiến nghị{code} gửi hội nghị đối thoại"


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalatedMatter:
    """One petition beyond the host's powers: the matter, why it goes up, what is proposed."""

    code: str
    matter: str
    reason: str
    proposal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationLetter(Paper):
    """Văn bản kiến nghị cấp trên."""

    kind: ClassVar[PaperKind] = PaperKind.ESCALATION_LETTER
    conference: Conference
    addressee: str
    matters: tuple[EscalatedMatter, ...]
    answer_by: date | None = None
    contact: str = ""

    def about(self) -> str:
        """Return the V/v line."""
        return self.subject or "V/v kiến nghị giải quyết nội dung vượt thẩm quyền sau hội nghị đối thoại"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverSlip(Paper):
    """Phiếu chuyển of an out-of-scope petition, with the petitioner's receipt below the cutting line.

    `ground` says in words which regime it belongs to and by which article; `petitioner`
    stays empty unless the receiving body may know the name.
    """

    kind: ClassVar[PaperKind] = PaperKind.HANDOVER_SLIP
    addressee: str
    code: str
    matter: str
    ground: str
    received_on: date
    petitioner: str = ""
    enclosures: tuple[str, ...] = ()
    contact: str = ""

    def about(self) -> str:
        """Return what is handed over."""
        return self.subject or "Chuyển kiến nghị đến cơ quan có thẩm quyền"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialLetter(Paper):
    """Công văn: anything that needs a letter and has no paper of its own (`subject` is required in practice)."""

    kind: ClassVar[PaperKind] = PaperKind.OFFICIAL_LETTER
    addressees: tuple[str, ...]
    paragraphs: tuple[str, ...]
