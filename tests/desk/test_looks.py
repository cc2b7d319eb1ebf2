"""Looks at identities are seen by the office, pointed out when there are many, and only counted by those who watch."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from doithoai.accounts.enums import Purpose
from doithoai.accounts.models import IdentityLook
from doithoai.accounts.vault import PersonalDetails
from doithoai.petitions import queries
from doithoai.petitions.queries.looks import MANY
from tests.factories.dialogues import dialogue
from tests.factories.organisations import Place, tan_lach
from tests.factories.petitions import NAMED, petition

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 8, 3, 9, 5, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def place() -> Place:
    return tan_lach()


@pytest.fixture
def held(place):
    return dialogue(place)


def look(place, of, by, *, at=NINE, purpose=Purpose.REPLY):
    made = IdentityLook.objects.create(identity=of.submitters.get().identity, account=by, purpose=purpose)
    IdentityLook.objects.filter(pk=made.pk).update(looked_at=at)


def named(place, held, number=1):
    return [petition(place, held, details=NAMED) for _ in range(number)]


def page_of(client, person, **query):
    client.force_login(person)
    return client.get(reverse("desk:identity-looks"), query)


def test_office_sees_who_looked_when_and_what_for_and_no_petitioner_s_name(client, place, held):
    [row] = named(place, held)
    look(place, row, place.economy_head)

    page = page_of(client, place.anna).content.decode()

    assert place.economy_head.full_name in page
    assert row.code in page
    assert str(Purpose.REPLY.label) in page
    assert NAMED.full_name not in page


@pytest.mark.parametrize("person", ["chair_person", "front_person", "mass_person", "upper_person"])
def test_those_who_watch_see_figures_alone(client, place, held, person):
    [row] = named(place, held)
    look(place, row, place.economy_head)
    look(place, row, place.anna)

    answer = page_of(client, getattr(place, person))
    page = answer.content.decode()

    assert [(purpose, looks) for _month, purpose, looks in answer.context["rows"]] == [(str(Purpose.REPLY.label), 2)]
    assert row.code not in page
    assert place.economy_head.full_name not in page


@pytest.mark.parametrize("person", ["economy_officer", "economy_head", "minutes_person"])
def test_agencies_do_not_see_who_looked(client, place, held, person):
    assert page_of(client, getattr(place, person)).status_code == 403


def test_another_office_sees_nothing_of_ours(client, place, held):
    [row] = named(place, held)
    look(place, row, place.anna)

    assert list(page_of(client, place.carla).context["page"].object_list) == []


def test_looks_are_found_by_petition_person_and_month(client, place, held):
    first, second = named(place, held, 2)
    look(place, first, place.anna)
    look(place, second, place.chair_person)
    look(place, second, place.anna, at=NINE + timedelta(days=31))

    def found(**query):
        rows = page_of(client, place.anna, **query).context["page"].object_list
        return sorted((row.petition, row.account.username) for row in rows)

    assert len(found(**{"kien-nghi": second.code})) == 2
    assert found(nguoi=place.chair_person.key) == [(second.code, place.chair_person.username)]
    assert found(thang="2026-08", nguoi=place.anna.key) == [(first.code, place.anna.username)]
    assert len(found(thang="không phải tháng")) == 3


@pytest.mark.parametrize(("persons", "told"), [(MANY - 1, 0), (MANY, 1)])
def test_many_persons_in_one_hour_are_pointed_out(client, place, held, persons, told):
    for row in named(place, held, persons):
        look(place, row, place.chair_person)
        look(place, row, place.chair_person)  # the same person twice is one

    bursts = page_of(client, place.anna).context["bursts"]

    assert [(one.account, one.persons) for one in bursts] == [(place.chair_person, persons)] * told


def test_opening_the_list_at_the_door_is_no_burst(place, held):
    for row in named(place, held, MANY):
        look(place, row, place.anna, purpose=Purpose.CHECK_IN)

    assert queries.bursts_in(queries.looks_at_people_of([held.host_office_id])) == []


def test_the_sheet_holds_the_filtered_looks_and_no_petitioner_s_name(client, place, held):
    first, second = named(place, held, 2)
    look(place, first, place.anna)
    look(place, second, place.anna)

    answer = page_of(client, place.anna, dang="csv", **{"kien-nghi": first.code})
    text = answer.content.decode("utf-8-sig")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="luot-xem-ten.csv"'
    assert len(text.splitlines()) == 2
    assert "03/08/2026 09:05" in text
    assert NAMED.full_name not in text


def test_list_asks_no_more_for_thirty_looks_than_for_one(client, place, held, django_assert_max_num_queries):
    who = PersonalDetails(full_name="Lê Thị Ví Dụ")
    for row in [petition(place, held, details=who) for _ in range(30)]:
        look(place, row, place.anna)
    client.force_login(place.anna)

    with django_assert_max_num_queries(12):
        client.get(reverse("desk:identity-looks"))
