"""Who is who on a day."""

from datetime import date

import pytest

from doithoai.accounts.enums import Role
from doithoai.organisations import queries
from tests.factories import organisations

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param(date(2025, 6, 30), [], id="the day before the merger"),
        pytest.param(date(2025, 7, 1), ["Bí thư Đảng ủy", "Chủ tịch UBND xã"], id="the first day"),
    ],
)
def test_host_posts_are_those_of_the_day_without_deputies(on, expected):
    place = organisations.tan_lach()

    assert [post.title for post in queries.host_posts_of_unit(place.unit, on=on)] == expected


def test_membership_ends_on_the_day_it_names():
    place = organisations.tan_lach()
    place.anna.memberships.update(valid_to=date(2026, 9, 1))

    last = queries.standing_of(place.anna, on=date(2026, 8, 31))
    gone = queries.standing_of(place.anna, on=date(2026, 9, 1))

    assert (last.is_a(Role.CLERK, unit=place.unit), gone.memberships) == (True, ())


def test_holder_of_a_post_is_the_newest_one():
    place = organisations.tan_lach()

    assert queries.holder_of(place.chair, on=date(2026, 8, 20)) == place.chair_person
    assert queries.holder_of(place.deputy_party_head, on=date(2026, 8, 20)) is None
