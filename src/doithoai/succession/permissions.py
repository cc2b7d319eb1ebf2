"""Who records what becomes of bodies and places."""

from django.db.models import Q

from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.organisations.models import Membership, Unit
from doithoai.organisations.queries import ABSENT_ROLES, Standing, absent_seats
from doithoai.organisations.queries.validity import valid

_RECORD = (Role.CLERK, Role.ADMINISTRATOR)


def recording_units(person: Standing) -> list[Unit]:
    """Return the standing units whose bodies and places the person may change."""
    found = {m.body.unit_id: m.body.unit for m in person.memberships if m.role in _RECORD}
    return [unit for unit in found.values() if unit.valid_to is None or unit.valid_to > person.on]


def can_record(person: Standing, unit: Unit) -> bool:
    """Clerks and the administrator of the unit record decisions on its bodies and places, and withdraw mistakes."""
    return any(known.pk == unit.pk for known in recording_units(person))


def can_name_substitute(person: Standing, unit: Unit, absent: Account) -> bool:
    """The absent one, the head of the same body, or the office for them; each in an own seat.

    Who only stands in for another passes nothing on: no substitute of a substitute.
    """
    own = person.own
    if own.is_a(Role.CLERK, Role.ADMINISTRATOR, unit=unit):
        return True
    seats = absent_seats(absent, unit, on=person.on)
    if person.account.pk == absent.pk:
        return bool(seats)
    return any(own.is_a(Role.AGENCY_HEAD, body=seat.body) for seat in seats)


def nameable(person: Standing, unit: Unit) -> list[Account]:
    """Return those for whom the person may name a substitute (`can_name_substitute`), by name; at most two queries."""
    own = person.own
    seats = Membership.objects.filter(
        valid(person.on), valid(person.on, "body__"), body__unit=unit, role__in=ABSENT_ROLES, account__is_active=True
    ).select_related("account")
    if not own.is_a(Role.CLERK, Role.ADMINISTRATOR, unit=unit):
        led = [m.body_id for m in own.memberships if m.role == Role.AGENCY_HEAD]
        seats = seats.filter(Q(account=person.account) | Q(body__in=led))
    found = {seat.account_id: seat.account for seat in seats.order_by("account__full_name", "account__pk")}
    return list(found.values())


def can_see(person: Standing, unit: Unit) -> bool:
    """Whoever works in the unit, or above it, may read what became of its bodies and places."""
    units = {membership.body.unit_id for membership in person.memberships}
    return unit.pk in units or unit.parent_id in units
