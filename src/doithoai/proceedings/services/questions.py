"""Questions written on a phone or at home: asked, put on the one list, merged or hidden; supported by others."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from doithoai.common.actors import Actor
from doithoai.common.text import nfc, one_line
from doithoai.dialogues.models import Dialogue, VenuePoint
from doithoai.petitions.enums import IntakeChannel
from doithoai.petitions.services import Opinion
from doithoai.proceedings.enums import HidingReason, QuestionState
from doithoai.proceedings.errors import NotListed, QuestionDecided, ReasonMissing
from doithoai.proceedings.models import Question, Speech, Support
from doithoai.proceedings.services.lives import in_session, person
from doithoai.proceedings.services.queue import raise_in_room


@transaction.atomic
def ask_question(
    *, dialogue: Dialogue, text: str, at: datetime, place: str = "", venue_point: VenuePoint | None = None
) -> Question:
    """Take a question word for word; it waits until somebody at the secretary's table has read it.

    Raises NotInSession, ReasonMissing without words.
    """
    dialogue = in_session(dialogue)
    words = nfc(text).strip()
    if not words:
        raise ReasonMissing("Hãy viết câu hỏi.")
    return Question.objects.create(
        dialogue=dialogue, text=words, place=one_line(place)[:200], venue_point=venue_point, asked_at=at
    )


@transaction.atomic
def list_question(*, question: Question, public_title: str, at: datetime, by: Actor) -> Question:
    """Register the question as a petition raised at the conference and give it a turn on the one list.

    `public_title` is what the live page calls it; empty keeps it unnamed there. Raises QuestionDecided, NotInSession.
    """
    question = _waiting(question)
    opinion = Opinion(
        text=question.text,
        place=question.place,
        channel=IntakeChannel.AT_CONFERENCE,
        received_on=timezone.localdate(at),
        at_conference=True,
    )
    speech, _receipt = raise_in_room(
        dialogue=question.dialogue,
        opinion=opinion,
        speaker=_caller(question),
        on=timezone.localdate(at),
        by=by,
    )
    speech.public_title = one_line(public_title)[:200]
    speech.venue_point = question.venue_point
    speech.save(update_fields=["public_title", "venue_point"])
    return _decided(question, QuestionState.LISTED, speech, at=at, by=by)


def _caller(question: Question) -> str:
    """Return how the record calls somebody whose name nobody knows."""
    where = question.place or (question.venue_point.name if question.venue_point else "")
    return f"Người dân {where}, hỏi qua mạng" if where else "Người dân hỏi qua mạng"


@transaction.atomic
def merge_question(*, question: Question, speech: Speech, at: datetime, by: Actor) -> Question:
    """Let a question stand with a turn about the same matter; it counts as one more who asks.

    Raises QuestionDecided, NotInSession, NotListed for a turn of another conference.
    """
    question = _waiting(question)
    if speech.dialogue_id != question.dialogue_id or speech.body_id is not None:
        raise NotListed
    return _decided(question, QuestionState.MERGED, speech, at=at, by=by)


@transaction.atomic
def hide_question(*, question: Question, because: str, at: datetime, by: Actor) -> Question:
    """Keep a question off the list, for a reason that the asker reads. Raises QuestionDecided, ReasonMissing."""
    question = _waiting(question)
    if because not in HidingReason.values:
        raise ReasonMissing("Hãy chọn lý do không đưa câu hỏi lên.")
    question.hidden_because = because
    return _decided(question, QuestionState.HIDDEN, None, at=at, by=by)


@transaction.atomic
def name_for_public(*, speech: Speech, public_title: str, by: Actor) -> Speech:
    """Say what the live page calls a matter, once somebody found nothing personal in it; empty takes it back."""
    person(by)
    in_session(speech.dialogue)
    speech = Speech.objects.get(pk=speech.pk)
    speech.public_title = one_line(public_title)[:200]
    speech.save(update_fields=["public_title"])
    return speech


@transaction.atomic
def support_turn(*, speech: Speech, browser: str) -> bool:
    """Count that somebody wants to know the same; False when this browser has said so before.

    `browser` is a random word in its cookie; what is kept is keyed with the turn, so that two turns never show
    the same visitor. No lock of the room: many do this at once. Raises NotListed once the turn is over.
    """
    if speech.skipped_at is not None or speech.ended_at is not None or not speech.public_title:
        raise NotListed
    digest = salted_hmac("doithoai.proceedings.support", f"{speech.key}:{browser}", algorithm="sha256").hexdigest()
    return Support.objects.get_or_create(speech=speech, browser=digest)[1]


def _waiting(question: Question) -> Question:
    in_session(question.dialogue)
    fresh = Question.objects.select_related("dialogue", "venue_point").get(pk=question.pk)
    if fresh.state != QuestionState.WAITING:
        raise QuestionDecided
    return fresh


def _decided(question: Question, state: QuestionState, speech: Speech | None, *, at: datetime, by: Actor) -> Question:
    question.state, question.speech, question.decided_at, question.decided_by = state, speech, at, person(by)
    question.save(update_fields=["state", "speech", "hidden_because", "decided_at", "decided_by"])
    return question
