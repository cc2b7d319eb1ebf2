"""Places, and what becomes of places, bodies, posts and units: ended, renamed, merged, divided, by which paper."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from doithoai.accounts.models import Account
from doithoai.common.keys import new_key
from doithoai.organisations.enums import PlaceKind, SuccessionKind, SuccessionOf
from doithoai.organisations.models.units import Body, Lasting, Post, Unit


class Place(Lasting):
    """A place that people name: a hamlet, a residential group, a commune as it was called.

    Petitions hold the place word for word; this list says which names are one place.
    """

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="places")
    kind = models.CharField(max_length=12, choices=PlaceKind.choices, default=PlaceKind.HAMLET)
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, editable=False)  # as `queries.places.spoken` compares names

    class Meta(Lasting.Meta):
        constraints = (
            *Lasting.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "folded"], condition=Q(valid_to__isnull=True), name="one_standing_place_of_a_name"
            ),
        )

    def __str__(self) -> str:
        """Return the place's name."""
        return self.name


class Reorganisation(models.Model):
    """One decision by which things end and others go on, from a day; `unit` is whose journal tells it.

    A mistaken one is withdrawn, never erased: its links then count no more.
    """

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reorganisations")
    of = models.CharField(max_length=8, choices=SuccessionOf.choices)
    kind = models.CharField(max_length=8, choices=SuccessionKind.choices)
    since = models.DateField()  # the first day on which the successors answer
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    batch = models.CharField(max_length=26, blank=True)  # of one imported sheet
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="reorganisation_withdrawn_at_and_by_together",
            ),
        )


class Link(models.Model):
    """One step: `old` goes on as `new` (None: nobody follows). The leading one takes what is open."""

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, related_name="%(class)ss")
    leads = models.BooleanField(default=True)
    # It was made by this decision, and goes with it when the decision is withdrawn.
    made_new = models.BooleanField(default=False)
    # The day on which `old` was to end anyway, to be put back on withdrawal.
    until_before = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(condition=Q(new=None) | ~Q(new=F("old")), name="%(class)s_never_follows_itself"),
            models.UniqueConstraint(fields=["reorganisation", "old", "new"], name="%(class)s_said_once"),
        )


def _to(model: type[models.Model], name: str, **more: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(model, on_delete=models.PROTECT, related_name=name, **more)


class UnitLink(Link):
    """A unit goes on as another."""

    old = _to(Unit, "followed_by")
    new = _to(Unit, "follows", null=True, blank=True)


class BodyLink(Link):
    """A body goes on as another."""

    old = _to(Body, "followed_by")
    new = _to(Body, "follows", null=True, blank=True)


class PostLink(Link):
    """A post goes on as another."""

    old = _to(Post, "followed_by")
    new = _to(Post, "follows", null=True, blank=True)


class PlaceLink(Link):
    """A place goes on as another."""

    old = _to(Place, "followed_by")
    new = _to(Place, "follows", null=True, blank=True)
