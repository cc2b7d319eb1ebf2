"""Triage: field, urgency, what it is called, where it happens; out of scope and handed over."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from doithoai.accounts import queries as accounts
from doithoai.common.actors import Actor
from doithoai.common.text import nfc, one_line
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.organisations.models import Body
from doithoai.petitions import validators
from doithoai.petitions.enums import ChangeKind, Complexity, Field, PetitionState, Urgency
from doithoai.petitions.errors import ChangedMeanwhile, MoveNotAllowed, TriageRefused
from doithoai.petitions.models import Note, Petition
from doithoai.petitions.services.changing import Step
from doithoai.petitions.services.moving import change, locked, locked_all
from doithoai.petitions.services.receiving import folded_of
from doithoai.regulations.facts import (
    PetitionDescribed,
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
    complexity: Complexity | None = None,
    seen: int | None = None,
    on: date,
    by: Actor,
) -> str:
    """Set field, urgency, complexity of one or many petitions and find them in scope (HP-8.2-classify).

    What is None stays: without all, what the sheet or the sender said is confirmed. A petition needs a
    field. Returns the key for undoing. Raises TriageRefused, ChangedMeanwhile.
    """
    step = Step(ChangeKind.TRIAGE, by)
    fresh = [locked(petitions[0], seen=seen)] if len(petitions) == 1 else locked_all(petitions)
    for petition in fresh:
        wanted = {"field": field, "urgency": urgency, "complexity": complexity}
        _triage_one(step, petition, {name: value for name, value in wanted.items() if value}, on=on)
    return step.finish()


@transaction.atomic
def triage_each(*, fields: Mapping[Petition, Field], on: date, by: Actor) -> str:
    """Give each petition its own field, all of them or none; return the key for undoing them together.

    Raises TriageRefused, and ChangedMeanwhile for one that somebody else has sorted since the page was opened.
    """
    if not fields:
        raise TriageRefused("Chưa chọn lĩnh vực cho kiến nghị nào.")
    step = Step(ChangeKind.TRIAGE, by)
    wanted = {petition.pk: field for petition, field in fields.items()}
    for petition in locked_all(list(fields)):
        if petition.state != PetitionState.RECEIVED:
            raise ChangedMeanwhile(f"{petition.code} đã có người phân loại. Hãy tải lại trang rồi gửi phần còn lại.")
        _triage_one(step, petition, {"field": wanted[petition.pk]}, on=on)
    return step.finish()


def _triage_one(step: Step, petition: Petition, wanted: dict[str, str], *, on: date) -> None:
    if petition.is_aside or petition.state == PetitionState.CLOSED:
        raise TriageRefused(
            f"{petition.code} đang ở bước “{petition.get_state_display()}” nên không phân loại. "
            "Hãy bỏ chọn, hoặc hoàn tác bước đó trước."
        )
    values = {name: wanted.get(name) or getattr(petition, name) for name in ("field", "urgency", "complexity")}
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
        complexity=values["complexity"],
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
