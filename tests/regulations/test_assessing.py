"""What the engine says of one dialogue, in the words of the regulation."""

from datetime import date

import pytest

from doithoai.regulations import assess, explain, get, preview
from doithoai.regulations import facts as f
from doithoai.regulations.types import Case, Obligation, Status
from doithoai.workdays import national

HP = get("hai-phong-1155")
COMMUNE = {"level": "commune", "type": "periodic", "form": "hybrid", "host_role": "party_head"}


def judged(facts: list[f.Fact], on: date, **attributes: str) -> dict[str, Obligation]:
    """Return the dialogue's duties by rule (the last one where petitions share a rule)."""
    case = Case("dialogue", COMMUNE | attributes, facts)
    found = assess(case, regulations=[HP], calendar=national(), on=on)
    return {obligation.rule: obligation for obligation in found.obligations}


@pytest.mark.parametrize(
    ("held_on", "extended", "due_on"),
    [
        pytest.param(date(2023, 11, 10), False, date(2023, 11, 24), id="V1 no holiday between"),
        pytest.param(date(2023, 11, 10), True, date(2023, 12, 1), id="V1 extended to 15"),
        pytest.param(date(2024, 4, 26), False, date(2024, 5, 14), id="V6 across 30/4 with the working Saturday 4/5"),
        pytest.param(date(2026, 8, 20), False, date(2026, 9, 7), id="across 2/9/2026 with the working Saturday 22/8"),
    ],
)
def test_conclusion_notice_is_due_ten_working_days_after(held_on, extended, due_on):
    explained = explain(HP, "HP-10.1a", held_on, national(), extended=extended)

    assert explained.due_on == due_on
    assert explained.citation == "Điều 10 khoản 1"


def test_preview_shows_every_date_before_anything_is_saved():
    timeline = preview([HP], COMMUNE, date(2026, 8, 20), date(2026, 8, 20), national(), date(2026, 7, 20))

    dates = {one.rule: one.due_on or one.expected_on for one in timeline.obligations}
    assert dates["HP-8.1-notice"] == date(2026, 8, 10)
    assert dates["HP-10.1a"] == date(2026, 9, 7)
    assert dates["HP-10.2-report-host"] == date(2026, 9, 16)
    assert timeline.findings == ()


def test_preview_says_when_the_conference_could_be_held_at_the_earliest():
    timeline = preview([HP], COMMUNE, date(2026, 8, 20), date(2026, 8, 20), national(), date(2026, 8, 14))

    (finding,) = timeline.findings
    assert (finding.rule, finding.severity) == ("HP-8.1-notice", "breach")
    assert "thứ Hai 10/8/2026" in finding.text_vi
    assert "thứ Ba 25/8/2026" in finding.text_vi


def test_preview_on_the_last_day_for_the_notice_finds_nothing_wrong():
    timeline = preview([HP], COMMUNE, date(2026, 8, 20), date(2026, 8, 20), national(), date(2026, 8, 10))

    assert timeline.findings == ()


def test_a_cancelled_dialogue_owes_nothing():
    facts = [
        f.ConferenceScheduled(on=date(2026, 7, 1), starts_on=date(2026, 8, 20), ends_on=date(2026, 8, 20)),
        f.DialogueCancelled(on=date(2026, 7, 5)),
    ]

    statuses = {one.status for one in judged(facts, date(2026, 9, 1)).values()}

    assert statuses == {Status.NOT_APPLICABLE}
