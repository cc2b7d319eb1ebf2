"""Every address of the hall refuses a stranger, and those whose work it is not."""

import pytest
from django.urls import reverse

from tests.factories import conference
from tests.factories.organisations import Place, tan_lach

pytestmark = pytest.mark.django_db

DESKS = ("host", "secretary", "reception", "projector", "left")
# Who sees which desk while the conference runs.
SEES = {
    "chair_person": {"host", "secretary", "reception", "projector", "left"},
    "minutes_person": {"host", "secretary", "reception", "projector", "left"},
    "anna": {"host", "secretary", "reception", "projector", "left"},
    "economy_officer": {"projector"},
    "front_person": {"projector"},
}
POSTS = (
    ("hall:step", (5,)),
    ("hall:turn-next", ()),
    ("hall:left-dispose", ()),
    ("hall:remark", ()),
)


@pytest.fixture
def place() -> Place:
    return tan_lach()


@pytest.fixture
def running(place):
    return conference.in_session(place)


@pytest.mark.parametrize("who", SEES)
def test_each_person_sees_the_desks_of_their_work(client, place, running, who):
    client.force_login(getattr(place, who))

    seen = {desk for desk in DESKS if client.get(reverse(f"hall:{desk}", args=[running.code])).status_code == 200}

    assert seen == SEES[who]


@pytest.mark.parametrize("desk", DESKS)
def test_stranger_does_not_learn_that_the_conference_exists(client, place, running, desk):
    client.force_login(place.carla)

    assert client.get(reverse(f"hall:{desk}", args=[running.code])).status_code == 404


@pytest.mark.parametrize("desk", DESKS)
def test_nobody_enters_without_signing_in(client, running, desk):
    response = client.get(reverse(f"hall:{desk}", args=[running.code]))

    assert (response.status_code, "dang-nhap" in response["Location"]) == (302, True)


@pytest.mark.parametrize(("name", "more"), POSTS)
def test_agency_presses_no_button_of_the_consoles(client, place, running, name, more):
    client.force_login(place.economy_officer)

    assert client.post(reverse(name, args=[running.code, *more])).status_code == 403
