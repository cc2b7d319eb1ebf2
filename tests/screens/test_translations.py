"""Every English sentence is there, fits its Vietnamese one, and stands in the compiled file."""

import gettext
import re
from pathlib import Path

import pytest

import doithoai

FOLDERS = sorted(Path(doithoai.__file__).parent.rglob("locale/en/LC_MESSAGES"))
_ENTRY = re.compile(
    r'^(?:msgctxt "(.+)"\n)?msgid "(.+)"\n(?:msgid_plural ".*"\n)?msgstr(?:\[0\])? "(.*)"', re.MULTILINE
)
_PLACE = re.compile(r"%\((\w+)\)[sd]")


def entries(folder: Path) -> list[tuple[str, str]]:
    source = (folder / "django.po").read_text(encoding="utf-8")
    # A word with two meanings stands behind its context, as gettext itself keeps it.
    return [
        (f"{context}\x04{a}".lstrip("\x04").replace('\\"', '"'), b.replace('\\"', '"'))
        for context, a, b in _ENTRY.findall(source)
    ]


def named(folder: Path) -> str:
    return folder.parents[2].name


def test_desk_hall_portal_and_what_they_share_are_translated():
    assert {named(folder) for folder in FOLDERS} == {"doithoai", "desk", "hall", "portal"}


@pytest.mark.parametrize("folder", FOLDERS, ids=named)
def test_every_sentence_has_its_english(folder):
    assert [message for message, english in entries(folder) if not english.strip()] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=named)
def test_english_names_the_same_values(folder):
    assert [
        message
        for message, english in entries(folder)
        if not set(_PLACE.findall(english)) <= set(_PLACE.findall(message))
    ] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=named)
def test_compiled_file_says_what_the_source_says(folder):
    with (folder / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    assert [a for a, b in entries(folder) if b not in {compiled.gettext(a), compiled.ngettext(a, a, 1)}] == []
