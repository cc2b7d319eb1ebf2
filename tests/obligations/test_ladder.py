"""Who hears of a duty and on which day: T-3, T, T+1, T+5 in working days, over Tết, over a worked Saturday."""

from datetime import date, timedelta

import pytest

from doithoai.journal import services as journal
from doithoai.notices.models import Message
from doithoai.obligations import letters
from doithoai.obligations.models import Duty, Reminder
from doithoai.regulations.facts import DialogueOpened
from tests.factories import organisations
from tests.factories.organisations import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return organisations.tan_lach()


def owed(place: Place, due_on: date, body, *, status: str = "due", dialogue: str = "d1", post: str = "") -> Duty:
    """Lay one open duty of the chair's dialogue (or of the unit's year)."""
    if dialogue:
        opened = DialogueOpened(
            on=date(2025, 12, 1),
            dialogue=dialogue,
            unit=place.unit.key,
            level="commune",
            type="periodic",
            form="in_person",
            host_role="government_head",
            host_post=place.chair.key,
            host_office=place.office.key,
            instruments="hai-phong-1155@2023-10-20",
        )
        journal.record(opened, by=place.actor(place.anna))
    return Duty.objects.create(
        stream=f"dialogue:{dialogue}" if dialogue else f"unit:{place.unit.key}",
        dialogue=dialogue,
        unit=place.unit.key,
        rule="HP-10.2-report",
        regulation="hai-phong-1155@2023-10-20",
        citation="Điều 10 khoản 2",
        title_vi="Báo cáo chủ trì",
        title_en="Report to the host",
        owner="competent_agency",
        body=body.key,
        post=post,
        status=status,
        due_on=due_on,
        position=0,
        assessed_on=due_on,
    )


def days_on_which_it_speaks(first: date, last: date) -> dict[date, int]:
    """Run the ladder every day, nights missed none; return the step taken on each day that had one."""
    day = first
    while day <= last:
        letters.remind(on=day)
        day += timedelta(days=1)
    return dict(Reminder.objects.order_by("noticed_on").values_list("noticed_on", "step"))


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        # Tết 2026: days off 14 to 22/2.
        pytest.param(
            date(2026, 2, 13),
            {date(2026, 2, 10): -3, date(2026, 2, 13): 0, date(2026, 2, 23): 1, date(2026, 2, 27): 5},
            id="due on the last day before Tết",
        ),
        pytest.param(
            date(2026, 2, 23),
            {date(2026, 2, 11): -3, date(2026, 2, 23): 0, date(2026, 2, 24): 1, date(2026, 3, 2): 5},
            id="due on the first day after Tết",
        ),
        # Saturday 22/8/2026 is worked for Monday 31/8; 1 and 2/9 are National Day.
        pytest.param(
            date(2026, 8, 25),
            {date(2026, 8, 21): -3, date(2026, 8, 25): 0, date(2026, 8, 26): 1, date(2026, 9, 4): 5},
            id="the worked Saturday counts before it",
        ),
        pytest.param(
            date(2026, 8, 21),
            {date(2026, 8, 18): -3, date(2026, 8, 21): 0, date(2026, 8, 22): 1, date(2026, 8, 27): 5},
            id="the head hears of it on the worked Saturday",
        ),
        # Saturday 10/1/2026 is worked for Friday 2/1.
        pytest.param(
            date(2025, 12, 31),
            {date(2025, 12, 26): -3, date(2025, 12, 31): 0, date(2026, 1, 5): 1, date(2026, 1, 9): 5},
            id="the day given back stays quiet",
        ),
    ],
)
def test_each_step_falls_on_its_working_day_and_no_day_off_speaks(place, due_on, expected):
    owed(place, due_on, place.economy)

    found = days_on_which_it_speaks(due_on - timedelta(days=20), due_on + timedelta(days=20))

    assert found == expected


def told_at(place: Place, step: int, duty: Duty) -> set[str]:
    people = {account.pk: name for name, account in vars(place).items() if hasattr(account, "full_name")}
    rows = Message.objects.filter(event__contains=f":{duty.due_on}:{step}:").values_list("account", flat=True)
    return {people[row] for row in rows}


WORK, HEAD = {"economy_officer"}, {"economy_officer", "economy_head"}
ALL = HEAD | {"chair_person", "deputy_person", "front_person", "mass_person"}


@pytest.mark.parametrize(
    ("day", "step", "expected"),
    [
        (date(2026, 3, 6), -3, WORK),
        (date(2026, 3, 11), 0, WORK),
        (date(2026, 3, 12), 1, HEAD),
        (date(2026, 3, 18), 5, ALL),
    ],
)
def test_agency_then_its_head_then_host_and_oversight_hear_of_what_an_agency_owes(place, day, step, expected):
    duty = owed(place, date(2026, 3, 11), place.economy)

    letters.remind(on=day)

    assert told_at(place, step, duty) == expected


@pytest.mark.parametrize(
    ("day", "step", "expected"),
    [
        (date(2026, 3, 11), 0, {"anna"}),
        (date(2026, 3, 12), 1, {"anna", "chair_person", "deputy_person"}),
        (date(2026, 3, 18), 5, {"anna", "chair_person", "deputy_person", "front_person", "mass_person"}),
    ],
)
def test_head_of_a_host_office_is_the_host_it_serves(place, day, step, expected):
    duty = owed(place, date(2026, 3, 11), place.office)

    letters.remind(on=day)

    assert told_at(place, step, duty) == expected


def test_what_the_front_owes_the_mass_mobilisation_watches(place):
    duty = owed(place, date(2026, 3, 11), place.front)

    letters.remind(on=date(2026, 3, 18))

    assert told_at(place, 5, duty) == {"front_person", "chair_person", "deputy_person", "mass_person"}


def test_who_watches_is_told_whose_it_is_and_who_works_is_not(place):
    owed(place, date(2026, 3, 11), place.economy)

    letters.remind(on=date(2026, 3, 18))

    texts = dict(Message.objects.values_list("account__username", "text"))
    assert texts["mattran"].startswith("Phòng Kinh tế. Đã quá hạn từ thứ Tư 11/3/2026: Báo cáo chủ trì")
    assert texts["kinhte"].startswith("Đã quá hạn từ thứ Tư 11/3/2026")


def test_yearly_duty_of_a_post_reaches_that_host_and_not_the_other(place):
    duty = owed(place, date(2026, 3, 11), place.party_office, dialogue="", post=place.party_head.key)

    letters.remind(on=date(2026, 3, 12))

    assert told_at(place, 1, duty) == {"ben", "party_person"}


def test_night_that_was_missed_is_made_up_for_with_the_last_step_only(place):
    duty = owed(place, date(2026, 3, 11), place.economy)

    letters.remind(on=date(2026, 3, 20))
    letters.remind(on=date(2026, 3, 20))

    assert list(Reminder.objects.values_list("step", flat=True)) == [5]
    assert told_at(place, 5, duty) == ALL
    assert Message.objects.count() == len(ALL)


def test_what_was_done_speaks_no_more(place):
    duty = owed(place, date(2026, 3, 11), place.economy)
    letters.remind(on=date(2026, 3, 11))
    Duty.objects.filter(pk=duty.pk).update(status="met", met_on=date(2026, 3, 11))

    letters.remind(on=date(2026, 3, 12))

    assert list(Reminder.objects.values_list("step", flat=True)) == [0]
