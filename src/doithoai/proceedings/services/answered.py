"""A turn whose matter was answered for somebody else: it leaves the queue if the speaker agrees (FEATURES 38)."""

from datetime import datetime

from django.db import transaction

from doithoai.common.actors import Actor
from doithoai.petitions.enums import Outcome as OutcomeKind
from doithoai.proceedings.enums import EntryKind
from doithoai.proceedings.errors import ConsentMissing, NotAnsweredYet
from doithoai.proceedings.models import Speech
from doithoai.proceedings.queries.running import outcome_of
from doithoai.proceedings.services.lives import in_session, person
from doithoai.proceedings.services.outcomes import Decision, record_outcome
from doithoai.proceedings.services.queue import skip_turn
from doithoai.proceedings.services.record import note


@transaction.atomic
def take_as_answered(*, turn: Speech, answered: Speech, consent: bool, at: datetime, by: Actor) -> Speech:
    """Take a waiting turn off the queue because the same was answered in another turn, and its speaker agrees.

    Its petition gets the same answer as its outcome: the petitioner keeps code, reply and the right to reopen.
    A second click changes nothing. Raises ConsentMissing, NotAnsweredYet, TurnOver, NotInSession.
    """
    who = person(by)
    dialogue = in_session(turn.dialogue)
    turn = Speech.objects.select_related("petition").get(pk=turn.pk)
    if turn.skipped_at is not None:
        return turn
    if not consent:
        raise ConsentMissing
    answered = Speech.objects.select_related("petition").get(pk=answered.pk, dialogue=dialogue)
    given = outcome_of(answered.petition) if answered.petition is not None else None
    if given is None or given.kind != OutcomeKind.ANSWERED or answered.pk == turn.pk:
        raise NotAnsweredYet
    turn = skip_turn(turn=turn, at=at, by=by)
    text = f"Lượt {turn.order}: việc đã được trả lời ở lượt {answered.order}, người phát biểu đồng ý."
    note(dialogue, EntryKind.REMARK, text, at=at, petition=turn.petition, written_by=who)
    if turn.petition is not None and turn.petition_id != answered.petition_id and outcome_of(turn.petition) is None:
        decision = Decision(kind=OutcomeKind.ANSWERED, note=given.note, answered_by=given.answered_by)
        record_outcome(petition=turn.petition, decision=decision, at=at, by=by)
    return turn
