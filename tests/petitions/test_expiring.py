"""Names go when the years of keeping are over, counted from the year in which the work ended; figures stay."""

from datetime import date

import pytest

from doithoai.accounts.models import Identity
from doithoai.accounts.services import keep_identity
from doithoai.common.actors import SYSTEM
from doithoai.dialogues.enums import DialogueState, RegistrationChannel
from doithoai.dialogues.models import Registration
from doithoai.journal import queries as journal
from doithoai.journal import services as recording
from doithoai.petitions import services
from doithoai.petitions.models import Petition
from doithoai.regulations.facts import DialogueClosed
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import NAMED, petition

pytestmark = pytest.mark.django_db
CLOSED = date(2021, 12, 30)


@pytest.fixture
def place():
    return tan_lach()


def closed(place, state=DialogueState.ARCHIVED, on=CLOSED):
    made = dialogue(place, state=state)
    petition(place, made, text=f"Tôi là {NAMED.full_name}, máy {NAMED.phone}. Đường hỏng.", details=NAMED)
    Registration.objects.create(
        dialogue=made, identity=keep_identity(NAMED), code="DK-1", secret_hash="x", channel=RegistrationChannel.OFFICER
    )
    recording.record(DialogueClosed(on=on, dialogue=made.key), by=SYSTEM)
    return made


@pytest.mark.parametrize(
    ("on", "due"),
    [
        pytest.param(date(2026, 12, 31), False, id="last day of the fifth year"),
        pytest.param(date(2027, 1, 1), True, id="day after"),
    ],
)
def test_five_years_end_with_the_fifth_calendar_year(place, on, due):
    made = closed(place)

    assert list(services.dialogues_to_forget(years=5, on=on)) == [made] * due


@pytest.mark.parametrize("state", [DialogueState.FOLLOWING_UP, DialogueState.CONCLUDED, DialogueState.CANCELLED])
def test_nothing_is_forgotten_while_the_work_goes_on(place, state):
    closed(place, state)

    assert list(services.dialogues_to_forget(years=0, on=date(2040, 1, 1))) == []


def test_people_go_texts_and_figures_stay_and_the_second_run_finds_nothing(place):
    made = closed(place)
    on = date(2027, 1, 2)

    counts = [services.forget_people(dialogue=made, on=on, by=SYSTEM) for _run in range(2)]

    assert counts == [2, 0]
    assert not Identity.objects.filter(erased_at=None).exists()
    assert Petition.objects.get().text == "Tôi là [đã ẩn họ tên], máy [đã ẩn số điện thoại]. Đường hỏng."
    assert [fact.count for fact in journal.facts_of(made.stream, "people_forgotten")] == [2]
    assert journal.proof_of(made.stream).fault is None
    assert list(services.dialogues_to_forget(years=5, on=on)) == []
