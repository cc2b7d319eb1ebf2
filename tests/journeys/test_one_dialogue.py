"""One dialogue from the yearly plan to the archived dossier, in a browser, with the petitions of a whole commune."""

import os
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from doithoai.config.office import laying, plan
from doithoai.config.office.plan import SAMPLE
from doithoai.dialogues.models import Dialogue
from tests.journeys.office import PASSWORD, VIETNAM, Office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HELD = date(2026, 10, 15)  # a Thursday


@pytest.fixture
def office(live_server: LiveServer, browser: Browser) -> Iterator[Office]:
    """The sample office on its first day with the program."""
    from datetime import datetime  # noqa: PLC0415 -- beside the frozen clock

    with time_machine.travel(datetime(2026, 8, 31, 9, tzinfo=VIETNAM), tick=True) as clock:
        laying.lay(plan.read(SAMPLE), password=PASSWORD)
        yield Office(browser, live_server.url, clock)


def plan_the_year(office: Office) -> None:
    office.on(date(2026, 9, 3))
    with office.person("vanphong") as clerk:
        clerk.go("/ban/")
        clerk.go("/ban/ke-hoach/")
        clerk.go("/ban/ke-hoach/2026/them/")
        clerk.fill(planned_on="15/10/2026", topic="Giao thông, nước sạch")
        clerk.press("Thêm")
        clerk.go("/ban/ke-hoach/2026/phe-duyet/")
        clerk.fill(number="41/KH-UBND", approved_on="3/9/2026")
        clerk.press("Phê duyệt")
        assert "41/KH-UBND" in clerk.text


def open_the_dialogue(office: Office) -> str:
    office.on(date(2026, 9, 7))
    with office.person("vanphong") as clerk:
        clerk.go("/ban/ke-hoach/")
        clerk.follow("Mở cuộc")
        clerk.fill(host1="presides", day0="15/10/2026", place0="Nhà văn hóa xã", topic="Giao thông, nước sạch")
        clerk.fill(participants="Nhân dân 11 thôn", collects_until="7/10/2026", host_office="2")
        clerk.press("Xem các mốc")
        # Seven clear working days before Thursday 15/10; ten working days after.
        assert "5/10" in clerk.text
        assert "29/10" in clerk.text
        clerk.press("Mở cuộc đối thoại")
    dialogue = Dialogue.objects.get()
    assert dialogue.state == "preparing"
    return dialogue.code


def test_one_dialogue_from_plan_to_archive(office: Office, tmp_path: object) -> None:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    plan_the_year(office)
    open_the_dialogue(office)

    assert office.faults == []
