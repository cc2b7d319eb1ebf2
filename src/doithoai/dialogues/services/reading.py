"""Choosing how the unit reads an open place of a text."""

from datetime import date

from django.db import transaction

from doithoai import regulations as law
from doithoai.accounts.queries import account_of
from doithoai.common.actors import Actor
from doithoai.common.text import nfc, one_line
from doithoai.dialogues.errors import ReadingDayAhead, ReadingSame, ReadingUnknown, ReasonMissing
from doithoai.dialogues.models import ReadingDecision
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.obligations.binding import as_read
from doithoai.organisations.models import Unit
from doithoai.regulations.facts import ReadingChosen


@transaction.atomic
def choose_reading(
    *,
    unit: Unit,
    regulation: str,
    setting: str,
    choice: str,
    since: date,
    number: str,
    reason: str,
    on: date,
    by: Actor,
) -> ReadingDecision:
    """Let the unit read a setting of a text in this way from a day on, under a paper and for a reason.

    Dialogues opened before that day keep their reading. Raises ReadingUnknown for what the text does not leave
    open, ReadingDayAhead, ReadingSame where it is so read already, ReasonMissing without reason or number.
    """
    version = law.get(regulation)
    if setting not in version.settings or choice not in version.settings[setting].choices:
        raise ReadingUnknown
    if since > on:
        raise ReadingDayAhead
    shown, why = one_line(number)[:60], nfc(reason).strip()
    if not shown or not why:
        raise ReasonMissing
    Unit.objects.select_for_update().get(pk=unit.pk)  # two clerks choose one after the other
    if as_read(unit, version, on=on).settings[setting].default == choice:
        raise ReadingSame
    decision = ReadingDecision.objects.create(
        unit=unit,
        regulation=regulation,
        setting=setting,
        choice=choice,
        since=since,
        number=shown,
        reason=why,
        recorded_by=account_of(by),
    )
    fact = ReadingChosen(on=since, unit=unit.key, regulation=regulation, setting=setting, choice=choice)
    journal.record(fact, by=by)
    obligations.refresh_unit(unit, on=on)
    return decision
