"""Where a conference was broken off, and how it may go on."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from doithoai.dialogues.models import Dialogue, Session
from doithoai.proceedings.models import Interruption


def interruptions_of(dialogue: Dialogue) -> QuerySet[Interruption]:
    """Return when and why the conference was broken off, the first time first."""
    return Interruption.objects.filter(dialogue=dialogue).select_related("step", "stopped_by").order_by("stopped_at")


def open_interruption(dialogue: Dialogue) -> Interruption | None:
    """Return the interruption that lasts, if the conference is broken off."""
    return interruptions_of(dialogue).filter(ended_at=None).first()


def sessions_to_come(dialogue: Dialogue, *, at: datetime) -> QuerySet[Session]:
    """Return the sessions that were announced for a later day."""
    tomorrow = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return dialogue.sessions.filter(starts_at__gte=tomorrow).order_by("starts_at")


def away(since: datetime, until: datetime, interruptions: list[Interruption]) -> timedelta:
    """Return how much of a span the conference was broken off."""
    gone = timedelta()
    for one in interruptions:
        begins, ends = max(since, one.stopped_at), min(until, one.ended_at or until)
        gone += max(timedelta(), ends - begins)
    return gone
