"""Papers that look back: the half-year or yearly report, and the dossier's cover and index."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from doithoai.documents.enums import PaperKind
from doithoai.documents.papers.base import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of the figures: `value` is shown as given ("82,3 %"), `note` says how it is counted."""

    label: str
    value: str
    note: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled part of a report."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueMatter:
    """One duty that is late: what, who owes it, since when, by which article."""

    matter: str
    body: str
    due_on: date
    days_late: int
    citation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodReport(Paper):
    """Báo cáo 6 tháng or năm. `period` reads "6 tháng đầu năm 2026"."""

    kind: ClassVar[PaperKind] = PaperKind.PERIOD_REPORT
    period: str
    addressee: str
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...] = ()
    overdue: tuple[OverdueMatter, ...] = ()
    proposals: tuple[str, ...] = ()

    def about(self) -> str:
        """Return the period reported on."""
        return self.subject or f"Kết quả đối thoại giữa người đứng đầu cấp ủy, chính quyền với Nhân dân {self.period}"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """One paper in the dossier; `pages` is 0 when unknown."""

    title: str
    symbol: str = ""
    on: date | None = None
    author: str = ""
    pages: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierIndex(Paper):
    """Bìa và mục lục hồ sơ: cover page, then the list of papers."""

    kind: ClassVar[PaperKind] = PaperKind.DOSSIER_INDEX
    code: str
    title: str
    entries: tuple[IndexEntry, ...]
    opened_on: date | None = None
    closed_on: date | None = None
    keeper: str = ""
    retention: str = ""

    def about(self) -> str:
        """Return the dossier's title."""
        return self.subject or self.title
