"""Who may change the days on which dates rest."""

from datetime import date

from doithoai.accounts.enums import Role
from doithoai.obligations.models import Closure
from doithoai.organisations.models import Membership, Unit
from doithoai.organisations.queries import Standing

# Upper level: who works for the body above enters what that body decides for the units below it.
_ENTERS = (Role.CLERK, Role.HOST, Role.UPPER_LEVEL, Role.ADMINISTRATOR)


def can_enter_closure(person: Standing, unit: Unit) -> bool:
    """A clerk, a host or the administrator of the unit enters the days off that a paper of the unit orders."""
    return person.is_a(*_ENTERS, unit=unit)


def can_lift_closure(person: Standing, closure: Closure) -> bool:
    """Who may enter for the unit that entered it may lift it, once."""
    return closure.lifted_on is None and can_enter_closure(person, closure.unit)


def can_import_year(person: Standing) -> bool:
    """The administrator of the highest unit that has one: a year of the national calendar moves dates everywhere."""
    own = [row.body.unit for row in person.memberships if row.role == Role.ADMINISTRATOR]
    return any(not _administered_above(unit, on=person.on) for unit in own)


def _administered_above(unit: Unit, *, on: date) -> bool:
    above: list[int] = []
    upper = unit.parent
    while upper is not None and upper.pk not in above:
        above.append(upper.pk)
        upper = upper.parent
    if not above:
        return False
    rows = Membership.objects.filter(body__unit__in=above, role=Role.ADMINISTRATOR, account__is_active=True)
    return any(row.valid_to is None or row.valid_to > on for row in rows.filter(valid_from__lte=on))
