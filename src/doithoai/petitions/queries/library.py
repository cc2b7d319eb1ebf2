"""The library of earlier answers: what was sent, or approved by a head, on matters that resemble a petition."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from doithoai.organisations.models import Body
from doithoai.petitions.enums import DraftState, ReplyKind
from doithoai.petitions.models import Draft, Petition, Reply


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """An answer that may be taken over: whose, of which day, by which paper ("": approved, not sent by letter)."""

    petition: Petition
    text: str
    body: Body
    on: date
    number: str = ""


def answers_to(petitions: Iterable[Petition]) -> dict[int, EarlierAnswer]:
    """Return the answer to each petition by its number: the last letter, else the newest version if it is approved.

    What was only drafted, submitted or sent back is nobody's answer. Two queries.
    """
    rows = {petition.pk: petition for petition in petitions}
    found: dict[int, EarlierAnswer] = {}
    newest: dict[int, Draft] = {}
    for draft in Draft.objects.filter(petition__in=rows).select_related("body").order_by("version"):
        newest[draft.petition_id] = draft
    for pk, draft in newest.items():
        if draft.state == DraftState.APPROVED and draft.decided_at is not None:
            day = timezone.localdate(draft.decided_at)
            found[pk] = EarlierAnswer(rows[pk], draft.text, draft.body, day)
    sent = Reply.objects.filter(petition__in=rows, kind=ReplyKind.FINAL).select_related("body").order_by("pk")
    for reply in sent:
        if reply.text.strip():
            one = EarlierAnswer(rows[reply.petition_id], reply.text, reply.body, reply.signed_on, reply.number)
            found[reply.petition_id] = one
    return found
