"""Signing: the number is given out, the content frozen, the final files made."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from doithoai.common.actors import Actor
from doithoai.documents.enums import DocumentState
from doithoai.documents.models import Document
from doithoai.documents.papers.base import Paper, Signer, paper_from
from doithoai.documents.services.drafting import fill, locked_draft, render_files
from doithoai.documents.services.numbering import allocate


@transaction.atomic
def sign(
    document: Document, *, on: date, by: Actor, signer: Signer | None = None, number: int | None = None
) -> Document:
    """Sign a draft: number it, date it, freeze it and render it for good (PDF/A-2a).

    `signer` replaces the one in the draft; `number` is the one that the office's own
    register gave, otherwise the next of the series is taken. Papers without a number
    (forms, rules) are only dated. Raises DocumentNotDraft, NumberTaken, TermMissing.
    """
    document = locked_draft(document)
    paper = paper_from(document.kind, document.content)
    _freeze(document, replace(paper, signer=signer or paper.signer), on=on, number=number, by=by)
    if document.replaces_id:
        Document.objects.filter(pk=document.replaces_id).update(state=DocumentState.REPLACED)
    return document


@transaction.atomic
def issue(
    paper: Paper, *, dialogue: str, petition: str = "", on: date, by: Actor, number: int | None = None
) -> Document:
    """Write, number and sign a paper at once, as for a letter whose text was approved beforehand.

    The same as `draft` and `sign`, but rendered once: three hundred letters go out by one click.
    Raises NumberTaken, TermMissing.
    """
    document = Document(
        kind=paper.kind, issuer=paper.issuer.key, dialogue=dialogue, petition=petition, created_by=by.account
    )
    _freeze(document, paper, on=on, number=number, by=by)
    return document


def _freeze(document: Document, paper: Paper, *, on: date, number: int | None, by: Actor) -> None:
    paper = _numbered(document, replace(paper, signed_on=on), on=on, number=number)
    fill(document, paper)
    document.symbol = paper.symbol
    document.signer, document.signer_title = paper.signer.name, paper.signer.title
    document.signed_on, document.signed_by = on, by.account
    document.state = DocumentState.SIGNED
    render_files(document, paper, by=by)
    document.save()


def _numbered(document: Document, paper: Paper, *, on: date, number: int | None) -> Paper:
    if paper.type_code is None:
        return paper
    given = allocate(issuer=paper.issuer, type_code=paper.type_code, on=on, number=number)
    document.series, document.number = given.series, given.number
    return replace(paper, symbol=given.symbol)
