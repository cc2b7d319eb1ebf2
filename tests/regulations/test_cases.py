"""Every case that a lawyer wrote holds: each boundary day from both sides."""

import pytest

from doithoai.regulations.cases import case_paths, parse_fact, read_case, run
from doithoai.regulations.errors import RegulationError
from doithoai.regulations.facts import BadFact, NoticePublished
from doithoai.regulations.shelf import DATA, get, library
from doithoai.workdays import national

CASES = {version.id: case_paths(DATA / version.id) for version in library()}
ALL = [path for paths in CASES.values() for path in paths]
# Preparations that differ from the conference plan in nothing but the fact that ends them.
ALIKE = {"HP-8.2-collect", "HP-9.3-pre-answers", "HP-9-order"}


@pytest.mark.parametrize("path", ALL, ids=[f"{path.parent.parent.name}/{path.stem}" for path in ALL])
def test_case_holds(path):
    assert run(read_case(path), national()) == []


@pytest.mark.parametrize("regulation", CASES)
def test_every_dated_rule_has_a_case(regulation):
    dated = {rule.id for rule in get(regulation).rules if rule.deadline and not rule.deadline.same_as}

    lines = [line for path in CASES[regulation] for line in read_case(path).expect.values()]
    named = {what.partition(" ")[0] for line in lines for what in line}

    assert dated - named - ALIKE == set()


@pytest.mark.parametrize("regulation", CASES)
def test_every_reading_has_a_case_for_each_of_its_choices(regulation):
    settings = get(regulation).settings
    readings = {(name, choice) for name, setting in settings.items() for choice in setting.choices}

    chosen = {pair for path in CASES[regulation] for pair in read_case(path).case.settings.items()}

    defaults = {(name, setting.default) for name, setting in settings.items()}
    assert readings - defaults - chosen == set()


def test_a_wrong_expectation_is_found(tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text(
        "title: Sai\nregulations: [hai-phong-1155]\nfacts: [2023-11-10 conference_held]\n"
        "expect: {2023-11-20: {HP-10.1a: due 2023-11-25}}\n",
        encoding="utf-8",
    )

    (mismatch,) = run(read_case(path), national())

    assert (mismatch.expected, mismatch.found) == ("due 2023-11-25", "due 2023-11-24")


def test_a_fact_is_read_from_a_line():
    fact = parse_fact("2023-11-10 notice_published channel=invitation for_date=2023-11-24 number=2")

    assert isinstance(fact, NoticePublished)
    assert (fact.channel, fact.for_date.isoformat(), fact.number) == ("invitation", "2023-11-24", 2)


@pytest.mark.parametrize("line", ["2023-11-10 conference_helt", "2023-11-10 conference_held place=hall"])
def test_a_line_that_is_no_fact_is_refused(line):
    with pytest.raises(BadFact):
        parse_fact(line)


def test_a_case_with_a_wrong_day_names_its_file_and_the_mend(tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text(
        "title: Sai\nregulations: [hai-phong-1155]\nfacts: [2023-13-10 conference_held]\n", encoding="utf-8"
    )

    with pytest.raises(RegulationError) as caught:
        read_case(path)

    (problem,) = caught.value.problems
    assert problem.file.endswith("wrong.yaml")
    assert "2023-11-10 conference_held" in problem.mend
