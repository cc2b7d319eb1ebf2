"""Registrations: who wants to come and speak, where seats are free, who may be the same person."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from doithoai.dialogues.enums import RegistrationState
from doithoai.dialogues.models import Dialogue, Registration, VenuePoint

SEATED = (RegistrationState.REGISTERED, RegistrationState.CONFIRMED, RegistrationState.CHECKED_IN)


def registrations_of(dialogue: Dialogue) -> QuerySet[Registration]:
    """Return all registrations of a dialogue, oldest first, with mask and venue point."""
    return dialogue.registrations.select_related("identity", "venue_point").order_by("pk")


def speakers_of(dialogue: Dialogue) -> QuerySet[Registration]:
    """Return who wants to speak and still comes: those with a place in the order first."""
    rows = registrations_of(dialogue).filter(wants_to_speak=True, state__in=SEATED)
    return rows.order_by(F("speaking_order").asc(nulls_last=True), "pk")


def seats_free(point: VenuePoint) -> int | None:
    """Return how many seats are free at a point; None where no capacity is set."""
    if point.capacity is None:
        return None
    taken = point.registrations.filter(state__in=SEATED, waiting=False).count()
    return max(0, point.capacity - taken)


@dataclass(frozen=True, slots=True)
class PointFigures:
    """How full a venue point is."""

    point: VenuePoint
    taken: int
    waiting: int
    arrived: int

    @property
    def free(self) -> int | None:
        """Return the seats left; None where no capacity is set."""
        return None if self.point.capacity is None else max(0, self.point.capacity - self.taken)


def figures_of_points(dialogue: Dialogue) -> list[PointFigures]:
    """Return the figures of every venue point, the main one first; one query."""
    rows = dialogue.venue_points.annotate(
        taken=Count("registrations", filter=Q(registrations__state__in=SEATED, registrations__waiting=False)),
        queued=Count("registrations", filter=Q(registrations__state__in=SEATED, registrations__waiting=True)),
        arrived=Count("registrations", filter=Q(registrations__state=RegistrationState.CHECKED_IN)),
    ).order_by("-is_main", "pk")
    return [PointFigures(row, row.taken, row.queued, row.arrived) for row in rows]


def possible_doubles(registrations: Sequence[Registration]) -> dict[int, str]:
    """Return for each registration the code of an earlier one with the same phone in this dialogue."""
    first: dict[str, str] = {}
    doubles: dict[int, str] = {}
    for row in sorted(registrations, key=lambda row: row.pk):
        if not row.phone_digest or row.state not in SEATED:
            continue
        if row.phone_digest in first:
            doubles[row.pk] = first[row.phone_digest]
        else:
            first[row.phone_digest] = row.code
    return doubles
