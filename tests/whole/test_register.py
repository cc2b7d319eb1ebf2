"""What the clause registers name exists: screens, permissions, codes that the program can act on.

That a rule, a required part, a step or a choice stands in the rules file is checked by the loader;
here stands the other end, the program itself.
"""

from importlib import import_module

import pytest
from django.urls import NoReverseMatch, get_resolver

from doithoai.desk.library.beside import REPORT, TABS
from doithoai.desk.workspace import TABS as WORKSPACE
from doithoai.dialogues.enums import DialogueForm, DialogueType
from doithoai.organisations.enums import HostRole
from doithoai.proceedings.enums import OUTCOME_IN_FACTS
from doithoai.regulations.shelf import library, versions
from doithoai.regulations.version import LISTS

ALL = [version for newest in library() for version in versions(newest.id)]
EACH = pytest.mark.parametrize("version", ALL, ids=[version.pin for version in ALL])
CODES = {
    "types": DialogueType.values,
    "forms": DialogueForm.values,
    "hosts": HostRole.values,
    "outcomes": list(OUTCOME_IN_FACTS.values()),
}


def is_screen(name):
    """Whether a front has an address of this name."""
    namespace, _, own = name.partition(":")
    try:
        _, front = get_resolver().namespace_dict[namespace]
    except (KeyError, NoReverseMatch):
        return False
    return own in front.reverse_dict


def is_permission(name):
    """Whether a room has a permission of this name."""
    room, _, own = name.partition(".")
    return own.startswith("can_") and callable(getattr(import_module(f"doithoai.{room}.permissions"), own, None))


def test_what_does_not_exist_is_told_from_what_does():
    assert is_screen("desk:petition-receive")
    assert not is_screen("desk:petition-swallow")
    assert not is_screen("cellar:petition-receive")
    assert is_permission("reporting.can_oversee")
    assert not is_permission("reporting.can_fly")


@EACH
def test_every_screen_in_the_register_has_an_address(version):
    named = {clause.carrier for clause in version.clauses.values() if clause.kind == "screen"}

    assert {name for name in named if not is_screen(name)} == set()


@EACH
def test_every_right_is_given_by_a_permission_or_a_screen(version):
    items = [item for name in ("rights", "roles", "screens") for item in version.lists.get(name, ())]

    assert [item.code for item in items if item.permission and not is_permission(item.permission)] == []
    assert [item.code for item in items if item.screen and not is_screen(item.screen)] == []


@EACH
@pytest.mark.parametrize("name", CODES)
def test_the_program_knows_every_code_of_a_choice(version, name):
    assert {item.code for item in version.lists.get(name, ())} - set(CODES[name]) == set()


def test_every_list_of_the_format_stands_beside_some_work():
    shown = {name for lists in TABS.values() for name in lists} | set(REPORT)

    assert shown == LISTS


def test_the_lists_stand_beside_tabs_that_exist():
    assert set(TABS) <= {name for name, _ in WORKSPACE}
