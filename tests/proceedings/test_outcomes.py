"""One outcome for each petition; a second click shows what stands."""

import pytest

from doithoai.dialogues.enums import DialogueState
from doithoai.journal import queries as journal
from doithoai.obligations import queries as obligations
from doithoai.petitions.enums import Outcome as Kind
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.services import moving
from doithoai.proceedings import services
from doithoai.proceedings.errors import (
    BodyMissing,
    GroundUnknown,
    NotInSession,
    OutcomeFixed,
    OutcomeMissing,
    OutcomeStands,
    PetitionSetAside,
    WordsMissing,
)
from doithoai.proceedings.models import Outcome
from doithoai.proceedings.queries.running import petitions_without_outcome, tally_of
from doithoai.proceedings.services import Decision
from doithoai.regulations.facts import OutcomeChanged, OutcomeRecorded
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
def running(place):
    return conference.in_session(place)


@pytest.fixture
def road(running, place):
    return conference.petition(running, lead=place.economy)


def _press(petition, by, kind=Kind.ANSWERED, *, reason="", **said):
    said.setdefault("note", "Đã trả lời tại chỗ")
    return services.record_outcome(
        petition=petition, decision=Decision(kind=kind, **said), at=MORNING, by=by, reason=reason
    )


def _facts(of, *kinds):
    return [fact for fact in journal.facts_of(of.stream) if isinstance(fact, kinds)]


@pytest.mark.parametrize(
    ("kind", "state", "word"),
    [
        (Kind.ANSWERED, PetitionState.ANSWERED_AT_CONFERENCE, "answered_at_conference"),
        (Kind.TAKEN_UP, PetitionState.TAKEN_UP, "taken_up"),
        (Kind.DECLINED, PetitionState.DECLINED, "declined"),
        (Kind.TRANSFERRED, PetitionState.TRANSFERRED, "transferred"),
        (Kind.ESCALATED, PetitionState.ESCALATED, "escalated"),
    ],
)
def test_one_press_records_the_outcome(running, road, host, place, kind, state, word):
    body = place.economy if kind in {Kind.TAKEN_UP, Kind.TRANSFERRED} else None

    _press(road, host, kind, body=body)

    road.refresh_from_db()
    assert road.state == state
    assert [(fact.outcome, fact.body) for fact in _facts(running, OutcomeRecorded)] == [
        (word, body.key if body else "")
    ]


def test_taking_up_goes_to_the_agency_that_leads(running, road, host, place):
    outcome = _press(road, host, Kind.TAKEN_UP)

    assert outcome.body == place.economy


def test_taking_up_without_an_agency_asks_for_one(running, host):
    nobody_leads = conference.petition(running)

    with pytest.raises(BodyMissing):
        _press(nobody_leads, host, Kind.TAKEN_UP)


def test_what_the_agency_owes_is_there_at_once(running, road, host, place):
    _press(road, host, Kind.TAKEN_UP)

    owed = obligations.duties_of_petition(road.key).filter(rule="HP-10.2-report-host")
    assert [(duty.body, duty.citation) for duty in owed] == [(place.economy.key, "Điều 10 khoản 2")]


def test_prepared_answer_becomes_the_answer_given(running, road, host, place):
    conference.approved_answer(road, place.economy, "Dặm vá tạm trước 30/8.")

    outcome = _press(road, host, Kind.ANSWERED, note="")

    assert (outcome.note, outcome.answered_by) == ("Dặm vá tạm trước 30/8.", place.economy.short_name)


def test_declining_needs_words(road, host):
    with pytest.raises(WordsMissing):
        _press(road, host, Kind.DECLINED, note=" ")


def test_declining_takes_only_a_ground_of_the_regulation(road, host):
    with pytest.raises(GroundUnknown):
        _press(road, host, Kind.DECLINED, ground="khong_thich")


def test_double_click_is_one_outcome(running, road, host):
    first = _press(road, host)
    second = _press(road, host)

    assert second == first
    assert len(_facts(running, OutcomeRecorded)) == 1


def test_second_console_is_told_what_stands(road, host, place):
    _press(road, host)

    with pytest.raises(OutcomeStands, match=r"Trả lời tại hội nghị.*Chủ tịch Thử ghi lúc"):
        _press(road, place.actor(place.anna), Kind.ESCALATED)


def test_changing_with_a_reason_keeps_both(running, road, host):
    _press(road, host)

    _press(road, host, Kind.ESCALATED, reason="Vượt thẩm quyền của xã")

    rows = Outcome.objects.filter(petition=road).order_by("pk")
    assert [(row.kind, row.is_current, row.change_reason) for row in rows] == [
        ("answered", False, ""),
        ("escalated", True, "Vượt thẩm quyền của xã"),
    ]
    assert [fact.outcome for fact in _facts(running, OutcomeRecorded, OutcomeChanged)] == [
        "answered_at_conference",
        "escalated",
    ]


def test_undo_takes_the_outcome_back_from_petition_and_law(running, road, host):
    before = road.state
    _press(road, host)

    services.undo_outcome(petition=road, at=MORNING, by=host)

    road.refresh_from_db()
    assert road.state == before
    assert _facts(running, OutcomeRecorded) == []
    assert list(petitions_without_outcome(running)) == [road]


def test_undoing_a_change_brings_the_former_outcome_back(running, road, host):
    _press(road, host)
    _press(road, host, Kind.ESCALATED, reason="Nhầm")

    stands = services.undo_outcome(petition=road, at=MORNING, by=host)

    road.refresh_from_db()
    assert (stands.kind, stands.is_current, road.state) == ("answered", True, PetitionState.ANSWERED_AT_CONFERENCE)


def test_undo_then_another_press_is_recorded_anew(running, road, host):
    _press(road, host)
    services.undo_outcome(petition=road, at=MORNING, by=host)

    _press(road, host, Kind.ESCALATED)

    assert [fact.outcome for fact in _facts(running, OutcomeRecorded)] == ["escalated"]


def test_there_is_nothing_to_undo_twice(road, host):
    _press(road, host)
    services.undo_outcome(petition=road, at=MORNING, by=host)

    with pytest.raises(OutcomeMissing):
        services.undo_outcome(petition=road, at=MORNING, by=host)


def test_merged_petition_has_no_outcome_of_its_own(running, road, host):
    other = conference.petition(running)
    moving.move(other, PetitionState.MERGED, merged_into=road)

    with pytest.raises(PetitionSetAside):
        _press(other, host)


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        (DialogueState.ANNOUNCED, NotInSession),
        (DialogueState.CONCLUDED, OutcomeFixed),
        (DialogueState.FOLLOWING_UP, OutcomeFixed),
    ],
)
def test_outcomes_belong_to_the_conference(running, road, host, state, refusal):
    running.state = state
    running.save(update_fields=["state"])

    with pytest.raises(refusal):
        _press(road, host)


def test_petition_collected_but_not_reached_is_disposed_of_after_the_conference(place, host):
    over = conference.held(place)
    late = conference.petition(over, lead=place.economy)

    _press(late, host, Kind.TAKEN_UP)

    assert list(petitions_without_outcome(over)) == []


def test_the_rest_is_taken_up_by_the_agencies_that_lead(running, host, place):
    led = [conference.petition(running, lead=body) for body in (place.economy, place.culture)]
    orphan = conference.petition(running)

    bulk = services.take_up_the_rest(dialogue=running, at=MORNING, by=host)

    assert (bulk.done, bulk.left) == (2, (orphan,))
    assert [petition.outcomes.get().body for petition in led] == [place.economy, place.culture]


def test_report_answers_only_what_has_an_approved_answer(running, host, place):
    answered = conference.petition(running, lead=place.economy)
    conference.approved_answer(answered, place.economy)
    unanswered = conference.petition(running, lead=place.economy)

    bulk = services.answer_with_the_report(dialogue=running, at=MORNING, by=host)

    assert (bulk.done, bulk.left) == (1, (unanswered,))


def test_tally_adds_up(running, host, place):
    petitions = [conference.petition(running, lead=place.economy) for _ in range(3)]
    _press(petitions[0], host)
    _press(petitions[1], host, Kind.TAKEN_UP)

    tally = tally_of(running)

    assert (tally.raised, tally.settled, tally.open) == (3, 2, 1)
    assert sum(tally.by_outcome.values()) == tally.settled


def test_outcome_is_dated_by_the_day_of_the_conference(running, road, host):
    _press(road, host)

    assert [fact.on for fact in _facts(running, OutcomeRecorded)] == [HELD]
