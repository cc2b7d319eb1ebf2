"""Units that are merged into another, with all their bodies: communes into one, a district that ends."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from doithoai.common.actors import Actor
from doithoai.common.text import fold
from doithoai.organisations.enums import BodyKind, SuccessionKind, SuccessionOf
from doithoai.organisations.models import Body, Reorganisation, Unit
from doithoai.organisations.queries.validity import valid
from doithoai.succession.errors import ReorganisationRefused
from doithoai.succession.services.bodies import move_people, posts_that_follow
from doithoai.succession.services.decisions import (
    Decision,
    Step,
    check_heirs,
    check_standing,
    linked,
    refresh_owners,
    written,
)

# Where a unit has another body for the same work, the nearest one takes it.
_NEAREST = {
    BodyKind.GOVERNMENT_OFFICE: BodyKind.COUNCIL_GOVERNMENT_OFFICE,
    BodyKind.COUNCIL_GOVERNMENT_OFFICE: BodyKind.GOVERNMENT_OFFICE,
}


@transaction.atomic
def merge_units(
    *, olds: Sequence[Unit], into: Unit, decision: Decision, keep_people: bool = True, on: date, by: Actor
) -> Reorganisation:
    """Let units go on as another from a day, each of their bodies as the body of the same kind there.

    An agency goes on as the one of the same short name; a body without its like as the new unit's government, which
    passes on what is not its own. Dialogues keep their unit, code and texts. The decision stands in the new unit's
    chain. Raises ReorganisationRefused.
    """
    into = Unit.objects.select_for_update(of=("self",)).get(pk=into.pk)
    units = list(Unit.objects.select_for_update(of=("self",)).filter(pk__in=[old.pk for old in olds]).order_by("pk"))
    if not units or into.pk in {old.pk for old in units}:
        raise ReorganisationRefused("Hãy chọn đơn vị kết thúc và một đơn vị khác tiếp nhận.")
    check_standing(units, decision.since, of="unit")
    check_heirs([into], decision.since)
    change = written(unit=into, of=SuccessionOf.UNIT, kind=SuccessionKind.MERGE, decision=decision, on=on, by=by)
    linked(change, "unit", [Step(old, into) for old in units], on=on, by=by)
    bodies = list(Body.objects.filter(valid(decision.since), unit__in=units).order_by("pk"))
    check_standing(bodies, decision.since, of="body")
    there = list(Body.objects.filter(valid(decision.since), unit=into).order_by("pk"))
    steps = [Step(old, _like(old, there)) for old in bodies]
    if steps:
        linked(change, "body", steps, on=on, by=by)
    posts = [post for step in steps for post in posts_that_follow(step.old, step.new, decision.since, make=False)]
    if posts:
        linked(change, "post", posts, on=on, by=by)
    if keep_people:
        for step in steps:
            move_people([step.old], step.new, decision.since)
    refresh_owners({into, *units}, on=on)
    return change


def _like(old: Body, there: Sequence[Body]) -> Body:
    """Return the body that does in the new unit what this one did; raises ReorganisationRefused where none can."""
    same = [body for body in there if body.kind == old.kind]
    named = [body for body in same if fold(body.short_name) == fold(old.short_name)]
    if old.kind not in {BodyKind.AGENCY, BodyKind.OTHER, BodyKind.MASS_ORGANIZATION} and not named:
        near = _NEAREST.get(BodyKind(old.kind))
        named = same or [body for body in there if body.kind == near]
    found = named or [body for body in there if body.kind == BodyKind.GOVERNMENT]
    if not found:
        raise ReorganisationRefused(f"Đơn vị mới chưa có cơ quan nhận việc của {old.name}. Hãy khai cơ quan trước.")
    return found[0]
