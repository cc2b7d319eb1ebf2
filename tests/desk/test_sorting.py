"""All new petitions sorted on one page: nothing is decided by the machine, all or none, one undo."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from doithoai.petitions.enums import Field, PetitionState
from doithoai.petitions.models import Change, Petition
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import petition

pytestmark = pytest.mark.django_db
P = PetitionState


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def test_each_row_gets_the_field_that_the_officer_left_in_it_and_one_undo_takes_all_back():
    place = tan_lach()
    held = dialogue(place)
    rows = [petition(place, held, text=text, state=P.RECEIVED) for text in ("Đường hỏng", "Nước đục", "Việc khó")]
    anna, address = signed_in(place.anna), reverse("desk:petitions-sort", args=[held.code])

    anna.post(address, {rows[0].code: Field.TRANSPORT, rows[1].code: Field.WATER, rows[2].code: ""})
    sorted_ = dict(Petition.objects.values_list("text", "field"))
    states = dict(Petition.objects.values_list("text", "state"))
    anna.post(reverse("desk:petition-undo", args=[Change.objects.first().group]))

    assert sorted_ == {"Đường hỏng": Field.TRANSPORT, "Nước đục": Field.WATER, "Việc khó": ""}
    assert states == {"Đường hỏng": P.TRIAGED, "Nước đục": P.TRIAGED, "Việc khó": P.RECEIVED}
    assert set(Petition.objects.values_list("state", flat=True)) == {P.RECEIVED}


def test_one_sorted_meanwhile_by_somebody_else_stops_all_and_is_named():
    place = tan_lach()
    held = dialogue(place)
    row = petition(place, held, text="Đường hỏng", state=P.RECEIVED)
    taken = petition(place, held, text="Nước đục", state=P.TRIAGED, field=Field.WATER)
    anna, address = signed_in(place.anna), reverse("desk:petitions-sort", args=[held.code])

    page = anna.post(address, {row.code: Field.TRANSPORT, taken.code: Field.POWER}, follow=True).content.decode()

    row.refresh_from_db()
    taken.refresh_from_db()
    assert f"{taken.code} đã có người phân loại" in page
    assert (row.state, taken.field) == (P.RECEIVED, Field.WATER)


def test_codes_of_another_dialogue_and_fields_that_are_none_change_nothing():
    place = tan_lach()
    held, other = dialogue(place), dialogue(place, code="TL-2026-08")
    row, elsewhere = petition(place, held, state=P.RECEIVED), petition(place, other, state=P.RECEIVED)
    anna, address = signed_in(place.anna), reverse("desk:petitions-sort", args=[held.code])

    page = anna.post(address, {row.code: "bịa", elsewhere.code: Field.POWER}, follow=True).content.decode()

    assert "Chưa chọn lĩnh vực cho kiến nghị nào" in page
    assert set(Petition.objects.values_list("state", flat=True)) == {P.RECEIVED}


@pytest.mark.parametrize(("who", "status"), [("anna", 200), ("economy_officer", 403), ("front_person", 403)])
def test_only_the_host_office_sorts(who, status):
    place = tan_lach()
    held = dialogue(place)

    assert signed_in(getattr(place, who)).get(reverse("desk:petitions-sort", args=[held.code])).status_code == status


def test_page_costs_the_same_with_one_row_and_with_thirty():
    place = tan_lach()
    held = dialogue(place)
    anna, address = signed_in(place.anna), reverse("desk:petitions-sort", args=[held.code])

    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert anna.get(address).status_code == 200
        return len(captured)

    petition(place, held, text="Đường hỏng", state=P.RECEIVED)
    one = cost()
    for number in range(29):
        petition(place, held, text=f"Nước đục ở ngõ {number}", state=P.RECEIVED)

    assert cost() == one <= 12


def test_clerk_at_the_counter_says_once_how_opinions_come_in():
    place = tan_lach()
    held = dialogue(place)
    anna, address = signed_in(place.anna), reverse("desk:petition-receive", args=[held.code])
    before = anna.get(address).context["form"].initial["channel"]
    given = {"text": "Đường hỏng", "received_on": "3/8/2026", "urgency": "normal", "full_name": "Trần Văn Thử"}

    anna.post(address, given | {"channel": "counter", "reply_channel": "counter"})

    after = anna.get(address).context["form"].initial
    assert (before, after["channel"], after["reply_channel"]) == ("paper", "counter", "counter")
