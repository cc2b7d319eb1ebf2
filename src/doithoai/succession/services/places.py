"""Places that are merged, divided or called otherwise; and the list of places itself."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.organisations.enums import PlaceKind, SuccessionKind, SuccessionOf
from doithoai.organisations.models import Place, Reorganisation, Unit
from doithoai.organisations.queries.places import spoken
from doithoai.succession.errors import ReorganisationRefused
from doithoai.succession.services.decisions import (
    Decision,
    Step,
    check_heirs,
    check_numbers,
    check_standing,
    linked,
    written,
)


@transaction.atomic
def add_places(*, unit: Unit, names: Iterable[str], kind: PlaceKind = PlaceKind.HAMLET, since: date) -> list[Place]:
    """Enter the unit's places under their names; one that stands already stays as it is. Returns those added.

    A list of names decides nothing, so it leaves no fact; what becomes of a place does.
    """
    added = []
    for name in names:
        shown = one_line(name)[:120]
        if shown and not _standing(unit, shown):
            added.append(
                Place.objects.create(unit=unit, kind=kind, name=shown, folded=spoken(shown)[:120], valid_from=since)
            )
    return added


def _standing(unit: Unit, name: str) -> Place | None:
    return Place.objects.filter(unit=unit, folded=spoken(name)[:120], valid_to=None).first()


@transaction.atomic
def reorganise_places(
    *,
    unit: Unit,
    kind: SuccessionKind,
    olds: Sequence[Place],
    news: Sequence[str],
    decision: Decision,
    batch: str = "",
    on: date,
    by: Actor,
) -> Reorganisation:
    """Let places of the unit go on under other names from a day; the first new name leads (statistics count there).

    A new name that stands already (and does not end here) is that place; any other is entered. A merged place may
    keep one of the old names: it is a new place all the same. Raises ReorganisationRefused.
    """
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    olds = list(Place.objects.select_for_update(of=("self",)).filter(pk__in=[old.pk for old in olds]).order_by("pk"))
    names = [shown for name in news if (shown := one_line(name)[:120])]
    check_numbers(kind, len(olds), len(names))
    if any(old.unit_id != unit.pk for old in olds):
        raise ReorganisationRefused(f"Địa bàn không thuộc {unit.name}. Hãy làm ở trang của đơn vị đó.")
    if len({spoken(name) for name in names}) != len(names):
        raise ReorganisationRefused("Một tên mới được ghi hai lần. Hãy bỏ bớt một lần.")
    if kind == SuccessionKind.RENAME and olds[0].name == names[0]:
        raise ReorganisationRefused("Tên mới giống hệt tên cũ. Hãy ghi tên mới.")
    check_standing(olds, decision.since, of="place")
    change = written(unit=unit, of=SuccessionOf.PLACE, kind=kind, decision=decision, batch=batch, on=on, by=by)
    ending = {old.pk for old in olds}
    steps: list[Step] = []
    heirs = [(name, there) for name in names if (there := _standing(unit, name)) is None or there.pk not in ending]
    check_heirs([there for _, there in heirs if there is not None], decision.since)
    # End the old ones first: a merged place may take one of their names.
    Place.objects.filter(pk__in=ending).update(valid_to=decision.since)
    for number, name in enumerate(names):
        there = next((known for told, known in heirs if told == name), None)
        new = there or Place.objects.create(
            unit=unit, kind=olds[0].kind, name=name, folded=spoken(name)[:120], valid_from=decision.since
        )
        steps += [Step(old, new, number == 0, there is None) for old in olds]
    linked(change, "place", steps or [Step(old, None) for old in olds], on=on, by=by)
    return change
