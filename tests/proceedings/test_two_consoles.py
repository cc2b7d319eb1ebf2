"""Two consoles at the same moment: one outcome, one opening, and the slower one is told what stands."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from doithoai.journal import queries as journal
from doithoai.petitions.enums import Outcome as Kind
from doithoai.proceedings import services
from doithoai.proceedings.errors import OutcomeStands
from doithoai.proceedings.models import Outcome
from doithoai.proceedings.services import Decision
from doithoai.regulations.facts import ConferenceOpened
from tests.factories import conference
from tests.factories.conference import MORNING
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db(transaction=True)


def _at_once(*acts: Callable[[], object]) -> list[object]:
    """Run the acts in threads of their own, started together; return what each gave or raised."""
    together, results = Barrier(len(acts)), [None] * len(acts)

    def run(number: int) -> None:
        together.wait()
        try:
            results[number] = acts[number]()
        except OutcomeStands as error:
            results[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_different_keys_at_once_leave_one_outcome_and_tell_the_other_console():
    place = tan_lach()
    running = conference.in_session(place)
    road = conference.petition(running, lead=place.economy)

    def press(kind: Kind, who) -> Callable[[], object]:
        decision = Decision(kind=kind, note="Tại chỗ")
        return lambda: services.record_outcome(petition=road, decision=decision, at=MORNING, by=place.actor(who))

    results = _at_once(press(Kind.ANSWERED, place.chair_person), press(Kind.ESCALATED, place.anna))

    assert sorted(type(result).__name__ for result in results) == ["Outcome", "OutcomeStands"]
    assert Outcome.objects.filter(petition=road).count() == 1


def test_opening_at_once_opens_once():
    place = tan_lach()
    ready = conference.announced(place)

    def open_session(who) -> Callable[[], object]:
        by = place.actor(who)
        return lambda: services.open_session(dialogue=ready, at=MORNING, by=by, reason="Thử")

    _at_once(open_session(place.chair_person), open_session(place.anna))

    facts = journal.facts_of(ready.stream)
    assert len([fact for fact in facts if isinstance(fact, ConferenceOpened)]) == 1
