"""The second language of the public site: every sentence of it, and the compiled file as new as the source."""

import gettext
import re
from pathlib import Path

import pytest
from django.test import Client

from doithoai import portal
from tests.factories import public

FOLDERS = [
    room / "locale" / "en" / "LC_MESSAGES" for room in (Path(portal.__file__).parent, Path(portal.__file__).parents[1])
]
_ENTRY = re.compile(r'^msgid "(.+)"\n(?:msgid_plural ".*"\n)?msgstr(?:\[0\])? "(.*)"', re.MULTILINE)


def entries(folder: Path) -> list[tuple[str, str]]:
    source = (folder / "django.po").read_text(encoding="utf-8")
    return [(a.replace('\\"', '"'), b.replace('\\"', '"')) for a, b in _ENTRY.findall(source)]


@pytest.mark.parametrize("folder", FOLDERS, ids=["portal", "shared"])
def test_every_sentence_has_its_english(folder: Path) -> None:
    assert [message for message, english in entries(folder) if not english.strip()] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=["portal", "shared"])
def test_compiled_file_says_what_the_source_says(folder: Path) -> None:
    with (folder / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    assert [a for a, b in entries(folder) if b not in {compiled.gettext(a), compiled.ngettext(a, a, 1)}] == []


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
