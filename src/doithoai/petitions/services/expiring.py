"""Forgetting whoever took part once the years of keeping are over; figures and texts stay (ADR 0018)."""

from collections.abc import Iterator
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from doithoai.accounts import services as accounts
from doithoai.common.actors import Actor
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue, Registration
from doithoai.journal import queries as journal_queries
from doithoai.journal import services as journal
from doithoai.petitions.models import Submitter
from doithoai.petitions.models.words import OFFICE_WORDS, PUBLIC_WORDS
from doithoai.petitions.services.erasing import forget_submitter
from doithoai.regulations.facts import DialogueClosed, PeopleForgotten


def dialogues_to_forget(*, years: int, on: date) -> Iterator[Dialogue]:
    """Yield the closed dialogues whose people are kept no longer.

    Years are whole calendar years, counted from the one in which the work ended (REALITY): closed in 2021
    and kept for 5 years, they go from 1/1/2027. How many is the unit's own rule and stands in no text we have.
    """
    over = Dialogue.objects.filter(state__in=[DialogueState.CLOSED, DialogueState.ARCHIVED])
    for dialogue in over.select_related("unit", "host_office").order_by("pk"):
        ends = [fact.on for fact in journal_queries.facts_of(dialogue.stream, DialogueClosed.kind)]
        if ends and on.year > max(ends).year + years and (_petitioners(dialogue) or _registered(dialogue)):
            yield dialogue


@transaction.atomic
def forget_people(*, dialogue: Dialogue, on: date, by: Actor) -> int:
    """Erase who handed in to and who registered for the dialogue; return how many there were."""
    people, seats = _petitioners(dialogue), _registered(dialogue)
    for submitter in people:
        forget_submitter(submitter, settle=False)
    now = timezone.now()
    for seat in _registered(dialogue):
        accounts.erase_identity(seat.identity, now=now)
        Registration.objects.filter(pk=seat.pk).update(phone_digest="", mandate="")
    for index in (OFFICE_WORDS, PUBLIC_WORDS):
        index.settle(connection)
    count = len(people) + len(seats)
    if count:
        journal.record(PeopleForgotten(on=on, dialogue=dialogue.key, count=count), by=by)
    return count


def _petitioners(dialogue: Dialogue) -> list[Submitter]:
    rows = Submitter.objects.filter(petition__dialogue=dialogue, identity__isnull=False, identity__erased_at=None)
    return list(rows.select_related("identity", "petition__dialogue__unit").order_by("pk"))


def _registered(dialogue: Dialogue) -> list[Registration]:
    rows = Registration.objects.filter(dialogue=dialogue, identity__erased_at=None)
    return list(rows.select_related("identity").order_by("pk"))
