"""Making the results of the conference public, channel by channel (L72-43-results)."""

from datetime import date

from django.db import transaction

from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.proceedings.errors import NothingToPublish, PublicationUnproved, PublishedAlready
from doithoai.proceedings.models import ResultPublication
from doithoai.proceedings.queries.results import results_of
from doithoai.proceedings.services.lives import locked, person
from doithoai.proceedings.services.redacting import check_results_looked_through
from doithoai.regulations.facts import ResultsPublished

PUBLISHING = frozenset({DialogueState.HELD, DialogueState.CONCLUDED, DialogueState.FOLLOWING_UP})


@transaction.atomic
def publish_results(
    *, dialogue: Dialogue, channel: str, published_on: date, detail: str, on: date, by: Actor
) -> ResultPublication:
    """Record that the results went out by a channel; the duty is met on the day of the last channel asked for.

    Raises NothingToPublish where no instrument asks for the channel or the conference is not over,
    PublicationUnproved for a day that has not come or without proof, PublishedAlready, PersonsUndecided while
    something in the conclusion may give a person away and nobody has decided about it.
    """
    who = person(by)
    dialogue = locked(dialogue)
    wanted = results_of(dialogue)
    found = next((one for one in wanted.channels if one.item.code == channel), None) if wanted else None
    if found is None or dialogue.state not in PUBLISHING:
        raise NothingToPublish
    if found.done is not None:
        raise PublishedAlready
    detail = one_line(detail)[:300]
    if not detail or published_on > on:
        raise PublicationUnproved
    check_results_looked_through(dialogue)
    published = ResultPublication.objects.create(
        dialogue=dialogue, channel=channel, published_on=published_on, detail=detail, published_by=who
    )
    journal.record(ResultsPublished(on=published_on, dialogue=dialogue.key, channel=channel), by=by)
    obligations.refresh(dialogue.key, on=on)
    return published
