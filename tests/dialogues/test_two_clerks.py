"""Two people at the same moment do no harm: codes are unique, the last seat is given once."""

import threading

import pytest
from django.db import connection

from doithoai.accounts.vault import PersonalDetails
from doithoai.common.actors import PUBLIC
from doithoai.dialogues import services
from doithoai.dialogues.enums import DialogueState, RegistrationChannel
from doithoai.dialogues.models import Dialogue, Registration
from tests.factories.dialogues import OPENED, dialogue, open_dialogue
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*verbs):
    """Run the verbs in threads that start together; return what went wrong."""
    start, wrong = threading.Barrier(len(verbs)), []

    def run(verb):
        start.wait()
        try:
            verb()
        except Exception as error:  # noqa: BLE001 -- whatever a thread runs into is for the test to judge
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(verb,)) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_dialogues_opened_at_once_get_codes_of_their_own():
    place = tan_lach()

    wrong = at_once(*[lambda: open_dialogue(place)] * 3)

    assert wrong == []
    assert sorted(Dialogue.objects.values_list("code", flat=True)) == ["TL-2026-01", "TL-2026-02", "TL-2026-03"]


def test_last_seat_is_given_once():
    place = tan_lach()
    meeting = dialogue(place, state=DialogueState.ANNOUNCED)
    hall = meeting.venue_points.get()
    hall.capacity = 1
    hall.save(update_fields=["capacity"])

    def register():
        services.register(
            dialogue=meeting,
            details=PersonalDetails(full_name="Nguyễn Văn Thử"),
            link_to_area="live",
            channel=RegistrationChannel.PORTAL,
            venue_point=hall,
            on=OPENED,
            by=PUBLIC,
        )

    wrong = at_once(register, register, register)

    assert wrong == []
    assert sorted(Registration.objects.values_list("waiting", flat=True)) == [False, True, True]
