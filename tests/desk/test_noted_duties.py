"""The page of what is done outside the program: noting, taking back, files, who may."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from doithoai.dialogues.models import PerformedDuty
from doithoai.obligations import services as obligations
from tests.factories import dialogues
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
RULE = "TU-III.5-security-plan"


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def made(place, monkeypatch):
    """A dialogue bound by Than Uyên's plan, opened a week ago."""
    monkeypatch.setattr(dialogues, "PIN", "than-uyen-2023@2023-01-01")
    today = timezone.localdate()
    made = dialogues.dialogue(place, opened_on=today - timedelta(days=7), conference_on=today + timedelta(days=30))
    obligations.refresh(made.key)
    return made


def url(name, made, *args):
    return reverse(f"desk:{name}", args=[made.code, *args])


def test_clerk_notes_a_duty_with_its_paper_and_everybody_reads_it(client, place, made):
    client.force_login(place.anna)
    file = SimpleUploadedFile("phuong-an.pdf", PDF, content_type="application/pdf")
    given = {"done_on": f"{timezone.localdate():%d/%m/%Y}", "number": "12-KH/CA", "note": "Đã gửi xã", "files": file}
    answer = client.post(url("dialogue-duty", made, RULE), given)
    client.force_login(place.front_person)

    page = client.get(url("dialogue-duties", made)).content.decode()

    row = PerformedDuty.objects.get()
    stored = row.files.get()
    fetched = client.get(url("dialogue-duty-file", made, row.key, stored.key))
    assert answer.headers["Location"] == url("dialogue-duties", made)
    assert ("12-KH/CA" in page, "phuong-an.pdf" in page) == (True, True)
    assert b"".join(fetched.streaming_content) == PDF


def test_what_waits_for_the_conference_cannot_be_noted_before_it(client, place, made):
    client.force_login(place.anna)

    page = client.get(url("dialogue-duties", made)).content.decode()

    assert client.get(url("dialogue-duty", made, "TU-4.3-review")).status_code == 403
    assert url("dialogue-duty", made, "TU-4.3-review") not in page
    assert url("dialogue-duty", made, RULE) in page


def test_deed_that_two_rules_ask_for_is_one_line(client, place, made):
    client.force_login(place.anna)

    rules = [line.rule.id for line in client.get(url("dialogue-duties", made)).context["lines"]]

    assert [rule for rule in rules if rule.startswith("TU-4.3-report")] == ["TU-4.3-report"]


def test_future_day_is_refused_beside_the_form(client, place, made):
    client.force_login(place.anna)
    tomorrow = timezone.localdate() + timedelta(days=1)

    page = client.post(url("dialogue-duty", made, RULE), {"done_on": f"{tomorrow:%d/%m/%Y}"}).content.decode()

    assert "Ngày làm phải từ ngày mở cuộc đối thoại đến hôm nay." in page
    assert not PerformedDuty.objects.exists()


def test_wrong_note_is_taken_back_on_the_page(client, place, made):
    client.force_login(place.anna)
    client.post(url("dialogue-duty", made, RULE), {"done_on": f"{timezone.localdate():%d/%m/%Y}"})

    client.post(url("dialogue-duty-back", made, PerformedDuty.objects.get().key))

    assert PerformedDuty.objects.get().withdrawn_by == place.anna


@pytest.mark.parametrize(
    ("who", "read", "write"), [("front_person", 200, 403), ("economy_officer", 200, 403), ("carla", 404, 404)]
)
def test_who_may_read_and_note(client, place, made, who, read, write):
    client.force_login(getattr(place, who))

    answers = [client.get(url("dialogue-duties", made)), client.get(url("dialogue-duty", made, RULE))]

    assert [answer.status_code for answer in answers] == [read, write]


def test_tab_stands_only_under_a_law_that_asks_for_it(client, place, made, monkeypatch):
    monkeypatch.setattr(dialogues, "PIN", "hai-phong-1155@2023-10-20")
    other = dialogues.dialogue(place, code="TL-2026-02")
    client.force_login(place.anna)

    pages = [client.get(url("dialogue", one)).content.decode() for one in (made, other)]

    assert [
        reverse("desk:dialogue-duties", args=[one.code]) in page for one, page in zip((made, other), pages, strict=True)
    ] == [
        True,
        False,
    ]


def test_page_asks_no_more_of_the_database_for_more_notes(client, place, made):
    client.force_login(place.anna)
    day = f"{timezone.localdate():%d/%m/%Y}"
    client.post(url("dialogue-duty", made, RULE), {"done_on": day})
    with CaptureQueriesContext(connection) as one:
        client.get(url("dialogue-duties", made))
    for rule in ("TU-III.1-review", "TU-III.1-publish-plan"):
        client.post(url("dialogue-duty", made, rule), {"done_on": day})

    with CaptureQueriesContext(connection) as three:
        client.get(url("dialogue-duties", made))

    assert len(three) == len(one)
