"""The second language of the staff screens that are used most."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from doithoai.desk.work import agenda_of
from doithoai.dialogues.enums import DialogueState
from doithoai.obligations import services as obligations
from doithoai.organisations.queries import standing_of
from doithoai.petitions.enums import PetitionState
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import petition

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "of", "words"),
    [
        ("my-work", "", "The next two weeks"),
        ("dialogue", "dialogue", "Duties under the regulation"),
        ("dialogue-notice", "dialogue", "Not drafted yet for the present day and place."),
        ("dialogue-follow-up", "dialogue", "Saved views"),
        ("dialogue-conclusion", "dialogue", "General remarks"),
        ("petition", "petition", "The petitioner's words"),
        ("law", "", "Law library"),
    ],
)
def test_page_speaks_english_to_who_chose_it(name, of, words):
    place = tan_lach()
    held = dialogue(place, state=DialogueState.HELD)
    row = petition(place, held, state=PetitionState.TAKEN_UP)
    reader = Client()
    reader.force_login(place.anna)
    reader.get("/?ngon_ngu=en")

    page = reader.get(reverse(f"desk:{name}", args=[{"dialogue": held.code, "petition": row.code}[of]] if of else []))

    assert words in page.content.decode()
    assert '<html lang="en"' in page.content.decode()


def test_work_is_named_in_english_too():
    place = tan_lach()
    held = dialogue(place, conference_on=date(2026, 11, 20), opened_on=date(2026, 10, 1))
    obligations.refresh(held.key, on=date(2026, 10, 5))
    with translation.override("en"):
        agenda = agenda_of(standing_of(place.anna, on=date(2026, 10, 5)))

    titles = {item.title for item in (*agenda.overdue, *agenda.today, *agenda.soon, *agenda.later)}

    assert "Draw up the programme" in titles
