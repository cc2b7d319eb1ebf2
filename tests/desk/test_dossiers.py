"""The dossier tab: who sees it, who may do what, and that each button does its one thing."""

import pytest
from django.urls import reverse

from doithoai.dialogues.enums import DialogueState
from doithoai.dossiers import queries
from doithoai.journal import services as recording
from doithoai.petitions.enums import PetitionState
from doithoai.regulations.facts import ConferenceHeld
from tests.factories import dialogues, organisations, petitions

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return organisations.tan_lach()


@pytest.fixture
def dialogue(place):
    made = dialogues.dialogue(place, state=DialogueState.FOLLOWING_UP)
    recording.record(ConferenceHeld(on=dialogues.HELD, dialogue=made.key), by=place.actor(place.anna))
    return made


def url(name, dialogue, *more):
    return reverse(f"desk:{name}", args=[dialogue.code, *more])


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anna", 200),
        ("chair_person", 200),
        ("minutes_person", 200),
        ("mass_person", 200),
        ("upper_person", 200),
        ("economy_officer", 403),
        ("front_person", 403),
        ("ben", 403),
        ("carla", 404),
    ],
)
def test_dossier_is_read_by_office_host_and_overseers_only(client, place, dialogue, who, status):
    client.force_login(getattr(place, who))

    assert client.get(url("dialogue-dossier", dialogue)).status_code == status


@pytest.mark.parametrize("who", ["chair_person", "mass_person", "upper_person", "economy_head", "ben", "carla"])
@pytest.mark.parametrize("verb", ["dossier-gather", "dossier-pack", "dossier-close", "dossier-archive"])
def test_only_the_host_office_works_on_the_dossier(client, place, dialogue, who, verb):
    client.force_login(getattr(place, who))

    response = client.post(url(verb, dialogue))

    dialogue.refresh_from_db()
    assert (response.status_code in {403, 404}, dialogue.state) == (True, DialogueState.FOLLOWING_UP)


def test_clerk_goes_from_follow_up_to_archive(client, place, dialogue):
    client.force_login(place.anna)
    client.post(url("dossier-close", dialogue))
    for line in queries.missing_items(queries.completeness(dialogue)):
        client.post(url("dossier-waive", dialogue, line.item.code), {"reason": "Không phát sinh ở cuộc này"})
    client.post(url("dossier-archive", dialogue))

    page = client.get(url("dialogue-dossier", dialogue))
    package = queries.latest_package(dialogue)
    got = client.get(url("dossier-package", dialogue, package.key))

    dialogue.refresh_from_db()
    assert dialogue.state == DialogueState.ARCHIVED
    assert "Hồ sơ đã khóa" in page.content.decode()
    assert b"".join(got.streaming_content)[:2] == b"PK"


def test_closing_with_open_petitions_asks_for_a_reason_and_says_which(client, place, dialogue):
    open_one = petitions.petition(place, dialogue, state=PetitionState.TAKEN_UP)
    client.force_login(place.anna)

    page = client.post(url("dossier-close", dialogue), {"reason": ""})

    dialogue.refresh_from_db()
    assert open_one.code in page.content.decode()
    assert dialogue.state == DialogueState.FOLLOWING_UP


def test_archiving_twice_says_that_it_is_sealed(client, place, dialogue):
    client.force_login(place.anna)
    client.post(url("dossier-close", dialogue))
    for line in queries.missing_items(queries.completeness(dialogue)):
        client.post(url("dossier-waive", dialogue, line.item.code), {"reason": "Không phát sinh ở cuộc này"})
    client.post(url("dossier-archive", dialogue))

    assert client.post(url("dossier-archive", dialogue)).status_code == 403
    assert dialogue.packages.count() == 1
