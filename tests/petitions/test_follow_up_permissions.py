"""Person × state after the conclusion."""

import pytest

from doithoai.dialogues.enums import DialogueState
from doithoai.organisations.queries import standing_of
from doithoai.petitions import follow_up_permissions as permissions
from doithoai.petitions import permissions as before
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.models import Escalation
from tests.factories.follow_up import DAY, followed, matter
from tests.factories.organisations import tan_lach
from tests.petitions.test_permissions import PEOPLE

pytestmark = pytest.mark.django_db
D = DialogueState
FOLLOWED = {D.CONCLUDED, D.FOLLOWING_UP}


def allowed(place, rule) -> set[str]:
    return {name for name in PEOPLE if rule(standing_of(getattr(place, name), on=DAY))}


@pytest.mark.parametrize("state", [D.HELD, D.CONCLUDED, D.FOLLOWING_UP, D.CLOSED, D.ARCHIVED])
def test_officers_propose_heads_send_hosts_decide_the_office_settles(state):
    place = tan_lach()
    dialogue = followed(place, state=state)

    found = {
        "propose": allowed(place, lambda who: permissions.can_propose(who, dialogue, place.economy)),
        "send": allowed(place, lambda who: permissions.can_send(who, dialogue, place.economy)),
        "decide": allowed(place, lambda who: permissions.can_decide_dates(who, dialogue)),
        "settle": allowed(place, lambda who: permissions.can_settle(who, dialogue)),
        "host's reply": allowed(place, lambda who: permissions.can_reply_for_host(who, dialogue)),
    }

    during = {
        "propose": {"economy_officer", "economy_head"},
        "send": {"economy_head"},
        "decide": {"chair_person"},
        "settle": {"anna"},
        "host's reply": {"anna", "chair_person"},
    }
    assert found == (during if state in FOLLOWED else {what: set() for what in during})


@pytest.mark.parametrize(
    ("dialogue_state", "petition_state", "expected"),
    [
        (D.FOLLOWING_UP, PetitionState.REPLIED, {"anna"}),
        (D.CLOSED, PetitionState.CLOSED, {"anna"}),
        (D.FOLLOWING_UP, PetitionState.IN_RESOLUTION, set()),
        (D.ARCHIVED, PetitionState.CLOSED, set()),
    ],
)
def test_the_office_reopens_what_was_answered_until_it_is_archived(dialogue_state, petition_state, expected):
    place = tan_lach()
    row = matter(place, followed(place, state=dialogue_state), state=petition_state)

    assert allowed(place, lambda who: permissions.can_reopen(who, row)) == expected


@pytest.mark.parametrize(("answered_on", "expected"), [(None, {"upper_person"}), (DAY, set())])
def test_only_the_upper_body_answers_and_once(answered_on, expected):
    place = tan_lach()
    escalation = Escalation(
        petition=matter(place, followed(place)), to_body=place.city_government, answered_on=answered_on
    )

    assert allowed(place, lambda who: permissions.can_answer_escalation(who, escalation)) == expected


def test_a_stranger_sees_nothing_and_agencies_see_the_list():
    place = tan_lach()
    dialogue = followed(place)

    assert allowed(place, lambda who: permissions.can_see_follow_up(who, dialogue)) == set(PEOPLE) - {"carla"}


def test_the_body_complained_about_learns_nobody_s_name_even_as_lead():
    place = tan_lach()
    row = matter(place, followed(place))
    row.complained_body = place.economy
    row.save()
    assignments = list(row.assignments.select_related("body"))

    found = allowed(place, lambda who: before.can_see_identity(who, row, assignments))

    assert found == {"anna", "chair_person", "minutes_person"}
