"""Two people at one moment: nothing is numbered twice, nothing is decided twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from doithoai.common.errors import DomainError
from doithoai.petitions.enums import AssignmentState, Field, IntakeChannel, PetitionState, Urgency
from doithoai.petitions.models import Petition
from doithoai.petitions.services import (
    Opinion,
    Order,
    Petitioner,
    accept_assignment,
    assign_petitions,
    describe_petition,
    hand_in,
    merge_petitions,
    open_gateway,
    triage_petitions,
    undo,
)
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import TODAY, assign, petition, receive

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """Run the jobs in threads of their own; return what each gave, or its refusal."""

    def run(job: Callable[[], object]) -> object:
        try:
            return job()
        except DomainError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_clerks_who_register_together_get_different_codes():
    place = tan_lach()
    conversation = dialogue(place)

    at_once(*(lambda text=text: receive(place, conversation, text=text) for text in ("A", "B", "C", "D")))

    codes = Petition.objects.order_by("code").values_list("code", flat=True)
    assert list(codes) == ["TL-26-0001", "TL-26-0002", "TL-26-0003", "TL-26-0004"]


def test_program_that_sends_one_key_from_four_lines_hands_in_one_petition():
    place = tan_lach()
    conversation = dialogue(place)
    gateway, _token = open_gateway(
        unit=place.unit, name="1022", channel=IntakeChannel.PHONE, on=TODAY, by=place.actor(place.administrator)
    )

    def send():
        return hand_in(
            gateway=gateway,
            idempotency_key="1022-000001",
            asked=b"the same",
            dialogue=conversation,
            opinion=Opinion(text="Đường ngập", channel=IntakeChannel.PHONE, received_on=TODAY),
            petitioner=Petitioner(),
            on=TODAY,
        )

    received = at_once(send, send, send, send)

    assert sorted(one.again for one in received) == [False, True, True, True]
    assert Petition.objects.count() == 1


def test_two_clerks_who_assign_one_petition_leave_one_lead():
    place = tan_lach()
    row = petition(place, dialogue(place))
    by = place.actor(place.anna)

    def give(body):
        return assign_petitions(petitions=[row], order=Order(lead=body, due_on=date(2026, 8, 17)), on=TODAY, by=by)

    at_once(lambda: give(place.economy), lambda: give(place.culture))

    assert sorted(row.assignments.values_list("state", flat=True)) == ["replaced", "sent"]


def test_merging_while_the_body_accepts_ends_in_one_of_the_two_orders():
    place = tan_lach()
    conversation = dialogue(place)
    main = petition(place, conversation, text="A")
    other = petition(place, conversation, text="B", state=PetitionState.ASSIGNED)
    asked = assign(place, other, place.economy, state=AssignmentState.SENT)

    at_once(
        lambda: merge_petitions(into=main, others=[other], on=TODAY, by=place.actor(place.anna)),
        lambda: accept_assignment(assignment=asked, on=TODAY, by=place.actor(place.economy_officer)),
    )

    other.refresh_from_db()
    assert (other.state, other.merged_into) == (PetitionState.MERGED, main)
    asked.refresh_from_db()
    assert asked.state in {AssignmentState.SENT, AssignmentState.ACCEPTED}


@pytest.mark.parametrize("_time", range(5))
def test_taking_back_a_change_of_two_while_others_work_on_them_blocks_nobody(_time):
    place = tan_lach()
    conversation = dialogue(place)
    first, second = petition(place, conversation, text="A"), petition(place, conversation, text="B")
    by = place.actor(place.anna)
    group = triage_petitions(petitions=[first, second], field=Field.POWER, urgency=Urgency.NORMAL, on=TODAY, by=by)

    def title(row: Petition):
        words = {"title": "Đường", "place": "", "complained_body": None}
        return lambda: describe_petition(petition=row, on=TODAY, by=by, **words)

    answers = at_once(lambda: undo(group=group, on=TODAY, by=by), title(second), title(first), title(second))

    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert list(Petition.objects.order_by("pk").values_list("field", flat=True)) == [Field.TRANSPORT, Field.TRANSPORT]
