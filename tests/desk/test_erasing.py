"""The office decides on a request to be forgotten: who may, what the page tells, nothing by one careless click."""

import pytest
from django.urls import reverse
from django.utils import timezone

from doithoai.dialogues.enums import DialogueState
from doithoai.petitions.enums import ErasureState
from doithoai.petitions.models import ErasureRequest
from doithoai.petitions.services import ask_erasure
from tests.factories.dialogues import dialogue
from tests.factories.organisations import Place, tan_lach
from tests.factories.petitions import NAMED, petition

pytestmark = pytest.mark.django_db
PEOPLE = (
    "anna",
    "ben",
    "carla",
    "chair_person",
    "minutes_person",
    "economy_officer",
    "economy_head",
    "front_person",
    "mass_person",
    "upper_person",
    "administrator",
)


@pytest.fixture
def place() -> Place:
    return tan_lach()


def asked_for(place: Place, state: DialogueState = DialogueState.PREPARING) -> ErasureRequest:
    row = petition(place, dialogue(place, state=state), details=NAMED, lead=place.economy)
    return ask_erasure(submitter=row.submitters.get(), on=timezone.localdate(), by=place.actor(place.anna))


def address(asked: ErasureRequest) -> str:
    return reverse("desk:petition-erase", args=[asked.submitter.petition.code, asked.key])


@pytest.mark.parametrize("state", [DialogueState.PREPARING, DialogueState.FOLLOWING_UP, DialogueState.ARCHIVED])
def test_only_the_host_office_decides_before_and_after_also_when_it_is_archived(client, place, state):
    asked = asked_for(place, state)
    opened = {}

    for name in PEOPLE:
        client.force_login(getattr(place, name))
        opened[name] = client.get(address(asked)).status_code

    assert {name for name, status in opened.items() if status == 200} == {"anna"}
    assert set(opened.values()) <= {200, 403, 404}


def test_erasing_needs_the_tick_and_refusing_a_ground(client, place):
    asked = asked_for(place)
    client.force_login(place.anna)

    pages = [client.post(address(asked), {"viec": one}).content.decode() for one in ("xoa", "tu-choi")]

    asked.refresh_from_db()
    assert asked.state == ErasureState.ASKED
    assert "Xóa rồi không lấy lại được." in pages[0]
    assert "Chưa chọn lý do từ chối." in pages[1]


def test_page_tells_what_goes_and_what_stays_and_then_that_it_is_done(client, place):
    asked = asked_for(place)
    client.force_login(place.anna)
    listed = client.get(reverse("desk:erasures")).content.decode()
    before = client.get(address(asked)).content.decode()

    client.post(address(asked), {"viec": "xoa", "da-doc": "1"})
    after = client.get(address(asked)).content.decode()
    case = client.get(reverse("desk:petition", args=[asked.submitter.petition.code])).content.decode()

    assert asked.submitter.code in listed
    assert "Sẽ xóa" in before
    assert "Pháp luật buộc giữ" in before
    assert NAMED.full_name not in before
    assert "Sẽ xóa" not in after
    assert "Đã xóa dữ liệu cá nhân của người gửi" in case
    assert "Xem trong 5 phút" not in case


def test_asking_at_the_counter_leads_to_the_decision(client, place):
    row = petition(place, dialogue(place), details=NAMED)
    client.force_login(place.anna)

    answer = client.post(reverse("desk:petition-erasure-ask", args=[row.code]), {"ai": row.code})

    made = ErasureRequest.objects.get()
    assert (answer.url, made.asked_by) == (address(made), place.anna)


def test_list_shows_no_other_office_s_requests(client, place):
    asked = asked_for(place)
    client.force_login(place.carla)

    page = client.get(reverse("desk:erasures")).content.decode()

    assert asked.submitter.code not in page


def test_my_work_speaks_of_requests_only_while_one_waits(client, place):
    words = "yêu cầu xóa dữ liệu cá nhân"
    client.force_login(place.anna)
    assert words not in client.get(reverse("desk:my-work")).content.decode()

    asked_for(place)

    assert f"Quyết định 1 {words}" in client.get(reverse("desk:my-work")).content.decode()
