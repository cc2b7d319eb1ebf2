"""Opening and closing: the doors say what is missing, a second click changes nothing."""

from datetime import timedelta

import pytest

from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import DialogueHost, Override, Session
from doithoai.journal import queries as journal
from doithoai.proceedings import services
from doithoai.proceedings.errors import DoorShut, StepNotOptional, StepOutOfOrder, StepOver, StillOpen
from doithoai.proceedings.queries.doors import missing, opening_conditions
from doithoai.proceedings.queries.running import running_step
from doithoai.regulations.facts import (
    ConferenceHeld,
    ConferenceOpened,
    OverrideRecorded,
    PostQuotaCounted,
    StepEnded,
    StepStarted,
)
from tests.factories import conference, dialogues
from tests.factories.conference import MORNING, step
from tests.factories.dialogues import HELD, at
from tests.factories.organisations import Place, tan_lach

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return tan_lach()


@pytest.fixture
def host(place):
    return place.actor(place.chair_person)


def _facts(of, kind):
    return [fact for fact in journal.facts_of(of.stream) if isinstance(fact, kind)]


def _codes(of, on=HELD):
    return {condition.code for condition in missing(opening_conditions(of, on=on))}


def test_door_names_the_missing_secretary_by_its_article(place, host):
    ready = conference.announced(place)
    ready.secretary = None
    ready.save(update_fields=["secretary"])

    with pytest.raises(DoorShut, match=r"thư ký ghi biên bản \(Điều 9 khoản 1\)"):
        services.open_session(dialogue=ready, at=MORNING, by=host, reason="Vội")


def test_conference_that_was_not_announced_does_not_open(place, host):
    preparing = dialogues.dialogue(place)
    services.draft_programme(dialogue=preparing, by=place.actor(place.anna))

    with pytest.raises(DoorShut, match="được thông báo"):
        services.open_session(dialogue=preparing, at=MORNING, by=host, reason="Vội")


def test_extraordinary_conference_opens_without_prior_notice(place, host):
    urgent = dialogues.dialogue(place, type="extraordinary")

    assert "announced" not in _codes(urgent)


@pytest.mark.parametrize(("days", "shut"), [(-1, True), (0, False), (1, False)])
def test_session_opens_on_the_announced_day_or_later(place, days, shut):
    ready = conference.announced(place)

    assert ("day" in _codes(ready, on=HELD + timedelta(days=days))) == shut


def test_missing_programme_is_overridden_with_a_recorded_reason(place, host):
    ready = conference.announced(place)
    ready.programme_approved_on = None
    ready.save(update_fields=["programme_approved_on"])
    with pytest.raises(DoorShut):
        services.open_session(dialogue=ready, at=MORNING, by=host)

    services.open_session(dialogue=ready, at=MORNING, by=host, reason="Chủ trì duyệt miệng tại hội trường")

    assert Override.objects.filter(dialogue=ready, rule="HP-8.1-programme", door="open").count() == 1
    assert OverrideRecorded(on=HELD, dialogue=ready.key, rule="HP-8.1-programme", door="open") in _facts(
        ready, OverrideRecorded
    )


def test_opening_twice_is_one_opening(place, host):
    running = conference.in_session(place)

    services.open_session(dialogue=running, at=MORNING, by=host)

    assert _facts(running, ConferenceOpened) == [ConferenceOpened(on=HELD, dialogue=running.key)]


def test_starting_a_step_ends_the_one_before(place, host):
    running = conference.in_session(place)
    services.start_step(step=step(running, 1), at=MORNING, by=host)

    services.start_step(step=step(running, 2), at=MORNING + timedelta(minutes=12), by=host)

    assert step(running, 1).ended_at == MORNING + timedelta(minutes=12)
    assert running_step(running) == step(running, 2)
    assert [fact.step for fact in _facts(running, StepStarted)] == [1, 2]
    assert [fact.step for fact in _facts(running, StepEnded)] == [1]


def test_double_click_on_a_step_starts_it_once(place, host):
    running = conference.in_session(place)
    for minute in (0, 1):
        services.start_step(step=step(running, 1), at=MORNING + timedelta(minutes=minute), by=host)

    assert step(running, 1).started_at == MORNING
    assert len(_facts(running, StepStarted)) == 1


def test_step_waits_for_the_one_that_the_article_puts_first(place, host):
    running = conference.in_session(place)
    services.start_step(step=step(running, 1), at=MORNING, by=host)

    with pytest.raises(StepOutOfOrder, match=r"bước 2\."):
        services.start_step(step=step(running, 4), at=MORNING, by=host)


def test_optional_step_is_passed_over_without_a_word(place, host):
    running = conference.in_session(place)
    for number in (1, 2, 4):
        services.start_step(step=step(running, number), at=MORNING, by=host)

    assert running_step(running) == step(running, 4)


def test_ended_step_does_not_begin_again(place, host):
    running = conference.in_session(place)
    conference.run_to(running, 2, place)

    with pytest.raises(StepOver):
        services.start_step(step=step(running, 1), at=MORNING, by=host)


def test_mandatory_step_cannot_be_skipped_in_the_room(place, host):
    running = conference.in_session(place)

    with pytest.raises(StepNotOptional):
        services.skip_step(step=step(running, 4), reason="Hết giờ", at=MORNING, by=host)


def test_closing_names_the_steps_that_were_not_held(place, host):
    running = conference.in_session(place)
    conference.run_to(running, 4, place)

    with pytest.raises(StillOpen, match=r"bước 5\..*bước 7\."):
        services.close_conference(dialogue=running, present=[place.chair], at=MORNING, by=host)


def test_closing_waits_for_the_last_session(place, host):
    running = conference.in_session(place)
    conference.run_to(running, 7, place)
    tomorrow = HELD + timedelta(days=1)
    Session.objects.create(dialogue=running, starts_at=at(tomorrow, 8), ends_at=at(tomorrow, 11))

    with pytest.raises(StillOpen, match="phiên họp ngày 21/08/2026"):
        services.close_conference(dialogue=running, present=[place.chair], at=MORNING, by=host)


def test_closing_holds_the_conference_and_counts_for_the_post(place, host):
    closed = conference.held(place)

    counted = [fact for fact in journal.facts_of(f"unit:{place.unit.key}") if isinstance(fact, PostQuotaCounted)]
    assert (closed.state, closed.held_on) == (DialogueState.HELD, HELD)
    assert _facts(closed, ConferenceHeld) == [ConferenceHeld(on=HELD, dialogue=closed.key)]
    assert [(fact.post, fact.year) for fact in counted] == [(place.chair.key, 2026)]


def test_joint_host_who_stayed_away_is_not_counted(place, host):
    running = conference.in_session(place)
    DialogueHost.objects.create(dialogue=running, post=place.party_head, presides=False)
    conference.run_to(running, 7, place)

    services.close_conference(dialogue=running, present=[place.chair], at=MORNING, by=host)

    counted = [fact for fact in journal.facts_of(f"unit:{place.unit.key}") if isinstance(fact, PostQuotaCounted)]
    assert [fact.post for fact in counted] == [place.chair.key]


@pytest.mark.parametrize("kind", ["thematic", "extraordinary"])
def test_only_periodic_conferences_count(place, host, kind):
    conference.held(place, type=kind)

    assert not [fact for fact in journal.facts_of(f"unit:{place.unit.key}") if isinstance(fact, PostQuotaCounted)]


def test_closing_twice_holds_it_once(place, host):
    closed = conference.held(place)

    services.close_conference(dialogue=closed, present=[place.chair], at=MORNING, by=host)

    assert len(_facts(closed, ConferenceHeld)) == 1
