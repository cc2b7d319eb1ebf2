"""One dialogue from the yearly plan to the archive, in a browser, with a whole commune's petitions."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from doithoai.config.office import laying, plan
from doithoai.config.office.plan import SAMPLE
from doithoai.proceedings.models import Delivery
from tests.journeys import archiving, following, holding, preparing
from tests.journeys.course import COMMUNE
from tests.journeys.office import PASSWORD, VIETNAM, Office, Screen, whole_commune

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(live_server: LiveServer, browser: Browser) -> Iterator[Office]:
    """The sample office on its first day with the program."""
    with time_machine.travel(datetime(2026, 8, 31, 9, tzinfo=VIETNAM), tick=True) as clock:
        laying.lay(plan.read(SAMPLE), password=PASSWORD)
        yield Office(browser, live_server.url, clock, COMMUNE)


def _dates_before_opening(clerk: Screen) -> None:
    """Seven clear working days before Thursday 15/10; ten working days after it."""
    assert "5/10" in clerk.text
    assert "29/10" in clerk.text


def _fifteenth_working_day(clerk: Screen) -> None:
    """The notice was signed in time only because of the extension."""
    assert "5/11" in clerk.text


def test_one_dialogue_from_the_yearly_plan_to_the_archive(office: Office, tmp_path: Path) -> None:
    preparing.plan_the_year(office)
    code = preparing.open_the_dialogue(office, _dates_before_opening)
    base = f"/ban/doi-thoai/{code}/"
    count, receipt = preparing.collect(office, base, whole_commune(tmp_path))
    preparing.triage_and_assign(office, base)
    prepared = preparing.answer(office, base, count)
    preparing.approve_the_plan(office, base)
    preparing.announce(office, base)
    preparing.register(office, base)

    holding.write_the_papers(office, base)
    holding.approve_the_programme(office, base)
    holding.open_the_session(office, base)
    decided = holding.decide_one_by_one(office, code, prepared[0])
    holding.decide_the_rest(office, code, count + 1)
    holding.close_the_conference(office, base)
    holding.sign_the_minutes(office, base)
    office.on(date(2026, 10, 28))  # its ninth working day
    holding.draft_the_conclusion(office, base)
    holding.extend(office, base)
    number = holding.issue_the_conclusion(office, base)
    holding.send_the_conclusion(office, base, _fifteenth_working_day)

    following.report_to_the_host(office, base)
    following.tell_who_spoke(office, base, decided["raised"])
    following.agree_on_dates(office, base)
    following.ask_above(office, base, decided["escalated"])
    following.answer_for_above(office, base, decided["escalated"])
    following.reopen(office, decided["declined"])
    following.ask_more_time(office, base, decided["taken_up"])
    following.reply(office, base)
    following.settle(office, base, decided)

    following.look_from_home(office, receipt)
    archiving.watch(office)
    archiving.report_the_year(office)
    archiving.fill_the_dossier(office, base)
    package = archiving.archive(office, base, tmp_path)

    assert number == "01/TB-UBND"
    assert Delivery.objects.filter(submitter__isnull=False).count() == count + 1
    assert archiving.verify_offline(package)
    assert office.faults == []
