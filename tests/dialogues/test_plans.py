"""The yearly plan: what each post owes, has planned, has held; changes after approval keep their reason."""

from datetime import date

import pytest

from doithoai.dialogues import queries, services
from doithoai.dialogues.enums import DialogueState, DialogueType
from doithoai.dialogues.errors import (
    LineNotOpen,
    OutsideTheYear,
    PlanAlreadyApproved,
    PlanEmpty,
    PlanIncomplete,
    ReasonMissing,
)
from doithoai.journal import queries as journal
from doithoai.obligations import queries as obligations
from tests.factories import dialogues
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
ON = date(2026, 1, 12)


@pytest.fixture
def place():
    return tan_lach()


def plan(place, post, day=date(2026, 8, 20), **more):
    return services.plan_dialogue(
        unit=place.unit, year=day.year, post=post, planned_on=day, on=ON, by=place.actor(place.anna), **more
    )


def approve(place, line):
    return services.approve_plan(
        plan=line.plan, number="03/KH-UBND", approved_on=ON, on=ON, by=place.actor(place.chair_person)
    )


def test_each_post_owes_one_and_only_the_planned_one_is_planned(place):
    plan(place, place.chair)

    rows = queries.year_of_hosts(place.unit, 2026, on=ON)

    figures = [(row.post, row.owed, len(row.planned), len(row.held), row.shortfall, row.unplanned) for row in rows]
    assert figures == [(place.party_head, 1, 0, 0, 1, 1), (place.chair, 1, 1, 0, 1, 0)]


def test_held_periodic_dialogue_settles_the_post_a_thematic_one_does_not(place):
    dialogues.dialogue(place, state=DialogueState.HELD, type=DialogueType.THEMATIC)
    after_thematic = queries.year_of_hosts(place.unit, 2026, on=ON)[1]
    dialogues.dialogue(place, state=DialogueState.HELD, code="TL-2026-02")
    after_periodic = queries.year_of_hosts(place.unit, 2026, on=ON)[1]

    assert (after_thematic.shortfall, after_periodic.shortfall, len(after_periodic.held)) == (1, 0, 2)


def test_board_asks_the_same_queries_for_one_and_for_three_dialogues(place, django_assert_num_queries):
    dialogues.dialogue(place)
    with django_assert_num_queries(5):
        queries.year_of_hosts(place.unit, 2026, on=ON)
    dialogues.dialogue(place, code="TL-2026-02")
    dialogues.dialogue(place, code="TL-2026-03")
    with django_assert_num_queries(5):
        queries.year_of_hosts(place.unit, 2026, on=ON)


def test_approved_plan_meets_the_yearly_duty(place):
    approve(place, plan(place, place.chair))

    duty = obligations.duties_of_unit(place.unit.key).get(rule="HP-13.1-annual-plan", met_on=ON)
    assert duty.status == "met"


def test_plan_is_approved_once_and_not_empty(place):
    line = plan(place, place.chair)
    approve(place, line)
    with pytest.raises(PlanAlreadyApproved):
        approve(place, line)
    other = plan(place, place.chair, date(2027, 8, 20))
    services.drop_line(line=other, on=ON, by=place.actor(place.anna))

    with pytest.raises(PlanEmpty):
        approve(place, other)


def test_change_of_an_approved_plan_needs_a_reason_and_keeps_it(place):
    line = plan(place, place.chair)
    approve(place, line)
    by = place.actor(place.anna)
    with pytest.raises(ReasonMissing):
        services.move_line(line=line, planned_on=date(2026, 9, 10), on=ON, by=by)

    services.move_line(line=line, planned_on=date(2026, 9, 10), reason="Trùng kỳ họp HĐND", on=ON, by=by)

    change = line.plan.changes.get()
    assert (change.reason, change.changed_by) == ("Trùng kỳ họp HĐND", place.anna)
    kinds = [fact.kind for fact in journal.facts_of(f"unit:{place.unit.key}")]
    assert kinds == ["annual_plan_drafted", "annual_plan_approved", "annual_plan_changed"]


def test_refused_change_changes_nothing(place):
    line = plan(place, place.chair)
    approve(place, line)

    with pytest.raises(ReasonMissing):
        services.drop_line(line=line, reason="  ", on=ON, by=place.actor(place.anna))
    line.refresh_from_db()

    assert line.dropped_at is None


def test_line_belongs_to_its_year_and_a_dropped_one_is_closed(place):
    with pytest.raises(OutsideTheYear):
        services.plan_dialogue(
            unit=place.unit,
            year=2026,
            post=place.chair,
            planned_on=date(2027, 1, 2),
            on=ON,
            by=place.actor(place.anna),
        )
    line = plan(place, place.chair)
    services.drop_line(line=line, on=ON, by=place.actor(place.anna))

    with pytest.raises(LineNotOpen):
        services.move_line(line=line, planned_on=date(2026, 9, 10), on=ON, by=place.actor(place.anna))


def test_line_opens_one_dialogue(place):
    line = plan(place, place.chair)
    dialogues.open_dialogue(place, planned=line)

    with pytest.raises(LineNotOpen):
        dialogues.open_dialogue(place, planned=line)


def test_conference_plan_is_not_approved_while_a_field_is_empty(place):
    made = dialogues.open_dialogue(place, topic="", participants="")

    with pytest.raises(PlanIncomplete) as refusal:
        services.approve_conference_plan(
            dialogue=made, number="41/KH-UBND", approved_on=ON, on=ON, by=place.actor(place.anna)
        )

    assert str(refusal.value) == (
        "Kế hoạch còn thiếu: Nội dung, Thành phần tham gia, Phân công cơ quan phối hợp. Hãy bổ sung rồi phê duyệt."
    )


def test_approved_conference_plan_meets_its_duty(place):
    made = dialogues.open_dialogue(place)
    by, on = place.actor(place.anna), date(2026, 7, 28)
    services.assign_task(dialogue=made, body=place.economy, what="Báo cáo giao thông", on=on, by=by)
    services.approve_conference_plan(dialogue=made, number="41/KH-UBND", approved_on=on, on=on, by=by)

    assert obligations.timeline_of_dialogue(made.key).get(rule="HP-8.1-plan").status == "met"


def test_briefing_keeps_only_items_that_the_regulation_knows(place):
    made = dialogues.open_dialogue(place)
    services.prepare_briefing(
        dialogue=made,
        items=["socio_economic", "invented"],
        text="Thu ngân sách",
        on=ON,
        by=place.actor(place.anna),
    )
    made.refresh_from_db()

    assert made.briefing_items == "socio_economic"
