"""The forecast of situations that the Front and the organisations hand in before the conference."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from doithoai.accounts.queries import account_of
from doithoai.common.actors import Actor
from doithoai.common.text import nfc
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.errors import ForecastDayOdd, ForecastEmpty, ForecastFromElsewhere
from doithoai.dialogues.models import Dialogue, Forecast
from doithoai.dialogues.queries import FORECASTERS
from doithoai.dialogues.services.moving import locked, require_state
from doithoai.documents import services as documents
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.organisations.models import Body
from doithoai.regulations.facts import ForecastSubmitted

UNTIL_CLOSED = (
    DialogueState.PREPARING,
    DialogueState.ANNOUNCED,
    DialogueState.POSTPONED,
    DialogueState.IN_SESSION,
    DialogueState.HELD,
    DialogueState.CONCLUDED,
    DialogueState.FOLLOWING_UP,
)


@transaction.atomic
def submit_forecast(
    *,
    dialogue: Dialogue,
    body: Body,
    text: str,
    files: Sequence[tuple[str, bytes]] = (),
    submitted_on: date,
    on: date,
    by: Actor,
) -> Forecast:
    """Hand in a forecast for a body, or record on `on` the paper that it handed in before (HP-14.1-forecast).

    After the conference it is still taken: better late in the record than never; the law calls it late.
    Raises ForecastEmpty, ForecastFromElsewhere, ForecastDayOdd, MoveNotAllowed, FileRefused.
    """
    dialogue = locked(dialogue)
    require_state(dialogue, *UNTIL_CLOSED)
    words = nfc(text).strip()
    if not words and not files:
        raise ForecastEmpty
    if body.unit_id != dialogue.unit_id or body.kind not in FORECASTERS:
        raise ForecastFromElsewhere
    if not dialogue.opened_on <= submitted_on <= on:
        raise ForecastDayOdd
    forecast = Forecast.objects.create(
        dialogue=dialogue, body=body, text=words, submitted_on=submitted_on, submitted_by=account_of(by)
    )
    forecast.files.set([documents.store_file(name=name, content=content, by=by) for name, content in files])
    journal.record(ForecastSubmitted(on=submitted_on, dialogue=dialogue.key, body=body.key), by=by)
    obligations.refresh(dialogue.key, on=on)
    return forecast
