"""Reads used more than once."""

from django.db.models import Q, QuerySet

from doithoai.documents.enums import DocumentState
from doithoai.documents.models import Document, OfficeTemplate, StoredFile


def documents_of(dialogue: str) -> QuerySet[Document]:
    """Return the papers of a dialogue, oldest first, with their files."""
    return Document.objects.filter(dialogue=dialogue).select_related("docx", "pdf").order_by("created_at", "pk")


def documents_of_petition(petition: str) -> QuerySet[Document]:
    """Return the papers that concern one petition, oldest first, with their files."""
    return Document.objects.filter(petition=petition).select_related("docx", "pdf").order_by("created_at", "pk")


def signed_document(dialogue: str, kind: str) -> Document | None:
    """Return the paper of this kind in force, if one was signed; the newest where there are several."""
    return documents_of(dialogue).filter(kind=kind, state=DocumentState.SIGNED).order_by("-signed_on", "-pk").first()


def document_by_key(key: str) -> Document:
    """Return one document; raises Document.DoesNotExist."""
    return Document.objects.select_related("docx", "pdf", "replaces").get(key=key)


def files_by_key(keys: list[str]) -> dict[str, StoredFile]:
    """Return stored files by key, in one query."""
    return {file.key: file for file in StoredFile.objects.filter(key__in=keys)}


def template_in_use(kind: str, heading: str, body: str) -> OfficeTemplate | None:
    """Return the office's own template: the body's, else the installation's, else None."""
    return (
        OfficeTemplate.objects.filter(Q(body=body) | Q(body=""), kind=kind, heading=heading, active=True)
        .select_related("file")
        .order_by("-body")
        .first()
    )
