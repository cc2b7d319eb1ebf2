"""Who has spoken may speak again, at once or in a second round; who interposes comes first; so the minutes say."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from doithoai.dialogues.enums import LinkToArea
from doithoai.dialogues.models import Registration
from doithoai.petitions.enums import Outcome as Kind
from doithoai.proceedings import services
from doithoai.proceedings.errors import NotInSession, TurnOver
from doithoai.proceedings.models import MinutesEntry, Speech
from doithoai.proceedings.queries.minutes import minutes_draft, phrases_of
from doithoai.proceedings.queries.running import waiting_turns
from doithoai.proceedings.services import Decision
from doithoai.proceedings.services.minutes_paper import minutes_paper
from tests.factories import conference
from tests.factories.conference import MORNING
from tests.factories.dialogues import HELD
from tests.factories.organisations import Place, tan_lach

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return tan_lach()


@pytest.fixture
def host(place):
    return place.actor(place.chair_person)


@pytest.fixture
def running(place, host):
    """Two people registered to speak, the first about a road; the step in which they speak runs."""
    made = conference.announced(place)
    road = conference.petition(made, "Đường thôn Cầu Đá hỏng", lead=place.economy)
    conference.registration(made, order=1, petition_code=road.code)
    conference.registration(made, order=2)
    services.open_session(dialogue=made, at=MORNING, by=host, reason="Thử")
    conference.run_to(made, 4, place)
    made.refresh_from_db()
    return made


def _speaks(dialogue, host, minute):
    return services.next_turn(dialogue=dialogue, at=MORNING + timedelta(minutes=minute), by=host)


def _ends(turn, host, minute):
    return services.end_turn(turn=turn, at=MORNING + timedelta(minutes=minute), by=host)


def test_reply_comes_before_all_who_wait_and_a_second_round_after_them(running, host):
    first = _ends(_speaks(running, host, 0), host, 3)

    reply = services.speak_again(turn=first, at_once=True, by=host)
    assert waiting_turns(running).first() == reply
    assert (reply.petition, reply.speaker, reply.registration) == (first.petition, first.speaker, None)
    assert services.speak_again(turn=first, at_once=True, by=host) == reply, "a double click is one turn"

    assert _speaks(running, host, 4) == reply
    second_round = services.speak_again(turn=reply, at_once=False, by=host)
    assert list(waiting_turns(running))[-1] == second_round
    assert second_round.follows == first


def test_who_has_not_spoken_yet_cannot_speak_again(running, host):
    waits = waiting_turns(running).first()

    with pytest.raises(TurnOver):
        services.speak_again(turn=waits, at_once=True, by=host)
    assert Speech.objects.filter(follows__isnull=False).count() == 0


def test_nobody_speaks_again_once_the_conference_is_over(running, host, place):
    turn = _ends(_speaks(running, host, 0), host, 3)
    running.state = "held"
    running.save(update_fields=["state"])

    with pytest.raises(NotInSession):
        services.speak_again(turn=turn, at_once=True, by=host)


def test_whoever_is_let_interpose_speaks_next_and_the_others_keep_their_order(running, host):
    before = list(waiting_turns(running))

    interposes = services.add_turn(dialogue=running, speaker="Người dân thôn Đông", at_once=True, by=host)

    assert list(waiting_turns(running)) == [interposes, *before]


def test_minutes_give_each_turn_the_answers_that_followed_it_and_the_outcome_to_the_last(running, host, place):
    first = _speaks(running, host, 0)
    note = {"answered_by": "Trưởng phòng Kinh tế", "by": host, "body": place.economy, "petition": first.petition}
    services.note_answer(text="Đang khảo sát.", at=MORNING + timedelta(minutes=3), **note)
    _ends(first, host, 4)
    services.speak_again(turn=first, at_once=True, by=host)
    reply = _speaks(running, host, 5)
    services.note_answer(text="Vá tạm trước 30/8.", at=MORNING + timedelta(minutes=6), **note)
    _ends(reply, host, 7)
    services.record_outcome(
        petition=first.petition, decision=Decision(kind=Kind.TAKEN_UP, body=place.economy), at=MORNING, by=host
    )

    said = [one for one in minutes_draft(running).said if one.code]

    assert [[answer.summary for answer in one.answers] for one in said] == [["Đang khảo sát."], ["Vá tạm trước 30/8."]]
    assert [one.outcome is not None for one in said] == [False, True]
    assert MinutesEntry.objects.filter(text__contains="phát biểu thêm").count() == 1


def test_minutes_count_turns_and_minutes_by_group(running, host, place):
    Registration.objects.filter(speaking_order=1).update(link_to_area=LinkToArea.LIVE)
    first = _ends(_speaks(running, host, 0), host, 4)
    services.speak_again(turn=first, at_once=True, by=host)
    _ends(_speaks(running, host, 5), host, 7)
    services.add_turn(dialogue=running, speaker="Người dân thôn Đông", at_once=True, by=host)
    _ends(_speaks(running, host, 8), host, 9)

    groups = {one.tie: (one.turns, one.minutes) for one in minutes_draft(running).groups}
    assert groups == {"live": (2, 6), "": (1, 1)}

    paper = minutes_paper(running, on=HELD, secretary=place.minutes_person)
    [said] = [step.text for step in paper.steps if step.title == "Lượt phát biểu theo nhóm"]
    assert said == (
        "Người đang sống ở địa phương: 2 lượt, 6 phút. Người giơ tay tại chỗ hoặc hỏi qua mạng: 1 lượt, 1 phút."
    )


def test_phrases_are_the_units_own_frequent_remarks_before_the_common_ones(running, place):
    common = phrases_of(place.unit)
    by = place.actor(place.minutes_person)
    for text in ("Mời bà con uống nước.", "Mời bà con uống nước. ", "Chỉ nói một lần."):
        services.add_remark(dialogue=running, text=text, at=MORNING, by=by)
        services.add_remark(dialogue=running, text=common[0], at=MORNING, by=by)

    assert phrases_of(place.unit) == ["Mời bà con uống nước.", *common]


def test_buttons_of_the_queue_and_a_phrase_do_it_by_one_press(running, host, place):
    first = _ends(_speaks(running, host, 0), host, 3)
    chair, secretary = Client(), Client()
    chair.force_login(place.chair_person)
    secretary.force_login(place.minutes_person)

    page = chair.get(reverse("hall:host", args=[running.code])).content.decode()
    assert 'value="noi-tiep"' in page
    chair.post(reverse("hall:turn", args=[running.code, first.key]), {"viec": "noi-tiep", "ve": "chu-tri"})
    assert waiting_turns(running).first().follows == first

    phrase = phrases_of(place.unit)[2]
    assert phrase in secretary.get(reverse("hall:secretary", args=[running.code])).content.decode()
    secretary.post(reverse("hall:remark", args=[running.code]), {"text": phrase})
    assert MinutesEntry.objects.filter(text=phrase).count() == 1
