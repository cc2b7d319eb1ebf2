"""Who is not on the follow page rates and reopens by way of an officer."""

import pytest
from django.urls import reverse

from doithoai.dialogues.enums import DialogueState
from doithoai.petitions.enums import PetitionState
from tests.desk.test_petitions import signed_in
from tests.factories.follow_up import followed, matter
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def row(place):
    return matter(place, followed(place), state=PetitionState.REPLIED)


def rate(client, row, **changes):
    form = {"stars": "2", "way": "sms", "once": "a"} | changes
    return client.post(reverse("desk:petition-rate", args=[row.code]), form)


def test_office_writes_down_the_rating_from_the_page_once(place, row):
    office = signed_in(place, "anna")
    page = office.get(reverse("desk:petition", args=[row.code])).content.decode()
    assert reverse("desk:petition-rate", args=[row.code]) in page

    for _ in range(2):
        rate(office, row)

    row.refresh_from_db()
    history = office.get(reverse("desk:petition", args=[row.code])).content.decode()
    assert row.stars == 2
    assert history.count("Người gửi đánh giá 2 sao") == 1


def test_nothing_is_taken_for_granted(place, row):
    refused = rate(signed_in(place, "anna"), row, stars="").content.decode()

    row.refresh_from_db()
    assert "Chọn một mức." in refused
    assert row.stars is None


@pytest.mark.parametrize("name", ["economy_head", "front_person", "chair_person", "mass_person"])
def test_whoever_is_rated_or_watches_writes_no_rating(place, row, name):
    assert rate(signed_in(place, name), row).status_code in {403, 404}


@pytest.mark.parametrize(
    ("state", "dialogue_state", "status"),
    [
        (PetitionState.REPLIED, DialogueState.FOLLOWING_UP, 200),
        (PetitionState.CLOSED, DialogueState.CLOSED, 200),
        (PetitionState.IN_RESOLUTION, DialogueState.FOLLOWING_UP, 403),
        (PetitionState.REOPENED, DialogueState.FOLLOWING_UP, 403),
        (PetitionState.CLOSED, DialogueState.ARCHIVED, 403),
    ],
)
def test_only_what_stands_answered_is_rated(place, state, dialogue_state, status):
    made = matter(place, followed(place, state=dialogue_state), state=state)

    found = signed_in(place, "anna").get(reverse("desk:petition-rate", args=[made.code]))

    assert found.status_code == status


def test_office_reopens_for_the_petitioner_until_the_right_is_used_up(place, row):
    office, address = signed_in(place, "anna"), reverse("desk:petition-reopen", args=[row.code])
    for number in range(2):
        office.post(address, {"reason": "Vẫn hỏng.", "from_citizen": "on", "once": str(number)})
        type(row).objects.filter(pk=row.pk).update(state=PetitionState.REPLIED)

    refused = office.post(address, {"reason": "Vẫn hỏng.", "from_citizen": "on", "once": "c"}).content.decode()
    allowed = office.post(address, {"reason": "Vẫn hỏng.", "once": "d"})

    assert "theo yêu cầu của người dân" in refused
    assert allowed.status_code == 302
