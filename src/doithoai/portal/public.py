"""What the public may see: every public read of a dialogue or a petition starts in this file.

Of a petition only what passed the check: `public_title` and `public_answer` of a row with
`published_on`. Its own words, the office's working title, its place as typed, notes, drafts,
petitioners and the body complained about never leave here.
"""

from datetime import date

from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet

from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue, Publication
from doithoai.dialogues.queries import windows
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.models import Petition

S = DialogueState
OPEN_STATES = (S.ANNOUNCED, S.IN_SESSION, S.HELD, S.CONCLUDED, S.FOLLOWING_UP, S.CLOSED, S.ARCHIVED)
HELD_STATES = (S.HELD, S.CONCLUDED, S.FOLLOWING_UP, S.CLOSED, S.ARCHIVED)


def dialogues(*, on: date) -> QuerySet[Dialogue]:
    """Return the dialogues that the public knows of: announced once, held, or collecting opinions today."""
    announced = Exists(Publication.objects.filter(notice__dialogue=OuterRef("pk")))
    return (
        Dialogue.objects.filter(Q(state__in=OPEN_STATES) | Q(announced) | windows.window(on))
        .select_related("unit", "unit__parent", "host_office")
        .annotate(first_at=Min("sessions__starts_at"), last_at=Max("sessions__ends_at"))
    )


def coming(*, on: date) -> QuerySet[Dialogue]:
    """Return what has not been held yet, the nearest first: announced, put off, or still collecting."""
    states = (*windows.BEFORE, S.IN_SESSION)
    return dialogues(on=on).filter(state__in=states).order_by(F("first_at"), "pk")


def held(*, on: date) -> QuerySet[Dialogue]:
    """Return what was held, the latest first."""
    return dialogues(on=on).filter(state__in=HELD_STATES).order_by("-held_on", "-pk")


def collecting(*, on: date) -> QuerySet[Dialogue]:
    """Return the dialogues whose window for opinions through the site is open on the day, the first to close first."""
    return dialogues(on=on).filter(windows.window(on)).order_by("collects_until", F("first_at"), "pk")


def is_collecting(dialogue: Dialogue, *, on: date) -> bool:
    """Say whether opinions for the dialogue are taken through the site on the day."""
    return windows.is_collecting(dialogue, on=on)


def takes_registrations(dialogue: Dialogue) -> bool:
    """Say whether people may register through the site: the date and place are announced, it is not over."""
    return dialogue.state == S.ANNOUNCED


def petitions() -> QuerySet[Petition]:
    """Return the petitions whose public text passed the check; merged and split ones speak through the others."""
    return (
        Petition.objects.filter(published_on__isnull=False)
        .exclude(public_title="")
        .exclude(state__in=[PetitionState.MERGED, PetitionState.SPLIT, PetitionState.WITHDRAWN])
    )
