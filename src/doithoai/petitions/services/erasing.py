"""Erasing who somebody was, everywhere, and leaving what happened: ADR 0018."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone

from doithoai.accounts import services as accounts
from doithoai.common.actors import Actor
from doithoai.dialogues.models import Dialogue, Registration
from doithoai.documents import services as documents
from doithoai.documents.enums import HIDDEN_WORDS, DocumentState
from doithoai.documents.models import Document, Redaction, StoredFile
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.notices.models import Message
from doithoai.obligations import calendars
from doithoai.petitions import letters
from doithoai.petitions.enums import ERASURE_WORKING_DAYS, ErasureGround, ErasureState, ReplyChannel
from doithoai.petitions.errors import ErasureNotPossible
from doithoai.petitions.models import (
    Attachment,
    ErasureRequest,
    FormScan,
    ImportBatch,
    InformationRequest,
    Note,
    PaperForm,
    Petition,
    Submitter,
)
from doithoai.petitions.models.words import OFFICE_WORDS, PUBLIC_WORDS
from doithoai.petitions.services.attaching import account_behind
from doithoai.petitions.services.moving import change, locked_all
from doithoai.petitions.services.receiving import digest_of, folded_of
from doithoai.petitions.services.supplementing import SUPPLEMENT
from doithoai.regulations.facts import ErasureAsked, ErasureCarriedOut, ErasureRefused
from doithoai.textsearch import personal
from doithoai.textsearch.folding import fold
from doithoai.textsearch.personal import Known

GONE = "Đã xóa"
# Codes, keys and digests name things of ours; folded words are worked out anew.
_NOT_WORDS = frozenset(
    {"key", "code", "secret_hash", "digest", "group", "folded", "public_folded", "event", "url", "sha256", "kind"}
)


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure takes away, counted: for the page before, and for the test after."""

    texts: int  # texts in which the person's name, phone, mail or address stands
    files: int  # files that the person sent, and sheets that list the person
    messages: int
    registrations: int
    signed: list[Document]  # papers that the law of archives keeps as they were signed, and that name the person


@transaction.atomic
def ask_erasure(*, submitter: Submitter, on: date, by: Actor) -> ErasureRequest:
    """Note that the petitioner wants to be forgotten; the office decides by the second working day.

    A second click finds the open request. Raises ErasureNotPossible where no name is kept, or no longer.
    """
    fresh = Submitter.objects.select_for_update(of=("self",), no_key=True).get(pk=submitter.pk)
    if fresh.identity is None:
        raise ErasureNotPossible(f"Kiến nghị {fresh.code} không ghi tên người gửi nên không có gì để xóa.")
    if fresh.identity.erased_at is not None:
        raise ErasureNotPossible(f"Thông tin của người gửi {fresh.code} đã được xóa trước đó.")
    known = ErasureRequest.objects.filter(submitter=fresh, state=ErasureState.ASKED).first()
    if known is not None:
        return known
    petition = fresh.petition
    due_on = calendars.calendar_of(petition.dialogue.unit.key).due_after(on, ERASURE_WORKING_DAYS, "working_days")
    made = ErasureRequest.objects.create(submitter=fresh, asked_on=on, asked_by=account_behind(by), due_on=due_on)
    journal.record(ErasureAsked(on=on, dialogue=petition.dialogue.key, petition=petition.key, request=made.key), by=by)
    notices.queue(*letters.erasure_asked(made, on=on))
    return made


@transaction.atomic
def refuse_erasure(*, request: ErasureRequest, ground: ErasureGround, on: date, by: Actor) -> ErasureRequest:
    """Refuse for a reason that the law gives; the petitioner is told by the chosen channel and on the follow page."""
    fresh = _open(request)
    _decide(fresh, ErasureState.REFUSED, on=on, by=by, ground=ground)
    petition = fresh.submitter.petition
    fact = ErasureRefused(
        on=on, dialogue=petition.dialogue.key, petition=petition.key, request=fresh.key, ground=ground
    )
    journal.record(fact, by=by)
    notices.queue(*letters.erasure_refused(fresh))
    return fresh


@transaction.atomic
def carry_out_erasure(*, request: ErasureRequest, on: date, by: Actor) -> Erased:
    """Forget who it was: vault, contact data, names in texts and versions, files, sheets, messages.

    Code, text without the person, dates, states and figures stay, and so does the journal, which never knew
    a name. The receipt still opens the follow page. Raises ErasureNotPossible.
    """
    fresh = _open(request)
    _decide(fresh, ErasureState.CARRIED_OUT, on=on, by=by)
    done = forget_submitter(fresh.submitter)
    petition = fresh.submitter.petition
    fact = ErasureCarriedOut(on=on, dialogue=petition.dialogue.key, petition=petition.key, request=fresh.key)
    journal.record(fact, by=by)
    return done


def what_would_go(submitter: Submitter) -> Erased:
    """Return what an erasure would take away, without touching anything."""
    traces = _Traces(submitter)
    return Erased(
        texts=sum(1 for _ in traces.changes()),
        files=len(traces.files()),
        messages=len(traces.messages()),
        registrations=len(traces.registrations()),
        signed=traces.signed(),
    )


def forget_submitter(submitter: Submitter, *, settle: bool = True) -> Erased:
    """Take the person out of everything that is kept; the caller records the fact.

    `settle`: rewrite the word indexes at once; who forgets many does it once at the end.
    """
    traces = _Traces(submitter)
    locked_all(traces.petitions)
    done = what_would_go(submitter)
    for row, values in traces.changes():
        models.QuerySet(type(row)).filter(pk=row.pk).update(**values)
    for petition in Petition.objects.filter(pk__in=[one.pk for one in traces.petitions]):
        change(
            petition,
            folded=folded_of(petition.text, petition.title, petition.place),
            digest=digest_of(petition.text),
            public_folded=fold(f"{petition.public_title} {petition.public_answer}").strip(),
        )
    for stored in traces.files():
        documents.forget_file(stored)
    for message in traces.messages():
        Message.objects.filter(pk=message.pk).update(subject=GONE, text="", email="")
    traces.drop_drafts()
    Redaction.objects.filter(subject__in=traces.keys).update(source="", also=[])
    now = timezone.now()
    for registration in traces.registrations():
        accounts.erase_identity(registration.identity, now=now)
        Registration.objects.filter(pk=registration.pk).update(phone_digest="", mandate="")
    for form in PaperForm.objects.filter(petition__in=traces.own, identity__isnull=False).select_related("identity"):
        assert form.identity is not None  # filtered
        accounts.erase_identity(form.identity, now=now)
    assert submitter.identity is not None  # ask_erasure has looked
    accounts.erase_identity(submitter.identity, now=now)
    Submitter.objects.filter(pk=submitter.pk).update(reply_channel=ReplyChannel.PORTAL)
    for index in (OFFICE_WORDS, PUBLIC_WORDS) if settle else ():
        index.settle(connection)
    return done


class _Traces:
    """Where a petitioner has left traces. Tables are found by their relations, so a new one is not forgotten."""

    def __init__(self, submitter: Submitter) -> None:
        self.submitter = submitter
        own = submitter.petition
        of = Q(pk=own.pk) | Q(split_from=own) | Q(parts=own) | Q(merged=own)
        self.petitions = list(Petition.objects.filter(of).select_related("dialogue").distinct().order_by("pk"))
        self.own = [row for row in self.petitions if own.pk in {row.pk, row.split_from_id}]
        self.dialogue: Dialogue = own.dialogue
        self.keys = [row.key for row in self.petitions] + [own.dialogue.key]
        assert submitter.identity is not None
        details = accounts.address_for_sending(submitter.identity)
        self.known = personal.known_of(
            full_name=details.full_name, phone=details.phone, email=details.email, address=details.address
        )

    def changes(self) -> Iterator[tuple[models.Model, dict[str, Any]]]:
        """Yield each row that names the person, with its fields as they stand without."""
        theirs = self._own_words()
        for row in self._rows():
            fields = theirs.get((type(row), row.pk), frozenset())
            values: dict[str, Any] = {}
            for field in _text_fields(type(row)):
                before = getattr(row, field.attname)
                after = _without(before, self.known, whole=field.name in fields, most=field.max_length)
                if after != before:
                    values[field.name] = after
            if values:
                yield row, values

    def _own_words(self) -> dict[tuple[type[models.Model], int], frozenset[str]]:
        """Return which texts the person wrote: there every name and number goes, not only those in the vault."""
        found: dict[tuple[type[models.Model], int], frozenset[str]] = {}
        for petition in self.own:
            found[Petition, petition.pk] = frozenset({"text", "title"})
        for note in Note.objects.filter(petition__in=self.own, kind=SUPPLEMENT, made_by=None):
            found[Note, note.pk] = frozenset({"text"})
        for registration in self.registrations():
            found[Registration, registration.pk] = frozenset({"speaks_about"})
        for asked in InformationRequest.objects.filter(petition__in=self.own):
            found[InformationRequest, asked.pk] = frozenset({"answer"})
        for form in PaperForm.objects.filter(petition__in=self.own):
            found[PaperForm, form.pk] = frozenset({"text"})
        return found

    def _rows(self) -> Iterator[models.Model]:
        """Yield the rows of every table that hangs on the petitions or on their dialogue, and what is kept by key."""
        yield from Petition.objects.filter(pk__in=[row.pk for row in self.petitions])
        for model in apps.get_models():
            if not model.__module__.startswith("doithoai.") or model in {Petition, Submitter, Document}:
                continue
            names = {field.name: field.related_model for field in _fields(model) if field.is_relation}
            to_petition = [name for name, to in names.items() if to is Petition]
            to_dialogue = [name for name, to in names.items() if to is Dialogue]
            if to_petition:
                of = Q(*[(f"{name}__in", self.petitions) for name in to_petition], _connector=Q.OR)
                if to_dialogue:
                    of |= Q(**{to_dialogue[0]: self.dialogue})
                yield from models.QuerySet(model).filter(of)
            elif to_dialogue:
                yield from models.QuerySet(model).filter(**{to_dialogue[0]: self.dialogue})
        yield from Redaction.objects.filter(subject__in=self.keys)
        yield from Message.objects.filter(Q(petition__in=self.keys) | Q(dialogue=self.dialogue.key))
        yield from StoredFile.objects.filter(
            pk__in=Attachment.objects.filter(petition__in=self.petitions).values("file")
        )
        yield from Document.objects.filter(
            Q(petition__in=self.keys) | Q(dialogue=self.dialogue.key), state=DocumentState.DRAFT
        )

    def files(self) -> list[StoredFile]:
        """Return what the person sent, and the sheet in which the person came in."""
        sent = Attachment.objects.filter(petition__in=self.own, from_citizen=True).values("file")
        sheets = ImportBatch.objects.filter(petitions__in=self.own).values("file")
        scans = FormScan.objects.filter(form__petition__in=self.own).values("file")
        rows = StoredFile.objects.filter(Q(pk__in=sent) | Q(pk__in=sheets) | Q(pk__in=scans), erased_at=None)
        return list(rows.order_by("pk"))

    def messages(self) -> list[Message]:
        """Return the messages to the person."""
        identities = [self.submitter.identity_id, *(row.identity_id for row in self.registrations())]
        return list(Message.objects.filter(identity__in=identities).exclude(subject=GONE))

    def registrations(self) -> list[Registration]:
        """Return the registrations that name the petition's code: the person came to speak about it."""
        codes = [self.submitter.code, self.submitter.petition.code]
        rows = Registration.objects.filter(dialogue=self.dialogue, petition_code__in=codes)
        return list(rows.select_related("identity").order_by("pk"))

    def signed(self) -> list[Document]:
        """Return the signed papers that name the person."""
        rows = Document.objects.filter(Q(petition__in=self.keys) | Q(dialogue=self.dialogue.key))
        rows = rows.exclude(state=DocumentState.DRAFT).order_by("pk")
        return [row for row in rows if _without(row.content, self.known, whole=False, most=None) != row.content]

    def drop_drafts(self) -> None:
        """Take the files of drafts away; the office makes a draft anew from its content."""
        drafts = Document.objects.filter(
            Q(petition__in=self.keys) | Q(dialogue=self.dialogue.key), state=DocumentState.DRAFT
        )
        for draft in drafts.select_related("docx", "pdf"):
            for stored in (draft.docx, draft.pdf):
                if stored is not None:
                    documents.forget_file(stored)
        drafts.update(docx=None, pdf=None)


def _fields(model: type[models.Model]) -> "Sequence[models.Field[Any, Any]]":
    return model._meta.fields  # noqa: SLF001 -- Django's public way to a model's fields


def _text_fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    return [
        field
        for field in _fields(model)
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and field.name not in _NOT_WORDS
        and not field.choices
    ]


def _without(value: Any, known: Sequence[Known], *, whole: bool, most: int | None) -> Any:
    """Return the words without the person; `whole`: without anybody, officials excepted."""
    if isinstance(value, str):
        pieces = personal.find(value, known) if whole else personal.find_known(value, known)
        pieces = [one for one in pieces if one.known or not one.official]
        if not pieces:
            return value
        hidden = personal.hidden_in(value, pieces, HIDDEN_WORDS)
        return hidden[:most] if most else hidden
    if isinstance(value, dict):
        return {key: _without(one, known, whole=whole, most=None) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(one, known, whole=whole, most=None) for one in value]
    return value


def _open(request: ErasureRequest) -> ErasureRequest:
    rows = ErasureRequest.objects.select_for_update(of=("self",), no_key=True)
    fresh = rows.select_related("submitter__petition__dialogue__unit", "submitter__identity").get(pk=request.pk)
    if fresh.state != ErasureState.ASKED:
        raise ErasureNotPossible("Yêu cầu này đã được quyết định. Hãy tải lại trang để xem kết quả.")
    return fresh


def _decide(request: ErasureRequest, state: ErasureState, *, on: date, by: Actor, ground: str = "") -> None:
    request.state, request.decided_on, request.decided_by = state, on, account_behind(by)
    request.ground = ground
    request.save(update_fields=["state", "decided_on", "decided_by", "ground"])
