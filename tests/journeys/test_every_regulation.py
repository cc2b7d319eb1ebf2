"""One dialogue under every regulation on the shelf, from the yearly plan to the archive, by verbs and on pages."""

import pytest
import time_machine

from doithoai import regulations as law
from doithoai.dialogues.enums import DialogueState
from doithoai.obligations import queries as obligations
from doithoai.regulations.types import Status
from tests.factories.dialogues import at
from tests.journeys.carrying import Carried
from tests.journeys.pages import faults_of, public_faults_of, quiet

pytestmark = pytest.mark.django_db
_OPEN = (Status.DUE, Status.OVERDUE, Status.BREACHED)
SHELF = [version.id for version in law.library() if not version.national]


def _look(carried: Carried) -> list[str]:
    """Open all pages as the clerk, and as whoever the state is about."""
    others = {
        DialogueState.IN_SESSION: [carried.host_person],
        DialogueState.HELD: [carried.host_person],
        DialogueState.FOLLOWING_UP: [carried.office.economy_head],
    }
    people = [carried.clerk_person, *others.get(DialogueState(carried.dialogue.state), [])]
    with time_machine.travel(at(carried.held_on, 9)), quiet():
        return [fault for who in people for fault in faults_of(carried, who)] + public_faults_of(carried)


@pytest.mark.parametrize("regulation", SHELF)
def test_dialogue_is_carried_from_the_plan_to_the_archive_in_its_own_words(regulation):
    carried = Carried.under(regulation)
    faults = []

    carried.plan_the_year()
    for steps in carried.by_state():
        for step in steps:
            step()
        faults += _look(carried)

    left = obligations.duties_of_dialogue(carried.dialogue.key).filter(strength="must", status__in=_OPEN)
    assert carried.dialogue.state == DialogueState.ARCHIVED
    assert [(duty.rule, duty.status) for duty in left] == []
    assert faults == []
