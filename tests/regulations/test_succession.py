"""A regulation is amended, replaced, or ends: which text binds on which day."""

import shutil
from datetime import date

import pytest

from doithoai.regulations import bound_by, kept_by, last_kept, shelf
from doithoai.regulations.errors import NotInForce
from doithoai.regulations.shelf import binding
from tests.factories.shelf import ENDS, laid_out

HP = "hai-phong-1155"


@pytest.fixture
def replaced(tmp_path, monkeypatch):
    """A shelf on which the regulation ends on a day and another text replaces it."""
    with laid_out(tmp_path, monkeypatch, ends=ENDS) as data:
        path = data / "hai-phong-9"
        shutil.copytree(data / HP, path)
        shutil.rmtree(path / "cases")
        text = (path / "rules.yaml").read_text(encoding="utf-8")
        text = text.replace(f"id: {HP}", "id: hai-phong-9").replace("number: 1155-QĐ/TU", "number: 9-QĐ/TU")
        text = text.replace("replaces: [1738-QĐ/TU]", "replaces: [1155-QĐ/TU]")
        text = text.replace("in_force_from: 2023-10-20", f"in_force_from: {ENDS}")
        text = text.replace(f"in_force_to: {ENDS}\n", "")
        (path / "rules.yaml").write_text(text, encoding="utf-8")
        yield


@pytest.fixture
def ended(tmp_path, monkeypatch):
    """A shelf on which the regulation ends and nothing replaces it."""
    with laid_out(tmp_path, monkeypatch, ends=ENDS):
        yield


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param(date(2026, 12, 31), "hai-phong-1155", id="its last day"),
        pytest.param(date(2027, 1, 1), "hai-phong-9", id="the first day of what replaces it"),
        pytest.param(date(2033, 1, 1), "hai-phong-9", id="years later"),
    ],
)
def test_unit_that_names_the_old_text_is_bound_by_what_replaces_it(replaced, on, expected):
    assert kept_by([HP], on) == (expected,)
    assert binding([HP], "province", on)[0].id == expected


def test_ended_text_without_another_binds_nobody_and_says_since_when(ended):
    assert binding([HP], "commune", date(2026, 12, 31))[0].id == HP
    with pytest.raises(NotInForce, match="đã hết hiệu lực từ 1/1/2027"):
        binding([HP], "commune", date(2027, 1, 1))
    assert [one.id for one in bound_by([HP], "commune", date(2027, 1, 1))] == ["luat-72-2025"]


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        pytest.param(2026, HP, id="the year in which it held to the end"),
        pytest.param(2027, None, id="the year after"),
        pytest.param(2022, None, id="before it began"),
        pytest.param(2023, HP, id="the year in which it began"),
    ],
)
def test_report_on_a_year_is_asked_for_by_the_text_of_that_year(ended, year, expected):
    found = last_kept([HP], date(year, 1, 1), date(year, 12, 31))

    assert (found.id if found else None) == expected


def test_report_on_the_year_in_which_the_text_ended_is_asked_for_by_it(tmp_path, monkeypatch):
    with laid_out(tmp_path, monkeypatch, ends="2026-09-01"):
        found = last_kept([HP], date(2026, 1, 1), date(2026, 12, 31))

    assert found is not None
    assert found.id == HP


def test_amended_text_is_one_regulation_with_two_versions(tmp_path, monkeypatch):
    with laid_out(tmp_path, monkeypatch, ends=ENDS, amended={"at_least: 7": "at_least: 9"}):
        first, second = shelf.versions(HP)
        days = (date(2026, 12, 31), date(2027, 1, 1))

        assert [binding([HP], "province", day)[0].pin for day in days] == [first.pin, second.pin]
        assert first.rule("HP-8.1-notice").deadline.at_least == 7
        assert second.rule("HP-8.1-notice").deadline.at_least == 9
