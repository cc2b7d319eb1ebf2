"""Person × state × before, during, after the conference."""

import pytest

from doithoai.dialogues.enums import DialogueState
from doithoai.organisations.queries import standing_of
from doithoai.petitions import permissions, queries
from doithoai.petitions.enums import AssignmentPart, AssignmentState, DraftState, PetitionState
from doithoai.petitions.services import disclose_identity
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import TODAY, assign, draft, petition

pytestmark = pytest.mark.django_db
P = PetitionState
D = DialogueState
PEOPLE = (
    "anna",
    "ben",
    "carla",
    "chair_person",
    "minutes_person",
    "economy_officer",
    "economy_head",
    "culture_officer",
    "culture_head",
    "front_person",
    "mass_person",
    "upper_person",
    "administrator",
)
WATCH = {"anna", "chair_person", "party_person", "minutes_person", "front_person", "mass_person", "upper_person"}


def people(place, allowed) -> set[str]:
    """Return who is allowed, by name."""
    return {name for name in PEOPLE if allowed(standing_of(getattr(place, name), on=TODAY))}


@pytest.mark.parametrize(
    ("part", "state", "expected"),
    [
        pytest.param(AssignmentPart.LEAD, AssignmentState.SENT, {"economy_officer", "economy_head"}, id="lead"),
        pytest.param(
            AssignmentPart.COORDINATING, AssignmentState.DONE, {"economy_officer", "economy_head"}, id="helper"
        ),
        pytest.param(AssignmentPart.LEAD, AssignmentState.RETURNED, {"economy_officer", "economy_head"}, id="returned"),
        pytest.param(AssignmentPart.LEAD, AssignmentState.REPLACED, set(), id="given to another body"),
    ],
)
def test_words_are_read_by_those_who_prepare_watch_or_were_asked(part, state, expected):
    place = tan_lach()
    row = petition(place, dialogue(place), state=P.ASSIGNED)
    assign(place, row, place.economy, part=part, state=state)
    rows = queries.assignments_of(row)

    seen = people(place, lambda person: permissions.can_see_petition(person, row, rows))
    listed = people(place, lambda person: row in queries.petitions_visible_to(person))

    assert seen == listed == (WATCH - {"party_person"}) | {"administrator"} | expected


@pytest.mark.parametrize(
    ("state", "dialogue_state", "triage", "assign_"),
    [
        (P.RECEIVED, D.PREPARING, True, False),
        (P.TRIAGED, D.ANNOUNCED, True, True),
        (P.ASSIGNED, D.ANNOUNCED, True, True),
        (P.PREPARED, D.IN_SESSION, True, True),
        (P.TAKEN_UP, D.HELD, False, True),
        (P.ANSWERED_AT_CONFERENCE, D.HELD, False, False),
        (P.IN_RESOLUTION, D.FOLLOWING_UP, False, True),
        (P.TRIAGED, D.CLOSED, False, False),
        (P.TRIAGED, D.ARCHIVED, False, False),
    ],
)
def test_only_the_host_office_sorts_and_assigns_and_only_while_it_matters(state, dialogue_state, triage, assign_):
    place = tan_lach()
    row = petition(place, dialogue(place, state=dialogue_state), state=state)

    assert people(place, lambda person: permissions.can_triage(person, row)) == ({"anna"} if triage else set())
    assert people(place, lambda person: permissions.can_assign(person, row)) == ({"anna"} if assign_ else set())


@pytest.mark.parametrize(
    ("state", "petition_state", "accept", "give_back", "write"),
    [
        (AssignmentState.SENT, P.ASSIGNED, True, True, False),
        (AssignmentState.ACCEPTED, P.ASSIGNED, False, True, True),
        (AssignmentState.ACCEPTED, P.TAKEN_UP, False, False, True),
        (AssignmentState.RETURNED, P.TRIAGED, False, False, False),
        (AssignmentState.REPLACED, P.ASSIGNED, False, False, False),
        (AssignmentState.SENT, P.MERGED, False, False, False),
        (AssignmentState.ACCEPTED, P.CLOSED, False, False, False),
    ],
)
def test_people_of_the_body_asked_accept_return_and_write(state, petition_state, accept, give_back, write):
    place = tan_lach()
    row = petition(place, dialogue(place), state=petition_state)
    asked = assign(place, row, place.economy, state=state)
    ours = {"economy_officer", "economy_head"}

    assert people(place, lambda p: permissions.can_accept(p, asked, row)) == (ours if accept else set())
    assert people(place, lambda p: permissions.can_return(p, asked, row)) == (ours if give_back else set())
    assert people(place, lambda p: permissions.can_draft(p, asked, row, None)) == (ours if write else set())


@pytest.mark.parametrize(
    ("state", "petition_state", "approve", "write"),
    [
        (DraftState.DRAFT, P.ASSIGNED, False, True),
        (DraftState.SUBMITTED, P.ASSIGNED, True, False),
        (DraftState.SENT_BACK, P.ASSIGNED, False, True),
        (DraftState.APPROVED, P.PREPARED, True, False),
        (DraftState.APPROVED, P.TAKEN_UP, False, True),
    ],
)
def test_only_the_head_decides_and_nobody_writes_meanwhile(state, petition_state, approve, write):
    place = tan_lach()
    row = petition(place, dialogue(place), state=petition_state)
    asked = assign(place, row, place.economy)
    latest = draft(place, row, place.economy, state=state)

    assert people(place, lambda p: permissions.can_approve(p, latest, row)) == ({"economy_head"} if approve else set())
    written = people(place, lambda p: permissions.can_draft(p, asked, row, latest))
    assert written == ({"economy_officer", "economy_head"} if write else set())


@pytest.mark.parametrize(
    ("lead", "state", "dialogue_state", "expected"),
    [
        pytest.param(None, P.TRIAGED, D.PREPARING, set(), id="nobody asked"),
        pytest.param("economy", P.ASSIGNED, D.ANNOUNCED, {"economy_officer", "economy_head"}, id="lead before"),
        pytest.param("economy", P.TAKEN_UP, D.HELD, {"economy_officer", "economy_head"}, id="lead after"),
        pytest.param("economy", P.CLOSED, D.FOLLOWING_UP, set(), id="nothing left to answer"),
        pytest.param("economy", P.TAKEN_UP, D.ARCHIVED, None, id="archived"),
    ],
)
def test_identity_is_for_those_who_must_answer(lead, state, dialogue_state, expected):
    place = tan_lach()
    row = petition(place, dialogue(place, state=dialogue_state), state=state)
    if lead:
        assign(place, row, getattr(place, lead))
    assign(place, row, place.culture, part=AssignmentPart.COORDINATING)
    rows = queries.assignments_of(row)

    seen = people(place, lambda person: permissions.can_see_identity(person, row, rows))

    assert seen == (set() if expected is None else {"anna", "chair_person", "minutes_person"} | expected)


def test_body_complained_about_never_sees_who_complained_unless_the_host_says_why():
    place = tan_lach()
    row = petition(place, dialogue(place), state=P.ASSIGNED, complained_body=place.economy, lead=place.economy)
    rows = queries.assignments_of(row)
    office = {"anna", "chair_person", "minutes_person"}
    before = people(place, lambda person: permissions.can_see_identity(person, row, rows))

    assert people(place, lambda person: permissions.can_disclose_identity(person, row)) == {"chair_person"}
    told = disclose_identity(
        petition=row,
        body=place.economy,
        reason="Người dân đề nghị làm việc trực tiếp",
        on=TODAY,
        by=place.actor(place.chair_person),
    )

    after = people(place, lambda person: permissions.can_see_identity(person, told, rows))
    assert (before, after) == (office, office | {"economy_officer", "economy_head"})
    assert people(place, lambda person: permissions.can_disclose_identity(person, told)) == set()


@pytest.mark.parametrize(
    ("state", "receive", "sheet"),
    [
        (D.PREPARING, {"anna", "front_person", "minutes_person"}, {"anna", "front_person"}),
        (D.IN_SESSION, {"anna", "front_person", "minutes_person"}, {"anna", "front_person"}),
        (D.HELD, {"anna", "front_person", "minutes_person"}, set()),
        (D.CONCLUDED, set(), set()),
        (D.ARCHIVED, set(), set()),
    ],
)
def test_office_front_and_secretary_register_what_people_say(state, receive, sheet):
    place = tan_lach()
    conversation = dialogue(place, state=state)

    assert people(place, lambda person: permissions.can_receive(person, conversation)) == receive
    assert people(place, lambda person: permissions.can_import(person, conversation)) == sheet
