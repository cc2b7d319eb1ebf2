"""What was done outside the program is noted, counts in the law, and a wrong note is taken back."""

from datetime import date

import pytest
from django.utils import timezone

from doithoai.dialogues import permissions, queries, services
from doithoai.dialogues.errors import DutyDayOdd, DutyDoneAlready, DutyNotNoted
from doithoai.journal import queries as journal
from doithoai.obligations import queries as obligations
from doithoai.organisations import queries as organisations
from doithoai.regulations.facts import DutyPerformed
from tests.factories import dialogues
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
NOTED_ON = date(2026, 8, 10)


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def made(place, monkeypatch):
    """A dialogue bound by Than Uyên's plan, which asks for what the program only notes."""
    monkeypatch.setattr(dialogues, "PIN", "than-uyen-2023@2023-01-01")
    return dialogues.dialogue(place)


def note(place, made, **changes):
    given = {
        "dialogue": made,
        "rule": "TU-III.5-security-plan",
        "done_on": NOTED_ON,
        "number": "12 - KH/CA",
        "note": "Công an xã lập, đã gửi văn phòng.",
        "on": NOTED_ON,
        "by": place.actor(place.anna),
    }
    return services.note_duty(**(given | changes))


def status(made, rule):
    return obligations.duties_of_dialogue(made.key).get(rule=rule).status


def test_note_meets_the_duty_and_leaves_a_fact_without_its_words(place, made):
    (row,) = note(place, made)

    assert status(made, "TU-III.5-security-plan") == "met"
    assert journal.facts_of(f"dialogue:{made.key}")[-1] == DutyPerformed(
        on=NOTED_ON, dialogue=made.key, duty="security_plan", number="12-KH/CA"
    )
    assert (row.number, row.note) == ("12 - KH/CA", "Công an xã lập, đã gửi văn phòng.")


def test_wrong_note_is_taken_back_and_may_be_made_anew(place, made):
    (row,) = note(place, made)

    for _ in range(2):
        services.take_duty_back(performed=row, at=timezone.now(), on=NOTED_ON, by=place.actor(place.anna))

    assert status(made, "TU-III.5-security-plan") == "due"
    assert list(queries.performed_duties_of(made)) == []
    assert len(note(place, made)) == 1


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        pytest.param({"rule": "TU-4.1-doc-plan"}, DutyNotNoted, id="a deed of the program"),
        pytest.param({"rule": "TU-9"}, DutyNotNoted, id="no such rule"),
        pytest.param({"rule": "TU-4.3-transfer-oversight"}, DutyNotNoted, id="which petitions?"),
        pytest.param({"petitions": ["kn1"]}, DutyNotNoted, id="no petition bears it"),
        pytest.param({"done_on": date(2026, 7, 19)}, DutyDayOdd, id="before the dialogue was opened"),
        pytest.param({"done_on": date(2026, 8, 11)}, DutyDayOdd, id="tomorrow"),
    ],
)
def test_note_that_cannot_be_is_refused(place, made, changes, error):
    with pytest.raises(error):
        note(place, made, **changes)

    assert not made.performed_duties.exists()


def test_second_note_of_the_same_duty_is_refused(place, made):
    note(place, made)

    with pytest.raises(DutyDoneAlready):
        note(place, made)


def test_one_click_notes_many_petitions(place, made):
    rows = note(place, made, rule="TU-4.3-transfer-oversight", petitions=["kn1", "kn2", "kn1"])

    assert [row.petition for row in rows] == ["kn1", "kn2"]


def test_law_without_such_duties_asks_for_no_note(place):
    assert queries.noted_rules(dialogues.dialogue(place)) == []


@pytest.mark.parametrize(
    ("who", "own", "other"),
    [
        ("anna", True, True),
        ("chair_person", True, True),
        ("front_person", True, False),
        ("economy_officer", False, False),
        ("carla", False, False),
    ],
)
def test_who_may_note(place, made, who, own, other):
    person = organisations.standing_of(getattr(place, who), on=NOTED_ON)
    front, government = place.front.key, place.government.key

    found = [permissions.can_note_duty(person, made, owing) for owing in (front, government)]

    assert found == [own, other]
