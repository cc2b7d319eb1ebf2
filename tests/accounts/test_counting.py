"""Several numbers in one question, the same as asked one by one."""

import pytest

from doithoai.accounts.counting import counted
from doithoai.dialogues.models import Dialogue
from doithoai.organisations.models import Body, Unit
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db


def test_numbers_come_in_their_order_with_one_query(django_assert_num_queries):
    place = tan_lach()
    rows = [
        Unit.objects.filter(pk=place.unit.pk),
        Dialogue.objects.all(),
        Body.objects.select_related("unit").filter(unit__name=place.unit.name).order_by("name"),
        Body.objects.order_by().values("unit").distinct(),
        Body.objects.order_by("pk")[:2],
        Body.objects.filter(pk__in=[]),
    ]
    asked = [one.count() for one in rows]

    with django_assert_num_queries(1):
        found = counted(*rows)

    assert found == asked
    assert (found[0], found[4], found[5]) == (1, 2, 0)
