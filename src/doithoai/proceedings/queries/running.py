"""The conference as it runs: step, queue, petitions with and without outcome, figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, DurationField, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from doithoai.accounts.counting import counted
from doithoai.dialogues.enums import RegistrationState
from doithoai.dialogues.models import Dialogue, Registration, VenuePoint
from doithoai.petitions.enums import COUNTED_STATES
from doithoai.petitions.enums import Outcome as OutcomeKind
from doithoai.petitions.models import Petition
from doithoai.proceedings.models import Attendance, Outcome, ProgrammeStep, Refusal, SpeakingLimit, Speech


def steps_of(dialogue: Dialogue) -> QuerySet[ProgrammeStep]:
    """Return the programme in order."""
    return ProgrammeStep.objects.filter(dialogue=dialogue).order_by("number")


def running_step(dialogue: Dialogue) -> ProgrammeStep | None:
    """Return the step under way, if any."""
    return ProgrammeStep.objects.filter(dialogue=dialogue, started_at__isnull=False, ended_at=None).first()


def speeches_of(dialogue: Dialogue) -> QuerySet[Speech]:
    """Return all that was or will be said, turns and answers, in order."""
    rows = Speech.objects.filter(dialogue=dialogue)
    return rows.select_related("petition", "registration", "step", "body", "follows__registration").order_by("order")


def turns_of(dialogue: Dialogue) -> QuerySet[Speech]:
    """Return the turns of citizens in order; answers of bodies are speeches too, but no turns."""
    return speeches_of(dialogue).filter(body=None)


def waiting_turns(dialogue: Dialogue) -> QuerySet[Speech]:
    """Return the turns still to come."""
    return turns_of(dialogue).filter(started_at=None, skipped_at=None)


def running_turn(dialogue: Dialogue) -> Speech | None:
    """Return who speaks now, if anyone."""
    return turns_of(dialogue).filter(started_at__isnull=False, ended_at=None).first()


def last_turn(dialogue: Dialogue) -> Speech | None:
    """Return who spoke last."""
    return turns_of(dialogue).filter(ended_at__isnull=False).order_by("-ended_at", "-order").first()


def turn_at_hand(dialogue: Dialogue) -> Speech | None:
    """Return the turn that the room is dealing with: who speaks, else who spoke last."""
    return running_turn(dialogue) or last_turn(dialogue)


def answers_to(petition: Petition) -> QuerySet[Speech]:
    """Return what bodies answered in the room, oldest first."""
    return Speech.objects.filter(petition=petition, body__isnull=False).select_related("body").order_by("order")


def petitions_to_dispose(dialogue: Dialogue) -> QuerySet[Petition]:
    """Return the petitions of which the conference must dispose: all that were not set aside."""
    return Petition.objects.filter(dialogue=dialogue, state__in=COUNTED_STATES)


def petitions_without_outcome(dialogue: Dialogue) -> QuerySet[Petition]:
    """Return what still needs one of the five outcomes; those raised in the room first."""
    done = Outcome.objects.filter(is_current=True, petition__dialogue=dialogue).values("petition")
    return petitions_to_dispose(dialogue).exclude(pk__in=done).order_by("-at_conference", "code")


def outcomes_of(dialogue: Dialogue) -> QuerySet[Outcome]:
    """Return the current outcomes, newest first."""
    rows = Outcome.objects.filter(petition__dialogue=dialogue, is_current=True)
    return rows.select_related("petition", "body").order_by("-pk")


def outcome_of(petition: Petition) -> Outcome | None:
    """Return the current outcome."""
    return Outcome.objects.filter(petition=petition, is_current=True).select_related("body", "recorded_by").first()


def outcome_history(petition: Petition) -> QuerySet[Outcome]:
    """Return every outcome that was recorded, replaced and undone ones too."""
    return Outcome.objects.filter(petition=petition).select_related("body", "recorded_by", "undone_by").order_by("pk")


@dataclass(frozen=True, slots=True)
class Tally:
    """Figures of the conference so far; the five outcomes add up to `settled`."""

    raised: int
    settled: int
    by_outcome: dict[str, int]

    @property
    def open(self) -> int:
        """Petitions that still need an outcome."""
        return self.raised - self.settled


def tally_of(dialogue: Dialogue) -> Tally:
    """Count the petitions by outcome; one query."""
    return tally_from(counted(*tally_rows(dialogue)))


def tally_rows(dialogue: Dialogue) -> list[QuerySet[Any]]:
    """Return what a tally counts, for a page that counts more in the same question; see `tally_from`."""
    outcomes = outcomes_of(dialogue)
    return [petitions_to_dispose(dialogue), *(outcomes.filter(kind=kind) for kind in OutcomeKind.values)]


def tally_from(numbers: Sequence[int]) -> Tally:
    """Return the tally that these numbers make, those of `tally_rows` in their order."""
    by_outcome = dict(zip(map(str, OutcomeKind.values), numbers[1:], strict=True))
    return Tally(numbers[0], sum(by_outcome.values()), by_outcome)


def counts_by_point(dialogue: Dialogue) -> Sequence[VenuePoint]:
    """Return the venue points, each with the latest count (`citizens`, `officials`) and people checked in."""
    latest = Attendance.objects.filter(venue_point=OuterRef("pk")).order_by("-pk")
    came = Registration.objects.filter(venue_point=OuterRef("pk"), state=RegistrationState.CHECKED_IN)
    came_in = came.order_by().values("venue_point").annotate(number=Count("pk")).values("number")
    rows = VenuePoint.objects.filter(dialogue=dialogue).annotate(
        citizens=Subquery(latest.values("citizens")[:1]),
        officials=Subquery(latest.values("officials")[:1]),
        counted_at=Subquery(latest.values("counted_at")[:1]),
        checked_in=Coalesce(Subquery(came_in), 0),
    )
    return list(rows.order_by("-is_main", "pk"))


def answered_turns(dialogue: Dialogue) -> list[Speech]:
    """Return the turns whose matter was answered in the room, the latest first; one query."""
    done = Outcome.objects.filter(is_current=True, kind=OutcomeKind.ANSWERED, petition__dialogue=dialogue)
    rows = turns_of(dialogue).filter(started_at__isnull=False, petition__in=done.values("petition"))
    return list(rows.order_by("-started_at")[:20])


def speaking_minutes(dialogue: Dialogue) -> int:
    """Return after how many minutes the bell rings for a turn; 0: not at all."""
    newest = SpeakingLimit.objects.filter(dialogue=dialogue).order_by("-pk").values_list("minutes", flat=True)
    return newest.first() or 0


def shares_of(dialogue: Dialogue) -> list[tuple[str, int, int, int]]:
    """Return name, turns given, turns waiting and minutes spoken of each point; one query."""
    given = Count("speeches", filter=Q(speeches__started_at__isnull=False, speeches__body=None))
    waits = Count("speeches", filter=Q(speeches__started_at=None, speeches__skipped_at=None, speeches__body=None))
    spoken = Sum(
        F("speeches__ended_at") - F("speeches__started_at"),
        filter=Q(speeches__body=None),
        output_field=DurationField(),
    )
    rows = VenuePoint.objects.filter(dialogue=dialogue).annotate(given=given, waits=waits, spoken=spoken)
    found = rows.order_by("-is_main", "pk").values_list("name", "given", "waits", "spoken")
    return [(name, turns, wait, round((time or timedelta()).total_seconds() / 60)) for name, turns, wait, time in found]


def people_present(dialogue: Dialogue) -> int:
    """Return the citizens counted at all points, by each point's latest count."""
    latest = Attendance.objects.filter(venue_point=OuterRef("pk")).order_by("-pk").values("citizens")[:1]
    rows = VenuePoint.objects.filter(dialogue=dialogue).annotate(now=Coalesce(Subquery(latest), 0))
    return rows.aggregate(total=Sum("now"))["total"] or 0


def registrations_at_the_door(dialogue: Dialogue) -> QuerySet[Registration]:
    """Return everyone on the list, those who have not come first; the name stays in the vault."""
    rows = Registration.objects.filter(dialogue=dialogue).exclude(state=RegistrationState.WITHDRAWN)
    return rows.select_related("identity", "venue_point").order_by(
        F("checked_in_at").desc(nulls_first=True), F("speaking_order").asc(nulls_last=True), "pk"
    )


def refusals_of(dialogue: Dialogue) -> QuerySet[Refusal]:
    """Return the refusals, newest first."""
    rows = Refusal.objects.filter(dialogue=dialogue)
    return rows.select_related("registration", "registration__identity", "decided_by", "confirmed_by").order_by("-pk")


def with_turn(petitions: QuerySet[Petition]) -> QuerySet[Petition]:
    """Return the petitions with the turns about them at hand."""
    return petitions.prefetch_related(Prefetch("speeches", Speech.objects.filter(body=None).order_by("order")))
