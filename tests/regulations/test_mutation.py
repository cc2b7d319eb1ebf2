"""A number that is mistyped in a rules file makes one of its cases fail, whichever number it is."""

import pytest

from doithoai.regulations.shelf import DATA, library
from tests.regulations.mutation import changes, main, unnoticed

EVERY = [version.id for version in library()]


@pytest.mark.parametrize("regulation", EVERY)
def test_every_changed_number_is_noticed_by_a_case(regulation):
    assert [one.told for one in unnoticed(regulation)] == []


def test_numbers_days_and_seasons_are_moved_both_ways():
    path = DATA / "binh-thuan-218" / "rules.yaml"

    moved = {(one.rule, one.old, one.new) for one in changes(path)}

    assert {("BT-II.5.B1-notice", "3", "4"), ("BT-II.5.B1-notice", "3", "2")} <= moved
    assert ("BT-I.2-season", "10-01..12-31", "09-30..12-31") in moved
    assert ("binh-thuan-218", "2014-08-20", "2014-08-19") in moved


def test_a_number_that_no_case_checks_is_told(monkeypatch, capsys):
    (change, _) = [one for one in changes(DATA / "kon-tum-04" / "rules.yaml") if one.old == "2019-09-20"]
    monkeypatch.setattr("tests.regulations.mutation.case_paths", lambda _: [])
    monkeypatch.setattr("tests.regulations.mutation.changes", lambda _: [change])

    code = main(["kon-tum-04"])

    said = capsys.readouterr().out
    assert code == 1
    assert "1 thay đổi, 1 không ca nào thấy" in said
    assert "kon-tum-04: 2019-09-20 -> 2019-09-21" in said
