"""Several instruments on one case: the country's law beside the province's regulation."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doithoai.regulations import assess, binding, get
from doithoai.regulations import facts as f
from doithoai.regulations.cases import case_paths, read_case, run
from doithoai.regulations.errors import NotInForce
from doithoai.regulations.shelf import DATA
from doithoai.regulations.types import Case, Status
from doithoai.workdays import national

HP, LAW = get("hai-phong-1155"), get("luat-72-2025")
CASES = [path for law in ("luat-72-2025", "luat-65-2025") for path in case_paths(DATA / law)]
BY_CHAIR = {"level": "commune", "type": "periodic", "form": "in_person", "host_role": "government_head"}


@pytest.mark.parametrize("path", CASES, ids=[f"{path.parent.parent.name} {path.stem}" for path in CASES])
def test_case_of_a_national_law_holds(path):
    assert run(read_case(path), national()) == []


@pytest.mark.parametrize("law", ["luat-72-2025", "luat-65-2025"])
def test_every_rule_and_every_other_reading_of_a_national_law_has_a_case(law):
    version, read = get(law), [read_case(path) for path in case_paths(DATA / law)]

    named = {what.partition(" ")[0] for one in read for lines in one.expect.values() for what in lines}
    chosen = {pair for one in read for pair in one.case.settings.items()}
    others = {
        (name, choice) for name, one in version.settings.items() for choice in one.choices if choice != one.default
    }

    assert {rule.id for rule in version.rules} - named == set()
    assert others - chosen == set()


@pytest.mark.parametrize(
    ("on", "laws"),
    [
        pytest.param(date(2025, 2, 28), [], id="before any of them"),
        pytest.param(date(2025, 3, 1), ["luat-65-2025"], id="the first day of the predecessor"),
        pytest.param(date(2025, 6, 30), ["luat-65-2025"], id="its last day"),
        pytest.param(date(2025, 7, 1), ["luat-72-2025"], id="the day of the successor"),
    ],
)
def test_a_commune_is_bound_by_the_law_of_the_day_beside_its_own_regulation(on, laws):
    assert [one.id for one in binding(["hai-phong-1155"], "commune", on)] == ["hai-phong-1155", *laws]


def test_a_province_is_not_bound_by_the_communes_law():
    assert [one.id for one in binding(["hai-phong-1155"], "province", date(2026, 1, 1))] == ["hai-phong-1155"]


def test_a_law_that_a_unit_names_itself_binds_it_once():
    named = ["luat-72-2025", "hai-phong-1155"]

    assert [one.id for one in binding(named, "commune", date(2026, 1, 1))] == named


def test_a_regulation_of_the_unit_that_is_not_in_force_is_refused():
    with pytest.raises(NotInForce):
        binding(["hai-phong-1155"], "commune", date(2023, 10, 19))


def duties(starts_on, on, versions=(HP, LAW), extra=(), **attributes):
    facts = [f.ConferenceScheduled(on=on, starts_on=starts_on, ends_on=starts_on), *extra]
    found = assess(Case("dialogue", BY_CHAIR | attributes, facts), regulations=versions, calendar=national(), on=on)
    return {one.rule: one for one in found.obligations}


@settings(max_examples=60, deadline=None)
@given(st.dates(min_value=date(2025, 8, 1), max_value=date(2026, 12, 15)))
def test_the_earlier_day_leads_whatever_the_calendar_does(starts_on):
    found = duties(starts_on, starts_on - timedelta(days=40))
    ours, theirs = found["HP-8.1-notice"], found["L72-43-notice"]

    if theirs.due_on < ours.due_on:
        assert (ours.led_by, theirs.led_by) == ("L72-43-notice", "")
    else:
        assert (ours.led_by, theirs.led_by) == ("", "HP-8.1-notice")


def test_the_order_of_the_instruments_does_not_choose_the_leader():
    forward, backward = (duties(date(2026, 9, 18), date(2026, 8, 20), versions) for versions in ((HP, LAW), (LAW, HP)))

    assert forward["L72-43-notice"].led_by == backward["L72-43-notice"].led_by == "HP-8.1-notice"


def test_a_duty_of_which_the_dialogue_is_freed_leads_nothing():
    found = duties(date(2026, 9, 18), date(2026, 9, 1), type="extraordinary")

    assert found["HP-8.1-notice"].status is Status.WAIVED
    assert (found["L72-43-notice"].status, found["L72-43-notice"].led_by) == (Status.DUE, "")


def test_one_instrument_alone_leads_every_step_itself():
    found = duties(date(2026, 9, 18), date(2026, 8, 20), versions=(LAW,))

    assert {one.led_by for one in found.values()} == {""}


def test_steps_of_which_only_one_text_speaks_stay_apart():
    found = duties(date(2026, 8, 20), date(2026, 8, 21), extra=[f.ConferenceHeld(on=date(2026, 8, 20))])

    assert (found["L72-43-results"].due_on, found["L72-43-results"].led_by) == (date(2026, 9, 3), "")
    assert (found["HP-10.1a"].due_on, found["HP-10.1a"].led_by) == (date(2026, 9, 7), "")
