"""Beyond the host's powers: up to the upper level and back; to another agency of the same level."""

from datetime import date

from django.db import transaction

from doithoai.accounts import queries as accounts
from doithoai.common.actors import Actor
from doithoai.common.text import nfc
from doithoai.dialogues.queries import papers
from doithoai.documents import services as documents
from doithoai.documents.models import Document
from doithoai.documents.papers import EscalatedMatter, EscalationLetter
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.organisations.models import Body
from doithoai.petitions import follow_up_letters as letters
from doithoai.petitions.enums import AssignmentPart, AssignmentState, PetitionState, ReplyKind
from doithoai.petitions.errors import FollowUpRefused
from doithoai.petitions.models import Assignment, Escalation, Note, Petition
from doithoai.petitions.services.following import (
    UNDER_WAY,
    drop_proposals,
    host_body,
    leads_of,
    locked_rows,
    record_paper,
    refresh,
)
from doithoai.petitions.services.helping_dates import move_helpers_before
from doithoai.petitions.services.moving import ACTIVE, change, locked, move
from doithoai.petitions.services.replying import send_reply
from doithoai.regulations.facts import (
    EscalationAnswered,
    PetitionAssigned,
    PetitionEscalated,
    PetitionTransferred,
)

P = PetitionState


@transaction.atomic
def escalate(
    *, petition: Petition, to_body: Body, text: str, tell_petitioner: bool = True, on: date, by: Actor
) -> Escalation:
    """Put a matter beyond the host's powers to the upper level in writing; its own clocks stop (HP-15.2-escalation).

    The petitioner is told at once where it went, unless `tell_petitioner` is False; that letter is owed
    in any case. A second click does nothing. Raises FollowUpRefused.
    """
    fresh = locked_rows([petition])[0]
    words = nfc(text).strip()
    if not words:
        raise FollowUpRefused("Chưa ghi nội dung. Hãy ghi vì sao vượt thẩm quyền và đề nghị cấp trên làm gì.")
    waiting = fresh.escalations.filter(answered_on=None).select_related("to_body").first()
    if waiting is not None and waiting.to_body_id == to_body.pk:
        return waiting
    _check_may_escalate(fresh, to_body, waiting)
    document = _letter(fresh, to_body, words, on=on, by=by)
    escalation = Escalation.objects.create(
        petition=fresh,
        to_body=to_body,
        text=words,
        document=document,
        sent_on=on,
        sent_by=accounts.account_of(by),
    )
    move(fresh, P.ESCALATED)
    number = record_paper(document=document, on=on, by=by)
    fact = PetitionEscalated(on=on, dialogue=fresh.dialogue.key, petition=fresh.key, body=to_body.key, number=number)
    journal.record(fact, by=by)
    notices.queue(*letters.escalated(escalation, document.symbol, on=on))
    if tell_petitioner:
        send_reply(petitions=[fresh], body=host_body(fresh.dialogue), kind=ReplyKind.HOLDING, on=on, by=by)
    else:
        refresh([fresh])
    return escalation


def _check_may_escalate(petition: Petition, to_body: Body, waiting: Escalation | None) -> None:
    if petition.state not in UNDER_WAY:
        raise FollowUpRefused(
            f"{petition.code} đang ở bước “{petition.get_state_display()}” nên không kiến nghị cấp trên được."
        )
    if waiting is not None:
        raise FollowUpRefused(f"{petition.code} đang chờ {waiting.to_body.name} trả lời. Hãy chờ trả lời đó trước.")
    if petition.dialogue.unit.parent_id is None or to_body.unit_id != petition.dialogue.unit.parent_id:
        raise FollowUpRefused(f"{to_body.name} không phải cơ quan cấp trên của {petition.dialogue.unit.name}.")


def _letter(petition: Petition, to_body: Body, words: str, *, on: date, by: Actor) -> Document:
    dialogue = petition.dialogue
    paper = EscalationLetter(
        issuer=papers.issuer_of_dialogue(dialogue, on=on),
        signer=papers.signer_of(dialogue, on=on),
        conference=papers.conference_of(dialogue),
        addressee=to_body.name,
        matters=(EscalatedMatter(code=petition.code, matter=petition.title, reason=words),),
        recipients=("Như trên", dialogue.host_office.name),
    )
    return documents.issue(paper, dialogue=dialogue.key, petition=petition.key, on=on, by=by)


@transaction.atomic
def answer_escalation(*, escalation: Escalation, answer: str, on: date, by: Actor) -> Escalation:
    """Answer as the upper level; the lower one still owes the petitioner the reply (HP-12.1-answered).

    Raises FollowUpRefused.
    """
    petition = locked_rows([escalation.petition])[0]
    rows = Escalation.objects.select_for_update(of=("self",), no_key=True).select_related("to_body", "petition")
    fresh = rows.get(pk=escalation.pk)
    words = nfc(answer).strip()
    if not words:
        raise FollowUpRefused("Chưa ghi nội dung trả lời.")
    if fresh.answered_on is not None:
        if fresh.answer == words:
            return fresh
        raise FollowUpRefused(f"{petition.code} đã được trả lời trước đó. Hãy tải lại trang để xem.")
    fresh.answer, fresh.answered_on, fresh.answered_by = words, on, accounts.account_of(by)
    fresh.save(update_fields=["answer", "answered_on", "answered_by"])
    fresh.petition = petition
    if petition.state == P.ESCALATED:
        move(petition, P.IN_RESOLUTION)
    else:
        change(petition)
    fact = EscalationAnswered(on=on, dialogue=petition.dialogue.key, petition=petition.key, body=fresh.to_body.key)
    journal.record(fact, by=by)
    refresh([petition])
    lead = leads_of([petition]).get(petition.pk)
    notices.queue(*letters.escalation_answered(fresh, lead.body if lead else None, on=on))
    return fresh


@transaction.atomic
def transfer(*, petition: Petition, to_body: Body, reason: str, on: date, by: Actor) -> Assignment:
    """Give the matter to another competent agency; its clock goes on, the petitioner is told (A56).

    A second click does nothing. Raises FollowUpRefused.
    """
    fresh = locked_rows([petition])[0]
    words = nfc(reason).strip()
    lead = leads_of([fresh]).get(fresh.pk)
    if lead is not None and lead.body_id == to_body.pk:
        return lead
    if not words:
        raise FollowUpRefused("Chưa ghi lý do chuyển. Hãy ghi vì sao cơ quan kia mới đúng thẩm quyền.")
    if fresh.state not in UNDER_WAY - {P.ESCALATED}:
        raise FollowUpRefused(
            f"{fresh.code} đang ở bước “{fresh.get_state_display()}” nên không chuyển cơ quan khác được."
        )
    if to_body.valid_to is not None and to_body.valid_to <= on:
        raise FollowUpRefused(f"{to_body.name} không còn hoạt động. Hãy chọn cơ quan kế thừa.")
    due_on = fresh.agreed_due_on or (lead.due_on if lead else on)
    made = _new_lead(fresh, lead, to_body, due_on=due_on, instruction=words, on=on, by=by)
    drop_proposals(petitions=[fresh], why="Kiến nghị đã chuyển cơ quan khác.", on=on, by=by)
    move(fresh, P.TRANSFERRED)
    Note.objects.create(petition=fresh, kind="transferred", text=words, made_by=accounts.account_of(by))
    fact = PetitionTransferred(on=on, dialogue=fresh.dialogue.key, petition=fresh.key, body=to_body.key)
    journal.record(fact, by=by)
    refresh([fresh])
    notices.queue(*letters.passed_on(fresh, to_body, on=on))
    for one in (fresh, *fresh.merged.filter(state=P.MERGED).select_related("dialogue")):
        submitters = one.submitters.select_related("identity").order_by("pk")
        notices.queue(*letters.transferred(one, to_body, submitters, on=on))
    return made


def _new_lead(
    petition: Petition, lead: Assignment | None, to_body: Body, *, due_on: date, instruction: str, on: date, by: Actor
) -> Assignment:
    """Replace the lead; a body that helped before leads now."""
    petition.assignments.filter(body=to_body, state__in=ACTIVE).update(state=AssignmentState.REPLACED)
    if lead is not None:
        lead.state = AssignmentState.REPLACED
        lead.save(update_fields=["state"])
    move_helpers_before(petition, due_on, on=on, by=by)
    return Assignment.objects.create(
        petition=petition,
        body=to_body,
        part=AssignmentPart.LEAD,
        due_on=due_on,
        instruction=instruction,
        assigned_on=on,
        assigned_by=accounts.account_of(by),
    )


@transaction.atomic
def name_lead(*, petition: Petition, body: Body, due_on: date, on: date, by: Actor) -> Assignment:
    """Give the body that the conference charged the work as lead, where another one prepared or none did.

    The conclusion's verb calls this for every matter that the notice assigns, and asks the law anew
    itself. What stands already stays.
    """
    fresh = locked(petition)
    lead = leads_of([fresh]).get(fresh.pk)
    if lead is not None and lead.body_id == body.pk:
        return lead
    made = _new_lead(fresh, lead, body, due_on=due_on, instruction="", on=on, by=by)
    change(fresh)
    fact = PetitionAssigned(
        on=on, dialogue=fresh.dialogue.key, petition=fresh.key, body=body.key, part=made.part, due_on=due_on
    )
    journal.record(fact, by=by)
    return made
