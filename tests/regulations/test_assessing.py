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


def schedule(day: date, number: int = 1) -> f.ConferenceScheduled:
    return f.ConferenceScheduled(on=date(2026, 7, 1), starts_on=day, ends_on=day, number=number)


def test_a_missing_channel_is_named():
    facts = [
        schedule(date(2026, 8, 20)),
        f.NoticePublished(on=date(2026, 8, 3), channel="invitation", for_date=date(2026, 8, 20)),
    ]

    notice = judged(facts, date(2026, 8, 4))["HP-8.1-notice"]

    assert (notice.status, notice.missing, notice.door) == (Status.DUE, ("mass_media",), "open")


def test_missing_plan_fields_are_named():
    facts = [schedule(date(2026, 8, 20)), f.ConferencePlanApproved(on=date(2026, 8, 3), plan_fields="time,venue,form")]

    plan = judged(facts, date(2026, 8, 4))["HP-8.1-plan"]

    assert plan.missing == ("content", "participants", "agency_assignments")
    assert plan.note_vi == "Còn thiếu 3 mục."


def test_petitions_without_an_outcome_are_named_by_key():
    facts = [
        f.ConferenceOpened(on=date(2026, 8, 20)),
        f.PetitionReceived(on=date(2026, 8, 1), petition="kn1", channel="officer"),
        f.PetitionReceived(on=date(2026, 8, 1), petition="kn2", channel="officer"),
        f.OutcomeRecorded(on=date(2026, 8, 20), petition="kn1", outcome="answered_at_conference"),
    ]

    outcomes = judged(facts, date(2026, 8, 20))["HP-11.1-resolve"]

    assert (outcomes.missing, outcomes.door) == (("kn2",), "conclude")


def test_the_stricter_day_is_shown_when_the_wider_counting_is_chosen():
    case = Case("dialogue", COMMUNE, [schedule(date(2026, 8, 20))], {"notice_counting": "difference"})

    found = assess(case, regulations=[HP], calendar=national(), on=date(2026, 7, 2))

    (notice,) = [one for one in found.obligations if one.rule == "HP-8.1-notice"]
    assert (notice.due_on, notice.strict_on) == (date(2026, 8, 11), date(2026, 8, 10))


def test_facts_after_the_day_are_not_known_yet():
    facts = [f.ConferenceHeld(on=date(2026, 8, 20)), f.ConclusionNoticeIssued(on=date(2026, 9, 4))]

    assert judged(facts, date(2026, 9, 3))["HP-10.1a"].status is Status.DUE
    assert judged(facts, date(2026, 9, 4))["HP-10.1a"].status is Status.MET


def test_attributes_come_from_the_opening_and_its_changes():
    opened = f.DialogueOpened(
        on=date(2026, 7, 1),
        unit="tan-lach",
        level="commune",
        type="extraordinary",
        form="in_person",
        host_role="party_head",
        instruments="hai-phong-1155@2023-10-20",
    )
    case = Case("dialogue", {}, [opened, schedule(date(2026, 8, 20))])

    found = assess(case, regulations=[HP], calendar=national(), on=date(2026, 7, 2))

    statuses = {one.rule: one.status for one in found.obligations}
    assert statuses["HP-8.1-notice"] is Status.WAIVED
    assert statuses["HP-8.3-request"] is Status.DUE


def test_two_regulations_bind_one_dialogue_side_by_side():
    case = Case("dialogue", COMMUNE, [f.ConferenceHeld(on=date(2026, 8, 20))])

    once = assess(case, regulations=[HP], calendar=national(), on=date(2026, 8, 21))
    twice = assess(case, regulations=[HP, HP], calendar=national(), on=date(2026, 8, 21))

    assert twice.obligations == once.obligations * 2


def test_a_post_may_come_with_its_host_role():
    case = Case("unit_year", {"unit": "tan-lach", "level": "commune", "year": 2026, "posts": "p1:party_head,p2"}, [])

    found = assess(case, regulations=[HP], calendar=national(), on=date(2026, 8, 21))

    assert [one.post for one in found.obligations if one.rule == "HP-5.2a-frequency"] == ["p1", "p2"]
