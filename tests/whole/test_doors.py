"""Every staff address asks who is there."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

# name → why it opens to everybody.
OPEN = {"sign-in": "it is the door"}
SAMPLES = {"int": "1", "str": "x1", "slug": "x1", "uuid": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "path": "x/1"}


def _addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, route)
        else:
            yield pattern.name or route, "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda m: SAMPLES[m[1] or "str"], route)


STAFF = [(name, address) for name, address in _addresses(get_resolver().url_patterns) if address.startswith("/ban/")]


@pytest.mark.django_db
@pytest.mark.parametrize("address", [pytest.param(address, id=name) for name, address in STAFF if name not in OPEN])
def test_staff_address_sends_a_stranger_to_the_sign_in(client, address):
    answers = [client.get(address), client.post(address)]

    # One of the two may be a method that the view does not know; neither may be let in.
    places = {answer.headers.get("Location", "").split("?")[0] for answer in answers if answer.status_code != 405}
    assert places == {"/ban/dang-nhap/"}
