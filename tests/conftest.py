"""What every test stands on: no network, no clock of its own, a throw-away data folder (see settings.py)."""

import os
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from doithoai.journal import triggers
from tests import migrated
from tests.browser import ARGUMENTS, chromium

_empty_tables = TransactionTestCase._fixture_teardown


def _empty_tables_and_journal(case: TransactionTestCase) -> None:
    """Empty the database after a test that commits; the journal lets nobody else do that."""
    triggers.remove(connection)
    try:
        _empty_tables(case)
    finally:
        triggers.install(connection)


TransactionTestCase._fixture_teardown = _empty_tables_and_journal


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Start without what the site remembered for a minute in the test before."""
    cache.clear()


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """Start from the kept database of these very migrations where there is one (migrated.py)."""
    return bool(request.config.getoption("reuse_db")) or migrated.take()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Keep the database, once it is migrated, for the next run."""
    with django_db_blocker.unblock():
        migrated.keep()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one for the whole run; the test is skipped where there is none."""
    path = chromium()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium: .ci/run installs it.")
        pytest.skip("no Chromium on this machine: sudo apt install chromium")
    # Playwright keeps an event loop in this thread; Django would take our database calls for async ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A clean browser profile in Vietnamese, at the width of an office PC."""
    made = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One empty tab; a page that asks anything of a foreign host fails, as no name resolves."""
    return context.new_page()
