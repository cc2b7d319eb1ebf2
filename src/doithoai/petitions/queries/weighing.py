"""Whether the pinned law treats complex matters apart, and until when a matter may be found complex."""

from datetime import date

from doithoai import regulations as law
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.models import Dialogue
from doithoai.journal import queries as journal
from doithoai.obligations import calendars
from doithoai.obligations.projection import dialogue_case


def weighs_complexity(dialogue: Dialogue) -> bool:
    """Say whether one of the texts that bind the dialogue gives complex matters another time."""
    return any(version.weighs_complexity for version in dialogues.law_of(dialogue))


def last_day_for_complex(dialogue: Dialogue, *, on: date) -> date | None:
    """Return the last day on which a matter may be found complex; None before it is known, or without one.

    Of several texts that weigh matters the latest day holds: each judges by its own.
    """
    case = dialogue_case(journal.facts_of(dialogue.stream))
    if case is None:
        return None
    versions = [version for version in dialogues.law_of(dialogue) if version.weighs_complexity]
    calendar = calendars.calendar_of(dialogue.unit.key)
    days = [law.last_day_for_complex(case, version, calendar, on) for version in versions]
    return None if None in days else max((day for day in days if day), default=None)
