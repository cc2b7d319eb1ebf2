"""Triage: field, urgency, what it is called, where it happens; out of scope and handed over."""

from datetime import date

from django.db import transaction

from doithoai.accounts import queries as accounts
from doithoai.common.actors import Actor
from doithoai.common.text import nfc, one_line
from doithoai.documents import services as documents
from doithoai.documents.models import Document
from doithoai.documents.papers import HandoverSlip, Issuer, Signer
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.obligations import services as obligations
from doithoai.organisations.models import Body
from doithoai.petitions import letters, validators
from doithoai.petitions.enums import ChangeKind, Field, PetitionState, Regime, Urgency
from doithoai.petitions.errors import MoveNotAllowed, PaperRefused, TriageRefused
from doithoai.petitions.models import Note, Petition
from doithoai.petitions.services.changing import Step
from doithoai.petitions.services.moving import change, locked, locked_all
from doithoai.petitions.services.receiving import folded_of
from doithoai.regulations.facts import (
    PetitionDescribed,
    PetitionHandedOver,
    PetitionOutOfScope,
    PetitionTriaged,
    PetitionWithdrawn,
)

_SET_ASIDE_FROM = frozenset(
    {PetitionState.RECEIVED, PetitionState.TRIAGED, PetitionState.ASSIGNED, PetitionState.PREPARED}
)


@transaction.atomic
def triage_petitions(
    *,
    petitions: list[Petition],
    field: Field | None = None,
    urgency: Urgency | None = None,
    seen: int | None = None,
    on: date,
    by: Actor,
) -> str:
    """Set field and urgency of one or many petitions and find them in scope (HP-8.2-classify).

    What is None stays: without both, what the sheet or the sender said is confirmed. A petition needs a
    field. Returns the key for undoing. Raises TriageRefused, ChangedMeanwhile.
    """
    step = Step(ChangeKind.TRIAGE, by)
    fresh = [locked(petitions[0], seen=seen)] if len(petitions) == 1 else locked_all(petitions)
    for petition in fresh:
        _triage_one(step, petition, field=field, urgency=urgency, on=on)
    return step.finish()


def _triage_one(step: Step, petition: Petition, *, field: Field | None, urgency: Urgency | None, on: date) -> None:
    if petition.is_aside or petition.state == PetitionState.CLOSED:
        raise TriageRefused(
            f"{petition.code} đang ở bước “{petition.get_state_display()}” nên không phân loại. "
            "Hãy bỏ chọn, hoặc hoàn tác bước đó trước."
        )
    values = {"field": field or petition.field, "urgency": urgency or petition.urgency}
    if not values["field"]:
        raise TriageRefused(f"{petition.code} chưa có lĩnh vực. Hãy chọn lĩnh vực.")
    if petition.state == PetitionState.RECEIVED:
        values["state"] = PetitionState.TRIAGED
    fact = PetitionTriaged(
        on=on,
        dialogue=petition.dialogue.key,
        petition=petition.key,
        field=values["field"],
        urgency=values["urgency"],
    )
    step.make(petition, [fact], **values)


@transaction.atomic
def describe_petition(
    *,
    petition: Petition,
    title: str,
    place: str,
    complained_body: Body | None,
    seen: int | None = None,
    on: date,
    by: Actor,
) -> Petition:
    """Set the office's short name, the place and the body complained about; the words received never change."""
    fresh = locked(petition, seen=seen)
    name = one_line(title)[: validators.TITLE_MAX] or validators.title_from(fresh.text)
    where = one_line(place)[: validators.PLACE_MAX]
    change(
        fresh,
        title=name,
        place=where,
        complained_body=complained_body,
        folded=folded_of(fresh.text, name, where),
    )
    journal.record(PetitionDescribed(on=on, dialogue=fresh.dialogue.key, petition=fresh.key), by=by)
    return fresh


@transaction.atomic
def put_out_of_scope(
    *, petition: Petition, regime: Regime, handed_over_to: str, seen: int | None = None, on: date, by: Actor
) -> str:
    """Find that the matter belongs to another law (HP-1.2); it is handed over, never dropped.

    Nothing is sent yet: the slip (phiếu chuyển) is signed in `hand_over`. Returns the key for undoing.
    """
    receiver = one_line(handed_over_to)[:200]
    if not receiver:
        raise TriageRefused("Chưa ghi cơ quan tiếp nhận. Hãy ghi cơ quan có thẩm quyền theo luật đã chọn.")
    fresh = locked(petition, seen=seen)
    if fresh.state not in _SET_ASIDE_FROM:
        raise MoveNotAllowed(
            f"{fresh.code} đang ở bước “{fresh.get_state_display()}” nên không chuyển ra ngoài phạm vi được."
        )
    if fresh.assignments.filter(state__in=["sent", "accepted", "done"]).exists():
        raise TriageRefused(f"{fresh.code} đang giao cho cơ quan chuẩn bị. Hãy thu hồi việc giao trước khi chuyển.")
    step = Step(ChangeKind.OUT_OF_SCOPE, by)
    fact = PetitionOutOfScope(on=on, dialogue=fresh.dialogue.key, petition=fresh.key, regime=regime)
    step.make(fresh, [fact], state=PetitionState.OUT_OF_SCOPE, regime=str(regime), handed_over_to=receiver)
    return step.finish()


@transaction.atomic
def hand_over(
    *, petition: Petition, issuer: Issuer, signer: Signer, number: int | None = None, on: date, by: Actor
) -> Document:
    """Sign the slip with which an out-of-scope petition goes to the competent body, and tell the petitioner.

    The slip bears no name: the competent body asks for it where its own law lets it.
    Raises PaperRefused when it was handed over already.
    """
    fresh = locked(petition)
    if fresh.state != PetitionState.OUT_OF_SCOPE:
        raise PaperRefused(f"{fresh.code} không nằm ngoài phạm vi nên không có phiếu chuyển.")
    if fresh.handed_over_on is not None:
        raise PaperRefused(f"{fresh.code} đã chuyển rồi. Phiếu chuyển nằm ở mục Tài liệu.")
    slip = HandoverSlip(
        issuer=issuer,
        signer=signer,
        addressee=fresh.handed_over_to,
        code=fresh.code,
        matter=fresh.text,
        ground=str(Regime(fresh.regime).label),
        received_on=fresh.received_on,
        enclosures=tuple(row.file.name for row in fresh.attachments.select_related("file")),
    )
    document = documents.draft(slip, dialogue=fresh.dialogue.key, petition=fresh.key, by=by)
    document = documents.sign(document, on=on, by=by, number=number)
    change(fresh, handed_over_on=on)
    journal.record(
        PetitionHandedOver(
            on=on,
            dialogue=fresh.dialogue.key,
            petition=fresh.key,
            body="outside",
            receipt=document.symbol.replace(" ", ""),
        ),
        by=by,
    )
    obligations.refresh(fresh.dialogue.key)
    notices.queue(*letters.handed_over(fresh, fresh.submitters.select_related("identity")))
    return document


@transaction.atomic
def withdraw_petition(*, petition: Petition, reason: str, on: date, by: Actor) -> Petition:
    """Let the petitioner take the petition back before the conference has dealt with it; the words stay on file."""
    fresh = locked(petition)
    if fresh.state not in _SET_ASIDE_FROM:
        raise MoveNotAllowed(f"{fresh.code} đang ở bước “{fresh.get_state_display()}” nên không rút được nữa.")
    fresh.assignments.filter(state__in=["sent", "accepted", "done"]).update(state="replaced")
    change(fresh, state=PetitionState.WITHDRAWN)
    if reason.strip():
        made_by = None if by.account == "public" else accounts.account_of(by)
        Note.objects.create(petition=fresh, kind="withdrawn", text=nfc(reason), made_by=made_by)
    journal.record(PetitionWithdrawn(on=on, dialogue=fresh.dialogue.key, petition=fresh.key), by=by)
    obligations.refresh(fresh.dialogue.key)
    return fresh
