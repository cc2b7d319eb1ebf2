"""Noting that something was done for which the program has no deed of its own."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from doithoai.accounts.queries import account_of
from doithoai.common.actors import Actor
from doithoai.common.text import nfc, one_line
from doithoai.dialogues import queries
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.errors import DutyDayOdd, DutyDoneAlready, DutyNotNoted
from doithoai.dialogues.models import Dialogue, PerformedDuty
from doithoai.dialogues.services.moving import locked, require_state
from doithoai.documents import services as documents
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.regulations.facts import DutyPerformed, FactWithdrawn

_OPEN = tuple(state for state in DialogueState if state not in {DialogueState.ARCHIVED, DialogueState.CANCELLED})


@transaction.atomic
def note_duty(
    *,
    dialogue: Dialogue,
    rule: str,
    petitions: Sequence[str] = (),
    done_on: date,
    number: str = "",
    note: str = "",
    files: Sequence[tuple[str, bytes]] = (),
    on: date,
    by: Actor,
) -> list[PerformedDuty]:
    """Note that the duty of a rule was done on a day; `petitions` are keys, where each petition bears it.

    Words and files stay here; the fact carries the code, the day and the number of the paper. Raises
    DutyNotNoted for a rule that the program ends by a deed of its own, or without petitions where each
    bears it; DutyDayOdd, DutyDoneAlready, MoveNotAllowed.
    """
    dialogue = locked(dialogue)
    require_state(dialogue, *_OPEN)
    duty = queries.noted_rule(dialogue, rule)
    if duty is None or (duty.scope == "petition") is not bool(petitions):
        raise DutyNotNoted
    if not dialogue.opened_on <= done_on <= on:
        raise DutyDayOdd
    code = duty.done_when.deed
    keys = list(dict.fromkeys(petitions)) or [""]
    if dialogue.performed_duties.filter(duty=code, petition__in=keys, withdrawn_at=None).exists():
        raise DutyDoneAlready
    kept = [documents.store_file(name=name, content=content, by=by) for name, content in files]
    shown = one_line(number)[:60]
    paper = "".join(shown.split())
    facts = [DutyPerformed(on=done_on, dialogue=dialogue.key, petition=key, duty=code, number=paper) for key in keys]
    made = [
        PerformedDuty.objects.create(
            dialogue=dialogue,
            rule=duty.id,
            duty=code,
            petition=key,
            done_on=done_on,
            number=shown,
            note=nfc(note).strip(),
            entry=entry.number,
            recorded_by=account_of(by),
        )
        for key, entry in zip(keys, journal.record_all(facts, by=by), strict=True)
    ]
    for row in made:
        row.files.set(kept)
    obligations.refresh(dialogue.key, on=on)
    return made


@transaction.atomic
def take_duty_back(*, performed: PerformedDuty, at: datetime, on: date, by: Actor) -> None:
    """Take a wrong note back; the fact is withdrawn, not erased, and a second click changes nothing."""
    dialogue = locked(performed.dialogue)
    require_state(dialogue, *_OPEN)
    standing = PerformedDuty.objects.filter(pk=performed.pk, withdrawn_at=None)
    if standing.update(withdrawn_at=at, withdrawn_by=account_of(by)):
        journal.record(FactWithdrawn(on=on, dialogue=dialogue.key, entry=performed.entry), by=by)
        obligations.refresh(dialogue.key, on=on)
