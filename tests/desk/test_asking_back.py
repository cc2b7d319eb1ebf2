"""Asking the petitioner, from both sides of the counter: the office's page, the petitioner's page."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doithoai.accounts import receipts
from doithoai.petitions.enums import InformationState, PetitionState
from doithoai.petitions.models import InformationRequest
from tests.desk.test_petitions import case, signed_in
from tests.factories.organisations import Place, tan_lach
from tests.factories.petitions import petition

pytestmark = pytest.mark.django_db
SECRET = "lua-cau-nang-271"
ASKED = "Đoạn hỏng bắt đầu từ cống nào?"


@pytest.fixture
def place() -> Place:
    return tan_lach()


@pytest.fixture
def road(place):
    made = case(place, state=PetitionState.ASSIGNED, lead=place.economy)
    made.submitters.update(secret_hash=receipts.digest_of(SECRET, code=made.code))
    return made


def page_of(client: Client, name: str, *args: str) -> str:
    return " ".join(client.get(reverse(name, args=args)).content.decode().split())


def ask(client: Client, road, **changes: str):
    until = timezone.localdate() + timedelta(days=9)
    form = {"text": ASKED, "due_on": f"{until:%d/%m/%Y}", "once": "mot-lan"} | changes
    return client.post(reverse("desk:petition-ask", args=[road.code]), form)


def follower(road) -> Client:
    cache.clear()
    client = Client()
    client.post("/theo-doi/", {"code": road.code, "secret": SECRET})
    return client


def test_question_goes_out_once_and_comes_back_answered_with_a_file(place, road):
    agency, citizen = signed_in(place, "economy_officer"), follower(road)
    assert "không làm dừng thời hạn" in page_of(agency, "desk:petition-ask", road.code)

    ask(agency, road)
    ask(agency, road)  # the browser sent it twice
    question = InformationRequest.objects.get()
    assert question.body == place.economy
    assert ASKED in page_of(citizen, "portal:follow-petition")
    photo = SimpleUploadedFile("cong.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40, content_type="image/png")
    answered = citizen.post(
        reverse("portal:follow-question", args=[question.key]),
        {"text": "Từ cống số 3.", "attachments": [photo], "once": "hai"},
        follow=True,
    )

    assert "Đã nhận câu trả lời của bạn." in answered.content.decode()
    assert "Từ cống số 3." in page_of(agency, "desk:petition", road.code)
    assert [row.from_citizen for row in road.attachments.all()] == [True]


def test_what_is_wrong_is_said_and_what_was_typed_stays(place, road):
    office = signed_in(place, "anna")

    refused = ask(office, road, due_on=f"{timezone.localdate():%d/%m/%Y}").content.decode()

    assert "không ở sau hôm nay" in refused
    assert ASKED in refused
    assert not InformationRequest.objects.exists()


def test_office_types_the_answer_or_takes_the_question_back(place, road):
    office = signed_in(place, "anna")
    ask(office, road)
    question = InformationRequest.objects.get()
    office.post(
        reverse("desk:petition-ask-answer", args=[road.code, question.key]), {"text": "Cống số 3.", "once": "b"}
    )
    ask(office, road, text="Đường rộng bao nhiêu?", once="c")
    other = InformationRequest.objects.get(state=InformationState.OPEN)

    office.post(reverse("desk:petition-ask-withdraw", args=[road.code, other.key]))

    page = page_of(office, "desk:petition", road.code)
    assert "Anna ghi" in page
    assert "Đã rút câu hỏi" in page
    assert "Cống số 3." in page


@pytest.mark.parametrize("state", InformationState.values)
def test_question_shows_on_the_petition_however_it_stands(place, road, state):
    office = signed_in(place, "anna")
    ask(office, road)
    today = timezone.localdate()
    said = {"answer": "Cống số 3.", "answered_on": today} if state == InformationState.ANSWERED else {}
    InformationRequest.objects.update(state=state, ended_on=today, **said)

    page = page_of(office, "desk:petition", road.code)

    assert str(InformationState(state).label) in page


def test_past_its_day_the_page_says_that_the_matter_goes_on_and_still_takes_the_answer(place, road):
    ask(signed_in(place, "anna"), road)
    InformationRequest.objects.update(due_on=timezone.localdate() - timedelta(days=1))

    page = page_of(follower(road), "portal:follow-petition")

    assert "việc vẫn tiếp tục; bạn vẫn trả lời được" in page
    assert "Trả lời câu hỏi" in page


def test_others_neither_read_nor_answer_somebodys_question(place, road):
    ask(signed_in(place, "anna"), road)
    question = InformationRequest.objects.get()
    other = case_of_somebody_else(place, road)

    statuses = [
        follower(other).get(reverse("portal:follow-question", args=[question.key])).status_code,
        Client().get(reverse("portal:follow-question", args=[question.key])).status_code,
        signed_in(place, "culture_officer").get(reverse("desk:petition-ask", args=[road.code])).status_code,
        signed_in(place, "front_person").get(reverse("desk:petition-ask", args=[road.code])).status_code,
    ]

    assert statuses == [404, 302, 404, 403]


def case_of_somebody_else(place, road):
    made = petition(place, road.dialogue, text="Việc khác hẳn.", received_on=timezone.localdate())
    made.submitters.update(secret_hash=receipts.digest_of(SECRET, code=made.code))
    return made
