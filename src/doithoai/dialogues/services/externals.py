"""Entering the time of a duty that stands in a text the program has not."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from doithoai import regulations as law
from doithoai.accounts.queries import account_of
from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.errors import ValueNotOpen, ValueWithoutSource
from doithoai.dialogues.models import Dialogue, ExternalValue
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.organisations.models import Unit
from doithoai.regulations.external import PER_YEAR, external_rules, yearly
from doithoai.regulations.facts import ExternalValueEntered

_OVER = (DialogueState.CLOSED, DialogueState.ARCHIVED, DialogueState.CANCELLED)
FORMS, UNITS = ("at_least", "at_most"), ("working_days", "days", "months")
ANCHORS = ("conference_held", "conclusion_notice_issued")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeFound:
    """What the text says, and where.

    At least `number` before the conference, at most so many after `anchor`, or so often a year (`per_year`).
    """

    form: str
    number: int
    instrument: str
    article: str
    counted_in: str = ""
    anchor: str = ""


@transaction.atomic
def enter_external_value(
    *, unit: Unit, regulation: str, rule: str, found: TimeFound, on: date, by: Actor
) -> ExternalValue:
    """Record the time of a duty from the text that the unit has; from today it is enforced in the unit's open cases.

    Closed dialogues stay as they were. A second entry replaces the first. Raises ValueNotOpen where the
    regulation leaves no such value open, or the value has no sense, ValueWithoutSource without text and article.
    """
    version = law.get(regulation)
    duty = next((one for one in external_rules(version) if one.id == rule), None)
    if duty is None or found.number < 1 or not _sound(found, yearly=yearly(duty)):
        raise ValueNotOpen
    instrument, article = one_line(found.instrument)[:60], one_line(found.article)[:60]
    if not instrument or not article:
        raise ValueWithoutSource
    anchor = found.anchor if found.form == "at_most" else ""
    entered = ExternalValue.objects.create(
        unit=unit,
        regulation=regulation,
        rule=rule,
        form=found.form,
        number=found.number,
        counted_in=found.counted_in,
        anchor=anchor,
        instrument=instrument,
        article=article,
        entered_on=on,
        entered_by=account_of(by),
    )
    fact = ExternalValueEntered(
        on=on,
        unit=unit.key,
        regulation=regulation,
        rule=rule,
        form=found.form,
        number=found.number,
        counted_in=found.counted_in,
        anchor=anchor,
        instrument=instrument.replace(" ", "_"),
        article=article.replace(" ", "_"),
    )
    journal.record(fact, by=by)
    for key in Dialogue.objects.filter(unit=unit).exclude(state__in=_OVER).values_list("key", flat=True):
        obligations.refresh(key, on=on)
    obligations.refresh_unit(unit, on=on)
    return entered


def _sound(found: TimeFound, *, yearly: bool) -> bool:
    if yearly:
        return found.form == PER_YEAR
    anchored = found.form == "at_least" or found.anchor in ANCHORS
    return found.form in FORMS and found.counted_in in UNITS and anchored
