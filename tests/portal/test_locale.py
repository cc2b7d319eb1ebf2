"""The second language of the public site."""

import pytest
from django.test import Client

from tests.factories import public


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "Ask those in charge."),
        ("/loi-hua/", "Board of promises"),
        ("/gui/TL-2026-01/", "What do you want to raise?"),
    ],
)
def test_page_speaks_english_to_who_chose_it(place, soon, today, path: str, words: str) -> None:
    public.announced(place, conference_on=soon, noticed_on=today, on=today)
    reader = Client()
    reader.get("/?ngon_ngu=en")

    assert words in reader.get(path).content.decode()
