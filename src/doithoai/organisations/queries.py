"""Who is who on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.organisations.enums import BodyKind
from doithoai.organisations.models import Body, Holding, Membership, Post, Unit


def _valid(on: date, prefix: str = "") -> Q:
    """Return the condition that a dated row is valid on the day (half-open)."""
    return Q(**{f"{prefix}valid_from__lte": on}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on})
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What a signed-in person is on a day: the person and all valid memberships."""

    account: Account
    on: date
    memberships: tuple[Membership, ...]

    @property
    def main(self) -> Membership | None:
        """Return the membership under which the person works by default."""
        return self.memberships[0] if self.memberships else None

    @property
    def body_keys(self) -> frozenset[str]:
        """Return the keys of all bodies for which the person works."""
        return frozenset(m.body.key for m in self.memberships)

    def is_a(self, *roles: Role, body: Body | None = None, unit: Unit | None = None) -> bool:
        """Say whether the person has one of the roles (in this body, in this unit, where given)."""
        return any(
            m.role in roles and (body is None or m.body_id == body.pk) and (unit is None or m.body.unit_id == unit.pk)
            for m in self.memberships
        )

    def works_for(self, body: Body | None) -> bool:
        """Say whether the person works for this body in any role."""
        return body is not None and any(m.body_id == body.pk for m in self.memberships)


def standing_of(account: Account, *, on: date) -> Standing:
    """Return the person's memberships valid on the day, oldest first; one query."""
    rows = (
        Membership.objects.filter(_valid(on), account=account)
        .select_related("body", "body__unit", "body__unit__parent")
        .order_by("pk")
    )
    return Standing(account, on, tuple(rows))


def bodies_of_unit(unit: Unit, *, on: date, kinds: tuple[BodyKind, ...] = ()) -> QuerySet[Body]:
    """Return the unit's bodies valid on the day, of these kinds where given."""
    rows = Body.objects.filter(_valid(on), unit=unit)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return rows.order_by("pk")


def host_posts_of_unit(unit: Unit, *, on: date) -> QuerySet[Post]:
    """Return the posts of the unit that may host by their own right (no deputies)."""
    return (
        Post.objects.filter(_valid(on), body__unit=unit, deputy_of=None)
        .select_related("body", "host_office")
        .order_by("pk")
    )


def holder_of(post: Post, *, on: date) -> Account | None:
    """Return who holds the post on the day, if anyone."""
    row = Holding.objects.filter(_valid(on), post=post).select_related("account").order_by("-valid_from").first()
    return row.account if row else None


def members_of(body: Body, *roles: Role, on: date) -> QuerySet[Account]:
    """Return the active accounts that have one of the roles in the body on the day."""
    return Account.objects.filter(
        _valid(on, "memberships__"), memberships__body=body, memberships__role__in=roles, is_active=True
    ).distinct()


def deputies_of(posts: Sequence[Post], *, on: date) -> QuerySet[Post]:
    """Return the deputies' posts of these posts on the day: who may stand in for whom."""
    return Post.objects.filter(_valid(on), deputy_of__in=posts).select_related("body").order_by("pk")


def people_of_unit(unit: Unit, *, on: date) -> QuerySet[Account]:
    """Return the active accounts that work for one of the unit's bodies on the day, by name."""
    rows = Account.objects.filter(_valid(on, "memberships__"), memberships__body__unit=unit, is_active=True)
    return rows.distinct().order_by("full_name", "pk")
