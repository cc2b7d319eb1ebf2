"""The queue: registered speakers first in their order, one at a time."""

from datetime import timedelta

import pytest

from doithoai.journal import queries as journal
from doithoai.petitions.enums import IntakeChannel
from doithoai.petitions.services import Opinion
from doithoai.proceedings import services
from doithoai.proceedings.errors import NoStepRuns, ReasonMissing, TurnOver
from doithoai.proceedings.models import Speech
from doithoai.proceedings.queries.running import running_turn, turn_at_hand, waiting_turns
from doithoai.regulations.facts import SpeechGiven
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
    """A conference in the step in which the people speak, three of whom registered out of order."""
    made = conference.announced(place)
    for order in (2, 1, None):
        conference.registration(made, order=order)
    services.open_session(dialogue=made, at=MORNING, by=host, reason="Thử")
    conference.run_to(made, 4, place)
    made.refresh_from_db()
    return made


def test_registered_speakers_wait_in_the_order_of_the_list(running):
    orders = [turn.registration.speaking_order for turn in waiting_turns(running)]

    assert orders == [1, 2, None]


def test_a_walk_in_comes_after_those_who_registered(running, host):
    walk_in = services.add_turn(dialogue=running, speaker="Người dân thôn Bến Trên", by=host)

    assert list(waiting_turns(running))[-1] == walk_in


def test_calling_the_next_ends_the_one_before(running, host):
    first = services.next_turn(dialogue=running, at=MORNING, by=host)
    second = services.next_turn(dialogue=running, at=MORNING + timedelta(minutes=4), by=host)

    first.refresh_from_db()
    assert first.ended_at == MORNING + timedelta(minutes=4)
    assert running_turn(running) == second
    given = [fact.speech for fact in journal.facts_of(running.stream) if isinstance(fact, SpeechGiven)]
    assert given == [first.key]


def test_calling_with_nobody_waiting_leaves_the_speaker_on(running, host):
    for _ in range(3):
        last = services.next_turn(dialogue=running, at=MORNING, by=host)

    assert services.next_turn(dialogue=running, at=MORNING, by=host) is None
    assert running_turn(running) == last


def test_giving_the_floor_twice_gives_it_once(running, host):
    turn = waiting_turns(running).first()
    for minute in (0, 1):
        services.start_turn(turn=turn, at=MORNING + timedelta(minutes=minute), by=host)

    turn.refresh_from_db()
    assert turn.started_at == MORNING


def test_nobody_speaks_before_the_first_step(place, host):
    made = conference.announced(place)
    conference.registration(made)
    services.open_session(dialogue=made, at=MORNING, by=host, reason="Thử")

    with pytest.raises(NoStepRuns):
        services.next_turn(dialogue=made, at=MORNING, by=host)


def test_somebody_absent_is_passed_over_and_may_come_back(running, host):
    turn = waiting_turns(running).first()

    services.skip_turn(turn=turn, at=MORNING, by=host)
    assert turn not in waiting_turns(running)

    services.put_turn_back(turn=turn, by=host)
    assert list(waiting_turns(running))[-1] == turn


def test_who_has_spoken_is_not_called_again(running, host):
    turn = services.next_turn(dialogue=running, at=MORNING, by=host)
    services.end_turn(turn=turn, at=MORNING, by=host)

    with pytest.raises(TurnOver):
        services.start_turn(turn=turn, at=MORNING, by=host)


def test_a_turn_moves_up_one_place(running, host):
    first, second, third = waiting_turns(running)

    services.move_turn(turn=second, up=True, by=host)

    assert list(waiting_turns(running)) == [second, first, third]


def test_the_first_stays_first_when_moved_up(running, host):
    first, *rest = waiting_turns(running)

    services.move_turn(turn=first, up=True, by=host)

    assert list(waiting_turns(running)) == [first, *rest]


def test_room_stays_with_the_last_speaker_until_the_next_is_called(running, host):
    turn = services.next_turn(dialogue=running, at=MORNING, by=host)

    services.end_turn(turn=turn, at=MORNING, by=host)

    assert turn_at_hand(running) == turn


def test_speaker_is_named_by_place_and_never_by_name(running, host, place):
    petition = conference.petition(running, place="thôn Bến Trên")
    registration = conference.registration(running, name="Lê Văn Thử", petition_code=petition.code)

    services.receive_participant(registration=registration, at=MORNING, by=host)

    turn = Speech.objects.get(registration=registration)
    assert (turn.speaker, turn.petition) == ("Người dân thôn Bến Trên", petition)


def test_answer_in_the_room_is_kept_with_who_gave_it(running, host, place):
    petition = conference.petition(running)

    answer = services.note_answer(
        petition=petition,
        answered_by="Trưởng phòng Kinh tế",
        text="Sẽ dặm vá trước 30/8.",
        body=place.economy,
        at=MORNING,
        by=host,
    )

    assert (answer.body, answer.summary, answer.step.number) == (place.economy, "Sẽ dặm vá trước 30/8.", 4)
    assert answer not in waiting_turns(running)


def test_answer_without_words_is_no_answer(running, host):
    with pytest.raises(ReasonMissing):
        services.note_answer(
            petition=conference.petition(running), answered_by="Chủ trì", text=" ", at=MORNING, by=host
        )


def _opinion(text="Kênh tiêu thôn Bến Trên bị tắc, nước ngập vườn.", place="thôn Bến Trên"):
    return Opinion(text=text, place=place, channel=IntakeChannel.AT_CONFERENCE, received_on=HELD)


def test_petition_raised_in_the_room_belongs_to_the_turn_that_raised_it(running, host):
    turn = services.next_turn(dialogue=running, at=MORNING, by=host)

    _, received = services.raise_in_room(dialogue=running, opinion=_opinion(), turn=turn, on=HELD, by=host)

    turn.refresh_from_db()
    assert turn.petition == received.petition
    assert received.petition.at_conference


def test_written_petition_gets_a_turn_of_its_own_once(running, host):
    for _ in range(2):
        turn, received = services.raise_in_room(dialogue=running, opinion=_opinion(), on=HELD, by=host)

    assert list(Speech.objects.filter(petition=received.petition)) == [turn]
    assert turn.speaker == "Người dân thôn Bến Trên"


def test_points_take_turns_and_the_one_that_spoke_least_comes_first(place):
    made = conference.in_session(place)
    conference.run_to(made, 4, place)
    by, main = place.actor(place.anna), made.venue_points.get()
    far = made.venue_points.create(name="Nhà văn hóa thôn Bến Trên")
    hall = [services.add_turn(dialogue=made, speaker=f"H{n}", venue_point=main, by=by) for n in range(4)]
    linked = [services.add_turn(dialogue=made, speaker=f"B{n}", venue_point=far, by=by) for n in range(2)]
    services.start_turn(turn=hall[0], at=conference.MORNING, by=by)

    shared = services.share_among_points(dialogue=made, by=by)

    assert [turn.speaker for turn in shared] == ["B0", "H1", "B1", "H2", "H3"]
    assert services.next_turn(dialogue=made, at=conference.MORNING, by=by) == linked[0]
