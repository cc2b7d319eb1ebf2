"""What the steps after the conclusion share: who leads, what is merged, refusals row by row, papers."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from doithoai.accounts import queries as accounts
from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.common.actors import Actor
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.queries import papers
from doithoai.documents import letterheads
from doithoai.documents.models import Document
from doithoai.documents.papers import Issuer, Signer
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Body
from doithoai.petitions.enums import AssignmentPart, PetitionState
from doithoai.petitions.errors import FollowUpRefused
from doithoai.petitions.models import Assignment, DueProposal, Petition
from doithoai.petitions.services.moving import ACTIVE, locked_all
from doithoai.regulations.facts import DocumentIssued, ResolutionDateRefused

P = PetitionState
# Somebody still owes something on the matter itself.
UNDER_WAY = frozenset({P.TAKEN_UP, P.TRANSFERRED, P.ESCALATED, P.IN_RESOLUTION, P.REOPENED})
# The conference, or a letter after it, has answered.
ANSWERED = frozenset({P.ANSWERED_AT_CONFERENCE, P.DECLINED, P.REPLIED})
FOLLOWING = frozenset({DialogueState.CONCLUDED, DialogueState.FOLLOWING_UP})


def locked_rows(petitions: Iterable[Petition]) -> list[Petition]:
    """Return the petitions of a click under lock, refusing an empty choice and a dialogue that is not being followed.

    Raises FollowUpRefused.
    """
    rows = locked_all(list(petitions))
    if not rows:
        raise FollowUpRefused("Chưa chọn kiến nghị nào. Hãy đánh dấu ít nhất một kiến nghị.")
    refuse_rows(rows, _not_followed)
    return rows


def _not_followed(petition: Petition) -> str:
    dialogue = petition.dialogue
    if dialogue.state in FOLLOWING:
        return ""
    return (
        f"cuộc đối thoại đang ở giai đoạn “{dialogue.get_state_display()}”; "
        "việc này làm từ khi ban hành kết luận đến khi kết thúc."
    )


def refuse_rows(petitions: Iterable[Petition], fault: Callable[[Petition], str]) -> None:
    """Raise FollowUpRefused with every petition that `fault` says something about; all or nothing."""
    rows = [(petition.code, why) for petition in petitions if (why := fault(petition))]
    if rows:
        raise FollowUpRefused(rows=rows)


def one_dialogue(petitions: Sequence[Petition]) -> Dialogue:
    """Return the dialogue that all petitions belong to; one paper speaks of one conference."""
    dialogues = {petition.dialogue_id for petition in petitions}
    if len(dialogues) > 1:
        raise FollowUpRefused("Các kiến nghị thuộc nhiều cuộc đối thoại. Hãy làm từng cuộc.")
    return petitions[0].dialogue


def leads_of(petitions: Iterable[Petition]) -> dict[int, Assignment]:
    """Return the active lead assignment of each petition by the petition's number; one query."""
    rows = Assignment.objects.filter(petition__in=list(petitions), part=AssignmentPart.LEAD, state__in=ACTIVE)
    return {row.petition_id: row for row in rows.select_related("body", "body__unit", "body__unit__parent")}


def not_led_by(body: Body, leads: dict[int, Assignment]) -> Callable[[Petition], str]:
    """Return the check that the body leads on a petition."""

    def fault(petition: Petition) -> str:
        lead = leads.get(petition.pk)
        if lead is None:
            return "chưa có cơ quan chủ trì giải quyết."
        return "" if lead.body_id == body.pk else f"{lead.body.short_name} chủ trì, không phải {body.short_name}."

    return fault


def with_merged(petitions: Sequence[Petition]) -> list[Petition]:
    """Return the petitions and, after each, those merged into it, under lock: every petitioner is answered."""
    rows = Petition.objects.select_for_update(of=("self",), no_key=True).select_related("dialogue", "dialogue__unit")
    merged: dict[int, list[Petition]] = {}
    for row in rows.filter(merged_into__in=list(petitions), state=P.MERGED).order_by("pk"):
        assert row.merged_into_id is not None
        merged.setdefault(row.merged_into_id, []).append(row)
    return [one for petition in petitions for one in (petition, *merged.get(petition.pk, ()))]


def refresh(petitions: Iterable[Petition]) -> None:
    """Ask the law anew, once for each dialogue touched."""
    for key in sorted({petition.dialogue.key for petition in petitions}):
        obligations.refresh(key)


def host_body(dialogue: Dialogue) -> Body:
    """Return the body of the host who presides."""
    rows = dialogue.hosts.select_related("post__body", "post__body__unit", "post__body__unit__parent")
    return rows.get(presides=True).post.body


def issuer_and_signer(body: Body, dialogue: Dialogue, *, on: date, person: Account) -> tuple[Issuer, Signer]:
    """Return how the body heads and signs its letters on the day: the host for the host's body, else its head."""
    if body == host_body(dialogue):
        return papers.issuer_of_dialogue(dialogue, on=on), papers.signer_of(dialogue, on=on)
    heads = organisations.members_of(body, Role.AGENCY_HEAD, on=on, stand_ins=False).order_by("pk")
    # A body without a head of its own here (the Front, an office): the paper bears whoever sends it.
    head = heads.filter(pk=person.pk).first() or heads.first() or person
    issuer = letterheads.issuer_of(organisations.answering(body, on=on))
    if person.pk != head.pk and organisations.signs_for(person, head, body, on=on):
        # By authority of the absent head (Decree 30/2020, annex I, part II, 7): TUQ.
        return issuer, Signer(
            name=person.full_name, title=person.title.upper(), acting_for=f"TUQ. {head.title.upper()}"
        )
    return issuer, Signer(name=head.full_name, title=head.title.upper())


def record_paper(*, document: Document, on: date, by: Actor) -> str:
    """Record that a paper was issued; return its number as facts hold it, without spaces."""
    number = document.symbol.replace(" ", "")
    fact = DocumentIssued(
        on=on,
        dialogue=document.dialogue,
        petition=document.petition,
        document=document.key,
        type=document.kind,
        number=number,
    )
    journal.record(fact, by=by)
    return number


def drop_proposals(*, petitions: Iterable[Petition], why: str, on: date, by: Actor) -> None:
    """Take the dates off the host's desk that have nothing to bind any more, saying why."""
    waiting = DueProposal.objects.select_for_update(of=("self",), no_key=True).filter(
        petition__in=list(petitions), accepted=None
    )
    account = accounts.account_of(by)
    for proposal in waiting.select_related("body", "petition", "petition__dialogue").order_by("pk"):
        proposal.accepted, proposal.decided_on, proposal.decided_by = False, on, account
        proposal.decision_note = why
        proposal.save(update_fields=["accepted", "decided_on", "decided_by", "decision_note"])
        fact = ResolutionDateRefused(
            on=on,
            dialogue=proposal.petition.dialogue.key,
            petition=proposal.petition.key,
            body=proposal.body.key,
            date_proposed=proposal.due_on,
        )
        journal.record(fact, by=by)
