"""A date that an official calendar may still move says so wherever it is read."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doithoai.dialogues.enums import DialogueState
from doithoai.journal import services as journal
from doithoai.notices.models import Message
from doithoai.obligations import letters, services
from doithoai.obligations.models import Duty
from doithoai.petitions.enums import PetitionState
from doithoai.regulations.facts import ConferenceHeld, PetitionReceived
from tests.factories.dialogues import HELD, dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import assign, petition

pytestmark = pytest.mark.django_db
MARK = "st st-provisional"


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def held(place):
    """A conference was held; its duties lie ahead and rest on days that are not settled."""
    made = dialogue(place, state=DialogueState.FOLLOWING_UP)
    matter = petition(place, made, state=PetitionState.TAKEN_UP)
    assign(place, matter, place.economy)
    by = place.actor(place.anna)
    journal.record(PetitionReceived(on=HELD, dialogue=made.key, petition=matter.key, channel="at_conference"), by=by)
    journal.record(ConferenceHeld(on=HELD, dialogue=made.key), by=by)
    services.refresh(made.key, on=HELD)
    return made


def read(place, address):
    reader = Client()
    reader.force_login(place.anna)
    return reader.get(address).content.decode()


@pytest.mark.parametrize("name", ["dialogue", "dialogue-follow-up", "oversight", "my-work"])
def test_the_desk_marks_it(place, held, name):
    address = reverse(f"desk:{name}", args=[held.code] if name.startswith("dialogue") else [])
    later = date(timezone.localdate().year + 1, 12, 1)
    late = date(2026, 9, 1)
    Duty.objects.filter(due_on__isnull=False, met_on=None).update(due_on=late if name == "oversight" else later)
    Duty.objects.update(status="overdue" if name == "oversight" else "due", provisional=False)
    before = read(place, address)

    Duty.objects.update(provisional=True)

    assert MARK not in before
    assert MARK in read(place, address)


@pytest.mark.parametrize(("provisional", "told"), [(False, False), (True, True)])
def test_the_public_page_marks_it_also_once_it_is_late(held, provisional, told):
    Duty.objects.update(provisional=provisional)

    page = Client().get(reverse("portal:dialogue", args=[held.code])).content.decode()

    assert "Quá hạn" in page
    assert (MARK in page) is told


@pytest.mark.parametrize(("provisional", "told"), [(False, False), (True, True)])
def test_a_reminder_says_it(place, held, provisional, told):
    duty = Duty.objects.filter(dialogue=held.key, status="due", due_on__isnull=False).exclude(body="").first()
    Duty.objects.update(provisional=provisional)

    letters.remind(on=duty.due_on)

    texts = list(Message.objects.values_list("text", flat=True))
    assert texts
    assert all(("tạm tính, chờ lịch nghỉ chính thức" in text) is told for text in texts)
