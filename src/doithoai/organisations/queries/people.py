"""Who is who on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable

from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.organisations.enums import BodyKind
from doithoai.organisations.models import Body, Holding, Membership, Post, Substitution, Unit
from doithoai.organisations.queries.answering import bodies_answered_for, links_in_force
from doithoai.organisations.queries.validity import valid

# Those whose work a substitute may do: the law says apart who stands in for a host, and an office has several clerks.
ABSENT_ROLES = (Role.AGENCY_OFFICER, Role.AGENCY_HEAD)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a signed-in person is on a day: the person and all valid memberships.

    For each body that the person's own answers for (it was merged into it, renamed to it), the same role in
    that body stands behind the person's own: open work and the right to do it pass on by themselves. After them
    come the seats of absent ones for whom the person stands in; each names the absent one (`instead_of`).
    """

    account: Account
    on: date
    memberships: tuple[Membership, ...]
    # The seat by which the last check of a right was answered with yes.
    _seat: list[Membership] = field(default_factory=list, compare=False, repr=False)

    @property
    def own(self) -> "Standing":
        """Return the person without the seats of those for whom they stand in."""
        return Standing(self.account, self.on, tuple(m for m in self.memberships if m.instead_of is None))

    @property
    def acting_in(self) -> Membership | None:
        """Return the absent one's seat without which the last check would have been answered with no; else None.

        A view asks for the right and then calls the verb, so this is the seat in which it acts.
        """
        return self._seat[-1] if self._seat and self._seat[-1].instead_of is not None else None

    @property
    def absent(self) -> tuple[Account, ...]:
        """Return those for whom the person stands in."""
        return tuple({m.instead_of.pk: m.instead_of for m in self.memberships if m.instead_of is not None}.values())

    @property
    def is_away(self) -> bool:
        """Say whether somebody stands in for the person on the day."""
        return any(getattr(m, "is_away", False) for m in self.memberships)

    def instead_in(self, body: str, *roles: Role) -> Account | None:
        """Return the absent one by whose seat alone the person works for the body with this key (in these roles)."""
        seats = [m for m in self.memberships if m.body.key == body and (not roles or m.role in roles)]
        return seats[0].instead_of if seats and all(m.instead_of is not None for m in seats) else None

    def _by_a_seat(self, seats: Iterable[Membership]) -> bool:
        """Say whether there is a seat, and remember by which: an own one wherever one will do."""
        found = sorted(seats, key=lambda seat: seat.instead_of is not None)
        if found:
            self._seat[:] = found[:1]
        return bool(found)

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
        return self._by_a_seat(
            m
            for m in self.memberships
            if m.role in roles
            and (body is None or m.body_id == body.pk)
            and (unit is None or m.body.unit_id == unit.pk)
        )

    def works_for(self, body: Body | None) -> bool:
        """Say whether the person works for this body in any role."""
        return body is not None and self._by_a_seat(m for m in self.memberships if m.body_id == body.pk)

    def works_for_pk(self, body: int) -> bool:
        """Say the same of the body with this number."""
        return self._by_a_seat(m for m in self.memberships if m.body_id == body)

    def works_for_key(self, key: str) -> bool:
        """Say the same of the body with this key."""
        return self._by_a_seat(m for m in self.memberships if m.body.key == key)


def standing_of(account: Account, *, on: date, **beside: Combinable | Subquery) -> Standing:
    """Return the person's own seats on the day, oldest first, then those inherited, then those of absent ones.

    One query; one more for each step back where the person's body took over from another; two for a substitute. A
    seat in a body that has ended is none, and who has no own seat stands in for nobody. `beside`: columns that the
    caller wants to know of at the same time, as attributes of each membership that is the person's own.
    """
    rows = list(
        _seats(on)
        .filter(account=account)
        .annotate(
            stands_in=Exists(substitutions_on(on).filter(substitute=OuterRef("account"))),
            is_away=Exists(substitutions_on(on).filter(absent=OuterRef("account"))),
            **beside,
        )
        .order_by("pk")
    )
    if any(row.stands_in for row in rows):
        rows += _of_absent(account, on=on)
    heirs = {row.body_id for row in rows if row.took_over}
    before = bodies_answered_for(heirs, on=on) if heirs else []
    inherited = [_seat_of(account, row, old) for old, heir in before for row in rows if row.body_id == heir]
    known = [*rows, *inherited]
    return Standing(account, on, tuple(sorted(known, key=lambda row: row.instead_of is not None)))


def _seats(on: date) -> QuerySet[Membership, Any]:
    """Return all seats of the day, each knowing whether its body took over from another."""
    took_over = Exists(links_in_force("body", on=on).filter(new=OuterRef("body"), leads=True))
    rows = Membership.objects.filter(valid(on), valid(on, "body__")).annotate(took_over=took_over)
    return rows.select_related("body", "body__unit", "body__unit__parent")


def _seat_of(account: Account, row: Membership, body: Body, role: str = "") -> Membership:
    seat = Membership(account=account, body=body, role=role or row.role, valid_from=row.valid_from)
    seat.instead_of = row.instead_of
    return seat


def substitutions_on(on: date) -> QuerySet[Substitution]:
    """Return who stands in for whom on the day."""
    return Substitution.objects.filter(valid(on), withdrawn_at=None)


def _of_absent(account: Account, *, on: date) -> list[Membership]:
    """Return the own seats of those for whom the account stands in; a head's without approving is an officer's.

    Only own seats: a substitute of a substitute has none of the first one's.
    """
    found = list(substitutions_on(on).filter(substitute=account).select_related("absent").order_by("pk"))
    seats = _seats(on).filter(account__in=[one.absent_id for one in found], role__in=ABSENT_ROLES)
    of_all = list(seats.order_by("pk"))
    rows = []
    for one in found:
        for seat in of_all:
            if seat.account_id != one.absent_id or seat.body.unit_id != one.unit_id:
                continue
            role = seat.role if one.approves else Role.AGENCY_OFFICER
            copy = _seat_of(account, seat, seat.body, role)
            copy.instead_of, copy.took_over = one.absent, seat.took_over  # type: ignore[attr-defined]  # as `_seats` has it
            rows.append(copy)
    return rows


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


def members_of(body: Body, *roles: Role, on: date, stand_ins: bool = True) -> QuerySet[Account]:
    """Return the active accounts that have one of the roles on the day in the body, or in what answers for it.

    With them those who stand in for an absent one of them (as `standing_of` has it), unless `stand_ins` is False.
    """
    key = body.key_since(on)
    own = Q(
        valid(on, "memberships__"),
        valid(on, "memberships__body__"),
        memberships__body__key=key,
        memberships__role__in=roles,
    )
    if not stand_ins or not set(roles) & set(ABSENT_ROLES):
        return Account.objects.filter(own, is_active=True).distinct()
    allowed = Q(absent__memberships__role__in=set(roles) & set(ABSENT_ROLES))
    if Role.AGENCY_OFFICER in roles:
        allowed |= Q(absent__memberships__role=Role.AGENCY_HEAD)
    else:
        allowed &= Q(approves=True)
    standing_in = substitutions_on(on).filter(
        allowed,
        valid(on, "absent__memberships__"),
        absent__memberships__body__key=key,
        absent__memberships__body__unit=F("unit"),
    )
    pks = Account.objects.filter(own, is_active=True).values("pk")
    chosen = Q(pk__in=pks) | Q(pk__in=standing_in.values("substitute"))
    return Account.objects.filter(chosen, is_active=True)


def signs_for(person: Account, head: Account, body: Body, *, on: date) -> bool:
    """Say whether the person stands in on the day for the absent head of the body, approvals and signing included."""
    return substitutions_on(on).filter(substitute=person, absent=head, approves=True, unit=body.unit_id).exists()


def absent_seats(account: Account, unit: Unit, *, on: date) -> list[Membership]:
    """Return the account's own seats in the unit on the day whose work a substitute may do; one query."""
    rows = Membership.objects.filter(valid(on), valid(on, "body__"), account=account, body__unit=unit)
    return list(rows.filter(role__in=ABSENT_ROLES).select_related("body").order_by("pk"))


def substitutions_of_unit(unit: Unit) -> QuerySet[Substitution]:
    """Return who stands in or stood in for whom in the unit, the latest first."""
    rows = Substitution.objects.filter(unit=unit, withdrawn_at=None)
    return rows.select_related("absent", "substitute", "recorded_by").order_by("-valid_from", "-pk")


def substitutes_around(account: Account, *, on: date) -> QuerySet[Substitution]:
    """Return for whom the account stands in on the day, and who stands in for it; one query."""
    rows = substitutions_on(on).filter(Q(absent=account) | Q(substitute=account))
    return rows.select_related("absent", "substitute").order_by("pk")


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
