"""Lists and workspaces ask the database as often for three hundred rows as for one (DESIGN section 9)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from doithoai.accounts.services import keep_identity
from doithoai.accounts.vault import PersonalDetails
from doithoai.dialogues.enums import DialogueState
from doithoai.journal import services as journal
from doithoai.notices.models import Channel, Message
from doithoai.obligations import services as obligations
from doithoai.petitions.enums import AssignmentPart, AssignmentState, IntakeChannel, PetitionState
from doithoai.petitions.models import Assignment, Petition, Submitter
from doithoai.petitions.services.receiving import Opinion, Petitioner, build, received_fact
from doithoai.regulations.facts import PetitionAssigned
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import TODAY

pytestmark = pytest.mark.django_db
MANY = (1, 30, 300)


def _lay(place, held, number, state):
    """Lay so many petitions with lead, facts, petitioner and a letter that waits, in a few statements."""
    start, actor = Petition.objects.count(), place.actor(place.anna)
    opinions = [
        Opinion(text=f"Đường thôn {n} bị cày nát. Đề nghị sửa.", channel=IntakeChannel.PAPER, received_on=TODAY)
        for n in range(start, number)
    ]
    rows = [
        build(held, opinion, Petitioner(), code=f"TL-26-{start + n:04}", account=place.anna)
        for n, opinion in enumerate(opinions)
    ]
    for row in rows:
        row.state = state
    rows = Petition.objects.bulk_create(rows)
    Submitter.objects.bulk_create([Submitter(petition=row, code=row.code) for row in rows])
    leads = [
        Assignment(
            petition=row,
            body=place.economy,
            part=AssignmentPart.LEAD,
            state=AssignmentState.ACCEPTED,
            due_on=date(2026, 8, 17),
            assigned_on=TODAY,
            assigned_by=place.anna,
        )
        for row in rows
    ]
    Assignment.objects.bulk_create(leads)
    asked = [
        PetitionAssigned(
            on=TODAY,
            dialogue=held.key,
            petition=row.key,
            body=place.economy.key,
            part=AssignmentPart.LEAD,
            due_on=date(2026, 8, 17),
        )
        for row in rows
    ]
    journal.record_all([*map(received_fact, rows), *asked], by=actor)
    Message.objects.bulk_create(
        Message(
            channel=Channel.LETTER,
            subject=f"Thư {row.code}",
            text="Trả lời",
            dialogue=held.key,
            petition=row.key,
            event=f"thu:{row.key}",
        )
        for row in rows
    )
    obligations.refresh(held.key, on=date(2026, 9, 1))


def _asked(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("name", "state", "petition", "most"),
    [
        pytest.param("dialogue", DialogueState.PREPARING, PetitionState.ASSIGNED, 14, id="overview, preparing"),
        pytest.param("dialogue", DialogueState.HELD, PetitionState.TAKEN_UP, 12, id="overview, held"),
        pytest.param("dialogue-petitions", DialogueState.ANNOUNCED, PetitionState.ASSIGNED, 12, id="petitions"),
        pytest.param("dialogue-assignments", DialogueState.ANNOUNCED, PetitionState.ASSIGNED, 12, id="assignments"),
        pytest.param("dialogue-notice", DialogueState.ANNOUNCED, PetitionState.ASSIGNED, 13, id="notice"),
        pytest.param("dialogue-conclusion", DialogueState.HELD, PetitionState.TAKEN_UP, 12, id="conclusion"),
        pytest.param("dialogue-follow-up", DialogueState.FOLLOWING_UP, PetitionState.TAKEN_UP, 14, id="follow-up"),
        pytest.param("follow-up-letters", DialogueState.FOLLOWING_UP, PetitionState.TAKEN_UP, 12, id="letters"),
        pytest.param("follow-up-promises", DialogueState.FOLLOWING_UP, PetitionState.TAKEN_UP, 12, id="promises"),
    ],
)
def test_page_of_a_dialogue_asks_no_more_for_three_hundred_petitions_than_for_one(client, name, state, petition, most):
    place = tan_lach()
    held = dialogue(place, state=state)
    client.force_login(place.anna)
    address = reverse(f"desk:{name}", args=[held.code])
    found = []

    for number in MANY:
        _lay(place, held, number, petition)
        found.append(_asked(client, address))

    assert found[0] == found[1] == found[2] <= most


@pytest.mark.parametrize(("name", "most"), [("my-work", 12), ("petition-list", 12), ("inbox", 12)])
def test_list_asks_no_more_for_three_hundred_petitions_than_for_one(client, name, most):
    place = tan_lach()
    held = dialogue(place, state=DialogueState.ANNOUNCED)
    client.force_login(place.economy_officer if name == "inbox" else place.anna)
    found = []

    for number in MANY:
        _lay(place, held, number, PetitionState.ASSIGNED)
        found.append(_asked(client, reverse(f"desk:{name}")))

    assert found[0] == found[1] == found[2] <= most


def test_plan_board_asks_at_most_twelve_times(client):
    place = tan_lach()
    for number in range(3):
        dialogue(place, state=DialogueState.HELD, code=f"TL-2026-{number + 1:02}")
    client.force_login(place.anna)

    assert _asked(client, reverse("desk:plans")) <= 12


def test_page_of_a_petition_asks_no_more_for_many_petitioners_than_for_one(client):
    place = tan_lach()
    held = dialogue(place, state=DialogueState.FOLLOWING_UP)
    _lay(place, held, 1, PetitionState.TAKEN_UP)
    row = Petition.objects.get()
    client.force_login(place.anna)
    address = reverse("desk:petition", args=[row.code])
    found = []

    for many in (1, 30):
        while row.submitters.count() < many + 1:
            identity = keep_identity(PersonalDetails(full_name="Người gửi"))
            Submitter.objects.create(petition=row, code=f"TL-26-9{row.submitters.count():03}", identity=identity)
        found.append(_asked(client, address))

    assert found[0] == found[1] <= 22
