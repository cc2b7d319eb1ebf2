"""How a unit reads the open places of a text, and by which decision."""

from datetime import date

from django.db.models import QuerySet

from doithoai.dialogues.models import ReadingDecision
from doithoai.organisations.models import Unit


def reading_decisions_of(unit: Unit, regulation: str, *, on: date) -> QuerySet[ReadingDecision]:
    """Return the unit's decisions on a text that were in force by the day, the newest first."""
    rows = ReadingDecision.objects.filter(unit=unit, regulation=regulation, since__lte=on)
    return rows.order_by("-since", "-pk")
