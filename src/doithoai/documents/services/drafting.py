"""Writing papers: drafts may be rewritten, signed papers get a successor."""

from django.db import transaction

from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.documents import queries, render
from doithoai.documents.enums import DocumentState
from doithoai.documents.errors import DocumentNotDraft, DocumentNotSigned, SuccessorExists
from doithoai.documents.models import Document
from doithoai.documents.papers.base import Paper
from doithoai.documents.services.files import keep, read_file
from doithoai.documents.services.templates import fill as fill_template
from doithoai.documents.validators import DOCX, PDF

_RENDERED = ["docx", "pdf"]


@transaction.atomic
def draft(paper: Paper, *, dialogue: str, petition: str = "", by: Actor) -> Document:
    """Write a paper down as a draft and render it in Word and PDF.

    The caller records the fact in the journal and checks who may: this room lies below.
    """
    document = Document(
        kind=paper.kind, issuer=paper.issuer.key, dialogue=dialogue, petition=petition, created_by=by.account
    )
    fill(document, paper)
    render_files(document, paper, by=by)
    document.save(force_insert=True)
    return document


@transaction.atomic
def revise(document: Document, paper: Paper, *, by: Actor) -> Document:
    """Rewrite a draft from new data; raises DocumentNotDraft once it is signed."""
    document = locked_draft(document)
    fill(document, paper)
    render_files(document, paper, by=by)
    document.save(update_fields=["heading", "title", "content", "changed_at", *_RENDERED])
    return document


@transaction.atomic
def supersede(document: Document, paper: Paper, *, by: Actor) -> Document:
    """Start the corrected version of a signed document; the old one holds until the new one is signed.

    Raises DocumentNotSigned for a draft (revise it) and SuccessorExists if a correction was already begun.
    """
    document = Document.objects.select_for_update(of=("self",), no_key=True).get(pk=document.pk)
    if document.state != DocumentState.SIGNED:
        raise DocumentNotSigned
    if Document.objects.filter(replaces=document).exists():
        raise SuccessorExists
    successor = draft(paper, dialogue=document.dialogue, petition=document.petition, by=by)
    successor.replaces = document
    successor.version = document.version + 1
    successor.save(update_fields=["replaces", "version"])
    return successor


def locked_draft(document: Document) -> Document:
    """Return the document re-read under lock, refusing one that is signed: a double click changes nothing."""
    fresh = Document.objects.select_for_update(of=("self",), no_key=True).get(pk=document.pk)
    if fresh.state != DocumentState.DRAFT:
        raise DocumentNotDraft
    return fresh


def fill(document: Document, paper: Paper) -> None:
    """Copy a paper's data into the row."""
    document.heading = paper.issuer.heading
    document.title = title_of(paper)
    document.content = paper.content()


def title_of(paper: Paper) -> str:
    """Return the name under which people find the paper."""
    about = one_line(paper.about())
    name = str(paper.kind.label)
    return (f"{name}: {about}" if about else name)[:500]


def render_files(document: Document, paper: Paper, *, by: Actor) -> None:
    """Render Word and PDF and keep both; an earlier rendering stays stored but unnamed here."""
    own = queries.template_in_use(paper.kind, paper.issuer.heading, paper.issuer.key)
    word = fill_template(paper, read_file(own.file) if own else None)
    name = file_name(paper)
    document.docx = keep(name=f"{name}.docx", content=word, media_type=DOCX, by=by)
    document.pdf = keep(name=f"{name}.pdf", content=render.pdf(paper), media_type=PDF, by=by)


def file_name(paper: Paper) -> str:
    """Return a file name that sorts and reads well: the symbol where there is one, else the kind."""
    symbol = paper.symbol.replace("/", "-")
    return f"{symbol} {paper.kind.label}" if symbol else f"{paper.kind.label} (dự thảo)"
