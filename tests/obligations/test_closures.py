"""Days off of one unit: its open dates move, other units' do not, and what was breached stays breached."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from doithoai.common.actors import Actor
from doithoai.journal import queries as chains
from doithoai.journal import services as journal
from doithoai.notices.models import Message
from doithoai.obligations import calendars, queries, services
from doithoai.obligations.errors import (
    ClosureKnown,
    ClosureLiftedBefore,
    ClosureRefused,
    ClosureWithoutDecision,
    MovesChanged,
)
from doithoai.obligations.models import Closure, Duty
from doithoai.organisations.models import Unit
from doithoai.regulations.facts import (
    ConclusionNoticeIssued,
    ConferenceHeld,
    ConferenceScheduled,
    DialogueClosed,
    DialogueOpened,
    NoticePublished,
    PetitionReceived,
)
from tests.factories import organisations
from tests.factories.closures import close, lift, wanted

pytestmark = pytest.mark.django_db
CLERK = Actor("clerk")
HELD_ON = date(2026, 10, 16)  # a Friday: the conclusion is due on Friday 30/10, ten working days later
DUE = date(2026, 10, 30)
ISSUE = "HP-10.1a"


@pytest.fixture
def place():
    return organisations.tan_lach()


def held(place, key="d1", *, unit=None, held_on=HELD_ON, happened=True):
    facts = [
        DialogueOpened(
            on=held_on - timedelta(days=28),
            dialogue=key,
            unit=(unit or place.unit).key,
            level="commune",
            type="periodic",
            form="in_person",
            host_role="government_head",
            host_post=place.chair.key,
            host_office=place.office.key,
            instruments="hai-phong-1155@2023-10-20",
        ),
        ConferenceScheduled(on=held_on - timedelta(days=28), dialogue=key, starts_on=held_on, ends_on=held_on),
    ]
    if happened:
        facts += [
            PetitionReceived(
                on=held_on, dialogue=key, petition=f"{key}p1", channel="at_conference", at_conference=True
            ),
            ConferenceHeld(on=held_on, dialogue=key),
        ]
    for fact in facts:
        journal.record(fact, by=CLERK)


def tell(fact, *, on):
    journal.record(fact, by=CLERK)
    services.refresh(fact.dialogue, on=on)


def conclusion(key="d1"):
    return queries.duties_of_dialogue(key).get(rule=ISSUE)


def rows():
    names = [field.name for field in Duty._meta.concrete_fields if field.name != "id"]
    return sorted(tuple(str(getattr(row, name)) for name in names) for row in Duty.objects.all())


def dates():
    return {
        (row.stream, row.rule, row.petition, row.body, row.post, row.position): (
            row.due_on,
            row.expected_on,
            row.status,
        )
        for row in Duty.objects.all()
    }


@pytest.mark.parametrize(
    ("first", "last", "due"),
    [
        pytest.param(date(2026, 10, 14), date(2026, 10, 15), DUE, id="before the conference"),
        pytest.param(HELD_ON, HELD_ON, DUE, id="on the day of the conference, which is not counted"),
        pytest.param(date(2026, 10, 17), date(2026, 10, 18), DUE, id="a weekend only, with nothing to close"),
        pytest.param(date(2026, 10, 19), date(2026, 10, 19), date(2026, 11, 2), id="the first day counted"),
        pytest.param(date(2026, 10, 28), date(2026, 10, 29), date(2026, 11, 3), id="two days in between"),
        pytest.param(DUE, DUE, date(2026, 11, 2), id="the last day"),
        pytest.param(DUE, date(2026, 11, 3), date(2026, 11, 4), id="the last day and those after the weekend"),
        pytest.param(date(2026, 11, 2), date(2026, 11, 3), DUE, id="after the last day"),
    ],
)
def test_the_last_day_waits_for_the_days_off(place, first, last, due):
    held(place)
    services.refresh("d1", on=date(2026, 10, 19))

    if first.weekday() == 5:
        with pytest.raises(ClosureKnown):
            close(place, first, last, decided=date(2026, 10, 13), on=date(2026, 10, 19))
    else:
        close(place, first, last, decided=date(2026, 10, 13), on=date(2026, 10, 19))

    assert conclusion().due_on == due


def test_another_unit_counts_as_before(place):
    other = organisations.unit("Xã Vĩnh Hòa", "VH", parent=place.province)
    held(place)
    held(place, "d2", unit=other)
    for key in ("d1", "d2"):
        services.refresh(key, on=date(2026, 10, 19))

    close(place, date(2026, 10, 28), date(2026, 10, 29), decided=date(2026, 10, 27), on=date(2026, 10, 27))

    assert (conclusion("d1").due_on, conclusion("d2").due_on) == (date(2026, 11, 3), DUE)


def test_a_decision_of_the_province_reaches_the_units_that_it_names_and_no_other(place):
    spared = organisations.unit("Xã Vĩnh Hòa", "VH", parent=place.province)
    held(place)
    held(place, "d2", unit=spared)
    for key in ("d1", "d2"):
        services.refresh(key, on=date(2026, 10, 19))

    close(
        place,
        date(2026, 10, 28),
        date(2026, 10, 29),
        decided=date(2026, 10, 27),
        on=date(2026, 10, 27),
        unit=place.province,
        units=[place.unit],
    )

    assert (conclusion("d1").due_on, conclusion("d2").due_on) == (date(2026, 11, 3), DUE)
    assert [fact.kind for fact in chains.facts_of(f"unit:{place.unit.key}")] == ["unit_closed"]


@pytest.mark.parametrize(
    ("decided", "due", "status"),
    [
        pytest.param(date(2026, 10, 29), date(2026, 11, 3), "due", id="decided the day before"),
        pytest.param(DUE, date(2026, 11, 3), "due", id="decided on the last day itself"),
        pytest.param(date(2026, 10, 31), DUE, "overdue", id="decided the day after: it was breached by then"),
    ],
)
def test_what_was_breached_when_the_closure_was_decided_stays_breached(place, decided, due, status):
    held(place)
    services.refresh("d1", on=date(2026, 11, 2))
    assert conclusion().status == "overdue"

    close(place, date(2026, 10, 29), DUE, decided=decided, on=date(2026, 11, 2))

    assert (conclusion().due_on, conclusion().status) == (due, status)


def test_what_was_done_late_before_a_later_decision_stays_done_late(place):
    held(place)
    tell(ConclusionNoticeIssued(on=date(2026, 11, 2), dialogue="d1"), on=date(2026, 11, 2))
    assert conclusion().status == "breached"

    close(place, date(2026, 10, 29), DUE, decided=date(2026, 11, 3), on=date(2026, 11, 3))

    assert (conclusion().due_on, conclusion().status) == (DUE, "breached")


def test_what_was_done_in_time_keeps_its_date(place):
    held(place)
    tell(ConclusionNoticeIssued(on=date(2026, 10, 26), dialogue="d1"), on=date(2026, 10, 26))

    close(place, date(2026, 10, 28), date(2026, 10, 29), decided=date(2026, 10, 27), on=date(2026, 10, 27))

    assert (conclusion().due_on, conclusion().status) == (DUE, "met")


def test_a_notice_in_time_is_not_made_late_by_a_storm_that_came_later(place):
    held(place, held_on=date(2026, 11, 20), happened=False)
    services.refresh("d1", on=date(2026, 10, 26))
    notice = queries.duties_of_dialogue("d1").get(rule="HP-8.1-notice")
    last = notice.due_on
    for channel in ("invitation", "radio", "newspaper", "portal", "posting", "other", "website", "television"):
        journal.record(NoticePublished(on=last, dialogue="d1", channel=channel, for_date=date(2026, 11, 20)), by=CLERK)
    services.refresh("d1", on=last)
    before = queries.duties_of_dialogue("d1").get(rule="HP-8.1-notice")

    after_notice = last + timedelta(days=1)
    close(place, date(2026, 11, 16), date(2026, 11, 17), decided=after_notice, on=after_notice)

    notice = queries.duties_of_dialogue("d1").get(rule="HP-8.1-notice")
    assert (notice.due_on, notice.status) == (last, before.status)


def test_an_open_notice_moves_forward_but_never_into_the_past(place):
    held(place, held_on=date(2026, 11, 20), happened=False)
    services.refresh("d1", on=date(2026, 10, 26))
    last = queries.duties_of_dialogue("d1").get(rule="HP-8.1-notice").due_on

    close(place, date(2026, 11, 16), date(2026, 11, 17), decided=date(2026, 10, 26), on=date(2026, 10, 26))
    moved = queries.duties_of_dialogue("d1").get(rule="HP-8.1-notice").due_on
    close(place, date(2026, 11, 18), date(2026, 11, 19), decided=moved, on=moved, number="16/TB-UBND")

    assert moved == calendars.calendar_of("").latest_before(date(2026, 11, 18), 7, "working_days") or moved < last
    assert queries.duties_of_dialogue("d1").get(rule="HP-8.1-notice").due_on == moved


def test_the_preview_is_what_then_moves(place):
    held(place)
    held(place, "d2", held_on=date(2026, 11, 12), happened=False)
    for key in ("d1", "d2"):
        services.refresh(key, on=date(2026, 10, 26))
    services.refresh_unit(place.unit, on=date(2026, 10, 26))
    asked = wanted(place, date(2026, 10, 28), date(2026, 10, 30), decided=date(2026, 10, 26))
    before = dates()

    shown = services.moves_of_closure(asked, on=date(2026, 10, 26))
    assert before == dates()  # to look changes nothing
    services.close_unit(wanted=asked, seen=shown.digest, on=date(2026, 10, 26), by=place.actor(place.anna))

    after = dates()
    changed = sorted(
        tuple(found[key][0] or found[key][1] for found in (before, after))
        for key in before
        if before[key] != after[key]
    )
    assert changed
    assert changed == sorted((row.from_on, row.to_on) for row in shown.rows)
    assert {row.before.rule for row in shown.open} >= {ISSUE}


def test_applying_is_refused_where_other_dates_would_move_than_were_shown(place):
    held(place)
    services.refresh("d1", on=date(2026, 10, 19))
    asked = wanted(place, date(2026, 10, 28), date(2026, 10, 29), decided=date(2026, 10, 27))
    shown = services.moves_of_closure(asked, on=date(2026, 10, 27)).digest
    tell(ConclusionNoticeIssued(on=date(2026, 10, 26), dialogue="d1"), on=date(2026, 10, 27))

    with pytest.raises(MovesChanged):
        services.close_unit(wanted=asked, seen=shown, on=date(2026, 10, 27), by=place.actor(place.anna))

    assert not Closure.objects.exists()
    assert calendars.calendar_of(place.unit.key).is_working(date(2026, 10, 28))


def test_a_rebuild_from_the_journal_gives_what_the_verbs_gave(place):
    other = organisations.unit("Xã Vĩnh Hòa", "VH", parent=place.province)
    held(place)
    held(place, "d2", unit=other)
    held(place, "d3", held_on=date(2026, 11, 12), happened=False)
    for key in ("d1", "d2", "d3"):
        services.refresh(key, on=date(2026, 10, 19))
    early = close(place, date(2026, 10, 22), date(2026, 10, 23), decided=date(2026, 10, 21), on=date(2026, 10, 21))
    lift(place, early, since=date(2026, 10, 23), on=date(2026, 10, 22))
    close(place, date(2026, 10, 29), DUE, decided=date(2026, 11, 5), on=date(2026, 11, 5))
    services.sweep(on=date(2026, 11, 6))
    for key in ("d1", "d2", "d3"):
        services.refresh(key, on=date(2026, 11, 6))
    for unit in Unit.objects.all():
        services.refresh_unit(unit, on=date(2026, 11, 6))
    incremental = rows()

    Duty.objects.all().delete()
    services.rebuild(on=date(2026, 11, 6))

    assert rows() == incremental
    assert conclusion().due_on == date(2026, 11, 2)  # one day off counted; the second closure came too late


def test_days_taken_back_are_counted_again_from_that_day_on(place):
    held(place)
    services.refresh("d1", on=date(2026, 10, 19))
    closure = close(place, date(2026, 10, 21), date(2026, 10, 23), decided=date(2026, 10, 20), on=date(2026, 10, 20))
    assert conclusion().due_on == date(2026, 11, 4)

    lift(place, closure, since=date(2026, 10, 22), on=date(2026, 10, 21))

    assert conclusion().due_on == date(2026, 11, 2)
    calendar = calendars.calendar_of(place.unit.key)
    assert [calendar.is_working(date(2026, 10, day)) for day in (21, 22, 23)] == [False, True, True]
    with pytest.raises(ClosureLiftedBefore):
        lift(place, closure, since=date(2026, 10, 23), on=date(2026, 10, 22))


def test_taking_days_back_makes_nobody_late_over_night(place):
    held(place)
    services.refresh("d1", on=date(2026, 10, 19))
    closure = close(place, date(2026, 10, 29), DUE, decided=date(2026, 10, 28), on=date(2026, 10, 28))
    assert conclusion().due_on == date(2026, 11, 3)

    lift(place, closure, since=DUE, on=date(2026, 11, 3))  # the true last day, 2/11, has passed by now

    assert (conclusion().due_on, conclusion().status) == (date(2026, 11, 3), "due")


def test_days_entered_by_mistake_never_were_off(place):
    held(place)
    services.refresh("d1", on=date(2026, 11, 2))
    closure = close(place, date(2026, 10, 29), DUE, decided=date(2026, 10, 28), on=date(2026, 11, 2))
    assert conclusion().status == "due"

    shown = services.moves_of_lifting(closure, since=closure.first_on, wrong=True, on=date(2026, 11, 2))
    lift(place, closure, wrong=True, on=date(2026, 11, 2))

    assert (conclusion().due_on, conclusion().status) == (DUE, "overdue")
    assert ISSUE in [row.before.rule for row in shown.rows if row.worsened]


def test_a_closed_dialogue_is_not_moved_any_more(place):
    held(place)
    tell(DialogueClosed(on=date(2026, 10, 20), dialogue="d1"), on=date(2026, 10, 20))

    close(place, date(2026, 10, 28), date(2026, 10, 29), decided=date(2026, 10, 27), on=date(2026, 10, 27))
    services.refresh("d1", on=date(2026, 12, 1))

    assert conclusion().due_on == DUE


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"number": " "}, ClosureWithoutDecision),
        ({"issued_by": ""}, ClosureWithoutDecision),
        ({"reason": "holiday"}, ClosureRefused),
        ({"units": ()}, ClosureRefused),
        ({"last_on": date(2026, 10, 27)}, ClosureRefused),
        ({"last_on": date(2026, 12, 28)}, ClosureRefused),
        ({"decided_on": date(2026, 10, 28)}, ClosureRefused),
        ({"first_on": date(2026, 10, 31), "last_on": date(2026, 11, 1)}, ClosureKnown),
    ],
)
def test_days_off_that_cannot_stand_are_refused_and_nothing_is_written(place, changes, refusal):
    asked = replace(wanted(place, date(2026, 10, 28), date(2026, 10, 29), decided=date(2026, 10, 27)), **changes)

    with pytest.raises(refusal) as refused:
        services.moves_of_closure(asked, on=date(2026, 10, 27))

    assert str(refused.value).endswith(".")
    assert not Closure.objects.exists()


def test_the_explanation_names_the_decision(place):
    close(place, date(2026, 10, 28), date(2026, 10, 29), decided=date(2026, 10, 27), on=date(2026, 10, 27))

    count = calendars.calendar_of(place.unit.key).explain_due_after(HELD_ON, 10, "working_days")

    off = [step for step in count.steps if step.kind == "closure"]
    assert {step.source for step in off} == {"15/TB-UBND ngày 27/10/2026"}
    assert off[0].reason_vi == "Đơn vị nghỉ do bão (15/TB-UBND ngày 27/10/2026), không tính."
    assert count.summary_vi == (
        "Không tính 6 ngày cuối tuần, 2 ngày đơn vị nghỉ theo 15/TB-UBND ngày 27/10/2026 (28/10, 29/10)."
    )


def test_no_reminder_goes_out_on_a_units_day_off(place):
    held(place)
    services.refresh("d1", on=date(2026, 10, 19))
    close(place, date(2026, 10, 27), date(2026, 10, 27), decided=date(2026, 10, 20), on=date(2026, 10, 20))
    due = conclusion().due_on

    assert due == date(2026, 11, 2)
    quiet = services.sweep(on=date(2026, 10, 27))
    spoken = services.sweep(on=date(2026, 10, 28))

    assert quiet == 0
    assert spoken > 0


def test_those_whose_open_dates_moved_are_told_once_with_the_paper(place):
    held(place)
    services.refresh("d1", on=date(2026, 10, 26))

    close(place, date(2026, 10, 28), date(2026, 10, 29), decided=date(2026, 10, 26), on=date(2026, 10, 26))

    told = Message.objects.filter(account=place.anna)
    assert told.count() == 1
    assert told.get().text.startswith("Theo 15/TB-UBND ngày 26/10/2026. ")
    assert "30/10 → thứ Ba 3/11/2026" in told.get().text
    assert not Message.objects.filter(account=place.carla).exists()


def test_nobody_is_told_where_nothing_moves(place):
    held(place)
    services.refresh("d1", on=date(2026, 10, 26))

    close(place, date(2026, 12, 1), date(2026, 12, 1), decided=date(2026, 10, 26), on=date(2026, 10, 26))

    assert not Message.objects.exists()


def test_the_cases_of_a_unit_that_ended_are_carried_on_by_the_days_of_its_successor(place):
    ended = organisations.unit("Xã Vĩnh Hòa", "VH", parent=place.province)
    ended.later = [{"since": "2026-10-01", "key": place.unit.key, "name": place.unit.name}]
    ended.save(update_fields=["later"])
    held(place, "d2", unit=ended)
    services.refresh("d2", on=date(2026, 10, 19))

    close(place, date(2026, 10, 28), date(2026, 10, 29), decided=date(2026, 10, 27), on=date(2026, 10, 27))

    assert conclusion("d2").due_on == date(2026, 11, 3)
