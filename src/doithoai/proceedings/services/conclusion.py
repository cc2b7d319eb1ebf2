"""Issuing the conclusion notice: more time where the law gives it, the host's signature, the number."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.dialogues import services as dialogues
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.documents import services as documents
from doithoai.documents.models import Document
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.obligations.queries import duties_of_petition
from doithoai.petitions import services as petitions
from doithoai.petitions.enums import Outcome as OutcomeKind
from doithoai.petitions.models import Petition
from doithoai.petitions.services import moving
from doithoai.petitions.services.following import leads_of
from doithoai.proceedings.errors import (
    ConclusionFixed,
    ExtensionNotAllowed,
    ExtensionTooLate,
    GroundUnknown,
    NotInSession,
    ReasonMissing,
)
from doithoai.proceedings.models import Conclusion, Delivery, Extension, Outcome
from doithoai.proceedings.queries import law
from doithoai.proceedings.queries.conclusion import addressees_of, conclusion_duty, matters_to_act_on
from doithoai.proceedings.queries.doors import conclusion_conditions, missing
from doithoai.proceedings.services import conclusion_paper, papers
from doithoai.proceedings.services.drafting import draft_conclusion
from doithoai.proceedings.services.lives import locked, person
from doithoai.proceedings.services.session import pass_door
from doithoai.regulations.facts import (
    ConclusionNoticeIssued,
    DocumentIssued,
    ExtensionGranted,
    ResolutionDateAccepted,
)
from doithoai.workdays.dates import vi_date

_ISSUED = frozenset({DialogueState.CONCLUDED, DialogueState.FOLLOWING_UP, DialogueState.CLOSED, DialogueState.ARCHIVED})


@transaction.atomic
def grant_extension(
    *, dialogue: Dialogue, ground: str, reason: str, on: date, by: Actor, petition: Petition | None = None
) -> Extension:
    """Give the conclusion notice the longer time of the regulation (HP-10.1b-extension), decided by the host.

    The ground is one of the regulation; the last day for deciding is the notice's own last day (A10).
    A second click finds the extension granted. Raises ExtensionNotAllowed, GroundUnknown,
    ReasonMissing, ExtensionTooLate, NotInSession, ConclusionFixed.
    """
    who = person(by)
    dialogue = locked(dialogue)
    if dialogue.state in _ISSUED:
        raise ConclusionFixed
    if dialogue.state != DialogueState.HELD:
        raise NotInSession
    rule = law.conclusion_rule(dialogue)
    if rule is None or rule.deadline is None or rule.deadline.extension is None:
        raise ExtensionNotAllowed
    known = Extension.objects.filter(dialogue=dialogue, rule=rule.id).first()
    if known is not None:
        return known
    words = _checked_reason(dialogue, ground, reason)
    _check_in_time(dialogue, on=on)
    extension = Extension.objects.create(
        dialogue=dialogue, rule=rule.id, ground=ground, reason=words, petition=petition, decided_on=on, decided_by=who
    )
    journal.record(ExtensionGranted(on=on, dialogue=dialogue.key, rule=rule.id, ground=ground), by=by)
    obligations.refresh(dialogue.key, on=on)
    return extension


def _checked_reason(dialogue: Dialogue, ground: str, reason: str) -> str:
    if ground not in {item.code for item in law.extension_grounds(dialogue)}:
        raise GroundUnknown
    words = one_line(reason)[:500]
    if not words:
        raise ReasonMissing
    return words


def _check_in_time(dialogue: Dialogue, *, on: date) -> None:
    obligations.refresh(dialogue.key, on=on)
    duty = conclusion_duty(dialogue)
    if duty is None or duty.due_on is None:
        raise ExtensionNotAllowed
    if on > duty.due_on:
        raise ExtensionTooLate(
            f"Chủ trì phải quyết định gia hạn chậm nhất {vi_date(duty.due_on)} ({duty.citation}), nên nay không "
            "gia hạn được nữa. Hãy ban hành ngay; chương trình ghi nhận việc ban hành muộn."
        )


@transaction.atomic
def preview_conclusion(*, dialogue: Dialogue, on: date, by: Actor) -> Document:
    """Write the notice as a draft to look at, in the form of the host's body."""
    person(by)
    dialogue = locked(dialogue)
    if dialogue.state in _ISSUED:
        raise ConclusionFixed
    draft_conclusion(dialogue=dialogue, by=by)
    conclusion = Conclusion.objects.get(dialogue=dialogue)
    return _draft(conclusion, on=on, by=by)


def _draft(conclusion: Conclusion, *, on: date, by: Actor) -> Document:
    paper = conclusion_paper.conclusion_paper(conclusion, on=on)
    document = papers.lay_down(conclusion.dialogue, paper, by=by)
    conclusion.document = document
    conclusion.save(update_fields=["document"])
    return document


@transaction.atomic
def issue_conclusion(
    *, dialogue: Dialogue, at: datetime, by: Actor, reason: str = "", number: int | None = None
) -> Conclusion:
    """Sign the conclusion notice (HP-11.3-notice): it gets its number, its recipients are laid down, clocks start.

    A late notice is issued all the same; the law then finds it breached. `reason` overrides what the
    door lets pass, `number` is the one that the office's own register gave. A second click changes
    nothing. Raises DoorShut.
    """
    who = person(by)
    dialogue = locked(dialogue)
    if dialogue.state in _ISSUED:
        return Conclusion.objects.get(dialogue=dialogue)
    on = timezone.localdate(at)
    if dialogue.state == DialogueState.HELD:
        draft_conclusion(dialogue=dialogue, by=by)
    lacking = missing(conclusion_conditions(dialogue))
    pass_door(dialogue, "conclude", lacking, title="Chưa ban hành được kết luận", reason=reason, on=on, by=by)
    conclusion = Conclusion.objects.select_related("dialogue").get(dialogue=dialogue)
    document = _draft(conclusion, on=on, by=by)
    signer = papers.host_signer(dialogue, on=on)
    document = documents.sign(document, on=on, by=by, signer=signer, number=number)
    conclusion.document, conclusion.number = document, document.symbol
    conclusion.issued_on, conclusion.issued_by = on, who
    conclusion.save(update_fields=["document", "number", "issued_on", "issued_by"])
    dialogues.move(dialogue, DialogueState.CONCLUDED)
    _record_issue(dialogue, document, on=on, by=by)
    _bind_dates(dialogue, on=on, by=by)
    lay_deliveries(dialogue, on=on)
    obligations.refresh(dialogue.key, on=on)
    if _name_leads(dialogue, on=on, by=by):
        obligations.refresh(dialogue.key, on=on)
    return conclusion


def _record_issue(dialogue: Dialogue, document: Document, *, on: date, by: Actor) -> None:
    number = papers.as_code(document.symbol)
    journal.record(ConclusionNoticeIssued(on=on, dialogue=dialogue.key, number=number), by=by)
    issued = DocumentIssued(on=on, dialogue=dialogue.key, document=document.key, type=document.kind, number=number)
    journal.record(issued, by=by)


def _bind_dates(dialogue: Dialogue, *, on: date, by: Actor) -> None:
    """A time limit that stands in the signed notice is one that the host accepts (HP-9.7-deadline, A55)."""
    for item in matters_to_act_on(dialogue).filter(due_on__isnull=False):
        assert item.petition is not None
        assert item.body is not None
        assert item.due_on is not None
        moving.change(moving.locked(item.petition), agreed_due_on=item.due_on)
        accepted = ResolutionDateAccepted(
            on=on,
            dialogue=dialogue.key,
            petition=item.petition.key,
            body=item.body.key,
            date_accepted=item.due_on,
        )
        journal.record(accepted, by=by)


def _name_leads(dialogue: Dialogue, *, on: date, by: Actor) -> int:
    """Give each matter to the body that the host charged with it; return how many another body led, or none.

    Only now: until the notice is signed the outcome may still change. The last day is the agreed one, else
    the first that the law sets for the matter.
    """
    outcomes = Outcome.objects.filter(
        petition__dialogue=dialogue,
        petition__merged_into=None,
        is_current=True,
        kind__in=[OutcomeKind.TAKEN_UP, OutcomeKind.TRANSFERRED],
    )
    rows = list(outcomes.select_related("petition", "body").order_by("pk"))
    leads = leads_of([row.petition for row in rows])
    named = 0
    for row in rows:
        assert row.body is not None
        lead = leads.get(row.petition_id)
        if lead is not None and lead.body_id == row.body_id:
            continue
        due_on = row.petition.agreed_due_on or _first_due(row.petition) or on
        petitions.name_lead(petition=row.petition, body=row.body, due_on=due_on, on=on, by=by)
        named += 1
    return named


def _first_due(petition: Petition) -> date | None:
    duties = duties_of_petition(petition.key).filter(due_on__isnull=False).order_by("due_on")
    return duties.values_list("due_on", flat=True).first()


def lay_deliveries(dialogue: Dialogue, *, on: date) -> int:
    """Write down everybody who must get the notice, each once in a role; return how many are new."""
    rows = {_whom(row): row for row in Delivery.objects.filter(dialogue=dialogue)}
    there = set(rows)
    for recipient in addressees_of(dialogue, on=on).found:
        submitter = recipient.submitter
        body = None if submitter else recipient.body
        row = Delivery(
            dialogue=dialogue, submitter=submitter, body=body, recipient=recipient.code, rule=recipient.clause
        )
        rows.setdefault(_whom(row), row)
    new = [row for whom, row in rows.items() if whom not in there]
    Delivery.objects.bulk_create(new, batch_size=200)
    return len(new)


def _whom(delivery: Delivery) -> tuple[str, int | None, str]:
    if delivery.submitter_id:
        return ("submitter", delivery.submitter_id, "")
    return ("body", delivery.body_id, delivery.recipient)
