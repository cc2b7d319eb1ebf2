"""Every page of one dialogue, opened as its people see it, and read for what belongs to another province."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.html import strip_tags

from doithoai import regulations as law
from doithoai.accounts.models import Account
from doithoai.dialogues.models import Dialogue
from doithoai.petitions.models import Petition
from tests.journeys.carrying import Carried

_RULE = re.compile(r'data-rule="([A-Z]\w*)-')
# A page of another state or another person leads away or is not there; a part that has nothing to show is empty.
_HANDLED = frozenset({200, 204, 302, 403, 404, 405})
# What every person may see of the year, beside the pages of the dialogue itself.
_COMMON = ("my-work", "plans", "dialogue-list", "petition-list", "inbox", "agency-follow-up", "oversight", "reports")
_PUBLIC = ("home", "dialogue-list", "promises", "answers")


def _named(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name and the route of every address that asks for nothing but a code."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _named(pattern.url_patterns, pattern.namespace or space)
        elif pattern.name and space != "api" and set(pattern.pattern.converters) == {"code"}:  # programs: tests/api
            yield f"{space}:{pattern.name}", str(pattern.pattern)


@contextmanager
def quiet() -> Iterator[None]:
    """Let Django say nothing of pages that are not this person's: writing it all down takes longer than the pages."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def pages_of(dialogue: Dialogue) -> list[str]:
    """Return the addresses of the desk, the hall and the public site that speak of the dialogue and its petitions."""
    codes = list(Petition.objects.filter(dialogue=dialogue).order_by("pk").values_list("code", flat=True)[:2])
    found = []
    for name, route in _named(get_resolver().url_patterns):
        of_petition = route.startswith("kien-nghi/")
        found += [reverse(name, args=[code]) for code in (codes if of_petition else [dialogue.code])]
    return found + [reverse(f"desk:{name}") for name in _COMMON]


def faults_of(carried: Carried, who: Account) -> list[str]:
    """Open every page as this person does; return what breaks, and what speaks of another regulation."""
    client = Client()
    client.force_login(who)
    return [fault for page in pages_of(carried.dialogue) for fault in _faults(client, page, carried)]


def public_faults_of(carried: Carried) -> list[str]:
    """Open the public pages as a citizen does."""
    pages = [reverse(f"portal:{name}") for name in _PUBLIC]
    pages += [reverse(f"portal:{name}", args=[carried.dialogue.code]) for name in ("dialogue", "register", "send-to")]
    return [fault for page in pages for fault in _faults(Client(), page, carried)]


def _faults(client: Client, page: str, carried: Carried) -> Iterator[str]:
    answer = client.get(page)
    if answer.status_code not in _HANDLED:
        yield f"{page}: {answer.status_code}"
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
        return
    html = answer.content.decode()
    allowed = frozenset(law.get_pinned(pin).prefix for pin in carried.dialogue.instruments.split(","))
    foreign = set(_RULE.findall(html)) - allowed
    if foreign:
        yield f"{page}: cites {', '.join(sorted(foreign))}"
    words = strip_tags(html)
    yield from (f"{page}: says {word}" for word in _words_of_others(allowed) if word in words)


@cache
def _words_of_others(allowed: frozenset[str]) -> tuple[str, ...]:
    """Return numbers, names and places by which the regulations that do not bind the dialogue would show."""
    others = [version for version in law.library() if version.prefix not in allowed and not version.national]
    return tuple(
        word
        for version in others
        for word in (version.number, version.short_vi, version.place_vi.partition(",")[0].split(maxsplit=1)[-1])
        if word
    )
