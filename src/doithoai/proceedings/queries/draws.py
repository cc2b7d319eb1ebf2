"""Draws of speakers: what the public may see, and which registration has which slip."""

import hmac
from hashlib import sha256

from django.conf import settings
from django.db.models import QuerySet

from doithoai.dialogues.enums import RegistrationState
from doithoai.dialogues.models import Dialogue, Registration
from doithoai.proceedings.drawing import Drawn, drawn
from doithoai.proceedings.models import SpeakerDraw

_OUT = (RegistrationState.WITHDRAWN, RegistrationState.REFUSED)


def draws_of(dialogue: Dialogue) -> QuerySet[SpeakerDraw]:
    """Return the draws, the newest first."""
    return SpeakerDraw.objects.filter(dialogue=dialogue).select_related("closed_by", "drawn_by").order_by("-pk")


def slip_number(registration: Registration) -> str:
    """Return the number of a registration's slip: eight signs that nobody can turn back into the code."""
    words = f"{registration.dialogue_id}:{registration.code}"
    return hmac.new(settings.IDENTITY_KEY.encode(), words.encode(), sha256).hexdigest()[:8]


def candidates(dialogue: Dialogue) -> QuerySet[Registration]:
    """Return who registered to speak and may still come."""
    rows = Registration.objects.filter(dialogue=dialogue, wants_to_speak=True).exclude(state__in=_OUT)
    return rows.select_related("venue_point").order_by("pk")


def result_of(draw: SpeakerDraw) -> list[Drawn]:
    """Return the result, worked out anew from list and seed; empty before the seed is there."""
    return drawn(draw.slips, seed=draw.seed, seats=draw.seats) if draw.drawn_at is not None else []
