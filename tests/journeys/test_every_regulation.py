"""One dialogue under every regulation on the shelf, from the yearly plan to the archive, by the verbs."""

import pytest

from doithoai import regulations as law
from doithoai.dialogues.enums import DialogueState
from tests.journeys.carrying import Carried

pytestmark = pytest.mark.django_db
SHELF = [version.id for version in law.library() if not version.national]


@pytest.mark.parametrize("regulation", SHELF)
def test_dialogue_is_carried_from_the_plan_to_the_archive(regulation):
    carried = Carried.under(regulation)

    carried.plan_the_year()
    carried.open()
    carried.prepare()
    carried.collect()
    carried.announce()
    carried.register()
    carried.write_papers()
    carried.open_session()
    carried.hold()
    carried.conclude()
    carried.follow_up()
    carried.close()

    assert carried.dialogue.state == DialogueState.ARCHIVED
