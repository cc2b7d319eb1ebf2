"""Forecasts of the Front and the organisations, with whether each came in time."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from doithoai.dialogues.models import Dialogue, Forecast
from doithoai.dialogues.queries.dialogues import sessions_of
from doithoai.documents.models import StoredFile
from doithoai.organisations.enums import BodyKind

FORECASTERS = (BodyKind.FATHERLAND_FRONT, BodyKind.MASS_ORGANIZATION)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One forecast as pages show it; `late`: it came after the day on which the conference began."""

    forecast: Forecast
    files: tuple[StoredFile, ...]
    late: bool


def forecasts_of(dialogue: Dialogue) -> list[HandedIn]:
    """Return the dialogue's forecasts, newest first; three queries."""
    first = conference_day(dialogue)
    rows = dialogue.forecasts.select_related("body", "submitted_by").prefetch_related("files")
    return [
        HandedIn(row, tuple(row.files.all()), first is not None and row.submitted_on > first)
        for row in rows.order_by("-submitted_on", "-pk")
    ]


def conference_day(dialogue: Dialogue) -> date | None:
    """Return the first day of the conference, in the office's time zone; None before a date was set."""
    first = next(iter(sessions_of(dialogue)), None)
    return timezone.localtime(first.starts_at).date() if first else None
