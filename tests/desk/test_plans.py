"""The yearly plan on the screen: who sees it, who writes it, what a refusal looks like."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from doithoai.dialogues.models import AnnualPlan, PlannedDialogue
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


@pytest.fixture
def place():
    return tan_lach()


def line(place, client, **more):
    values = {"post": place.chair.pk, "type": "periodic", "planned_on": f"15/12/{YEAR}", "topic": "Nước sạch", **more}
    return client.post(reverse("desk:plan-add", args=[YEAR]), values)


def test_clerk_plans_approves_and_changes_with_a_reason(client, place):
    client.force_login(place.anna)
    line(place, client)
    client.post(
        reverse("desk:plan-approve", args=[YEAR]),
        {"number": "03/KH-UBND", "approved_on": f"12/1/{YEAR}", "decided_by": place.chair.pk},
    )
    planned = PlannedDialogue.objects.get()

    refused = client.post(reverse("desk:plan-line", args=[planned.key]), {"planned_on": f"20/12/{YEAR}"})
    client.post(
        reverse("desk:plan-line", args=[planned.key]), {"planned_on": f"20/12/{YEAR}", "reason": "Trùng họp HĐND"}
    )
    planned.refresh_from_db()

    assert "Lý do điều chỉnh" in refused.content.decode()
    assert planned.planned_on == date(YEAR, 12, 20)
    board = client.get(reverse("desk:plans")).content.decode()
    assert "Trùng họp HĐND" in board
    assert "03/KH-UBND" in board
    assert AnnualPlan.objects.get().decided_by == place.chair


def test_double_click_plans_once(client, place):
    client.force_login(place.anna)
    for _ in range(2):
        line(place, client, once="same-token")

    assert PlannedDialogue.objects.count() == 1


def test_day_of_another_year_is_refused_with_the_input_kept(client, place):
    client.force_login(place.anna)

    page = line(place, client, planned_on=f"15/1/{YEAR + 1}").content.decode()

    assert "Ngày dự kiến phải nằm trong năm của kế hoạch." in page
    assert 'value="Nước sạch"' in page


@pytest.mark.parametrize(
    ("who", "see", "write"),
    [("anna", 200, 200), ("administrator", 200, 200), ("economy_officer", 200, 403), ("front_person", 200, 403)],
)
def test_everyone_of_the_unit_sees_the_board_and_some_write(client, place, who, see, write):
    client.force_login(getattr(place, who))

    seen = client.get(reverse("desk:plans")).status_code
    written = client.get(reverse("desk:plan-add", args=[YEAR])).status_code

    assert (seen, written) == (see, write)


def test_stranger_does_not_see_the_units_board(client, place):
    client.force_login(place.carla)

    assert client.get(reverse("desk:plans"), {"don-vi": "TL"}).status_code == 404
