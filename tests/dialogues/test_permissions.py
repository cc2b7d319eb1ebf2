"""Who may do what: person, state, relation. Every cell of the matrix stands here."""

from datetime import date

import pytest

from doithoai.dialogues import permissions
from doithoai.dialogues.enums import DialogueState
from doithoai.organisations import queries as organisations
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
S = DialogueState
ON = date(2026, 8, 5)
PEOPLE = {
    "clerk of the host office": "anna",
    "clerk of another body": "ben",
    "stranger": "carla",
    "host": "chair_person",
    "secretary": "minutes_person",
    "agency officer": "economy_officer",
    "agency head": "economy_head",
    "front": "front_person",
    "mass mobilisation": "mass_person",
    "upper level": "upper_person",
    "administrator": "administrator",
}
BEFORE = {S.PREPARING, S.ANNOUNCED, S.POSTPONED}
NOTICE = {S.PREPARING, S.ANNOUNCED}
GUESTS = {S.PREPARING, S.ANNOUNCED, S.IN_SESSION}
ARRIVING = {S.ANNOUNCED, S.IN_SESSION}
ALWAYS = set(S)
UNARCHIVED = ALWAYS - {S.ARCHIVED}
UNTIL_CLOSED = ALWAYS - {S.PLANNED, S.CLOSED, S.ARCHIVED, S.CANCELLED}
OFFICE, HOST = "clerk of the host office", "host"
EVERYONE_BUT_STRANGERS = set(PEOPLE) - {"stranger"}
FORECAST_READERS = {OFFICE, HOST, "secretary", "front", "mass mobilisation", "upper level"}

MATRIX = [
    (permissions.can_see, EVERYONE_BUT_STRANGERS, ALWAYS),
    (permissions.can_prepare, {OFFICE}, UNARCHIVED),
    (permissions.can_decide, {HOST}, UNARCHIVED),
    (permissions.can_change, {OFFICE}, BEFORE),
    (permissions.can_approve_conference_plan, {OFFICE, HOST}, BEFORE),
    (permissions.can_reschedule, {OFFICE, HOST}, BEFORE),
    (permissions.can_announce, {OFFICE}, NOTICE),
    (permissions.can_override_notice, {OFFICE, HOST}, NOTICE),
    (permissions.can_register_others, {OFFICE, "front"}, GUESTS),
    (permissions.can_submit_forecast, {OFFICE, "front"}, UNTIL_CLOSED),
    (permissions.can_read_forecasts, FORECAST_READERS, ALWAYS),
    (permissions.can_see_registrations, {OFFICE, HOST, "secretary"}, ALWAYS),
    (permissions.can_arrange_registrations, {OFFICE, "secretary"}, GUESTS),
    (permissions.can_check_in, {OFFICE, "secretary"}, ARRIVING),
]


@pytest.mark.parametrize(("permission", "people", "states"), MATRIX, ids=lambda value: getattr(value, "__name__", ""))
def test_permission_holds_for_these_people_in_these_states_and_for_nobody_else(permission, people, states):
    place = tan_lach()
    made = dialogue(place)
    standings = {who: organisations.standing_of(getattr(place, name), on=ON) for who, name in PEOPLE.items()}

    held = {
        (who, state) for state in S for who, standing in standings.items() if _holds(permission, standing, made, state)
    }

    assert held == {(who, state) for who in people for state in states}


def _holds(permission, standing, made, state):
    made.state = state
    return permission(standing, made)


@pytest.mark.parametrize(
    ("permission", "people"),
    [
        (permissions.can_open, {OFFICE, "clerk of another body", HOST}),
        (permissions.can_plan_year, {OFFICE, "clerk of another body", HOST, "administrator"}),
        (permissions.can_see_plan, EVERYONE_BUT_STRANGERS),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_permission_on_the_unit_holds_for_these_people(permission, people):
    place = tan_lach()

    held = {
        who
        for who, name in PEOPLE.items()
        if permission(organisations.standing_of(getattr(place, name), on=ON), place.unit)
    }

    assert held == people


@pytest.mark.parametrize(
    ("who", "holds"), [("economy_officer", True), ("culture_officer", False), ("anna", True), ("carla", False)]
)
def test_task_is_finished_by_the_body_that_was_asked_or_the_host_office(who, holds):
    place = tan_lach()
    made = dialogue(place)

    standing = organisations.standing_of(getattr(place, who), on=ON)

    assert permissions.can_finish_task(standing, made, place.economy.pk) is holds


def test_who_left_the_office_may_do_nothing_from_that_day_on():
    place = tan_lach()
    made = dialogue(place)
    place.anna.memberships.update(valid_to=ON)

    assert not permissions.can_see(organisations.standing_of(place.anna, on=ON), made)
