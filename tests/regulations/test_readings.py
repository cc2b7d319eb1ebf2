"""Each of the 58 places that can be read in more than one way is a reading to choose or a decision written down."""

import re
from pathlib import Path

import pytest

from doithoai.regulations.shelf import library

TABLE = Path(__file__).parents[2] / "docs" / "cach-hieu.md"
ROWS = {
    cells[0]: cells
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if re.match(r"\| A\d\d ", line) and (cells := [cell.strip() for cell in line.strip("|").split("|")])
}
SETTINGS = [(version.id, name, setting) for version in library() for name, setting in version.settings.items()]


def test_all_58_are_answered():
    assert list(ROWS) == [f"A{number:02}" for number in range(1, 59)]
    assert [code for code, cells in ROWS.items() if len(cells) != 4 or not all(cells)] == []


@pytest.mark.parametrize(("regulation", "name", "setting"), SETTINGS, ids=[f"{one[0]}-{one[1]}" for one in SETTINGS])
def test_a_reading_stands_in_the_row_of_its_question(regulation, name, setting):
    codes = re.findall(r"A\d\d", setting.ambiguity)

    assert codes
    assert [code for code in codes if f"`{regulation}: {name}`" not in ROWS[code][3]] == []


def test_the_table_names_no_reading_that_is_not_there():
    known = {f"{regulation}: {name}" for regulation, name, _ in SETTINGS}
    named = {name for cells in ROWS.values() for name in re.findall(r"`([a-z0-9-]+: [a-z_]+)`", cells[3])}

    assert named - known == set()


def test_what_is_no_reading_is_called_a_decision():
    unsaid = [code for code, cells in ROWS.items() if "quyết định" not in cells[3] and ": " not in cells[3]]

    assert unsaid == []
