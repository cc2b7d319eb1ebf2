"""A matter is found complex in time, with a reason, and its dates follow."""

from datetime import date

import pytest

from doithoai.dialogues.enums import DialogueState
from doithoai.journal import queries as journal
from doithoai.journal import services as facts
from doithoai.obligations import queries as obligations
from doithoai.organisations import queries as organisations
from doithoai.petitions import permissions, queries
from doithoai.petitions.enums import Complexity, Field, PetitionState
from doithoai.petitions.errors import ComplexityRefused
from doithoai.petitions.services import Part, decide_complexity, split_petition, triage_petitions
from doithoai.regulations.facts import ComplexityDecided, ConferenceHeld
from tests.factories import dialogues
from tests.factories.organisations import tan_lach
from tests.factories.petitions import TODAY, petition, receive

pytestmark = pytest.mark.django_db
HELD = dialogues.HELD  # Thursday 20/8/2026; Saturday 22/8 is a working day
LAST = date(2026, 8, 26)  # the fifth working day after it


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def made(place, monkeypatch):
    """A conference held under Than Uyên's plan, which gives complex matters 30 working days."""
    monkeypatch.setattr(dialogues, "PIN", "than-uyen-2023@2023-01-01")
    made = dialogues.dialogue(place, state=DialogueState.HELD)
    facts.record(ConferenceHeld(on=HELD, dialogue=made.key), by=place.actor(place.anna))
    return made


def decide(place, row, *, on=LAST, complexity=Complexity.COMPLEX, reason="Liên quan ba xã, phải đo đạc lại."):
    return decide_complexity(petition=row, complexity=complexity, reason=reason, on=on, by=place.actor(place.anna))


def due(row):
    duties = obligations.duties_of_petition(row.key).filter(rule__in=["TU-4.3-reply-simple", "TU-4.3-reply-complex"])
    return [(duty.rule, duty.due_on) for duty in duties]


def test_complex_matter_has_thirty_working_days_from_the_conference(place, made):
    row = petition(place, made, state=PetitionState.TAKEN_UP)

    decide(place, row)

    assert due(row) == [("TU-4.3-reply-complex", date(2026, 10, 5))]
    assert journal.facts_of(made.stream)[-1] == ComplexityDecided(
        on=LAST, dialogue=made.key, petition=row.key, complexity="complex"
    )
    assert row.notes.get().text == "Liên quan ba xã, phải đo đạc lại."


def test_simple_after_all_has_fifteen_again_even_later(place, made):
    row = petition(place, made, state=PetitionState.TAKEN_UP)
    decide(place, row)

    decide(place, row, complexity=Complexity.SIMPLE, on=date(2026, 9, 1))

    assert due(row) == [("TU-4.3-reply-simple", date(2026, 9, 14))]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        pytest.param({"on": date(2026, 8, 27)}, "Chỉ xác định được việc phức tạp đến hết", id="a day too late"),
        pytest.param({"reason": "  "}, "Hãy ghi lý do", id="no reason"),
        pytest.param({"complexity": Complexity.SIMPLE}, "không cần xác định lại", id="nothing changes"),
    ],
)
def test_what_cannot_be_decided_is_refused(place, made, changes, why):
    row = petition(place, made, state=PetitionState.TAKEN_UP)

    with pytest.raises(ComplexityRefused, match=why):
        decide(place, row, **changes)

    row.refresh_from_db()
    assert row.complexity == Complexity.SIMPLE


def test_text_without_complex_matters_knows_none(place):
    row = petition(place, dialogues.dialogue(place), state=PetitionState.TAKEN_UP)

    with pytest.raises(ComplexityRefused, match="không có hạn riêng"):
        decide(place, row)


def test_last_day_is_known_once_the_conference_is_held(place, made, monkeypatch):
    running = dialogues.dialogue(place, code="TL-2026-02")

    assert queries.last_day_for_complex(made, on=LAST) == LAST
    assert queries.last_day_for_complex(running, on=LAST) is None


def test_triage_weighs_before_the_conference_and_parts_inherit(place, monkeypatch):
    monkeypatch.setattr(dialogues, "PIN", "than-uyen-2023@2023-01-01")
    row = receive(place, dialogues.dialogue(place)).petition
    by = place.actor(place.anna)

    triage_petitions(petitions=[row], field=Field.LAND, complexity=Complexity.COMPLEX, on=TODAY, by=by)
    row.refresh_from_db()
    split_petition(
        petition=row,
        parts=[Part(text="Đo lại đất", field=Field.LAND), Part(text="Sửa đường", field=Field.TRANSPORT)],
        on=TODAY,
        by=by,
    )

    assert row.complexity == Complexity.COMPLEX
    assert {part.complexity for part in row.parts.all()} == {"complex"}


@pytest.mark.parametrize(
    ("who", "state", "may"),
    [
        ("anna", PetitionState.TAKEN_UP, True),
        ("chair_person", PetitionState.TAKEN_UP, True),
        ("economy_officer", PetitionState.TAKEN_UP, False),
        ("front_person", PetitionState.TAKEN_UP, False),
        ("carla", PetitionState.TAKEN_UP, False),
        ("anna", PetitionState.REPLIED, False),
        ("anna", PetitionState.ANSWERED_AT_CONFERENCE, False),
    ],
)
def test_who_may_weigh_and_until_when(place, made, who, state, may):
    row = petition(place, made, state=state)

    assert permissions.can_weigh(organisations.standing_of(getattr(place, who), on=LAST), row) is may
