"""The minutes fill themselves; the secretary adds; two signatures lock them."""

from datetime import timedelta

import pytest

from doithoai.documents.enums import DocumentState
from doithoai.journal import queries as journal
from doithoai.petitions.enums import Outcome as Kind
from doithoai.proceedings import services
from doithoai.proceedings.enums import EntryKind
from doithoai.proceedings.errors import MinutesLocked, MinutesNotReady, PageUnsigned, ReasonMissing
from doithoai.proceedings.models import MinutesEntry
from doithoai.proceedings.queries.minutes import minutes_draft
from doithoai.proceedings.services import Decision
from doithoai.regulations.facts import MinutesSigned
from tests.factories import conference
from tests.factories.conference import MORNING
from tests.factories.dialogues import HELD, at
from tests.factories.organisations import Place, tan_lach

pytestmark = pytest.mark.django_db
NOON = at(HELD, 12)


@pytest.fixture
def place() -> Place:
    return tan_lach()


@pytest.fixture
def host(place):
    return place.actor(place.chair_person)


@pytest.fixture
def secretary(place):
    return place.actor(place.minutes_person)


@pytest.fixture
def running(place):
    return conference.in_session(place)


def _answered_turn(running, host, place):
    conference.run_to(running, 4, place)
    road = conference.petition(running, at_conference=True)
    turn = services.add_turn(dialogue=running, petition=road, about="Đường lầy lội cả mùa mưa", by=host)
    services.start_turn(turn=turn, at=MORNING, by=host)
    services.record_outcome(
        petition=road, decision=Decision(kind=Kind.ANSWERED, note="Dặm vá trước 30/8."), at=MORNING, by=host
    )
    return road


def test_minutes_hold_who_spoke_what_was_answered_and_decided(running, host, place):
    road = _answered_turn(running, host, place)

    (said,) = minutes_draft(running).said

    assert (said.speaker, said.text, said.code) == ("Người dân thôn Cầu Đá", "Đường lầy lội cả mùa mưa", road.code)
    assert said.outcome.note == "Dặm vá trước 30/8."


def test_petition_disposed_of_without_a_speech_is_in_the_minutes_too(running, host, place):
    conference.run_to(running, 3, place)
    collected = conference.petition(running, lead=place.economy)
    services.take_up_the_rest(dialogue=running, at=MORNING, by=host)

    assert [row.petition for row in minutes_draft(running).disposed_without_speech] == [collected]


def test_draft_reads_with_the_same_queries_however_long_the_conference(running, host, place, django_assert_num_queries):
    _answered_turn(running, host, place)
    with django_assert_num_queries(8):
        minutes_draft(running)
    for _ in range(3):
        turn = services.add_turn(dialogue=running, petition=conference.petition(running), by=host)
        services.start_turn(turn=turn, at=MORNING, by=host)

    with django_assert_num_queries(8):
        minutes_draft(running)


def test_remark_stands_in_the_step_in_which_it_was_made(running, host, secretary, place):
    conference.run_to(running, 2, place)

    services.add_remark(dialogue=running, text="Mất điện 3 phút", at=MORNING + timedelta(minutes=5), by=secretary)

    steps = minutes_draft(running).steps
    assert [[entry.text for entry in held.remarks] for held in steps[:2]] == [[], ["Mất điện 3 phút"]]


def test_correction_takes_the_place_of_the_line_and_keeps_it(running, secretary, place):
    conference.run_to(running, 1, place)
    wrong = services.add_remark(dialogue=running, text="Có 120 đại biểu", at=MORNING, by=secretary)

    services.correct_entry(entry=wrong, text="Có 128 đại biểu", by=secretary)

    held = minutes_draft(running).steps[0]
    assert [entry.text for entry in held.remarks] == ["Có 128 đại biểu"]
    assert MinutesEntry.objects.filter(text="Có 120 đại biểu").exists()


def test_empty_remark_is_refused(running, secretary):
    with pytest.raises(ReasonMissing):
        services.add_remark(dialogue=running, text="  ", at=MORNING, by=secretary)


def test_minutes_are_not_signed_while_the_conference_runs(running, secretary):
    with pytest.raises(MinutesNotReady):
        services.sign_minutes_as_secretary(dialogue=running, at=NOON, by=secretary)


@pytest.fixture
def signed_by_secretary(place, secretary):
    over = conference.held(place)
    return services.sign_minutes_as_secretary(dialogue=over, at=NOON, by=secretary)


def test_signed_minutes_keep_the_whole_text(signed_by_secretary):
    assert "Chủ trì: Chủ tịch Thử" in signed_by_secretary.text
    assert "Nhân dân phát biểu" in signed_by_secretary.text


def test_nothing_is_added_once_the_secretary_signed(signed_by_secretary, secretary):
    with pytest.raises(MinutesLocked):
        services.add_remark(dialogue=signed_by_secretary.dialogue, text="Quên", at=NOON, by=secretary)


def test_host_sends_the_minutes_back_and_the_secretary_goes_on(signed_by_secretary, secretary, host):
    services.send_minutes_back(page=signed_by_secretary, reason="Thiếu ý kiến thôn Bến Trên", at=NOON, by=host)

    added = services.add_remark(dialogue=signed_by_secretary.dialogue, text="Bổ sung", at=NOON, by=secretary)

    assert added.kind == EntryKind.REMARK


def test_both_signatures_lock_and_number_the_minutes(signed_by_secretary, host):
    for _ in range(2):
        page = services.sign_minutes_as_host(page=signed_by_secretary, at=NOON, by=host)

    page.document.refresh_from_db()
    facts = journal.facts_of(page.dialogue.stream)
    assert page.document.state == DocumentState.SIGNED
    assert [fact for fact in facts if isinstance(fact, MinutesSigned)] == [
        MinutesSigned(on=HELD, dialogue=page.dialogue.key, page=1)
    ]
    with pytest.raises(MinutesLocked):
        services.send_minutes_back(page=page, reason="Muộn", at=NOON, by=host)


def test_correction_page_waits_for_the_first_to_be_signed(signed_by_secretary, secretary):
    with pytest.raises(PageUnsigned):
        services.write_correction_page(
            dialogue=signed_by_secretary.dialogue, text="Sửa tên thôn", at=NOON, by=secretary
        )


def test_correction_is_a_new_signed_page(signed_by_secretary, secretary, host):
    services.sign_minutes_as_host(page=signed_by_secretary, at=NOON, by=host)

    page = services.write_correction_page(
        dialogue=signed_by_secretary.dialogue, text="Sửa tên thôn", at=NOON, by=secretary
    )
    services.sign_minutes_as_host(page=page, at=NOON, by=host)

    facts = journal.facts_of(page.dialogue.stream)
    assert [fact.page for fact in facts if isinstance(fact, MinutesSigned)] == [1, 2]
