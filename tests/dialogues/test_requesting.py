"""Requests to hold a conference: a tenth of the voters binds the commune (Luật 72/2025, Điều 43)."""

from datetime import date

import pytest
from django.urls import reverse

from doithoai.dialogues import services
from doithoai.dialogues.enums import DialogueState, RequestSource
from doithoai.dialogues.errors import RequestIncomplete, RequestNotMet
from doithoai.dialogues.models import ConferenceRequest, Dialogue
from doithoai.journal import queries as journal
from doithoai.obligations import queries as obligations
from tests.factories import dialogues
from tests.factories.dialogues import HELD
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
RECEIVED, TODAY = date(2026, 5, 4), date(2026, 5, 6)


@pytest.fixture
def place():
    return tan_lach()


def ask(place, *, percent=10, source=RequestSource.VOTERS, **changes):
    given = {"number": "12-TTr", "received_on": RECEIVED, "on": TODAY} | changes
    return services.record_conference_request(
        unit=place.unit, source=source, percent=percent, by=place.actor(place.anna), **given
    )


def owed(place):
    rows = obligations.duties_of_unit(place.unit.key).filter(rule="L72-43-voters")
    return [(row.request, row.status, row.met_on) for row in rows]


@pytest.mark.parametrize(("percent", "binds"), [(9, False), (10, True), (11, True)])
def test_a_tenth_of_the_voters_makes_a_conference_a_duty(place, percent, binds):
    asked = ask(place, percent=percent)

    assert owed(place) == ([(asked.key, "due", None)] if binds else [])
    assert [fact.kind for fact in journal.facts_of(f"unit:{place.unit.key}")] == ["conference_requested"]


def test_others_may_ask_and_bind_nobody(place):
    asked = ask(place, source=RequestSource.FATHERLAND_FRONT, percent=50)

    assert (owed(place), asked.percent) == ([], 0)


@pytest.mark.parametrize(
    "changes", [{"number": " "}, {"received_on": date(2026, 5, 7)}, {"percent": 0}, {"percent": 101}]
)
def test_a_request_needs_paper_day_and_share(place, changes):
    with pytest.raises(RequestIncomplete):
        ask(place, **changes)


@pytest.mark.parametrize("held_on", [RECEIVED, HELD])
def test_the_conference_held_for_it_meets_the_duty(place, held_on):
    asked, held = ask(place), dialogues.dialogue(place, state=DialogueState.HELD)
    Dialogue.objects.filter(pk=held.pk).update(held_on=held_on)
    held.refresh_from_db()

    services.meet_conference_request(request=asked, dialogue=held, on=HELD, by=place.actor(place.anna))

    assert owed(place) == [(asked.key, "met", held_on)]
    with pytest.raises(RequestNotMet):
        services.meet_conference_request(request=asked, dialogue=held, on=HELD, by=place.actor(place.anna))


@pytest.mark.parametrize("held_on", [None, date(2026, 5, 3)])
def test_one_not_held_or_held_before_meets_nothing(place, held_on):
    asked, held = ask(place), dialogues.dialogue(place)
    Dialogue.objects.filter(pk=held.pk).update(held_on=held_on)
    held.refresh_from_db()

    with pytest.raises(RequestNotMet):
        services.meet_conference_request(request=asked, dialogue=held, on=HELD, by=place.actor(place.anna))


def test_the_clerk_records_and_meets_it_on_the_board(client, place):
    client.force_login(place.anna)
    held = dialogues.dialogue(place, state=DialogueState.HELD)
    values = {"source": "voters", "percent": "12", "number": "12-TTr", "received_on": "4/5/2026"}

    client.post(reverse("desk:request-add"), values)
    asked = ConferenceRequest.objects.get()
    client.post(reverse("desk:request-meet", args=[asked.key]), {"dialogue": held.pk})

    page = client.get(reverse("desk:requests")).content.decode()
    asked.refresh_from_db()
    assert (asked.percent, asked.dialogue) == (12, held)
    assert "Cử tri, 12%" in page
    assert reverse("desk:request-meet", args=[asked.key]) not in page


@pytest.mark.parametrize(("who", "status"), [("anna", 200), ("carla", 404)])
def test_a_stranger_finds_no_request(client, place, who, status):
    asked = ask(place)
    client.force_login(getattr(place, who))

    assert client.get(reverse("desk:request-meet", args=[asked.key])).status_code == status
