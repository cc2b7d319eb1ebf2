"""Who may do what: person × state of the dialogue."""

import pytest

from doithoai.dialogues.enums import DialogueState
from doithoai.organisations.queries import standing_of
from doithoai.proceedings import permissions as may
from tests.factories import dialogues
from tests.factories.dialogues import HELD
from tests.factories.organisations import Place, tan_lach

pytestmark = pytest.mark.django_db

STATES = ("announced", "in_session", "held", "concluded")
PEOPLE = {
    "host": "chair_person",
    "other_host": "party_person",
    "secretary": "minutes_person",
    "clerk": "anna",
    "colleague": "ben",
    "agency": "economy_officer",
    "front": "front_person",
    "stranger": "carla",
}
# Who may, by state: announced | in session | held | concluded.
TABLE = {
    "can_draft_programme": ("clerk", "", "", ""),
    "can_approve_programme": ("host", "", "", ""),
    "can_appoint_secretary": ("host other_host clerk", "host other_host clerk", "", ""),
    "can_open": ("host other_host clerk", "", "", ""),
    "can_run": ("", "host other_host secretary clerk", "", ""),
    "can_record_outcome": ("", "host other_host secretary clerk", "host other_host clerk", ""),
    "can_close": ("", "host other_host clerk", "", ""),
    "can_receive": ("secretary clerk", "secretary clerk", "", ""),
    "can_decide_refusal": ("host", "host", "", ""),
    "can_write_minutes": ("", "secretary", "secretary", "secretary"),
    "can_sign_minutes_as_host": ("", "", "host", "host"),
    "can_draft_conclusion": ("", "host other_host clerk", "host other_host clerk", ""),
    "can_extend": ("", "", "host", ""),
    "can_issue_conclusion": ("", "", "host", ""),
    "can_send_conclusion": ("", "", "", "host other_host clerk"),
    "can_watch": ("*", "*", "*", "*"),
    "can_read_minutes": ("*", "*", "*", "*"),
}


@pytest.fixture
def place() -> Place:
    return tan_lach()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("permission", TABLE)
def test_permission_is_person_relation_and_state(place, permission, state):
    dialogue = dialogues.dialogue(place, state=DialogueState(state))
    expected = TABLE[permission][STATES.index(state)]
    names = set(PEOPLE) - {"stranger"} if expected == "*" else set(expected.split())

    allowed = {
        name
        for name, field in PEOPLE.items()
        if getattr(may, permission)(standing_of(getattr(place, field), on=HELD), dialogue)
    }

    assert allowed == names


def test_host_who_left_the_post_no_longer_signs(place):
    dialogue = dialogues.dialogue(place, state=DialogueState.HELD)
    place.chair.holdings.update(valid_to=HELD)

    assert not may.can_issue_conclusion(standing_of(place.chair_person, on=HELD), dialogue)
