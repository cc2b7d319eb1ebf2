"""The factories lay what the models allow."""

import pytest

from doithoai.dialogues import permissions
from doithoai.dialogues.enums import DialogueState
from doithoai.organisations import queries as organisations
from tests.factories import dialogues
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", DialogueState)
def test_dialogue_can_be_laid_in_any_state_and_its_clerk_sees_it(state):
    place = tan_lach()

    made = dialogues.dialogue(place, state=state)

    anna = organisations.standing_of(place.anna, on=dialogues.OPENED)
    assert permissions.can_see(anna, made)
    assert made.state == state
