"""From the role that a regulation names to the body that bears it here."""

from datetime import date

import pytest

from doithoai.obligations.owners import Owners
from tests.factories import organisations

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("party_office", "party_office"),
        ("council_government_office", "office"),
        ("government", "government"),
        ("party_committee", "party"),
        ("fatherland_front", "front"),
    ],
)
def test_a_role_is_borne_by_the_body_of_its_kind(role, body):
    place = organisations.tan_lach()

    assert Owners(place.unit, ON).body_key(role) == getattr(place, body).key


@pytest.mark.parametrize("role", ["government_office", "agency", "nobody"])
def test_a_role_that_nobody_bears_here_has_no_body(role):
    place = organisations.tan_lach()

    assert Owners(place.unit, ON).body_key(role) == ""
