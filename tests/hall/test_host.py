"""The host's console: one key an outcome, the date at once, a second click that shows what stands."""

import pytest
from django.urls import reverse
from django.utils import timezone

from doithoai.petitions.enums import Outcome as Kind
from doithoai.proceedings import services
from doithoai.proceedings.models import Outcome, Speech
from doithoai.proceedings.queries.running import running_step, running_turn
from doithoai.proceedings.services import Decision
from tests.factories import conference
from tests.factories.conference import MORNING
from tests.factories.organisations import Place, tan_lach

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return tan_lach()


@pytest.fixture
def running(place):
    made = conference.in_session(place)
    conference.run_to(made, 4, place)
    return made


@pytest.fixture
def road(running, place):
    petition = conference.petition(running, lead=place.economy)
    by = place.actor(place.chair_person)
    turn = services.add_turn(dialogue=running, petition=petition, by=by)
    services.start_turn(turn=turn, at=MORNING, by=by)
    return petition


@pytest.fixture
def host(client, place):
    client.force_login(place.chair_person)
    return client


def _press(client, petition, kind, **more):
    url = reverse("hall:press", args=[petition.dialogue.code, petition.code])
    return client.post(url, {"ket_qua": kind} | more, follow=True)


def _text(response):
    return response.content.decode()


def test_console_shows_who_speaks_about_what(host, road, running):
    page = _text(host.get(reverse("hall:host", args=[running.code])))

    assert road.title in page
    assert "Người dân thôn Cầu Đá" in page


def test_key_two_records_and_shows_what_is_due_by_which_article(host, road, place):
    page = _text(_press(host, road, "taken_up"))

    assert Outcome.objects.get(petition=road).body == place.economy
    assert "Điều 10" in page
    assert "Hoàn tác" in page


def test_key_that_needs_a_reason_goes_on_to_the_form(host, road):
    page = _text(_press(host, road, "declined"))

    assert not Outcome.objects.filter(petition=road).exists()
    assert "Ghi kết quả" in page


def test_form_without_the_reason_keeps_the_choice_and_says_what_to_do(host, road, running):
    url = reverse("hall:outcome", args=[running.code, road.code])

    page = _text(host.post(url, {"kind": "declined", "note": ""}))

    assert "Hãy ghi lý do không tiếp thu" in page
    assert not Outcome.objects.filter(petition=road).exists()


def test_second_console_sees_what_stands_instead_of_an_error(host, road, place):
    by = place.actor(place.anna)
    services.record_outcome(petition=road, decision=Decision(kind=Kind.ESCALATED), at=MORNING, by=by)

    response = _press(host, road, "answered")

    assert response.status_code == 200
    assert "đã có kết quả" in _text(response)
    assert Outcome.objects.get(petition=road).kind == Kind.ESCALATED


def test_double_click_on_a_key_is_one_outcome(host, road):
    for _ in range(2):
        _press(host, road, "taken_up")

    assert Outcome.objects.filter(petition=road).count() == 1


def test_undo_takes_the_key_back(host, road, running):
    _press(host, road, "taken_up")

    host.post(reverse("hall:undo", args=[running.code, road.code]))

    assert not Outcome.objects.filter(petition=road, is_current=True).exists()


def test_changing_asks_for_the_reason(host, road, running):
    _press(host, road, "taken_up")
    url = reverse("hall:outcome", args=[running.code, road.code])

    page = _text(host.post(url, {"kind": "escalated", "note": "Vượt thẩm quyền"}))

    assert "Lý do đổi kết quả" in page
    assert Outcome.objects.get(petition=road, is_current=True).kind == Kind.TAKEN_UP


def test_next_calls_the_next_speaker(host, road, running, place):
    second = services.add_turn(dialogue=running, speaker="Người dân", by=place.actor(place.anna))

    host.post(reverse("hall:turn-next", args=[running.code]))

    assert running_turn(running) == second


def test_one_click_moves_to_the_next_step(host, running):
    host.post(reverse("hall:step", args=[running.code, 5]))

    assert running_step(running).number == 5


def test_step_out_of_order_is_refused_in_words(host, running):
    response = host.post(
        reverse("hall:step", args=[running.code, 7]), follow=True, headers={"referer": "http://testserver/hoi-truong/"}
    )

    assert running_step(running).number == 4
    assert response.redirect_chain


def test_console_asks_whether_anything_is_new_and_gets_nothing(host, road, running):
    url = reverse("hall:host", args=[running.code])
    stamp = host.get(url).context["stamp"]

    same = host.get(url, {"dau": stamp}, headers={"HX-Request": "true"})
    services.end_turn(turn=Speech.objects.get(petition=road), at=MORNING, by=running.opened_by.actor())
    new = host.get(url, {"dau": stamp}, headers={"HX-Request": "true"})

    assert (same.status_code, new.status_code) == (204, 200)


def test_bulk_takes_up_what_was_not_reached(host, running, place):
    left = [conference.petition(running, lead=place.culture) for _ in range(2)]

    page = _text(host.post(reverse("hall:left-dispose", args=[running.code]), {"viec": "tiep-thu"}, follow=True))

    assert Outcome.objects.filter(petition__in=left, kind=Kind.TAKEN_UP).count() == 2
    assert "Đã ghi kết quả cho 2 kiến nghị" in page


def test_petition_raised_in_the_room_gives_a_receipt(host, place):
    running = conference.in_session(place, conference_on=timezone.localdate())
    data = {"text": "Kênh tiêu bị tắc, nước ngập vườn.", "place": "thôn Bến Trên", "reply_channel": "counter"}

    page = _text(host.post(reverse("hall:raised", args=[running.code]), data))

    assert "từ bí mật" in page
    assert running.petitions.get().at_conference


def test_list_reads_with_the_same_queries_for_one_and_three(host, running, place, django_assert_num_queries):
    url = reverse("hall:left", args=[running.code])
    conference.petition(running, lead=place.economy)
    with django_assert_num_queries(9) as first:
        host.get(url)
    for _ in range(2):
        conference.petition(running, lead=place.economy)

    with django_assert_num_queries(len(first)):
        host.get(url)


@pytest.mark.parametrize(
    ("regulation", "warned"),
    [("gia-lai-553@2017-03-14", True), ("hai-phong-1155@2023-10-20", False)],
)
def test_agency_that_answers_where_only_the_host_may_is_recorded_with_a_warning(client, place, regulation, warned):
    running = conference.in_session(place, instruments=regulation)
    conference.run_to(running, 4, place)
    petition = conference.petition(running, lead=place.economy)
    conference.approved_answer(petition, place.economy)
    client.force_login(place.chair_person)

    page = _text(_press(client, petition, Kind.ANSWERED))

    assert Outcome.objects.get(petition=petition, is_current=True).body == place.economy
    assert ("Ở cấp này chủ trì tự trả lời (Điều 6 khoản 1 gạch 3)" in page) == warned
