"""Codes of petitions: TL-26-0312, one series per unit and year, without doubles."""

from datetime import date

from django.db import transaction

from doithoai.organisations.models import Unit
from doithoai.petitions.models import CodeCounter


@transaction.atomic
def next_codes(unit: Unit, count: int, *, on: date) -> list[str]:
    """Return the next codes of the unit's year; the counter stays locked until the caller's transaction ends.

    The year is that in which the office registers the petition, so that a late slip gets a new number.
    """
    CodeCounter.objects.get_or_create(unit=unit, year=on.year)
    # Lock what is counted: two clerks may register at the same moment.
    counter = CodeCounter.objects.select_for_update().get(unit=unit, year=on.year)
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    return [f"{unit.code}-{on.year % 100:02d}-{number:04d}" for number in range(first, first + count)]
