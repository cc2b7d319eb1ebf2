"""Noting where a conference is met and watched from afar, and by which telephone a point goes on."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.dialogues.models import Dialogue, VenuePoint
from doithoai.proceedings.errors import BroadcastIncomplete
from doithoai.proceedings.models import Broadcast, FallbackLine
from doithoai.proceedings.services.lives import locked, person


@dataclass(frozen=True, slots=True)
class Links:
    """The links, when second 0 of the recording was, and whether the moments may stand on the public page."""

    room_url: str = ""
    watch_url: str = ""
    began_at: datetime | None = None
    is_public: bool = False


@transaction.atomic
def set_broadcast(*, dialogue: Dialogue, links: Links, at: datetime, by: Actor) -> Broadcast:
    """Note the links; the newest stand. Raises BroadcastIncomplete where the public should see what is not there."""
    who = person(by)
    dialogue = locked(dialogue)
    if links.is_public and not links.watch_url:
        raise BroadcastIncomplete
    row = Broadcast.objects.filter(dialogue=dialogue).first() or Broadcast(dialogue=dialogue)
    row.room_url, row.watch_url, row.began_at = links.room_url, links.watch_url, links.began_at
    row.is_public, row.set_at, row.set_by = links.is_public, at, who
    row.save()
    return row


@transaction.atomic
def set_fallback_line(*, venue_point: VenuePoint, phone: str, at: datetime, by: Actor) -> None:
    """Note the telephone of a venue point; an empty one takes it away."""
    who = person(by)
    locked(venue_point.dialogue)
    words = one_line(phone)[:40]
    rows = FallbackLine.objects.filter(venue_point=venue_point)
    if not words:
        rows.delete()
    elif not rows.filter(phone=words).exists():
        rows.delete()
        FallbackLine.objects.create(venue_point=venue_point, phone=words, set_at=at, set_by=who)
