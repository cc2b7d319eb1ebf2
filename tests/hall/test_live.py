"""The live line: who may listen, what is told, what somebody who was away gets, and how it ends."""

import http.client
import time

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from doithoai.proceedings import services
from doithoai.proceedings.queries.live import sequence_of
from doithoai.proceedings.services import announcing
from tests.factories import conference
from tests.factories.organisations import tan_lach
from tests.serving import served

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """One serving process for the tests that do not end it."""
    with django_db_blocker.unblock(), served() as started:
        yield started


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def running(place):
    made = conference.in_session(place)
    conference.run_to(made, 4, place)
    return made


class Line:
    """An open line, read a server-sent event at a time."""

    opened: list["Line"] = []

    def __init__(self, site, address, *, who=None, last=""):
        self.connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=8)
        headers = {"Last-Event-ID": last} if last else {}
        if who is not None:
            client = Client()
            client.force_login(who)
            headers["Cookie"] = f"sessionid={client.cookies['sessionid'].value}"
        self.connection.request("GET", address, headers=headers)
        self.answer = self.connection.getresponse()
        self.opened.append(self)

    def event(self):
        """Return the next event as a dict of its fields; None when the line has ended."""
        fields = {}
        while line := self.answer.readline():
            name, _, value = line.decode().rstrip("\n").partition(": ")
            if not name and "event" in fields:
                return fields
            if name:
                fields[name] = value
        return None


@pytest.fixture(autouse=True)
def _lines_closed():
    yield
    while Line.opened:
        line = Line.opened.pop()
        line.answer.close()
        line.connection.close()


def _address(running):
    return reverse("hall:stream", args=[running.code])


def test_console_is_told_the_number_and_nothing_else(site, place, running):
    line = Line(site, _address(running), who=place.anna)
    first = line.event()
    services.add_turn(dialogue=running, speaker="Ông Nguyễn Văn Kín", by=place.actor(place.anna))
    began = time.monotonic()
    second = line.event()

    assert time.monotonic() - began < 2
    assert first is not None
    assert second == {"id": str(sequence_of(running)), "event": "moi", "data": str(sequence_of(running))}


def test_who_was_away_gets_the_present_state_and_who_was_not_gets_nothing(site, place, running):
    by = place.actor(place.anna)
    known = str(sequence_of(running))
    services.add_turn(dialogue=running, speaker="Người dân thôn Bến Trên", by=by)
    now = str(sequence_of(running))
    behind = Line(site, _address(running), who=place.anna, last=known)
    abreast = Line(site, _address(running), who=place.anna, last=now)

    assert behind.event()["id"] == now
    services.add_turn(dialogue=running, speaker="Người dân thôn Cầu Đá", by=by)
    assert abreast.event()["id"] == str(sequence_of(running))  # its first event is the next change


def test_line_is_refused_to_a_stranger_and_to_somebody_of_another_commune(site, place, running):
    nobody = Line(site, _address(running)).answer
    carla = Line(site, _address(running), who=place.carla).answer

    assert (nobody.status, carla.status) == (403, 403)


def test_lines_end_properly_when_the_site_is_stopped(place, running):
    with served() as site:
        line = Line(site, _address(running), who=place.anna)
        line.event()
        began = time.monotonic()
        status = site.stop()

        assert line.event() is None  # the answer ended; a torn line would raise
        assert status == 0
        assert time.monotonic() - began < 3


def test_what_is_rolled_back_is_neither_counted_nor_told(place, running):
    told: list[str] = []
    leave = announcing.subscribe(told.append)
    before = sequence_of(running)
    try:
        with transaction.atomic():
            services.add_turn(dialogue=running, speaker="Người dân", by=place.actor(place.anna))
            transaction.set_rollback(True)
        time.sleep(0.3)
    finally:
        leave()

    assert sequence_of(running) == before
    assert running.key not in told


def test_every_change_of_the_queue_moves_the_number(place, running):
    by = place.actor(place.anna)
    numbers = [sequence_of(running)]
    turn = services.add_turn(dialogue=running, speaker="A", by=by)
    other = services.add_turn(dialogue=running, speaker="B", by=by)
    for act in (
        lambda: services.move_turn(turn=other, up=True, by=by),
        lambda: services.skip_turn(turn=turn, at=conference.MORNING, by=by),
        lambda: services.put_turn_back(turn=turn, by=by),
        lambda: services.summarise_turn(turn=other, speaker="B", summary="Đường hỏng", by=by),
        lambda: services.next_turn(dialogue=running, at=conference.MORNING, by=by),
        lambda: services.count_attendance(
            venue_point=running.venue_points.get(), citizens=90, at=conference.MORNING, by=by
        ),
    ):
        act()
        numbers.append(sequence_of(running))

    assert numbers == sorted(set(numbers))
