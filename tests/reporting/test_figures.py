"""Every figure is a list of cases; answered is not resolved; what was sent stays as it was."""

from datetime import date

import pytest

from doithoai.dialogues.enums import DialogueState, DialogueType
from doithoai.documents.papers import Signer
from doithoai.journal import queries as journal
from doithoai.journal import services as recording
from doithoai.obligations import services as obligations
from doithoai.petitions.enums import Outcome, PetitionState, ReplyKind, Result
from doithoai.petitions.models import Reply
from doithoai.proceedings.models import Outcome as OutcomeRow
from doithoai.regulations.facts import ConferenceHeld
from doithoai.reporting import queries, services
from doithoai.reporting.errors import ReportSubmitted
from doithoai.reporting.queries import Counted
from tests.factories import dialogues, organisations, petitions

pytestmark = pytest.mark.django_db
ON = date(2026, 12, 1)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def place():
    return organisations.tan_lach()


def held(place, **values):
    made = dialogues.dialogue(place, state=DialogueState.FOLLOWING_UP, **values)
    day = values.get("conference_on", dialogues.HELD)
    recording.record(ConferenceHeld(on=day, dialogue=made.key), by=place.actor(place.anna))
    obligations.refresh(made.key, on=ON)
    return made


def settled(place, dialogue, kind, *, result="", replied=False, **values):
    made = petitions.petition(place, dialogue, state=PetitionState.REPLIED, **values)
    body = place.economy if kind in {Outcome.TAKEN_UP, Outcome.TRANSFERRED} else None
    OutcomeRow.objects.create(petition=made, kind=kind, note="Đã nghe", body=body, entry=1, recorded_by=place.anna)
    made.result = result
    made.save(update_fields=["result"])
    if replied:
        Reply.objects.create(
            petition=made,
            body=place.economy,
            kind=ReplyKind.FINAL,
            text="Đã sửa",
            signed_on=ON,
            signer="Trưởng phòng",
            sent_by=place.anna,
        )
    return made


def count(place, on=ON, days=YEAR):
    return queries.count_figures([place.unit], from_day=days[0], to_day=days[1], on=on)


def test_answered_in_writing_is_not_counted_as_resolved(place):
    dialogue = held(place)
    done = settled(place, dialogue, Outcome.TAKEN_UP, result=Result.RESOLVED, replied=True)
    told = settled(place, dialogue, Outcome.TAKEN_UP, result=Result.NO_FUNDS, replied=True)
    settled(place, dialogue, Outcome.ANSWERED)

    counted = count(place)

    assert counted["replied"].items == (done.key, told.key)
    assert counted["resolved"].items == (done.key,)
    assert (counted["petitions"].value, counted["entrusted"].value, counted.share("resolved")) == (3, 2, 50.0)


def test_outcomes_of_all_petitions_add_up(place):
    dialogue = held(place)
    for kind in (*Outcome, Outcome.ANSWERED):
        settled(place, dialogue, kind)

    counted = count(place)

    assert sum(counted[f"outcome_{kind}"].value for kind in Outcome) == counted["petitions"].value == 6


def test_merged_and_out_of_scope_petitions_are_not_counted_twice(place):
    dialogue = held(place)
    settled(place, dialogue, Outcome.ANSWERED)
    petitions.petition(place, dialogue, state=PetitionState.MERGED)
    petitions.petition(place, dialogue, state=PetitionState.OUT_OF_SCOPE)

    assert count(place)["petitions"].value == 1


@pytest.mark.parametrize(
    ("held_on", "counts"),
    [
        pytest.param(date(2026, 6, 29), 1, id="day before the last"),
        pytest.param(date(2026, 6, 30), 1, id="last day of the half-year"),
        pytest.param(date(2026, 7, 1), 0, id="day after"),
    ],
)
def test_conference_counts_in_the_half_year_in_which_it_was_held(place, held_on, counts):
    held(place, conference_on=held_on, opened_on=date(2026, 5, 4))

    assert count(place, days=queries.period_days("half_year", 2026))["held"].value == counts


def test_types_are_counted_apart(place):
    held(place)
    held(place, code="TL-2026-02", type=DialogueType.THEMATIC)

    counted = count(place)

    assert [counted[f"held_{kind}"].value for kind in DialogueType.values] == [1, 1, 0]


def test_conclusion_notice_not_issued_in_time_is_late_and_not_punctual(place):
    dialogue = held(place)

    counted = count(place)

    assert counted["conclusion_on_time"].items == ()
    assert any(name.startswith(f"{dialogue.stream}|HP-10.1a|") for name in counted["late_open"].items)


def test_number_of_queries_is_the_same_for_one_and_for_many(place, django_assert_num_queries):
    dialogue = held(place)
    settled(place, dialogue, Outcome.ANSWERED)
    with django_assert_num_queries(7):
        count(place)
    for _ in range(5):
        settled(place, dialogue, Outcome.TAKEN_UP, replied=True)
    with django_assert_num_queries(7):
        count(place)


def owed(place):
    return queries.reports_owed(place.unit, year=2026, on=ON)[-1]


def test_sent_report_keeps_its_figures_when_cases_change_later(place):
    dialogue = held(place)
    settled(place, dialogue, Outcome.TAKEN_UP, replied=True)
    row = owed(place)
    report = services.begin_report(unit=place.unit, rule=row.rule.id, year=2026, on=ON)

    sent = services.submit_report(report=report, signer=Signer(name="Thử"), on=ON, by=place.actor(place.anna))
    settled(place, dialogue, Outcome.ANSWERED)

    sent.refresh_from_db()
    assert Counted.thawed(sent.figures)["petitions"].value == 1
    assert sent.document.symbol.endswith("/BC-UBND")
    assert [fact.kind for fact in journal.facts_of(f"unit:{place.unit.key}")][-1] == "report_submitted"


def test_sending_twice_sends_once(place):
    row = owed(place)
    report = services.begin_report(unit=place.unit, rule=row.rule.id, year=2026, on=ON)
    services.submit_report(report=report, signer=Signer(name="Thử"), on=ON, by=place.actor(place.anna))

    with pytest.raises(ReportSubmitted):
        services.submit_report(report=report, signer=Signer(name="Thử"), on=ON, by=place.actor(place.anna))


def test_sending_meets_the_duty_in_time_on_its_last_day(place):
    obligations.refresh_unit(place.unit, on=ON)
    row = owed(place)
    report = services.begin_report(unit=place.unit, rule=row.rule.id, year=2026, on=ON)

    services.submit_report(report=report, signer=Signer(name="Thử"), on=row.duty.due_on, by=place.actor(place.anna))

    assert owed(place).duty.status == "met"


def test_oversight_counts_late_beside_what_was_done_in_time(place):
    held(place)

    loads = {load.body.key: load for load in queries.late_by_body([place.unit], on=ON)}

    office = loads[place.office.key]
    assert office.late > 0
    assert office.late <= office.open
    assert office.oldest_days > 0
