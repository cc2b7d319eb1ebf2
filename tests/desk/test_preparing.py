"""Plan, notice, invitations and papers on the screen, from the clerk's and the stranger's side."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from doithoai.documents.models import Document
from doithoai.workdays import national
from tests.factories.dialogues import dialogue, open_dialogue
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
FAR = national().next_working(TODAY + timedelta(days=40))


def typed(day):
    return f"{day.day}/{day.month}/{day.year}"


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def opened(place, client):
    made = open_dialogue(place, on=TODAY, conference_on=FAR)
    client.force_login(place.anna)
    return made


def to(name, made, *more):
    return reverse(f"desk:{name}", args=[made.code, *more])


def prepare(client, place, made):
    client.post(to("dialogue-task", made), {"body": place.economy.pk, "what": "Báo cáo giao thông"})
    client.post(to("dialogue-plan-approve", made), {"number": "41", "approved_on": typed(TODAY)})
    said = {"content": "Đường thôn", "participants": "Nhân dân", "how_to_take_part": "Đăng ký ở thôn"}
    client.post(to("dialogue-notice-write", made), said)


def test_plan_is_filled_approved_and_its_paper_fetched(client, place, opened):
    refused = client.post(to("dialogue-plan-approve", opened), {"number": "41", "approved_on": typed(TODAY)})
    assert "Kế hoạch còn thiếu: Phân công cơ quan phối hợp." in refused.content.decode()

    prepare(client, place, opened)

    opened.refresh_from_db()
    paper = Document.objects.get(dialogue=opened.key, kind="conference_plan")
    assert (opened.plan_number, paper.symbol, paper.state) == ("41/KH-UBND", "41/KH-UBND", "signed")
    pdf = client.get(to("paper", opened, paper.key, "pdf"))
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")


def test_dialogue_is_announced_on_the_screen(client, place, opened):
    prepare(client, place, opened)
    client.post(to("dialogue-invite", opened), {"bodies": [place.economy.pk, place.front.pk]})
    client.post(to("dialogue-invitations-send", opened), {"sent_on": typed(TODAY)})
    client.post(
        to("dialogue-publish", opened, "mass_media"), {"published_on": typed(TODAY), "detail": "Đài xã, 17 giờ"}
    )

    opened.refresh_from_db()
    page = client.get(to("dialogue-notice", opened)).content.decode()
    assert opened.state == "announced"
    assert "2 nơi nhận" in page
    assert "Đài xã, 17 giờ" in page


def test_late_publication_is_refused_with_the_day_and_passes_with_a_reason(client, place):
    near = national().next_working(TODAY + timedelta(days=1))
    made = open_dialogue(place, on=TODAY, conference_on=near, accepts_late_notice=True)
    client.force_login(place.anna)
    prepare(client, place, made)
    values = {"published_on": typed(TODAY), "detail": "Đài xã, 17 giờ"}

    refused = client.post(to("dialogue-publish", made, "mass_media"), values).content.decode()
    assert "Công bố muộn hơn quy định" in refused
    assert "Đài xã, 17 giờ" in refused
    client.post(to("dialogue-publish", made, "mass_media"), values | {"override_reason": "Sự cố vỡ kè"})

    assert made.overrides.get().reason == "Sự cố vỡ kè"
    assert "Sự cố vỡ kè" in client.get(to("dialogue", made)).content.decode()


def test_citizen_on_the_list_is_masked_on_the_screen_and_named_on_the_letter(client, place, opened):
    client.post(to("dialogue-invite", opened), {"kind": "citizen", "name": "Nguyễn Văn Thử", "address": "Thôn Cầu Đá"})

    page = client.get(to("dialogue-notice", opened)).content.decode()
    letters = client.post(to("dialogue-letters", opened))

    assert "Nguyễn Văn Thử" not in page
    assert "N••• V••• T•••" in page
    assert letters.content.startswith(b"%PDF")


def test_reply_of_an_invitee_is_kept(client, place, opened):
    prepare(client, place, opened)
    client.post(to("dialogue-invite", opened), {"bodies": [place.economy.pk]})
    client.post(to("dialogue-invitations-send", opened), {"sent_on": typed(TODAY)})
    invitation = opened.invitations.get()
    address = to("dialogue-invitation-reply", opened, invitation.key)

    client.post(address, {"reply": "sending", "note": "Phó phòng dự"})
    client.post(address, {"reply": "perhaps"})

    invitation.refresh_from_db()
    assert (invitation.reply, invitation.reply_note) == ("sending", "Phó phòng dự")


def test_new_day_needs_a_reason_once_people_were_told(client, place, opened):
    prepare(client, place, opened)
    later = national().next_working(FAR + timedelta(days=7))
    values = {"day0": typed(later), "from0": "8:00", "to0": "11:00", "place0": "Nhà văn hóa xã"}

    refused = client.post(to("dialogue-reschedule", opened), values)
    assert refused.status_code == 200
    client.post(to("dialogue-reschedule", opened), values | {"reason": "Trùng bão"})

    assert timezone.localdate(opened.sessions.get().starts_at) == later


@pytest.mark.parametrize("name", ["dialogue-postpone", "dialogue-cancel"])
def test_stopping_asks_for_a_reason_and_shows_it(client, place, opened, name):
    empty = client.post(to(name, opened), {"reason": " "})
    client.post(to(name, opened), {"reason": "Bão số 5"})

    assert empty.status_code == 200
    assert "Bão số 5" in client.get(to("dialogue", opened)).content.decode()


def test_extraordinary_request_is_recorded(client, place):
    made = open_dialogue(place, on=TODAY, conference_on=FAR, type="extraordinary", trigger="sudden_urgent")
    client.force_login(place.anna)

    client.post(to("dialogue-request", made), {"number": "12/UBND-VP", "sent_on": typed(TODAY)})

    assert "12/UBND-VP" in client.get(to("dialogue-plan", made)).content.decode()


WRITING = [
    "dialogue-content",
    "dialogue-plan-approve",
    "dialogue-task",
    "dialogue-briefing",
    "dialogue-request",
    "dialogue-plan-secretary",
    "dialogue-notice-write",
    "dialogue-invite",
    "dialogue-invitations-send",
    "dialogue-reschedule",
    "dialogue-postpone",
    "dialogue-cancel",
    "dialogue-register",
]


@pytest.mark.parametrize("name", WRITING)
def test_forms_open_for_the_host_office_and_refuse_others(client, place, name):
    made = dialogue(place)
    codes = {}
    for who in ("anna", "economy_officer", "carla"):
        client.force_login(getattr(place, who))
        codes[who] = client.get(to(name, made)).status_code

    assert codes == {"anna": 200, "economy_officer": 403, "carla": 404}


@pytest.mark.parametrize("name", ["dialogue", "dialogue-plan", "dialogue-notice", "dialogue-registrations"])
def test_pages_are_read_by_those_with_a_relation(client, place, name):
    made = dialogue(place)
    codes = {}
    for who in ("anna", "chair_person", "front_person", "upper_person", "carla"):
        client.force_login(getattr(place, who))
        codes[who] = client.get(to(name, made)).status_code

    assert codes == {"anna": 200, "chair_person": 200, "front_person": 200, "upper_person": 200, "carla": 404}


def test_paper_of_another_dialogue_is_not_found(client, place, opened):
    prepare(client, place, opened)
    paper = Document.objects.get(dialogue=opened.key, kind="conference_plan")
    other = dialogue(place, code="TL-2026-99")

    assert client.get(to("paper", other, paper.key, "pdf")).status_code == 404
    client.force_login(place.carla)
    assert client.get(to("paper", opened, paper.key, "pdf")).status_code == 404
