"""Lines written to directly: who reads slowly gets the newest state, what nobody sees is not sent."""

import time

import pytest
from django.urls import reverse

from doithoai.proceedings import services
from doithoai.proceedings.queries.live import sequence_of
from doithoai.screens.live.feeds import BEAT, Hub, Source, looks_the_same
from doithoai.screens.live.lines import Line
from tests.factories import conference
from tests.factories.organisations import tan_lach
from tests.hall.test_live import Line as Reader
from tests.serving import served


class Wire:
    """A connection that keeps what is written to it."""

    def __init__(self):
        self.written = []

    def write(self, body):
        self.written.append(body)


def _line():
    line = Line(Hub(), Source("topic", "public-vi"), "")
    line.transport = Wire()
    return line, line.transport.written


def test_who_reads_slowly_gets_the_newest_state_only():
    line, written = _line()

    line.offer(b"1")
    line.pause_writing()
    for words in (b"2", b"3", BEAT):
        line.offer(words)
    line.resume_writing()
    line.offer(b"4")

    assert written == [b"1", b"3", b"4"]


def test_nothing_is_written_to_a_line_that_is_gone():
    line, written = _line()

    line.connection_lost(None)
    line.offer(b"1")

    assert written == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param('<p data-so="4"><time data-now>09:00</time>', '<p data-so="5"><time data-now>09:01</time>', True),
        pytest.param('<p data-so="4">Lượt 1', '<p data-so="5">Lượt 2', False),
        pytest.param(None, None, False, id="consoles read for themselves"),
    ],
)
def test_parts_look_the_same_but_for_number_and_clock(one, other, same):
    assert looks_the_same(one, other) is same


@pytest.mark.django_db(transaction=True)
def test_public_line_is_told_what_changes_its_page_and_not_what_waits_for_the_secretary():
    place = tan_lach()
    running = conference.in_session(place)
    conference.run_to(running, 4, place)
    by = place.actor(place.anna)
    with served() as site:
        line = Reader(site, reverse("portal:live-stream", args=[running.code]))
        first = line.event()
        services.ask_question(dialogue=running, text="Bao giờ sửa cầu?", at=conference.MORNING)
        asked = sequence_of(running)
        time.sleep(1.5)  # it would have been sent by now
        turn = services.add_turn(dialogue=running, speaker="Người dân thôn Cầu Đá", by=by)
        services.name_for_public(speech=turn, public_title="Sửa cầu Đá", by=by)
        second = line.event()
        line.connection.close()

    assert int(first["id"]) < asked < int(second["id"])
