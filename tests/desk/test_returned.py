"""Ping-pong: how often a petition was given back is counted, and shown to the office and the host."""

import pytest
from django.urls import reverse

from doithoai.petitions.enums import AssignmentPart
from doithoai.petitions.models import Assignment
from doithoai.petitions.queries import returned_petitions
from doithoai.petitions.services import Order, accept_assignment, assign_petitions, return_assignment
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import TODAY, petition

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return tan_lach()


def _sent_back(place, row, *bodies):
    """Assign the petition to one body after the other; each gives it back."""
    for body in bodies:
        order = Order(lead=body, due_on=TODAY.replace(day=17))
        assign_petitions(petitions=[row], order=order, on=TODAY, by=place.actor(place.anna))
        asked = Assignment.objects.get(petition=row, body=body, part=AssignmentPart.LEAD, state="sent")
        accept_assignment(assignment=asked, on=TODAY, by=place.actor(place.economy_officer))
        return_assignment(
            assignment=asked,
            reason=f"Không thuộc {body.short_name}",
            on=TODAY,
            by=place.actor(place.economy_officer),
        )


def test_every_return_counts_also_of_one_body_and_the_most_often_comes_first(place):
    held = dialogue(place)
    once, thrice, never = (petition(place, held) for _ in range(3))
    _sent_back(place, once, place.economy)
    _sent_back(place, thrice, place.economy, place.culture, place.economy)

    found = returned_petitions(held)

    assert [(row, [one.body for one in rows]) for row, rows in found] == [
        (thrice, [place.economy, place.culture, place.economy]),
        (once, [place.economy]),
    ]
    assert [row for row, _rows in returned_petitions(held, least=2)] == [thrice]
    assert never not in [row for row, _rows in found]


@pytest.mark.parametrize("who", ["anna", "chair_person"])
def test_office_and_host_read_how_often_and_why(client, place, who):
    held = dialogue(place)
    row, other = petition(place, held), petition(place, held, text="Xin sửa đèn đường.")
    _sent_back(place, row, place.economy, place.culture)
    _sent_back(place, other, place.police)
    client.force_login(getattr(place, who))

    case = client.get(reverse("desk:petition", args=[row.code])).content.decode()
    rows = client.get(reverse("desk:dialogue-petitions", args=[held.code]), {"xem": "returned"}).content.decode()
    board = client.get(reverse("desk:dialogue-assignments", args=[held.code]), {"tra-lai": "2"}).content.decode()

    assert "đã trả lại 2 lần" in case
    assert "đã trả lại 2 lần" in rows
    assert "đã trả lại 1 lần" in rows
    assert "Không thuộc Phòng Văn hóa" in board
    assert other.code not in board


def test_who_assigns_again_reads_first_who_gave_it_back_and_why(client, place):
    row = petition(place, dialogue(place))
    _sent_back(place, row, place.economy)
    client.force_login(place.anna)

    page = client.get(reverse("desk:petition-assign", args=[row.code])).content.decode()

    assert "Không thuộc Phòng Kinh tế" in page


def test_board_asks_as_often_for_thirty_returns_as_for_one(client, place, django_assert_max_num_queries):
    held = dialogue(place)
    for number in range(30):
        row = petition(place, held, text=f"Việc thứ {number}")
        Assignment.objects.create(
            petition=row,
            body=place.economy,
            part=AssignmentPart.LEAD,
            state="returned",
            returned_reason="Không thuộc",
            due_on=TODAY,
            assigned_on=TODAY,
            assigned_by=place.anna,
        )
    client.force_login(place.anna)

    with django_assert_max_num_queries(15):
        client.get(reverse("desk:dialogue-assignments", args=[held.code]))
