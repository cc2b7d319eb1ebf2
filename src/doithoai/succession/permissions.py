"""Who records what becomes of bodies and places."""

from doithoai.accounts.enums import Role
from doithoai.organisations.models import Unit
from doithoai.organisations.queries import Standing

_RECORD = (Role.CLERK, Role.ADMINISTRATOR)


def recording_units(person: Standing) -> list[Unit]:
    """Return the standing units whose bodies and places the person may change."""
    found = {m.body.unit_id: m.body.unit for m in person.memberships if m.role in _RECORD}
    return [unit for unit in found.values() if unit.valid_to is None or unit.valid_to > person.on]


def can_record(person: Standing, unit: Unit) -> bool:
    """Clerks and the administrator of the unit record decisions on its bodies and places, and withdraw mistakes."""
    return any(known.pk == unit.pk for known in recording_units(person))


def can_see(person: Standing, unit: Unit) -> bool:
    """Whoever works in the unit, or above it, may read what became of its bodies and places."""
    units = {membership.body.unit_id for membership in person.memberships}
    return unit.pk in units or unit.parent_id in units
