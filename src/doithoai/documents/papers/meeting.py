"""Papers that bring people to the conference and guide it: invitation, public notice, programme, house rules."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from doithoai.documents.enums import PaperKind
from doithoai.documents.papers.base import Conference, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(Paper):
    """Giấy mời to one person or body. `programme_note` names what is enclosed; `contact` whom to ask."""

    kind: ClassVar[PaperKind] = PaperKind.INVITATION
    conference: Conference
    invitee: str
    topics: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    contact: str = ""

    def about(self) -> str:
        """Return what the invitation is to."""
        return self.subject or f"Dự {lower_first(self.conference.title)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNotice(Paper):
    """Thông báo công khai: time, place, content, who may come and how, for posting and for the media.

    `changes` says what an amended notice replaces ("Thông báo này thay Thông báo số …").
    """

    kind: ClassVar[PaperKind] = PaperKind.PUBLIC_NOTICE
    conference: Conference
    topics: tuple[str, ...] = ()
    participants: str = ""
    how_to_join: tuple[str, ...] = ()
    register_by: date | None = None
    opinions_by: date | None = None
    opinions_to: str = ""
    contact: str = ""
    changes: str = ""

    def about(self) -> str:
        """Return what is announced."""
        return self.subject or f"Về việc tổ chức {lower_first(self.conference.title)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a programme: time ("08 giờ 00"), what happens, who does it."""

    time: str
    content: str
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Paper):
    """Chương trình: the steps of the conference in order."""

    kind: ClassVar[PaperKind] = PaperKind.PROGRAMME
    conference: Conference
    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()

    def about(self) -> str:
        """Return whose programme it is."""
        return self.subject or self.conference.title


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRules(Paper):
    """Nội quy: what everybody in the room keeps to; each rule one sentence or two."""

    kind: ClassVar[PaperKind] = PaperKind.HOUSE_RULES
    conference: Conference
    rules: tuple[str, ...]

    def about(self) -> str:
        """Return which conference the rules are for."""
        return self.subject or self.conference.title


def lower_first(text: str) -> str:
    """Return the text with a small first letter, to stand inside a sentence."""
    return text[:1].lower() + text[1:]
