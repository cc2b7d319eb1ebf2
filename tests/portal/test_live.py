"""The live page of the public: what runs, what was settled, asking and supporting; nothing of anybody's own."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from doithoai.petitions.enums import Field
from doithoai.petitions.enums import Outcome as Kind
from doithoai.portal.live_part import forget
from doithoai.proceedings import services
from doithoai.proceedings.enums import QuestionState
from doithoai.proceedings.errors import QuestionDecided
from doithoai.proceedings.models import Question, Speech, Support
from doithoai.proceedings.services import Decision
from tests.factories import conference
from tests.factories.conference import MORNING
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    forget()


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def running(place):
    made = conference.in_session(place)
    conference.run_to(made, 4, place)
    return made


def _page(running, reader=None):
    forget()
    return (reader or Client()).get(reverse("portal:live", args=[running.code])).content.decode()


def _ask(running, text="Bao giờ có nước sạch?", reader=None, **more):
    url = reverse("portal:live-ask", args=[running.code])
    return (reader or Client()).post(url, {"text": text, **more})


def test_turn_is_called_by_its_field_until_somebody_checked_a_title(place, running):
    petition = conference.petition(running, "Ông Nguyễn Văn Lộ, số 12, lấn đường")
    petition.field = Field.TRANSPORT
    petition.save(update_fields=["field"])
    by = place.actor(place.anna)
    turn = services.add_turn(dialogue=running, petition=petition, speaker="Bà Trần Thị Kín", by=by)

    before = _page(running)
    services.name_for_public(speech=turn, public_title="Lấn chiếm lòng đường", by=by)
    after = _page(running)

    assert "Giao thông" in before
    assert "Lấn chiếm lòng đường" in after
    for secret in ("Lộ", "số 12", "Kín", petition.text):
        assert secret not in before + after


def test_each_outcome_appears_as_it_is_recorded(place, running):
    by = place.actor(place.anna)
    petition = conference.petition(running, lead=place.economy)
    turn = services.add_turn(dialogue=running, petition=petition, by=by)
    services.name_for_public(speech=turn, public_title="Đường thôn hỏng", by=by)
    services.start_turn(turn=turn, at=MORNING, by=by)
    decision = Decision(kind=Kind.TAKEN_UP, body=place.economy, note="Giao ông Bảy kiểm tra")
    services.record_outcome(petition=petition, decision=decision, at=MORNING, by=by)

    page = _page(running)

    assert "Đường thôn hỏng" in page.split("Kết quả từng việc")[1]
    assert place.economy.short_name in page
    assert "ông Bảy" not in page  # the direction in the host's words waits for its check


def test_asked_question_waits_unseen_and_joins_the_one_list_once_read(place, running):
    by = place.actor(place.anna)
    services.add_turn(dialogue=running, speaker="Người dân giơ tay", by=by)
    reader = Client()
    _ask(running, "Nhà bà Kín chưa có nước", reader=reader, place="thôn Bến Trên")
    waiting = _page(running)

    question = services.list_question(
        question=Question.objects.get(), public_title="Nước sạch thôn Bến Trên", at=MORNING, by=by
    )
    listed = _page(running)
    mine = reader.get(reverse("portal:live-ask", args=[running.code])).content.decode()

    assert "Kín" not in waiting + listed
    assert "Nước sạch thôn Bến Trên" in listed
    assert [row.order for row in Speech.objects.order_by("order")] == [1, 2]
    assert question.speech.petition.at_conference
    assert question.speech.petition.code in mine


def test_question_that_is_not_put_up_keeps_its_reason_for_who_asked(place, running):
    reader = Client()
    _ask(running, reader=reader)
    services.hide_question(question=Question.objects.get(), because="off_topic", at=MORNING, by=place.actor(place.anna))

    mine = reader.get(reverse("portal:live-ask", args=[running.code])).content.decode()
    other = Client().get(reverse("portal:live-ask", args=[running.code])).content.decode()

    assert "Không thuộc nội dung cuộc đối thoại" in mine
    assert "Bao giờ có nước sạch" not in other
    assert Speech.objects.count() == 0


def test_form_sent_twice_asks_once(running):
    reader = Client()
    page = reader.get(reverse("portal:live-ask", args=[running.code])).context["form"]

    for _ in range(2):
        _ask(running, reader=reader, once=page["once"].value())

    assert Question.objects.count() == 1


def test_browser_supports_a_matter_once_and_two_matters_show_no_common_visitor(place, running):
    by = place.actor(place.anna)
    turns = [services.add_turn(dialogue=running, speaker="Người dân", by=by) for _ in range(2)]
    for number, turn in enumerate(turns):
        services.name_for_public(speech=turn, public_title=f"Việc {number}", by=by)
    reader = Client()

    for turn in (turns[0], turns[0], turns[1]):
        reader.post(reverse("portal:live-support", args=[running.code, turn.key]))
    Client().post(reverse("portal:live-support", args=[running.code, turns[0].key]))

    rows = list(Support.objects.order_by("pk").values_list("speech", "browser"))
    assert [speech for speech, _ in rows] == [turns[0].pk, turns[1].pk, turns[0].pk]
    assert len({browser for _, browser in rows}) == 3
    assert '<span class="cnt">2</span>' in _page(running)


def test_support_sent_by_another_site_counts_nothing(place, running):
    by = place.actor(place.anna)
    turn = services.add_turn(dialogue=running, speaker="Người dân", by=by)
    services.name_for_public(speech=turn, public_title="Việc", by=by)

    Client().post(
        reverse("portal:live-support", args=[running.code, turn.key]), headers={"Origin": "https://khac.example"}
    )

    assert Support.objects.count() == 0


def test_question_is_decided_once(place, running):
    _ask(running)
    question, by = Question.objects.get(), place.actor(place.anna)
    services.hide_question(question=question, because="off_topic", at=MORNING, by=by)

    with pytest.raises(QuestionDecided):
        services.list_question(question=question, public_title="", at=MORNING, by=by)

    question.refresh_from_db()
    assert question.state == QuestionState.HIDDEN


def test_page_that_asks_gets_nothing_while_nothing_is_new(place, running):
    url = reverse("portal:live", args=[running.code])
    number = _page(running).split('data-so="')[1].split('"')[0]

    same = Client().get(url, {"dau": number}, headers={"HX-Request": "true"})
    services.add_turn(dialogue=running, speaker="Người dân", by=place.actor(place.anna))
    forget()
    new = Client().get(url, {"dau": number}, headers={"HX-Request": "true"})

    assert (same.status_code, new.status_code) == (204, 200)
    assert new.content.decode().startswith('<div id="console"')


@time_machine.travel(MORNING)
def test_secretary_puts_a_question_on_the_list_from_the_console(client, place, running):
    _ask(running)
    client.force_login(place.anna)
    question = Question.objects.get()

    page = client.get(reverse("hall:secretary", args=[running.code])).content.decode()
    client.post(
        reverse("hall:question", args=[running.code, question.key]),
        {"viec": "dua-vao", "ten": "Nước sạch", "ve": "thu-ky"},
    )

    assert "Bao giờ có nước sạch?" in page
    assert "Nước sạch" in _page(running)


def test_page_of_a_conference_nobody_announced_is_not_found(place):
    from tests.factories import dialogues  # noqa: PLC0415 -- one test only

    hidden = dialogues.dialogue(place)

    assert Client().get(reverse("portal:live", args=[hidden.code])).status_code == 404
