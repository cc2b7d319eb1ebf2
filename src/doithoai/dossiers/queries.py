"""What the dossier holds and what it lacks, against the legal list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from doithoai import regulations as law
from doithoai.dialogues.models import Dialogue
from doithoai.documents import queries as documents
from doithoai.documents.enums import DocumentState, PaperKind
from doithoai.documents.models import Document
from doithoai.dossiers.models import Package, Paper, Waiver
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.models import Petition
from doithoai.regulations.schema import Item

# Which papers of ours answer to an item of a regulation's list. Item codes are the field's own (comparison, 2.16).
KINDS_OF_ITEM: dict[str, tuple[PaperKind, ...]] = {
    "annual_plan": (PaperKind.ANNUAL_PLAN,),
    "conference_plan": (PaperKind.CONFERENCE_PLAN,),
    "convening_document": (PaperKind.INVITATION, PaperKind.PUBLIC_NOTICE),
    "house_rules": (PaperKind.HOUSE_RULES,),
    "programme": (PaperKind.PROGRAMME,),
    "assignment_document": (PaperKind.ASSIGNMENT,),
    "opinion_form": (PaperKind.OPINION_FORM,),
    "opinion_summary_report": (PaperKind.SYNTHESIS,),
    "reply_report": (PaperKind.REPLY_REPORT,),
    "invitation": (PaperKind.INVITATION,),
    "minutes": (PaperKind.MINUTES,),
    "conclusion_notice": (PaperKind.CONCLUSION_NOTICE,),
    "escalation_letter": (PaperKind.ESCALATION_LETTER,),
    "collected_opinions": (PaperKind.SYNTHESIS,),
    "public_concern_report": (PaperKind.SYNTHESIS,),
    "previous_results_report": (PaperKind.REPLY_REPORT,),  # it tells of them where there was a dialogue before
}
# A form is not signed; the blank itself is the paper of the list.
_UNSIGNED = frozenset({PaperKind.OPINION_FORM, PaperKind.SPEAKING_FORM, PaperKind.HOUSE_RULES, PaperKind.PROGRAMME})

# Petitions in these states owe nothing more.
SETTLED = (
    PetitionState.RESOLVED,
    PetitionState.CLOSED,
    PetitionState.OUT_OF_SCOPE,
    PetitionState.MERGED,
    PetitionState.SPLIT,
    PetitionState.WITHDRAWN,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the legal list and what the dossier holds of it."""

    item: Item
    papers: tuple[Paper, ...]
    unfiled: tuple[Document, ...]  # written by the program, not laid in yet
    waiver: Waiver | None

    @property
    def present(self) -> bool:
        """Whether a paper lies in the dossier."""
        return bool(self.papers)

    @property
    def missing(self) -> bool:
        """Whether a required paper is neither there nor waived."""
        return self.item.required and not self.papers and self.waiver is None

    @property
    def status(self) -> str:
        """Return the key of the chip: met, waived, overdue (missing) or not_applicable."""
        if self.present:
            return "met"
        if self.waiver is not None:
            return "waived"
        return "overdue" if self.item.required else "not_applicable"


def counts_as_paper(document: Document) -> bool:
    """Say whether a document is final enough to lie in a dossier."""
    return document.state == DocumentState.SIGNED or (
        document.kind in _UNSIGNED and document.state != DocumentState.REPLACED
    )


def legal_list(dialogue: Dialogue) -> tuple[Item, ...]:
    """Return the papers that the dialogue's own regulation demands, in its order."""
    return law.get_pinned(dialogue.instruments.split(",")[0]).dossier_items()


def completeness(dialogue: Dialogue, written: Sequence[Document] | None = None) -> list[Line]:
    """Return every item of the legal list with what is there and what is missing; three queries.

    `written` are the dialogue's documents, where they were read already.
    """
    written = list(documents.documents_of(dialogue.key)) if written is None else written
    papers = list(Paper.objects.filter(dialogue=dialogue).select_related("document", "file").order_by("pk"))
    waivers = {row.item: row for row in Waiver.objects.filter(dialogue=dialogue)}
    filed = {paper.document_id for paper in papers}
    ready = [row for row in written if counts_as_paper(row) and row.pk not in filed]
    return [
        Line(
            item,
            tuple(paper for paper in papers if paper.item == item.code),
            tuple(row for row in ready if _answers_to(row, item)),
            waivers.get(item.code),
        )
        for item in legal_list(dialogue)
    ]


def _answers_to(document: Document, item: Item) -> bool:
    """Say whether a paper of ours is the one that an item of the list means."""
    if item.code == "previous_results_report" and not document.content.get("previous"):
        return False
    return document.kind in KINDS_OF_ITEM.get(item.code, ())


def missing_items(lines: Sequence[Line]) -> list[Line]:
    """Return the required items that are neither there nor waived."""
    return [line for line in lines if line.missing]


def other_papers(dialogue: Dialogue, written: Iterable[Document]) -> list[Document]:
    """Return those of the dialogue's documents that the legal list does not name but that belong to the record."""
    listed = {kind for item in legal_list(dialogue) for kind in KINDS_OF_ITEM.get(item.code, ())}
    return [row for row in written if counts_as_paper(row) and row.kind not in listed]


def open_petitions(dialogue: Dialogue) -> QuerySet[Petition]:
    """Return the petitions on which something is still owed."""
    return Petition.objects.filter(dialogue=dialogue).exclude(state__in=SETTLED).order_by("code")


def latest_package(dialogue: Dialogue) -> Package | None:
    """Return the newest package of the dialogue."""
    return Package.objects.filter(dialogue=dialogue).select_related("file").order_by("-pk").first()
