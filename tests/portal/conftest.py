"""What public pages are tried on: xã Tân Lạch, and days counted from today, as only views read the clock."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.factories.organisations import Place, tan_lach


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def place(db: None) -> Place:
    return tan_lach()


@pytest.fixture
def citizen(db: None) -> Client:
    """Somebody without an account, whose address has done nothing yet."""
    cache.clear()
    return Client()


@pytest.fixture
def soon(today: date) -> date:
    """A day far enough ahead for a lawful notice."""
    return today + timedelta(days=30)
