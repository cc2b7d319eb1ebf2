"""What a body has in hand on a day, and the history of bodies and places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue, DialogueHost, PreparationTask
from doithoai.obligations import queries as obligations
from doithoai.organisations.models import Body, BodyLink, Membership, Place, PlaceLink, Post, Reorganisation, Unit
from doithoai.organisations.queries import Gazetteer
from doithoai.organisations.queries.validity import valid
from doithoai.petitions.enums import COUNTED_STATES, AssignmentState, DraftState, PetitionState
from doithoai.petitions.models import Assignment, Draft, DueProposal, Escalation
from doithoai.proceedings.models import Delivery

_HELD = (AssignmentState.SENT, AssignmentState.ACCEPTED, AssignmentState.DONE)
_SETTLED = (PetitionState.CLOSED, PetitionState.RESOLVED)
_OVER = (DialogueState.CLOSED, DialogueState.ARCHIVED, DialogueState.CANCELLED)


@dataclass(frozen=True, slots=True)
class OpenWork:
    """How much of each kind is open; every one of these moves to whoever answers next."""

    assignments: int = 0  # petitions that the body answers or helps to answer
    promises: int = 0  # of these, with a date that the host accepted
    proposals: int = 0  # dates that wait for the host
    drafts: int = 0  # answers that wait for the head
    escalations: int = 0  # put to it from below, not answered
    dialogues: int = 0  # prepared by it, not over
    hosted: int = 0  # hosted by one of its posts, not over
    tasks: int = 0  # preparation asked of it
    letters: int = 0  # conclusion notices that wait to be sent to it
    duties: int = 0  # open duties with a date
    people: int = 0  # who work for it: their seats end

    @property
    def total(self) -> int:
        """Return how many things would be nobody's; a promise is one of the assignments, a duty speaks of the rest."""
        return sum(
            (self.assignments, self.escalations, self.dialogues, self.hosted, self.tasks, self.drafts, self.letters)
        )


def open_work_of(bodies: Sequence[Body], *, on: date) -> OpenWork:
    """Return what the bodies have in hand on the day; the same number of queries however much it is."""
    pks = [body.pk for body in bodies]
    under_way = Q(petition__state__in=COUNTED_STATES) & ~Q(petition__state__in=_SETTLED)
    live = ~Q(petition__dialogue__state__in=_OVER)
    asked = Assignment.objects.filter(under_way, live, body__in=pks, state__in=_HELD)
    return OpenWork(
        assignments=asked.count(),
        promises=asked.filter(part="lead", petition__agreed_due_on__isnull=False).count(),
        proposals=DueProposal.objects.filter(live, body__in=pks, accepted=None).count(),
        drafts=Draft.objects.filter(under_way, live, body__in=pks, state=DraftState.SUBMITTED).count(),
        escalations=Escalation.objects.filter(live, to_body__in=pks, answered_on=None).count(),
        dialogues=Dialogue.objects.filter(host_office__in=pks).exclude(state__in=_OVER).count(),
        hosted=DialogueHost.objects.filter(Q(post__body__in=pks) | Q(substitute__body__in=pks))
        .exclude(dialogue__state__in=_OVER)
        .count(),
        tasks=PreparationTask.objects.filter(body__in=pks, done_at=None).exclude(dialogue__state__in=_OVER).count(),
        letters=Delivery.objects.filter(body__in=pks, sent_on=None).exclude(dialogue__state__in=_OVER).count(),
        duties=obligations.open_duties(bodies=frozenset(body.key for body in bodies)).count(),
        people=Membership.objects.filter(valid(on), body__in=pks).values("account").distinct().count(),
    )


def standing_bodies(unit: Unit, *, on: date) -> QuerySet[Body]:
    """Return the bodies of the unit that stand on the day or begin later."""
    return Body.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), unit=unit).order_by("pk")


def body_history(unit: Unit) -> list[Body]:
    """Return all bodies of the unit, ended ones with what follows them; three queries."""
    before = _links(BodyLink.objects.select_related("old", "reorganisation"))
    return list(
        Body.objects.filter(unit=unit)
        .prefetch_related(Prefetch("follows", before, to_attr="came_from"))
        .order_by("valid_from", "pk")
    )


def place_history(unit: Unit) -> list[Place]:
    """Return all places of the unit, with what they came from; two queries."""
    before = _links(PlaceLink.objects.select_related("old", "reorganisation"))
    return list(
        Place.objects.filter(unit=unit)
        .prefetch_related(Prefetch("follows", before, to_attr="came_from"))
        .order_by("folded", "valid_from", "pk")
    )


def gazetteer_from(places: Sequence[Place], *, on: date) -> Gazetteer:
    """Return the gazetteer of places that `place_history` has read, without another query."""
    after: dict[int, tuple[tuple[int, bool], ...]] = {}
    links = [link for place in places for link in getattr(place, "came_from", ())]
    for link in sorted(links, key=lambda link: (not link.leads, link.pk)):
        if link.reorganisation.since <= on:
            after[link.old_id] = (*after.get(link.old_id, ()), (link.new_id, link.leads))
    return Gazetteer({place.pk: place for place in places if place.valid_from <= on}, after, on)


def _links(rows: QuerySet[BodyLink] | QuerySet[PlaceLink]) -> QuerySet[BodyLink] | QuerySet[PlaceLink]:
    return rows.filter(reorganisation__withdrawn_at=None).order_by("pk")


def decisions_of(unit: Unit) -> list[Reorganisation]:
    """Return the decisions on the unit's bodies and places, newest first, with their links; three queries."""
    return list(
        Reorganisation.objects.filter(unit=unit)
        .select_related("recorded_by", "withdrawn_by")
        .prefetch_related(
            Prefetch("bodylinks", BodyLink.objects.select_related("old", "new").order_by("pk")),
            Prefetch("placelinks", PlaceLink.objects.select_related("old", "new").order_by("pk")),
        )
        .order_by("-since", "-pk")
    )


def posts_of(bodies: Iterable[Body], *, on: date) -> QuerySet[Post]:
    """Return the posts of the bodies that stand on the day."""
    return Post.objects.filter(valid(on), body__in=list(bodies)).select_related("body").order_by("pk")
