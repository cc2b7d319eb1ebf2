"""Who is who on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable

from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.organisations.enums import BodyKind
from doithoai.organisations.models import Body, Holding, Membership, Post, Unit
from doithoai.organisations.queries.answering import bodies_answered_for, links_in_force
from doithoai.organisations.queries.validity import valid


@dataclass(frozen=True, slots=True)
class Standing:
    """What a signed-in person is on a day: the person and all valid memberships.

    For each body that the person's own answers for (it was merged into it, renamed to it), the same role in
    that body stands behind the person's own: open work and the right to do it pass on by themselves.
    """

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


def standing_of(account: Account, *, on: date, **beside: Combinable | Subquery) -> Standing:
    """Return the person's memberships valid on the day, oldest first, then those in bodies that ended into theirs.

    One query; one more for each step back where the person's body took over from another. A seat in a body
    that has ended is none. `beside`: columns that the caller wants to know of at the same time, as attributes
    of each membership that is the person's own.
    """
    rows = list(
        Membership.objects.filter(valid(on), valid(on, "body__"), account=account)
        .annotate(took_over=Exists(links_in_force("body", on=on).filter(new=OuterRef("body"), leads=True)))
        .select_related("body", "body__unit", "body__unit__parent")
        .annotate(**beside)
        .order_by("pk")
    )
    heirs = {row.body_id for row in rows if row.took_over}
    before = bodies_answered_for(heirs, on=on) if heirs else []
    inherited = [
        Membership(account=account, body=old, role=row.role, valid_from=row.valid_from)
        for old, heir in before
        for row in rows
        if row.body_id == heir
    ]
    return Standing(account, on, (*rows, *inherited))


def bodies_of_unit(unit: Unit, *, on: date, kinds: tuple[BodyKind, ...] = ()) -> QuerySet[Body]:
    """Return the unit's bodies valid on the day, of these kinds where given."""
    rows = Body.objects.filter(valid(on), unit=unit)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return rows.order_by("pk")


def host_posts_of_unit(unit: Unit, *, on: date) -> QuerySet[Post]:
    """Return the posts of the unit that may host by their own right (no deputies)."""
    return (
        Post.objects.filter(valid(on), body__unit=unit, deputy_of=None)
        .select_related("body", "host_office")
        .order_by("pk")
    )


def holder_of(post: Post, *, on: date) -> Account | None:
    """Return who holds the post on the day, if anyone; of a post that has ended, who holds what it became."""
    row = (
        Holding.objects.filter(valid(on), valid(on, "post__"), post__key=post.key_since(on))
        .select_related("account")
        .order_by("-valid_from")
        .first()
    )
    return row.account if row else None


def members_of(body: Body, *roles: Role, on: date) -> QuerySet[Account]:
    """Return the active accounts that have one of the roles on the day in the body, or in what answers for it."""
    return Account.objects.filter(
        valid(on, "memberships__"),
        valid(on, "memberships__body__"),
        memberships__body__key=body.key_since(on),
        memberships__role__in=roles,
        is_active=True,
    ).distinct()


def somebody_works_for(body: str, *, on: date) -> Exists:
    """Return the condition that an active account works on the day for the body that the column `body` names."""
    rows = Membership.objects.filter(valid(on), body=OuterRef(body), account__is_active=True)
    return Exists(rows)


def deputies_of(posts: Sequence[Post], *, on: date) -> QuerySet[Post]:
    """Return the deputies' posts of these posts on the day: who may stand in for whom."""
    return Post.objects.filter(valid(on), deputy_of__in=posts).select_related("body").order_by("pk")


def people_of_unit(unit: Unit, *, on: date) -> QuerySet[Account]:
    """Return the active accounts that work for one of the unit's bodies on the day, by name."""
    rows = Account.objects.filter(
        valid(on, "memberships__"), valid(on, "memberships__body__"), memberships__body__unit=unit, is_active=True
    )
    return rows.distinct().order_by("full_name", "pk")
