"""Units, bodies, posts, and who holds them from when to when.

A unit is a place with its bodies: a province, a district (until 30/6/2025) or a
commune. Intervals are half-open: valid_from <= day < valid_to. Old cases keep their
old bodies; `models.successions` says who answers after them.
"""

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.common.keys import new_key
from doithoai.organisations.enums import BodyKind, Heading, HostRole, Level


class Dated(models.Model):
    """Something that is valid from a day to a day."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
        )


class Lasting(Dated):
    """Something that may end and go on under another name.

    `later` is worked out from the links by `succession.services`: from which day it goes on as what, so that a
    list can show “(nay là …)” without another query: [{"since": "2025-07-01", "key": …, "name": …}, …].
    """

    later = models.JSONField(default=list, blank=True, editable=False)

    class Meta(Dated.Meta):
        abstract = True

    def name_since(self, on: date) -> str:
        """Return under which name it goes on, on the day; "" while it stands itself, or where nothing follows."""
        return self._since(on, "name")

    def key_since(self, on: date) -> str:
        """Return the key of what answers for it on the day; its own key where nothing follows it."""
        return self._since(on, "key") or str(getattr(self, "key", ""))

    def _since(self, on: date, name: str) -> str:
        begun = [step for step in self.later if step["since"] <= on.isoformat()]
        return str(begun[-1][name]) if begun else ""


class Unit(Lasting):
    """A province, district or commune as a place with its own bodies and regulations."""

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=160)
    code = models.CharField(max_length=12, unique=True)  # in petition codes: TL-26-0312
    level = models.CharField(max_length=10, choices=Level.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    # Ids of the regulations that bind this unit's dialogues, comma-separated, the province's own first.
    regulations = models.CharField(max_length=200)
    seat = models.CharField(max_length=120)  # place name on papers: "Tân Lạch"

    class Meta(Lasting.Meta):
        pass

    def __str__(self) -> str:
        """Return the unit's name."""
        return self.name


class Body(Lasting):
    """A body that hosts, prepares, answers or watches."""

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="bodies")
    kind = models.CharField(max_length=30, choices=BodyKind.choices)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    symbol = models.CharField(max_length=20)  # in document numbers: UBND, ĐU, MTTQ
    heading = models.CharField(max_length=8, choices=Heading.choices)
    # On Party papers a series runs for a term of the committee; its first year.
    term_from = models.PositiveSmallIntegerField(null=True, blank=True)
    email = models.EmailField(blank=True)

    class Meta(Lasting.Meta):
        pass

    def __str__(self) -> str:
        """Return the body's name."""
        return self.name


class Post(Lasting):
    """An office that hosts (the office, not the person); a deputy's post names its head's post."""

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=160)
    role = models.CharField(max_length=20, choices=HostRole.choices)
    deputy_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="deputies")
    host_office = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="serves_posts")

    class Meta(Lasting.Meta):
        pass

    def __str__(self) -> str:
        """Return the post's title."""
        return self.title


class Holding(Dated):
    """Who holds a post, from when to when."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="holdings")

    class Meta(Dated.Meta):
        pass


class Membership(Dated):
    """What a person does for a body, from when to when."""

    # The absent one whose seat this is, on the copies that `queries.standing_of` makes for a substitute; never stored.
    instead_of: Account | None = None

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta(Dated.Meta):
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["account", "body", "role"],
                condition=Q(valid_to__isnull=True),
                name="one_open_membership_of_a_kind",
            ),
        )


class Substitution(Dated):
    """By a paper somebody does the work of an absent officer or head, from a day to a day (half-open).

    The seats themselves are not copied: who stands in is worked out on the day of asking (`queries.standing_of`).
    `approves`: also what an absent head approves and sends. A mistaken one is withdrawn, never erased.
    """

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="substitutions")
    absent = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="absences")
    substitute = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="stands_in_for")
    approves = models.BooleanField(default=False)
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Dated.Meta):
        constraints = (
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(valid_to__isnull=False), name="substitution_has_a_last_day"),
            models.CheckConstraint(condition=~Q(substitute=F("absent")), name="nobody_is_their_own_substitute"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="substitution_withdrawn_at_and_by_together",
            ),
        )

    @property
    def last(self) -> date:
        """Return the last day of the substitute."""
        assert self.valid_to is not None  # the table sees to it
        return self.valid_to - timedelta(days=1)
