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
from tests.factories import conference
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
        ("bodies", "", "Decisions recorded"),
        ("bodies-change", "", "Body that takes the open work"),
        ("law-calendar", "year", "worked, counts towards dates"),
        ("competence", "", "Competence map"),
        ("petition-import", "gathering", "Import a list of petitions"),
        ("dialogue-plan", "dialogue", "What the plan must say"),
        ("dialogue-proceedings", "dialogue", "The secretary signs first, then the host."),
        ("dialogue-dossier", "dialogue", "What the dossier must hold"),
        ("plans", "", "Host by host"),
        ("oversight", "", "How it is counted"),
    ],
)
def test_page_speaks_english_to_who_chose_it(name, of, words):
    place = tan_lach()
    held = dialogue(place, state=DialogueState.HELD)
    row = petition(place, held, state=PetitionState.TAKEN_UP)
    reader = Client()
    reader.force_login(place.anna)
    reader.get("/?ngon_ngu=en")

    gathering = dialogue(place, code="TL-2026-02", state=DialogueState.PREPARING)
    kinds = {"dialogue": held.code, "gathering": gathering.code, "petition": row.code, "year": 2026}
    page = reader.get(reverse(f"desk:{name}", args=[kinds[of]] if of else []))

    assert words in page.content.decode()
    assert '<html lang="en"' in page.content.decode()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("host", "Turns to speak"),
        ("secretary", "See all the minutes"),
        ("reception", "Quick entry of somebody not registered"),
    ],
)
def test_hall_speaks_english_to_who_chose_it(name, words):
    place = tan_lach()
    running = conference.in_session(place)
    reader = Client()
    reader.force_login(place.chair_person if name == "host" else place.anna)
    reader.get("/?ngon_ngu=en")

    page = reader.get(reverse(f"hall:{name}", args=[running.code])).content.decode()

    assert words in page
    assert '<html lang="en"' in page


def test_petitions_are_counted_one_by_one_in_english():
    said = "%(n)s kiến nghị"
    with translation.override("en"):
        assert [translation.ngettext(said, said, n) % {"n": n} for n in (1, 2)] == ["1 petition", "2 petitions"]


def test_work_is_named_in_english_too():
    place = tan_lach()
    held = dialogue(place, conference_on=date(2026, 11, 20), opened_on=date(2026, 10, 1))
    obligations.refresh(held.key, on=date(2026, 10, 5))
    with translation.override("en"):
        agenda = agenda_of(standing_of(place.anna, on=date(2026, 10, 5)))

    titles = {item.title for item in (*agenda.overdue, *agenda.today, *agenda.soon, *agenda.later)}

    assert "Draw up the programme" in titles


def test_chips_of_a_list_speak_the_readers_language():
    place = tan_lach()
    petition(place, dialogue(place, state=DialogueState.PREPARING), state=PetitionState.RECEIVED)
    reader = Client()
    reader.force_login(place.anna)
    url = reverse("desk:petition-list")

    with translation.override("en"):
        word = translation.gettext("Chưa phân loại")
    assert word != "Chưa phân loại"
    assert "Chưa phân loại" in reader.get(url).content.decode()
    reader.get("/?ngon_ngu=en")
    chips = reader.get(url).context["rows"]
    assert [row.word for row in chips] == [word]
