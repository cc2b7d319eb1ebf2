"""Agencies in the room: who is there or has gone out; the text of an answer goes to the secretary's table."""

from datetime import datetime

from django.db import transaction

from doithoai.common.actors import Actor
from doithoai.common.text import nfc, one_line
from doithoai.dialogues.models import Dialogue
from doithoai.organisations.models import Body
from doithoai.petitions.models import Petition
from doithoai.proceedings.enums import EntryKind
from doithoai.proceedings.errors import AnswerDecided, NotAsked, ReasonMissing
from doithoai.proceedings.models import HandedAnswer, Presence
from doithoai.proceedings.queries.agencies import was_asked
from doithoai.proceedings.services.lives import in_session, person
from doithoai.proceedings.services.record import clock, note
from doithoai.proceedings.services.turns import note_answer


@transaction.atomic
def enter_room(*, dialogue: Dialogue, body: Body, at: datetime, by: Actor) -> Presence:
    """Record that somebody who can answer for the body is in the room; a second click finds it there."""
    who = person(by)
    dialogue = in_session(dialogue)
    known = Presence.objects.filter(dialogue=dialogue, body=body, left_at=None).first()
    if known is not None:
        return known
    note(dialogue, EntryKind.REMARK, f"{body.name} có mặt lúc {clock(at)}.", at=at)
    return Presence.objects.create(dialogue=dialogue, body=body, entered_at=at, entered_by=who)


@transaction.atomic
def leave_room(*, dialogue: Dialogue, body: Body, at: datetime, by: Actor) -> None:
    """Record that nobody who can answer for the body is in the room any more."""
    who = person(by)
    dialogue = in_session(dialogue)
    here = Presence.objects.filter(dialogue=dialogue, body=body, left_at=None).first()
    if here is None:
        return
    here.left_at, here.left_by = max(at, here.entered_at), who
    here.save(update_fields=["left_at", "left_by"])
    note(dialogue, EntryKind.REMARK, f"{body.name} rời phòng lúc {clock(at)}.", at=at)


@transaction.atomic
def hand_answer(
    *, petition: Petition, body: Body, answered_by: str, text: str, at: datetime, by: Actor
) -> HandedAnswer:
    """Hand the text of an answer to the secretary's table; handed again before it is taken, the newer text stands.

    It is no answer yet: the table takes it into the minutes. Raises NotInSession, ReasonMissing, NotAsked for a
    body that was not asked about this petition.
    """
    who = person(by)
    in_session(petition.dialogue)
    words, speaker = nfc(text).strip(), one_line(answered_by)[:160] or body.name[:160]
    if not words:
        raise ReasonMissing("Hãy viết câu trả lời.")
    if not was_asked(petition, body):
        raise NotAsked
    row = HandedAnswer.objects.filter(petition=petition, body=body, decided_at=None).first()
    row = row or HandedAnswer(petition=petition, body=body)
    row.text, row.answered_by, row.handed_at, row.handed_by = words, speaker, at, who
    row.save()
    return row


@transaction.atomic
def take_handed_answer(*, answer: HandedAnswer, text: str, at: datetime, by: Actor) -> HandedAnswer:
    """Take a handed text into the minutes, as the table words it; a second click finds it taken.

    Raises AnswerDecided where it was set aside, and what noting an answer refuses.
    """
    who = person(by)
    answer = _fresh(answer)
    if answer.speech_id is not None:
        return answer
    if answer.decided_at is not None:
        raise AnswerDecided
    speech = note_answer(
        petition=answer.petition,
        answered_by=answer.answered_by,
        text=nfc(text).strip() or answer.text,
        body=answer.body,
        at=at,
        by=by,
    )
    answer.speech, answer.decided_at, answer.decided_by = speech, at, who
    answer.save(update_fields=["speech", "decided_at", "decided_by"])
    return answer


@transaction.atomic
def set_answer_aside(*, answer: HandedAnswer, at: datetime, by: Actor) -> HandedAnswer:
    """Leave a handed text out of the minutes; it stays in the record. Raises AnswerDecided once it was taken."""
    who = person(by)
    answer = _fresh(answer)
    if answer.speech_id is not None:
        raise AnswerDecided
    if answer.decided_at is None:
        answer.decided_at, answer.decided_by = at, who
        answer.save(update_fields=["decided_at", "decided_by"])
    return answer


def _fresh(answer: HandedAnswer) -> HandedAnswer:
    """Return the text re-read under the room's lock: two at the table may press at once."""
    in_session(answer.petition.dialogue)
    return HandedAnswer.objects.select_related("petition__dialogue", "body").get(pk=answer.pk)
