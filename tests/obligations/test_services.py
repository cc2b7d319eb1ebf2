"""The projection says what is due; it can be thrown away and made again from the journal."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from doithoai.common.actors import SYSTEM, Actor
from doithoai.journal import queries as chains
from doithoai.journal import services as journal
from doithoai.notices.models import Message
from doithoai.obligations import projection, queries, services
from doithoai.obligations.models import Duty, Reminder
from doithoai.obligations.owners import Owners
from doithoai.regulations.facts import (
    AnnualPlanApproved,
    ConclusionNoticeIssued,
    ConferenceHeld,
    ConferenceScheduled,
    DialogueOpened,
    PetitionReceived,
    PostQuotaCounted,
    ReminderSent,
)
from doithoai.regulations.types import Assessment, Obligation, Status
from tests.factories import organisations

pytestmark = pytest.mark.django_db
CLERK = Actor("clerk")
HELD_ON = date(2026, 10, 16)


@pytest.fixture
def place():
    return organisations.tan_lach()


def held_dialogue(place, key="d1"):
    """Record a dialogue of the chair held on Friday 16/10/2026 with one petition raised in the room."""
    facts = [
        DialogueOpened(
            on=date(2026, 9, 18),
            dialogue=key,
            unit=place.unit.key,
            level="commune",
            type="periodic",
            form="in_person",
            host_role="government_head",
            host_post=place.chair.key,
            host_office=place.office.key,
            instruments="hai-phong-1155@2023-10-20",
        ),
        ConferenceScheduled(on=date(2026, 9, 18), dialogue=key, starts_on=HELD_ON, ends_on=HELD_ON),
        PetitionReceived(on=HELD_ON, dialogue=key, petition="p1", channel="at_conference", at_conference=True),
        ConferenceHeld(on=HELD_ON, dialogue=key),
    ]
    for fact in facts:
        journal.record(fact, by=CLERK)


def rows():
    return [
        (row.stream, row.rule, row.petition, row.status, row.due_on, row.body, row.met_on)
        for row in Duty.objects.order_by("stream", "petition", "position")
    ]


def test_conclusion_notice_of_a_held_conference_is_due_ten_working_days_later(place):
    held_dialogue(place)

    services.refresh("d1", on=date(2026, 10, 19))

    duty = queries.duties_of_dialogue("d1").get(rule="HP-10.1a")
    assert (duty.due_on, duty.status, duty.body) == (date(2026, 10, 30), "due", place.office.key)


@pytest.mark.parametrize(
    ("on", "status"),
    [
        pytest.param(date(2026, 10, 29), "due", id="day before"),
        pytest.param(date(2026, 10, 30), "due", id="last day"),
        pytest.param(date(2026, 10, 31), "overdue", id="day after"),
    ],
)
def test_sweep_turns_a_duty_overdue_on_the_day_after_its_date(place, on, status):
    held_dialogue(place)
    services.refresh("d1", on=date(2026, 10, 19))

    services.sweep(on=on)

    assert queries.duties_of_dialogue("d1").get(rule="HP-10.1a").status == status


def test_rebuild_gives_the_rows_that_the_verbs_gave(place):
    held_dialogue(place)
    journal.record(ConclusionNoticeIssued(on=date(2026, 10, 30), dialogue="d1", number="05/TB-UBND"), by=CLERK)
    services.refresh("d1", on=date(2026, 11, 2))
    services.refresh_unit(place.unit, on=date(2026, 11, 2))
    before = rows()

    Duty.objects.all().delete()
    services.rebuild(on=date(2026, 11, 2))

    assert [row for row in rows() if row[0] in {item[0] for item in before}] == before
    assert before


def test_sweep_twice_on_a_day_reminds_once(place):
    held_dialogue(place)
    services.refresh("d1", on=date(2026, 10, 19))

    services.sweep(on=date(2026, 10, 30))
    first = (Reminder.objects.count(), Message.objects.count())
    services.sweep(on=date(2026, 10, 30))

    assert (Reminder.objects.count(), Message.objects.count()) == first
    assert first[1] > 0


def test_nobody_is_reminded_on_a_day_off(place):
    held_dialogue(place)
    services.refresh("d1", on=date(2026, 10, 19))

    assert services.sweep(on=date(2026, 10, 31)) == 0


def test_refused_verb_leaves_the_projection_as_it_was(place):
    held_dialogue(place)
    services.refresh("d1", on=date(2026, 10, 19))
    before = rows()

    def refused() -> None:
        with transaction.atomic():
            journal.record(ConclusionNoticeIssued(on=date(2026, 10, 30), dialogue="d1"), by=CLERK)
            services.refresh("d1", on=date(2026, 10, 30))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        refused()

    assert rows() == before


def reminders(stream):
    return [fact for fact in chains.facts_of(stream) if isinstance(fact, ReminderSent)]


def test_reminder_stands_in_the_chain_of_its_dialogue_once_a_step(place):
    held_dialogue(place)
    services.refresh("d1", on=date(2026, 10, 19))

    for on in (date(2026, 10, 30), date(2026, 10, 30), date(2026, 11, 2)):
        services.sweep(on=on)

    sent = [(fact.on, fact.step, fact.body) for fact in reminders("dialogue:d1") if fact.rule == "HP-10.1a"]
    assert sent == [(date(2026, 10, 30), 0, place.office.key), (date(2026, 11, 2), 1, place.office.key)]
    assert chains.proof_of("dialogue:d1").fault is None


def test_reminder_of_a_yearly_duty_stands_in_the_chain_of_the_unit(place):
    services.refresh_unit(place.unit, on=date(2026, 12, 31))

    services.sweep(on=date(2026, 12, 31))

    expected = ReminderSent(
        on=date(2026, 12, 31), rule="HP-14.3-supervision", step=0, body=place.front.key, unit=place.unit.key
    )
    assert expected in reminders(f"unit:{place.unit.key}")
    assert {entry.account for entry in chains.entries_of(f"unit:{place.unit.key}")} == {SYSTEM.account}


def test_body_without_people_is_not_said_to_have_been_reminded(place):
    held_dialogue(place)
    services.refresh("d1", on=date(2026, 10, 19))
    place.office.memberships.all().delete()

    services.sweep(on=date(2026, 10, 30))

    assert [fact for fact in reminders("dialogue:d1") if fact.body == place.office.key] == []


def test_reminders_do_not_change_what_a_rebuild_gives(place):
    held_dialogue(place)
    services.refresh("d1", on=date(2026, 11, 2))
    services.refresh_unit(place.unit, on=date(2026, 11, 2))
    before = rows()

    services.sweep(on=date(2026, 11, 2))
    services.rebuild(on=date(2026, 11, 2))

    assert reminders("dialogue:d1")
    assert [row for row in rows() if row[0] in {item[0] for item in before}] == before


def years_of(place):
    return {duty.due_on.year for duty in queries.duties_of_unit(place.unit.key) if duty.due_on}


@pytest.mark.parametrize(
    ("fact", "years"),
    [
        pytest.param(None, {2026}, id="the unit has only begun"),
        pytest.param({"on": date(2026, 1, 5), "year": 2026}, {2026}, id="it began this year"),
        pytest.param({"on": date(2025, 12, 31), "year": 2026}, {2025, 2026}, id="it worked here on the last day"),
        pytest.param({"on": date(2026, 1, 5), "year": 2025}, {2025, 2026}, id="last year was recorded afterwards"),
    ],
)
def test_last_year_is_held_against_a_unit_only_if_it_used_the_program_then(place, fact, years):
    if fact:
        journal.record(AnnualPlanApproved(unit=place.unit.key, **fact), by=CLERK)

    services.refresh_unit(place.unit, on=date(2026, 1, 31))

    assert years_of(place) == years


def test_conference_of_last_year_keeps_its_other_duties_in_sight(place):
    quota = PostQuotaCounted(on=date(2025, 11, 20), unit=place.unit.key, post=place.chair.key, year=2025)
    journal.record(quota, by=CLERK)

    services.refresh_unit(place.unit, on=date(2026, 1, 31))

    late = queries.duties_of_unit(place.unit.key).get(rule="HP-14.3-supervision", due_on=date(2025, 12, 31))
    assert late.status == "overdue"


def test_a_long_list_of_what_is_missing_is_kept_whole(place):
    parts = tuple(f"part_{number:03}" for number in range(80))
    found = Obligation(
        "HP-8.1-plan", "hai-phong-1155@2023-10-20", "Điều 8", "Kế hoạch", "Plan", "host_office", Status.DUE
    )
    assessment = Assessment(HELD_ON, (replace(found, missing=parts),), ())

    (row,) = projection.rows_of(
        assessment, stream="dialogue:d1", dialogue="d1", unit=place.unit, owners=Owners(place.unit, HELD_ON)
    )
    row.save()

    assert tuple(Duty.objects.get().missing.split(",")) == parts


def test_many_verbs_in_one_click_leave_the_same_duties_as_one_by_one(place):
    held_dialogue(place)
    services.refresh("d1", on=date(2026, 10, 19))
    before = rows()
    Duty.objects.all().delete()

    with services.refreshing_once():
        for _ in range(3):
            services.refresh("d1", on=date(2026, 10, 19))
        during = rows()

    assert during == []
    assert rows() == before


def test_refused_click_on_many_leaves_the_duties_as_they_were(place):
    held_dialogue(place)
    services.refresh("d1", on=date(2026, 10, 19))
    before = rows()

    def refused() -> None:
        with services.refreshing_once():
            journal.record(ConclusionNoticeIssued(on=date(2026, 10, 30), dialogue="d1"), by=CLERK)
            services.refresh("d1", on=date(2026, 10, 30))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        refused()

    services.refresh("d1", on=date(2026, 10, 19))
    assert rows() == before
