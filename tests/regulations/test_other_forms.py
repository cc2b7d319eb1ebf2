"""Forms of rule that other provinces have, tried on a made-up regulation."""

from datetime import date
from pathlib import Path

import pytest

from doithoai.regulations import assess, explain, get
from doithoai.regulations import facts as f
from doithoai.regulations.engine.explaining import NotDated
from doithoai.regulations.loader import load_folder
from doithoai.regulations.types import Case, Status
from doithoai.workdays import national

(SCRATCH,) = load_folder(Path(__file__).parent / "scratch")


def judged(facts, on, versions=(SCRATCH,)):
    found = assess(Case("dialogue", {}, facts), regulations=versions, calendar=national(), on=on)
    return {one.rule: one for one in found.obligations}


@pytest.mark.parametrize(
    ("published_on", "status"),
    [
        pytest.param(date(2026, 3, 12), Status.MET, id="seven whole days in between"),
        pytest.param(date(2026, 3, 13), Status.MET, id="the wider counting: a warning"),
        pytest.param(date(2026, 3, 14), Status.BREACHED, id="six days"),
    ],
)
def test_a_minimum_in_plain_days_with_either_channel(published_on, status):
    held_on = date(2026, 3, 20)
    facts = [
        f.ConferenceScheduled(on=date(2026, 2, 1), starts_on=held_on, ends_on=held_on),
        f.NoticePublished(on=published_on, channel="mass_media", for_date=held_on),
    ]

    assert judged(facts, date(2026, 3, 19))["XX-1"].status is status


def test_plain_days_that_end_on_a_day_off_roll_forward():
    duty = judged([f.ConferenceHeld(on=date(2026, 8, 20))], date(2026, 8, 21))["XX-2"]

    assert duty.due_on == date(2026, 9, 3)  # 30/8 is a Sunday; 31/8 to 2/9 are off


def counted(*counts):
    """People counted at points of a commune: (day, venue, number)."""
    return [
        f.ConferenceScheduled(
            on=date(2026, 2, 1), starts_on=date(2026, 3, 20), ends_on=date(2026, 3, 20), place="commune"
        ),
        f.ConferenceOpened(on=date(2026, 3, 20)),
        *(f.AttendanceCounted(on=on, venue=venue, count=count, place="commune") for on, venue, count in counts),
    ]


OVER = f.ConferenceHeld(on=date(2026, 3, 20))


@pytest.mark.parametrize(
    ("counts", "status", "missing"),
    [
        pytest.param([("a", 99)], Status.BREACHED, ("a",), id="one too few"),
        pytest.param([("a", 100)], Status.MET, (), id="the bound itself"),
        pytest.param([("a", 80), ("a", 101)], Status.MET, (), id="more came: the newest count"),
        pytest.param([("a", 130), ("b", 90)], Status.BREACHED, ("b",), id="each point for itself"),
        pytest.param([], Status.DUE, (), id="nobody counted: nothing is known"),
    ],
)
def test_each_point_has_its_own_number_of_people(counts, status, missing):
    facts = [*counted(*((date(2026, 3, 20), venue, count) for venue, count in counts)), OVER]

    duty = judged(facts, date(2026, 3, 21))["XX-10"]

    assert (duty.status, duty.missing) == (status, missing)


def test_people_may_still_come_while_the_conference_lasts():
    facts = counted((date(2026, 3, 20), "a", 80))

    duty = judged(facts, date(2026, 3, 20))["XX-10"]

    assert (duty.status, duty.note_vi) == (Status.DUE, "Hiện ghi: 80; ít nhất 100.")


def test_a_number_that_is_only_recommended_warns():
    facts = [*counted((date(2026, 3, 20), "a", 151)), OVER]

    found = assess(Case("dialogue", {}, facts), regulations=(SCRATCH,), calendar=national(), on=date(2026, 3, 21))

    assert [(one.rule, one.severity) for one in found.findings[-1:]] == [("XX-10+most", "warning")]
    assert found.findings[-1].text_vi.startswith("Không nên quá 150 người. Đã ghi: 151; nhiều nhất 150.")


@pytest.mark.parametrize(
    ("half_days", "status"),
    [
        pytest.param(1, Status.MET, id="half a day"),
        pytest.param(2, Status.MET, id="a day"),
        pytest.param(3, Status.BREACHED, id="a day and a half"),
        pytest.param(None, Status.DUE, id="not counted"),
    ],
)
def test_a_conference_lasts_within_bounds(half_days, status):
    starts_on = date(2026, 3, 20)
    facts = [f.ConferenceScheduled(on=starts_on, starts_on=starts_on, ends_on=starts_on, half_days=half_days), OVER]

    assert judged(facts, date(2026, 3, 21))["XX-11"].status is status


def test_a_duty_of_a_place_is_not_owed_elsewhere():
    starts_on = date(2026, 3, 20)

    def placed(place):
        return judged(
            [f.ConferenceScheduled(on=starts_on, starts_on=starts_on, ends_on=starts_on, place=place)], starts_on
        )

    assert ["XX-10" in placed(place) for place in ("village", "commune", "village,commune")] == [False, True, True]


@pytest.mark.parametrize(
    ("level", "place", "said"),
    [
        pytest.param("commune", "village", [], id="as the text has it"),
        pytest.param("commune", "commune", [("XX-9", "warning")], id="another place"),
        pytest.param("commune", "village,commune", [("XX-9", "warning")], id="one of two"),
        pytest.param("district", "commune", [], id="the text is silent on this level"),
    ],
)
def test_a_place_that_the_level_does_not_have_is_said(level, place, said):
    on, starts_on = date(2026, 2, 1), date(2026, 3, 20)
    facts = [f.ConferenceScheduled(on=on, starts_on=starts_on, ends_on=starts_on, place=place)]

    found = assess(Case("dialogue", {"level": level}, facts), regulations=(SCRATCH,), calendar=national(), on=on)

    assert [(one.rule, one.severity) for one in found.findings] == said


@pytest.mark.parametrize(
    ("accepted", "due_on", "proposed"),
    [
        pytest.param(None, date(2026, 4, 10), False, id="the law's own day"),
        pytest.param(date(2026, 4, 3), date(2026, 4, 3), True, id="the host's, earlier"),
        pytest.param(date(2026, 4, 30), date(2026, 4, 10), False, id="the host's, too late: the law's"),
    ],
)
def test_a_named_day_never_goes_past_the_cap(accepted, due_on, proposed):
    facts = [f.PetitionReceived(on=date(2026, 3, 1), petition="kn1", channel="officer"), OVER]
    if accepted:
        facts.append(f.ResolutionDateAccepted(on=OVER.on, petition="kn1", body="", date_accepted=accepted))

    duty = judged(facts, date(2026, 3, 23))["XX-12"]

    assert (duty.due_on, duty.proposed) == (due_on, proposed)


def test_a_month_ends_on_the_same_day_of_the_next():
    duty = judged([f.ConferenceHeld(on=date(2026, 3, 10))], date(2026, 3, 11))["XX-5"]

    assert duty.due_on == date(2026, 4, 10)


def test_an_interim_reply_names_a_new_day_and_each_renewal_another():
    facts = [
        f.PetitionReceived(on=date(2026, 3, 1), petition="kn1", channel="officer"),
        f.OutcomeRecorded(on=date(2026, 3, 10), petition="kn1", outcome="taken_up", body="kinh-te"),
        f.ConferenceHeld(on=date(2026, 3, 10)),
        f.ConclusionNoticeIssued(on=date(2026, 3, 20)),
        f.InterimReplySent(on=date(2026, 5, 20), petition="kn1", new_date=date(2026, 7, 15)),
        f.InterimReplySent(on=date(2026, 7, 14), petition="kn1", new_date=date(2026, 9, 30)),
    ]

    by_law, once, twice = (judged(facts, on)["XX-3"] for on in (date(2026, 4, 1), date(2026, 5, 20), date(2026, 7, 14)))

    assert (by_law.due_on, by_law.proposed) == (date(2026, 5, 27), False)
    assert (once.due_on, once.proposed) == (date(2026, 7, 15), True)
    assert twice.due_on == date(2026, 9, 30)


def test_a_number_in_a_missing_text_is_unknown_and_never_guessed():
    duty = judged([f.ConferenceHeld(on=date(2026, 3, 10))], date(2026, 12, 1))["XX-4"]

    assert (duty.status, duty.due_on) == (Status.UNKNOWN, None)
    assert "1408-QĐ/TU" in duty.note_vi
    with pytest.raises(NotDated):
        explain(SCRATCH, "XX-4", date(2026, 3, 10), national())


def test_what_is_done_under_a_missing_number_is_not_called_in_time():
    facts = [f.ConferenceHeld(on=date(2026, 3, 10)), f.MinutesSigned(on=date(2026, 3, 20))]

    duty = judged(facts, date(2026, 3, 20))["XX-4"]

    assert (duty.status, duty.met_on) == (Status.UNKNOWN, date(2026, 3, 20))


def test_of_two_regulations_each_keeps_its_own_date_for_a_step():
    versions = (get("hai-phong-1155"), SCRATCH)

    found = judged([f.ConferenceHeld(on=date(2026, 8, 20))], date(2026, 8, 21), versions)

    assert (found["XX-2"].due_on, found["HP-10.1a"].due_on) == (date(2026, 9, 3), date(2026, 9, 7))
    assert found["XX-2"].regulation == "scratch@2026-01-01"


def test_a_version_ends_before_its_last_day():
    assert [SCRATCH.covers(day) for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31))] == [
        False,
        True,
        True,
    ]
    assert not SCRATCH.covers(date(2027, 1, 1))


def test_a_text_that_is_silent_offers_nothing():
    assert SCRATCH.hosts_for("commune") == ()
    assert SCRATCH.host_office("commune", "party_head") is None
    assert SCRATCH.refusal_grounds() == ()
    assert get("hai-phong-1155").extension_grounds("HP-10.2-report-host") == ()


HELD = date(2026, 3, 10)
RAISED = (
    f.PetitionReceived(on=date(2026, 3, 1), petition="kn1", channel="officer"),
    f.ConferenceHeld(on=HELD),
)


@pytest.mark.parametrize(
    ("found_on", "rule", "due_on"),
    [
        pytest.param(date(2026, 3, 2), "XX-7", date(2026, 4, 21), id="in triage"),
        pytest.param(date(2026, 3, 17), "XX-7", date(2026, 4, 21), id="on the last day for it"),
        pytest.param(date(2026, 3, 18), "XX-6", date(2026, 3, 31), id="a day too late: the time stays"),
    ],
)
def test_a_matter_is_complex_only_where_so_found_in_time(found_on, rule, due_on):
    facts = sorted(
        [*RAISED, f.ComplexityDecided(on=found_on, petition="kn1", complexity="complex")], key=lambda fact: fact.on
    )

    found = judged(facts, date(2026, 3, 20))

    assert (found[rule].due_on, found.keys() & {"XX-6", "XX-7"}) == (due_on, {rule})


def test_a_matter_found_simple_after_all_has_the_shorter_time():
    facts = [
        RAISED[0],
        f.PetitionTriaged(on=date(2026, 3, 2), petition="kn1", field="land", complexity="complex"),
        RAISED[1],
        f.ComplexityDecided(on=date(2026, 3, 12), petition="kn1", complexity="simple"),
    ]

    assert [judged(facts, on).keys() & {"XX-6", "XX-7"} for on in (HELD, date(2026, 3, 12))] == [{"XX-7"}, {"XX-6"}]


def test_found_complex_too_late_is_said():
    facts = [*RAISED, f.ComplexityDecided(on=date(2026, 3, 18), petition="kn1", complexity="complex")]

    found = assess(Case("dialogue", {}, facts), regulations=[SCRATCH], calendar=national(), on=date(2026, 3, 18))

    assert [(one.rule, one.severity) for one in found.findings] == [("XX-8", "warning")]


@pytest.mark.parametrize(
    ("duty", "status"), [("internal_review", Status.MET), ("security_plan", Status.DUE)], ids=["this", "another"]
)
def test_a_deed_outside_the_program_meets_the_duty_that_it_names(duty, status):
    facts = [*RAISED, f.DutyPerformed(on=date(2026, 3, 12), duty=duty)]

    assert judged(facts, date(2026, 3, 12))["XX-8"].status is status
