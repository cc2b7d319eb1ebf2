"""Papers that plan and distribute the work: yearly plan, conference plan, assignment."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from doithoai.documents.enums import PaperKind
from doithoai.documents.papers.base import Conference, Paper
from doithoai.documents.papers.meeting import lower_first


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Who does what by when, in a plan."""

    body: str
    work: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferencePlan(Paper):
    """Kế hoạch hội nghị (HP-8.1: time, place, form, content, participants, who prepares what)."""

    kind: ClassVar[PaperKind] = PaperKind.CONFERENCE_PLAN
    conference: Conference
    purposes: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    funding: str = ""

    def about(self) -> str:
        """Return what is planned."""
        return self.subject or f"Tổ chức {lower_first(self.conference.title)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDialogue:
    """One row of a yearly plan; `when` as planned ("Quý III", "tháng 9/2026")."""

    host: str
    topic: str
    form: str
    when: str
    place: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualPlan(Paper):
    """Kế hoạch đối thoại năm: which post holds which dialogue when."""

    kind: ClassVar[PaperKind] = PaperKind.ANNUAL_PLAN
    year: int
    dialogues: tuple[PlannedDialogue, ...]
    purposes: tuple[str, ...] = ()
    implementation: tuple[str, ...] = ()

    def about(self) -> str:
        """Return the year planned for."""
        return self.subject or f"Đối thoại giữa người đứng đầu cấp ủy, chính quyền với Nhân dân năm {self.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedMatter:
    """One petition to prepare: its code and matter, who leads, who helps, by when."""

    code: str
    matter: str
    lead: str
    coordinating: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Paper):
    """Văn bản phân công: an official letter that hands out preparation and petitions."""

    kind: ClassVar[PaperKind] = PaperKind.ASSIGNMENT
    conference: Conference
    addressees: tuple[str, ...]
    tasks: tuple[Task, ...] = ()
    matters: tuple[AssignedMatter, ...] = ()
    requests: tuple[str, ...] = ()

    def about(self) -> str:
        """Return the V/v line."""
        return self.subject or "V/v phân công chuẩn bị hội nghị đối thoại"
