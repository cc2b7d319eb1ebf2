"""One short dialogue under each of the five texts, from the yearly plan to the archive, by clicks.

What a text says differently must show on the screens: `texts.py` holds what each says.
"""

import os
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from doithoai import regulations as law
from doithoai.config.office import laying
from doithoai.dossiers.models import Waiver
from tests.journeys import archiving, following, holding, preparing, showing
from tests.journeys.earlier import hold_one_before
from tests.journeys.house import house
from tests.journeys.office import PASSWORD, VIETNAM, Office, sheet
from tests.journeys.texts import TEXTS, Says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Where the texts make the screens differ; the whole commune's journey has axe examine all the others.
DIFFERENT = ("/mo/", "/chuong-trinh/", "/don-tiep/", "/ket-luan/", "/ho-so/", "/bao-cao/", "/ban-chu-tri/")


@pytest.fixture(params=TEXTS, ids=lambda says: says.regulation)
def says(request: pytest.FixtureRequest) -> Says:
    """One of the five texts; where the runs of both databases stand side by side, every other one."""
    found: Says = request.param
    mine = (TEXTS.index(found) % 2 == 1) == (connection.vendor == "postgresql")
    if os.environ.get("BOTH_DATABASES") and not mine:
        pytest.skip("the run on the other database, beside this one, clicks through this text")
    return found


@pytest.fixture
def office(says: Says, live_server: LiveServer, browser: Browser) -> Iterator[Office]:
    """An office that the text binds, on the day on which the year is planned."""
    start = datetime.combine(says.course.planned, time(8), tzinfo=VIETNAM)
    with time_machine.travel(start, tick=True) as clock:
        laying.lay(house(says.regulation, says.level, says.since), password=PASSWORD)
        if says.starts_with_previous:
            hold_one_before(says.regulation, date(2026, 4, 15))
        yield Office(browser, live_server.url, clock, says.course, name=says.regulation, examined=DIFFERENT)


def test_dialogue_shows_at_each_step_what_its_own_text_says(office: Office, says: Says, tmp_path: Path) -> None:
    preparing.plan_the_year(office)
    code = preparing.open_the_dialogue(office, showing.before_opening(says))
    base = f"/ban/doi-thoai/{code}/"
    count, receipt = preparing.collect(office, base, sheet(tmp_path, 5))
    preparing.triage_and_assign(office, base)
    prepared = preparing.answer(office, base, count)
    preparing.approve_the_plan(office, base, showing.plan(says))
    preparing.announce(office, base, showing.before_announcing(says))
    preparing.register(office, base)

    holding.write_the_papers(office, base)
    holding.approve_the_programme(office, base, showing.programme(says))
    holding.open_the_session(office, base)
    holding.open_the_door(office, code, showing.counted(says), showing.at_the_door(says))
    decided = holding.decide_one_by_one(
        office, code, prepared[0], showing.host_console(says), showing.refusal_of_an_answer(says)
    )
    holding.decide_the_rest(office, code, count + 1)
    holding.close_the_conference(office, base)
    holding.sign_the_minutes(office, base)
    office.on(says.course.concluded, 8)
    with office.person(office.course.host) as host:
        showing.weight(host, says, decided["taken_up"])
    promised = says.course.promised if says.host_sets_dates else None
    holding.draft_the_conclusion(office, base, due_on=promised, look=showing.conclusion(says))
    holding.issue_the_conclusion(office, base)
    holding.send_the_conclusion(office, base, showing.sent_conclusion(says))
    with office.person(office.course.host) as host:
        showing.answers(host, says, decided["raised"])

    following.report_to_the_host(office, base)
    if says.agency_proposes_dates:
        following.agree_on_dates(office, base)
    following.ask_above(office, base, decided["escalated"])
    following.answer_for_above(office, base, decided["escalated"])
    following.reply(office, base)
    following.settle(office, base, decided)
    following.look_from_home(office, receipt)

    archiving.watch(office)
    archiving.report_the_year(office, showing.reports(says))
    archiving.fill_the_dossier(office, base, showing.dossier(says))
    package = archiving.archive(office, base, tmp_path)

    assert ("declined" in decided) is says.declines
    assert list(Waiver.objects.filter(dialogue__code=code).values_list("item", flat=True)) == []
    assert archiving.verify_offline(package)
    assert office.faults == []


def test_every_clause_of_the_table_stands_in_its_register(says: Says) -> None:
    register = {clause.id for clause in law.get(says.regulation).clauses.values()}
    cited = {
        *(clause for _word, clause in (*says.hosts, *says.steps, *says.days, *says.answers)),
        *(clause for row in says.counts for clause in row[2]),
        *says.refuses_persons,
        *says.recipients,
        *says.dossier,
        *(clause.partition("+")[0] for clause in says.reports),
        *says.report_to,
    }

    assert cited - register == set()
