"""Sending the conclusion notice to all who must get it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from doithoai.common.actors import Actor
from doithoai.dialogues import services as dialogues
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.obligations import services as obligations
from doithoai.proceedings import letters
from doithoai.proceedings.errors import SendingTooEarly
from doithoai.proceedings.models import Conclusion, Delivery
from doithoai.proceedings.queries.conclusion import deliveries_of
from doithoai.proceedings.services.lives import locked, person
from doithoai.regulations.facts import ConclusionNoticeSent

_SENDING = frozenset({DialogueState.CONCLUDED, DialogueState.FOLLOWING_UP})


@transaction.atomic
def send_conclusion(
    *, dialogue: Dialogue, on: date, by: Actor, deliveries: Iterable[Delivery] | None = None
) -> list[Delivery]:
    """Send the notice to everybody who has not got it, or to those chosen (HP-10.1-to-*); return who got it now.

    Each sending is a fact of its own; e-mails, letters and counter slips go into the outbox. Who got it
    already is left alone. Raises SendingTooEarly.
    """
    who = person(by)
    dialogue = locked(dialogue)
    conclusion = Conclusion.objects.select_related("dialogue").filter(dialogue=dialogue).first()
    if dialogue.state not in _SENDING or conclusion is None or conclusion.issued_on is None:
        raise SendingTooEarly
    waiting = deliveries_of(dialogue).filter(sent_on=None)
    if deliveries is not None:
        waiting = waiting.filter(pk__in=[row.pk for row in deliveries])
    sent = list(waiting)
    for delivery in sent:
        delivery.sent_on, delivery.sent_by = on, who
    journal.record_all([_fact(dialogue, delivery, on=on) for delivery in sent], by=by)
    notices.queue(*letters.conclusion_letters(sent, conclusion, on=on))
    Delivery.objects.bulk_update(sent, ["sent_on", "sent_by"], batch_size=200)
    # Where the text names nobody who must get it, the follow-up begins all the same.
    if dialogue.state == DialogueState.CONCLUDED and (sent or not deliveries_of(dialogue).exists()):
        dialogues.move(dialogue, DialogueState.FOLLOWING_UP)
    if sent:
        obligations.refresh(dialogue.key, on=on)
    return sent


def _fact(dialogue: Dialogue, delivery: Delivery, *, on: date) -> ConclusionNoticeSent:
    if delivery.body is not None:
        to, petition = delivery.body.key, ""
    else:
        assert delivery.submitter is not None
        to, petition = delivery.submitter.key, delivery.submitter.petition.key
    return ConclusionNoticeSent(on=on, dialogue=dialogue.key, petition=petition, recipient=delivery.recipient, to=to)
