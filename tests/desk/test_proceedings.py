"""Programme, session, minutes and conclusion on the desk: from the first draft to the sent notice."""

import pytest
from django.urls import reverse
from django.utils import timezone

from doithoai.dialogues.enums import DialogueState
from doithoai.petitions.enums import Outcome as Kind
from doithoai.proceedings import services
from doithoai.proceedings.models import Conclusion, ConclusionItem, Delivery, Minutes, ProgrammeStep
from doithoai.proceedings.services import Decision
from tests.factories import conference, dialogues
from tests.factories.conference import MORNING
from tests.factories.organisations import Place, tan_lach

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PAGES = ("dialogue-programme", "dialogue-proceedings", "dialogue-conclusion")


@pytest.fixture
def place() -> Place:
    return tan_lach()


def _as(client, who):
    client.force_login(who)
    return client


def _text(response):
    return response.content.decode()


def _post(client, name, dialogue, *more, **data):
    return client.post(reverse(f"desk:{name}", args=[dialogue.code, *more]), data, follow=True)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("state", ["preparing", "announced", "in_session", "held", "concluded", "following_up"])
def test_every_page_opens_in_every_state(client, place, page, state):
    dialogue = dialogues.dialogue(place, state=DialogueState(state))

    assert _as(client, place.anna).get(reverse(f"desk:{page}", args=[dialogue.code])).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_stranger_finds_nothing(client, place, page):
    dialogue = dialogues.dialogue(place)

    assert _as(client, place.carla).get(reverse(f"desk:{page}", args=[dialogue.code])).status_code == 404


def test_clerk_lays_the_programme_and_the_host_approves(client, place):
    dialogue = dialogues.dialogue(place)
    _post(_as(client, place.anna), "dialogue-programme", dialogue)

    page = _text(_post(_as(client, place.chair_person), "dialogue-programme-approve", dialogue))

    dialogue.refresh_from_db()
    assert dialogue.programme_approved_on is not None
    assert "Nội quy" in page


def test_clerk_sets_minutes_and_leaders(client, place):
    dialogue = dialogues.dialogue(place)
    services.draft_programme(dialogue=dialogue, by=place.actor(place.anna))
    rows = ProgrammeStep.objects.filter(dialogue=dialogue)
    data = {f"b{row.number}-minutes": "10" for row in rows} | {"b4-led_by": "Nhân dân các thôn"}

    _post(_as(client, place.anna), "dialogue-programme", dialogue, **data)

    assert {row.minutes_planned for row in rows.all()} == {10}
    assert rows.get(number=4).led_by == "Nhân dân các thôn"


def test_minutes_that_are_no_number_are_said_and_nothing_is_saved(client, place):
    dialogue = dialogues.dialogue(place)
    services.draft_programme(dialogue=dialogue, by=place.actor(place.anna))

    response = _post(_as(client, place.anna), "dialogue-programme", dialogue, **{"b1-minutes": "lâu"})

    assert response.status_code == 200
    assert ProgrammeStep.objects.get(dialogue=dialogue, number=1).minutes_planned == 15


def test_clerk_cannot_approve(client, place):
    dialogue = dialogues.dialogue(place)

    assert _post(_as(client, place.anna), "dialogue-programme-approve", dialogue).status_code == 403


def test_opening_without_a_reason_says_what_is_missing(client, place):
    dialogue = conference.announced(place)
    dialogue.programme_approved_on = None
    dialogue.save(update_fields=["programme_approved_on"])

    page = _text(_post(_as(client, place.anna), "dialogue-open-session", dialogue))

    dialogue.refresh_from_db()
    assert dialogue.state == DialogueState.ANNOUNCED
    assert "chương trình đã được chủ trì duyệt" in page


def test_opening_leads_to_the_hall(client, place):
    dialogue = conference.announced(place)

    response = _post(_as(client, place.chair_person), "dialogue-open-session", dialogue, reason="Kịp giờ")

    assert "ban-chu-tri" in response.redirect_chain[-1][0]


def test_closing_keeps_the_input_when_it_is_refused(client, place):
    dialogue = conference.in_session(place)

    page = _text(_post(_as(client, place.chair_person), "dialogue-close", dialogue, present=[place.chair.pk]))

    assert "Chưa bế mạc được" in page


def test_from_held_to_sent_on_the_screens(client, place):
    dialogue = conference.held(place)
    petition = conference.petition(dialogue, lead=place.economy)
    decision = Decision(kind=Kind.TAKEN_UP)
    services.record_outcome(petition=petition, decision=decision, at=MORNING, by=place.actor(place.anna))

    _post(_as(client, place.minutes_person), "minutes-sign-secretary", dialogue)
    _post(_as(client, place.chair_person), "minutes-sign-host", dialogue, 1)
    _post(client, "conclusion-draft", dialogue)
    _post(client, "conclusion-issue", dialogue)
    page = _text(_post(_as(client, place.anna), "conclusion-send", dialogue))

    dialogue.refresh_from_db()
    assert Minutes.objects.get(dialogue=dialogue).host_signed_at is not None
    assert Conclusion.objects.get(dialogue=dialogue).number == "01/TB-UBND"
    assert not Delivery.objects.filter(dialogue=dialogue, sent_on=None).exists()
    assert dialogue.state == DialogueState.FOLLOWING_UP
    assert "Đã gửi 7 nơi nhận" in page


def test_paper_is_handed_out_to_who_may_see_the_dialogue_only(client, place):
    dialogue = dialogues.dialogue(place)
    services.draft_programme(dialogue=dialogue, by=place.actor(place.anna))
    services.approve_programme(dialogue=dialogue, on=dialogues.OPENED, by=place.actor(place.chair_person))
    page = _text(_as(client, place.anna).get(reverse("desk:dialogue-programme", args=[dialogue.code])))
    address = next(part for part in page.split('"') if part.endswith(".pdf"))

    handed = client.get(address)
    refused = _as(client, place.carla).get(address)

    assert (handed.status_code, b"".join(handed.streaming_content)[:4], refused.status_code) == (200, b"%PDF", 404)


def test_item_is_edited_with_its_time_limit(client, place):
    dialogue = conference.held(place)
    petition = conference.petition(dialogue, lead=place.economy)
    decision = Decision(kind=Kind.TAKEN_UP)
    services.record_outcome(petition=petition, decision=decision, at=MORNING, by=place.actor(place.anna))
    services.draft_conclusion(dialogue=dialogue, by=place.actor(place.anna))
    item = ConclusionItem.objects.get()
    data = {"section": "assigned", "text": "Sửa đường.", "body": place.police.pk, "due_on": "30/12/2026"}

    _post(_as(client, place.anna), "conclusion-edit", dialogue, item.pk, **data)

    item.refresh_from_db()
    assert (item.text, item.body, item.due_on.isoformat()) == ("Sửa đường.", place.police, "2026-12-30")


def test_clerk_can_neither_extend_nor_issue(client, place):
    dialogue = conference.held(place)
    _as(client, place.anna)

    refused = [_post(client, name, dialogue).status_code for name in ("conclusion-extend", "conclusion-issue")]

    assert refused == [403, 403]


def test_clerk_records_the_results_channel_by_channel(client, place):
    made = dialogues.open_dialogue(place, on=TODAY, conference_on=TODAY, accepts_late_notice=True)
    type(made).objects.filter(pk=made.pk).update(state=DialogueState.HELD)
    proof = {"published_on": f"{TODAY.day}/{TODAY.month}/{TODAY.year}", "detail": "Bảng tin trụ sở"}

    page = _text(_post(_as(client, place.anna), "results-publish", made, "office_posting", **proof))

    assert "Đã ghi công khai kết quả." in page
    assert "Bảng tin trụ sở" in page
    assert reverse("desk:results-publish", args=[made.code, "village_heads"]) in page
    assert reverse("desk:results-publish", args=[made.code, "office_posting"]) not in page


@pytest.mark.parametrize(("who", "status"), [("anna", 200), ("ben", 403), ("carla", 404)])
def test_only_the_host_office_records_the_results(client, place, who, status):
    made = dialogues.open_dialogue(place, on=TODAY, conference_on=TODAY, accepts_late_notice=True)
    type(made).objects.filter(pk=made.pk).update(state=DialogueState.HELD)
    address = reverse("desk:results-publish", args=[made.code, "mass_media"])

    assert _as(client, getattr(place, who)).get(address).status_code == status
