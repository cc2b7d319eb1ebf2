"""Requests to hold a conference: recorded when they come, met by the conference that was held for them."""

from datetime import date

from django.db import transaction

from doithoai.accounts.queries import account_of
from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.dialogues.enums import RequestSource
from doithoai.dialogues.errors import RequestIncomplete, RequestNotMet
from doithoai.dialogues.models import ConferenceRequest, Dialogue
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.organisations.models import Unit
from doithoai.regulations.facts import ConferenceRequested, ConferenceRequestMet


@transaction.atomic
def record_conference_request(
    *, unit: Unit, source: RequestSource, percent: int, number: str, received_on: date, on: date, by: Actor
) -> ConferenceRequest:
    """Record that a conference was asked for; whether it must be held, and by when, the law says.

    `percent` is the share of the voters, 0 where others ask. Raises RequestIncomplete without a paper, for a
    day that has not come, or for voters without their share.
    """
    shown = one_line(number)[:60]
    voters = source == RequestSource.VOTERS
    if not shown or received_on > on or (voters and not 1 <= percent <= 100):
        raise RequestIncomplete
    request = ConferenceRequest.objects.create(
        unit=unit,
        source=source,
        percent=percent if voters else 0,
        number=shown,
        received_on=received_on,
        recorded_by=account_of(by),
    )
    fact = ConferenceRequested(
        on=received_on,
        unit=unit.key,
        request=request.key,
        year=received_on.year,
        by=str(source),
        percent=request.percent,
        number="".join(shown.split()),
    )
    journal.record(fact, by=by)
    obligations.refresh_unit(unit, on=on)
    return request


@transaction.atomic
def meet_conference_request(
    *, request: ConferenceRequest, dialogue: Dialogue, on: date, by: Actor
) -> ConferenceRequest:
    """Record that the dialogue was held for the request; raises RequestNotMet unless it is the unit's, held since."""
    request = (
        ConferenceRequest.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=request.pk)
    )
    held_on = dialogue.held_on
    if request.dialogue_id or dialogue.unit_id != request.unit_id or held_on is None or held_on < request.received_on:
        raise RequestNotMet
    request.dialogue = dialogue
    request.save(update_fields=["dialogue"])
    fact = ConferenceRequestMet(
        on=held_on, unit=request.unit.key, request=request.key, year=request.received_on.year, held=dialogue.key
    )
    journal.record(fact, by=by)
    obligations.refresh_unit(request.unit, on=on)
    return request
