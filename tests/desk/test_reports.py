"""Oversight and reports on the screen: who sees them, and that each figure opens its cases."""

from datetime import timedelta

import pytest
from django.urls import reverse

from doithoai.dialogues.enums import DialogueState
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.obligations.models import Duty
from doithoai.regulations.facts import ConferenceHeld
from doithoai.reporting import queries
from doithoai.reporting.models import Report
from tests.factories import dialogues, organisations, petitions

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return organisations.tan_lach()


def report_url(place, name="report", *more):
    from django.utils import timezone  # noqa: PLC0415 -- only views read the clock, and this stands for one

    today = timezone.localdate()
    row = queries.reports_owed(place.unit, year=today.year, on=today)[-1]
    return reverse(f"desk:{name}", args=[place.unit.code, today.year, row.rule.id, *more])


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anna", 200),
        ("chair_person", 200),
        ("front_person", 200),
        ("mass_person", 200),
        ("upper_person", 200),
        ("economy_officer", 403),
        ("economy_head", 403),
    ],
)
@pytest.mark.parametrize("name", ["oversight", "reports"])
def test_oversight_is_for_those_who_watch(client, place, who, status, name):
    client.force_login(getattr(place, who))

    assert client.get(reverse(f"desk:{name}")).status_code == status


@pytest.mark.parametrize(("who", "status"), [("anna", 200), ("upper_person", 200), ("carla", 404)])
def test_report_is_read_in_the_unit_and_above_it(client, place, who, status):
    client.force_login(getattr(place, who))

    assert client.get(report_url(place)).status_code == status


@pytest.mark.parametrize("who", ["upper_person", "chair_person", "front_person", "economy_head", "carla"])
def test_only_the_office_and_mass_mobilisation_send_a_report(client, place, who):
    client.force_login(getattr(place, who))

    assert client.post(report_url(place, "report-submit")).status_code in {403, 404}
    assert not Report.objects.filter(submitted_on__isnull=False).exists()


def test_clerk_writes_sends_and_downloads_the_report(client, place):
    dialogues.dialogue(place, state=DialogueState.FOLLOWING_UP)
    client.force_login(place.anna)
    kept = client.post(report_url(place), {"assessment": "Làm tốt", "proposals": ""})
    client.post(report_url(place, "report-submit"))
    client.post(report_url(place, "report-submit"))

    page = client.get(report_url(place)).content.decode()
    pdf = b"".join(client.get(report_url(place, "report-paper")).streaming_content)
    assert kept.status_code == 302
    assert "Làm tốt" in page
    assert (Report.objects.get().submitted_on is not None, pdf[:5]) == (True, b"%PDF-")


def test_figure_opens_exactly_the_cases_that_were_counted(client, place):
    dialogue = dialogues.dialogue(place, state=DialogueState.FOLLOWING_UP)
    client.force_login(place.anna)

    page = client.get(report_url(place, "report-figure", "held")).content.decode()

    assert dialogue.code in page


def late_petition(place):
    """Hold a conference two months ago and leave one petition of it with nobody's report."""
    from django.utils import timezone  # noqa: PLC0415 -- only views read the clock, and this stands for one

    today = timezone.localdate()
    day = today - timedelta(days=60)
    held = dialogues.dialogue(place, state=DialogueState.FOLLOWING_UP, conference_on=day, opened_on=day)
    raised = petitions.petition(place, held)
    actor = place.actor(place.anna)
    journal.record(ConferenceHeld(on=day, dialogue=held.key), by=actor)
    obligations.refresh(held.key, on=today)
    Duty.objects.filter(dialogue=held.key, rule="HP-10.1a").update(petition=raised.key)
    return held, raised


def test_late_row_names_the_petition_and_leads_to_it_or_to_its_dialogue(client, place):
    held, raised = late_petition(place)
    client.force_login(place.upper_person)

    rows = {row["duty"].petition: row for row in client.get(reverse("desk:oversight")).context["rows"]}

    assert rows[raised.key]["petition"] == raised
    assert rows[""]["url"] == reverse("desk:dialogue", args=[held.code])
    assert raised.code in client.get(reverse("desk:oversight")).content.decode()
