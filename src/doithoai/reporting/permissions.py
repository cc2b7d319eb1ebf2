"""Who may see figures and who writes the reports."""

from doithoai.accounts.enums import Role
from doithoai.organisations.models import Body, Unit
from doithoai.organisations.queries import Standing

_WRITERS = (Role.CLERK, Role.MASS_MOBILISATION)
_WATCHERS = (
    Role.CLERK,
    Role.HOST,
    Role.FRONT,
    Role.MASS_MOBILISATION,
    Role.UPPER_LEVEL,
    Role.ADMINISTRATOR,
)


def can_oversee(person: Standing) -> bool:
    """Offices, hosts, the Front, Mass Mobilisation and the upper level watch; agencies see their own inbox."""
    return person.is_a(*_WATCHERS)


def watched_units(person: Standing) -> list[Unit]:
    """Return the units that the person works for in a watching role; those right below come with them."""
    found = {m.body.unit_id: m.body.unit for m in person.memberships if m.role in _WATCHERS}
    return list(found.values())


def can_see_report(person: Standing, unit: Unit) -> bool:
    """Those who watch the unit, or the unit above it, read its reports."""
    return any(known.pk in {unit.pk, unit.parent_id} for known in watched_units(person))


def can_write_report(person: Standing, unit: Unit) -> bool:
    """The unit's office and its Mass Mobilisation commission write its reports."""
    return person.is_a(*_WRITERS, unit=unit)


def can_see_supervision(person: Standing, unit: Unit) -> bool:
    """Those who watch the unit, or the unit above it, see its supervision plans."""
    return can_see_report(person, unit)


def can_record_supervision(person: Standing, body: Body) -> bool:
    """A body's own people record its plan; a clerk of the unit records what came on paper (HP-14.3-supervision)."""
    return person.is_a(Role.FRONT, body=body) or person.is_a(Role.CLERK, unit=body.unit)


def can_appraise_supervision(person: Standing, unit: Unit) -> bool:
    """Mass Mobilisation of the same level appraises or sends back (HP-13.3-appraise)."""
    return person.is_a(Role.MASS_MOBILISATION, unit=unit)
