"""Forms of time that other texts have, each with the day before, the day and the day after."""

import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doithoai.regulations import assess, explain
from doithoai.regulations import facts as f
from doithoai.regulations.comparing import compare
from doithoai.regulations.errors import RegulationError
from doithoai.regulations.loader import load_folder
from doithoai.regulations.schema import Deadline
from doithoai.regulations.simulating import CONFERENCE, Setup, anchors_of, simulate
from doithoai.regulations.types import Case
from doithoai.screens.law import words
from doithoai.workdays import national
from doithoai.workdays.hours import due_after_working_hours, spans_of

(FORMS,) = load_folder(Path(__file__).parent / "forms")
HELD = date(2026, 3, 10)  # a Tuesday


def judged(facts, on, scope="dialogue", **attributes):
    """Return what is owed as {rule or (rule, period or request): obligation}."""
    if scope == "unit_year":
        attributes = {"unit": "xa", "year": 2026, "posts": "chu-tich"} | attributes
    case = Case(scope, attributes, facts)
    found = assess(case, regulations=[FORMS], calendar=national(), on=on)
    return {
        (one.rule, one.period or one.request) if one.period or one.request else one.rule: one
        for one in found.obligations
    }


def year(facts, on):
    return judged(facts, on, scope="unit_year")


def standing(duty):
    return duty.status.value, duty.due_on


# --- hours -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("done_at", "status"),
    [("10:29", "met"), ("10:30", "met"), ("10:31", "breached"), ("", "met")],
)
def test_four_working_hours_end_the_next_morning_to_the_minute(done_at, status):
    facts = [
        f.PetitionReceived(on=date(2026, 3, 9), petition="kn1", channel="officer", at="16:00"),
        f.ReceiptIssued(on=date(2026, 3, 10), petition="kn1", submitter="s", at=done_at),
    ]

    duty = judged(facts, date(2026, 3, 10))["FF-hours"]

    assert (duty.status, duty.due_on, duty.due_time) == (status, date(2026, 3, 10), "10:30")


@pytest.mark.parametrize(
    ("on", "status"), [(date(2026, 3, 9), "due"), (date(2026, 3, 10), "due"), (date(2026, 3, 11), "overdue")]
)
def test_working_hours_not_used_are_late_after_their_day(on, status):
    received = f.PetitionReceived(on=date(2026, 3, 9), petition="kn1", channel="officer", at="16:00")

    assert judged([received], on)["FF-hours"].status == status


def test_an_hour_that_nobody_noted_counts_from_the_close_of_the_office():
    received = f.PetitionReceived(on=date(2026, 3, 9), petition="kn1", channel="officer")

    duty = judged([received], date(2026, 3, 9))["FF-hours"]

    assert (duty.due_on, duty.due_time) == (date(2026, 3, 10), "11:30")


@settings(max_examples=60, deadline=None)
@given(st.datetimes(datetime.fromisoformat("2026-01-02"), datetime.fromisoformat("2026-11-30")))
def test_the_hours_of_a_rule_are_those_of_the_office(moment):
    moment = moment.replace(second=0, microsecond=0)
    received = f.PetitionReceived(on=moment.date(), petition="kn1", channel="officer", at=f"{moment:%H:%M}")

    duty = judged([received], moment.date())["FF-hours"]

    due = due_after_working_hours(national(), moment, 4, spans_of(FORMS.office_hours))
    assert f"{duty.due_on}T{duty.due_time}" == due.isoformat(timespec="minutes")


@pytest.mark.parametrize(("at", "status"), [("15:59", "met"), ("16:00", "met"), ("16:01", "breached")])
def test_an_hour_of_the_due_day_is_part_of_the_deadline(at, status):
    facts = [f.ConferenceHeld(on=HELD), f.MinutesSigned(on=date(2026, 3, 11), at=at)]

    duty = judged(facts, date(2026, 3, 11))["FF-hour"]

    assert (duty.status, duty.due_on, duty.due_time) == (status, date(2026, 3, 11), "16:00")


def test_hours_of_the_clock_run_over_the_weekend():
    incident = f.ConferenceRequested(
        on=date(2026, 3, 13), at="15:00", unit="xa", request="sc1", year=2026, by="incident"
    )

    duty = year([incident], date(2026, 3, 13))["FF-clock", "sc1"]

    assert (duty.due_on, duty.due_time) == (date(2026, 3, 14), "15:00")


def test_an_explanation_tells_the_hours_of_each_day():
    found = explain(FORMS, "FF-hours", date(2026, 3, 13), national(), hour="16:00")

    assert found.due_on == date(2026, 3, 16)
    assert [step.reason_vi for step in found.count.steps] == [
        "Tính 1 giờ, cộng 1 giờ.",
        "Không tính (nghỉ hằng tuần).",
        "Không tính (nghỉ hằng tuần).",
        "Tính 3 giờ, cộng 4 giờ; hết lúc 10:30.",
    ]


# --- days that come back -----------------------------------------------------------------------


def report(on, period, to=""):
    return f.ReportSubmitted(on=on, unit="xa", period=period, year=2026, to=to)


@pytest.mark.parametrize(
    ("period", "due_on"),
    [
        pytest.param("month_01", date(2026, 1, 14), id="a Wednesday"),
        pytest.param("month_02", date(2026, 2, 13), id="14/2 is a Saturday: back to Friday"),
        pytest.param("month_03", date(2026, 3, 13), id="14/3 is a Saturday too"),
        pytest.param("month_06", date(2026, 6, 12), id="14/6 is a Sunday"),
    ],
)
def test_a_monthly_report_is_due_before_the_fifteenth_and_rolls(period, due_on):
    assert year([], date(2026, 1, 2))["FF-month", period].due_on == due_on


@pytest.mark.parametrize(
    ("on", "status"),
    [
        pytest.param(date(2026, 2, 28), "pending", id="the month has not begun"),
        pytest.param(date(2026, 3, 1), "due", id="its first day"),
        pytest.param(date(2026, 3, 13), "due", id="the last day"),
        pytest.param(date(2026, 3, 14), "overdue", id="the day after"),
    ],
)
def test_each_month_stands_for_itself(on, status):
    assert year([], on)["FF-month", "month_03"].status == status


def test_a_report_to_two_addressees_is_done_when_both_have_it():
    first = report(date(2026, 3, 10), "month_03", "party_committee")
    second = report(date(2026, 3, 12), "month_03", "council")

    one, both = (year(facts, date(2026, 3, 12))["FF-month", "month_03"] for facts in ([first], [first, second]))

    assert (one.status, one.missing) == ("due", ("council",))
    assert (both.status, both.met_on) == ("met", date(2026, 3, 12))
    assert year([first, second], date(2026, 3, 12))["FF-month", "month_04"].status == "pending"
    assert both.title_vi == "Báo cáo tháng trước ngày 15, tháng 3"


@pytest.mark.parametrize(
    ("key", "due_on"),
    [
        (("FF-quarter", "quarter_1"), date(2026, 4, 5)),
        (("FF-quarter", "quarter_4"), date(2027, 1, 5)),
        (("FF-half", "half_year"), date(2026, 6, 24)),
        (("FF-nine", "nine_months"), date(2026, 9, 24)),
        (("FF-year", "year"), date(2026, 12, 14)),
    ],
)
def test_quarters_half_nine_months_and_the_year_have_their_own_days(key, due_on):
    assert year([], date(2026, 1, 2))[key].due_on == due_on


@pytest.mark.parametrize(
    ("on", "status"), [(date(2026, 4, 4), "due"), (date(2026, 4, 5), "due"), (date(2026, 4, 6), "overdue")]
)
def test_a_quarter_reported_in_the_next_month_includes_the_day_where_the_text_does(on, status):
    assert year([], on)["FF-quarter", "quarter_1"].status == status


def fridays(on, facts=()):
    case = Case("unit_year", {"unit": "xa", "year": 2026}, facts)
    found = assess(case, regulations=[FORMS], calendar=national(), on=on)
    return [one for one in found.obligations if one.rule == "FF-friday" and one.period == "month_03"]


def days_from(on):
    return (on + timedelta(days=n) for n in range(15))


def met_people(on):
    return f.PostQuotaCounted(on=on, unit="xa", post="chu-tich", year=2026)


def test_the_second_and_the_fourth_friday_are_two_occasions():
    first, second = fridays(date(2026, 3, 14), [met_people(date(2026, 3, 13))])

    assert standing(first) == ("met", date(2026, 3, 13))
    assert standing(second) == ("due", date(2026, 3, 27))


@pytest.mark.parametrize(
    ("on", "status"), [(date(2026, 3, 26), "due"), (date(2026, 3, 27), "due"), (date(2026, 3, 28), "overdue")]
)
def test_one_meeting_does_not_stand_for_two_fridays(on, status):
    facts = [met_people(date(2026, 2, 13)), met_people(date(2026, 3, 13))]

    assert [one.status.value for one in fridays(on, facts)] == ["met", status]


def test_a_month_is_waived_where_another_event_falls_into_it():
    other = f.AnnualPlanChanged(on=date(2026, 3, 4), unit="xa", year=2026)

    assert [one.status.value for one in fridays(date(2026, 3, 31), [other])] == ["waived", "waived"]
    assert year([other], date(2026, 4, 30))["FF-friday", "month_04"].status == "overdue"


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 12))
def test_the_fridays_of_a_rule_are_those_found_by_going_through_the_month(month):
    ahead = [date(2026, month, 1) + timedelta(days=n) for n in range(28)]
    found = [on for on in ahead if on.weekday() == 4]
    expected = [next(on for on in days_from(friday) if national().is_working(on)) for friday in (found[1], found[3])]

    case = Case("unit_year", {"unit": "xa", "year": 2026}, [])
    duties = assess(case, regulations=[FORMS], calendar=national(), on=date(2026, 1, 2)).obligations

    assert [one.due_on for one in duties if one.rule == "FF-friday" and one.period == f"month_{month:02d}"] == expected


def test_an_explanation_tells_the_day_of_the_text_and_the_one_that_stands_for_it():
    found = explain(FORMS, "FF-month", date(2026, 3, 1), national())

    assert found.due_on == date(2026, 3, 13)
    assert [(step.date.day, step.reason_vi) for step in found.count.steps] == [
        (13, "Ngày làm việc, là ngày cuối: 14/3 nghỉ nên lấy ngày làm việc liền trước."),
        (14, "Ngày cuối của tháng 3 là 14/3: nghỉ hằng tuần."),
    ]


# --- gaps, requests, quorum --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "status"), [(date(2026, 5, 9), "due"), (date(2026, 5, 11), "due"), (date(2026, 5, 12), "overdue")]
)
def test_the_next_occasion_is_due_at_most_two_months_after_the_last(on, status):
    duty = year([met_people(date(2026, 1, 20)), met_people(date(2026, 3, 10))], on)["FF-gap"]

    assert standing(duty) == (status, date(2026, 5, 11))  # 10/5 is a Sunday


def test_a_gap_spans_new_year_and_one_that_was_too_long_stays_visible():
    before = f.PostQuotaCounted(on=date(2025, 11, 20), unit="xa", post="chu-tich", year=2025)
    case = Case("unit_year", {"unit": "xa", "year": 2026}, [before])
    late = Case("unit_year", {"unit": "xa", "year": 2026}, [before, met_people(date(2026, 1, 21))])

    first = assess(case, regulations=[FORMS], calendar=national(), on=date(2026, 1, 5))
    second = assess(late, regulations=[FORMS], calendar=national(), on=date(2026, 1, 21))

    assert next(one.due_on for one in first.obligations if one.rule == "FF-gap") == date(2026, 1, 20)
    assert [(one.rule, one.severity) for one in second.findings] == [("FF-gap", "breach")]


def asked(by, percent=0):
    return f.ConferenceRequested(on=date(2026, 3, 10), unit="xa", request="yc", year=2026, by=by, percent=percent)


@pytest.mark.parametrize(
    ("request_", "owed"),
    [
        (asked("voters", 4), False),
        (asked("voters", 5), True),
        (asked("voters", 6), True),
        (asked("fatherland_front", 90), False),
    ],
)
def test_a_share_of_the_voters_brings_the_duty_about(request_, owed):
    assert (("FF-voters", "yc") in year([request_], date(2026, 3, 10))) is owed


@pytest.mark.parametrize(
    ("on", "status"), [(date(2026, 4, 8), "due"), (date(2026, 4, 9), "due"), (date(2026, 4, 10), "overdue")]
)
def test_it_is_owed_from_the_day_of_the_request(on, status):
    assert standing(year([asked("voters", 5)], on)["FF-voters", "yc"]) == (status, date(2026, 4, 9))


def present(*counts):
    points = [f.AttendanceCounted(on=HELD, venue=f"diem{n}", count=count) for n, count in enumerate(counts)]
    return [f.InvitationsSent(on=date(2026, 3, 1), count=100), f.ConferenceOpened(on=HELD), *points]


@pytest.mark.parametrize(
    ("counts", "status"), [((49,), "breached"), ((50,), "met"), ((30, 20), "met"), ((30, 19), "breached")]
)
def test_a_quorum_is_a_share_of_those_invited_all_points_together(counts, status):
    facts = [*present(*counts), f.ConferenceHeld(on=HELD)]

    assert judged(facts, HELD)["FF-quorum"].status == status


@pytest.mark.parametrize(("times", "status"), [(0, "met"), (2, "met"), (3, "breached")])
def test_a_conference_may_be_put_off_so_often_and_no_more(times, status):
    facts = [f.ConferencePostponed(on=date(2026, 3, day)) for day in range(1, times + 1)]

    assert judged(facts, date(2026, 3, 5))["FF-cap"].status == status


@pytest.mark.parametrize(
    ("on", "status"), [(date(2026, 3, 19), "due"), (date(2026, 3, 20), "due"), (date(2026, 3, 21), "overdue")]
)
def test_a_new_day_is_due_after_the_newest_postponing(on, status):
    facts = [
        f.ConferencePostponed(on=date(2026, 2, 2)),
        f.ConferenceScheduled(on=date(2026, 2, 5), starts_on=HELD, ends_on=HELD),
        f.ConferencePostponed(on=date(2026, 3, 5)),
    ]
    again = f.ConferenceScheduled(on=date(2026, 3, 20), starts_on=date(2026, 4, 1), ends_on=date(2026, 4, 1), number=2)

    assert standing(judged(facts, on)["FF-again"]) == (status, date(2026, 3, 20))
    assert judged([*facts, again], date(2026, 3, 20))["FF-again"].status == "met"


# --- anchors -----------------------------------------------------------------------------------

RECEIVED = f.PetitionReceived(on=date(2026, 3, 2), petition="kn1", channel="officer")
ACCEPTED = f.AssignmentAccepted(on=date(2026, 3, 10), petition="kn1", body="kinh-te")


def after(*facts, on):
    return judged([RECEIVED, *facts], on)


@pytest.mark.parametrize(
    ("on", "status"), [(date(2026, 3, 12), "due"), (date(2026, 3, 13), "due"), (date(2026, 3, 14), "overdue")]
)
def test_a_body_that_is_asked_answers_from_the_day_it_was_asked(on, status):
    question = f.OpinionAsked(on=date(2026, 3, 10), petition="kn1", body="tu-phap", asker="kinh-te")

    assert standing(after(question, on=on)["FF-opinion"]) == (status, date(2026, 3, 13))


@pytest.mark.parametrize(
    ("on", "status"), [(date(2026, 3, 19), "due"), (date(2026, 3, 20), "due"), (date(2026, 3, 21), "overdue")]
)
def test_an_answer_counts_from_the_acceptance(on, status):
    assert standing(after(ACCEPTED, on=on)["FF-answer"]) == (status, date(2026, 3, 20))
    assert after(on=on)["FF-answer"].status == "pending"


@pytest.mark.parametrize(
    ("on", "status"), [(date(2026, 3, 26), "due"), (date(2026, 3, 27), "due"), (date(2026, 3, 28), "overdue")]
)
def test_a_period_may_begin_where_an_earlier_one_ends(on, status):
    assert standing(after(ACCEPTED, on=on)["FF-resolve"]) == (status, date(2026, 3, 27))


def test_acknowledgement_answer_and_resolution_are_three_clocks():
    facts = [f.ReceiptIssued(on=date(2026, 3, 2), petition="kn1", submitter="s"), ACCEPTED]
    answered = f.ReplySent(on=date(2026, 3, 18), petition="kn1")

    found = after(*facts, answered, on=date(2026, 3, 18))

    assert [found[rule].status.value for rule in ("FF-hours", "FF-answer", "FF-resolve")] == ["met", "met", "due"]


@pytest.mark.parametrize(
    ("on", "status"), [(date(2026, 3, 23), "due"), (date(2026, 3, 24), "due"), (date(2026, 3, 25), "overdue")]
)
def test_a_defective_answer_is_mended_from_the_day_it_was_found(on, status):
    facts = [ACCEPTED, f.ReplySent(on=date(2026, 3, 18), petition="kn1")]
    found = f.AnswerFoundDefective(on=date(2026, 3, 20), petition="kn1")

    assert standing(after(*facts, found, on=on)["FF-mend"]) == (status, date(2026, 3, 24))
    assert after(*facts, found, f.ReplySent(on=on, petition="kn1"), on=on)["FF-mend"].met_on == on


def granted(on, until=None):
    return f.ExtensionGranted(on=on, rule="FF-answer", ground="", until=until)


@pytest.mark.parametrize(
    ("grant", "expected"),
    [
        pytest.param(granted(date(2026, 3, 20), date(2026, 4, 15)), ("due", date(2026, 4, 15), True), id="names a day"),
        pytest.param(granted(date(2026, 3, 20)), ("due", None, True), id="names none"),
        pytest.param(
            granted(date(2026, 3, 21), date(2026, 4, 15)), ("overdue", date(2026, 3, 20), False), id="too late"
        ),
    ],
)
def test_an_extension_without_a_number_takes_the_day_of_the_grant(grant, expected):
    duty = after(ACCEPTED, grant, on=date(2026, 3, 23))["FF-answer"]

    assert (duty.status.value, duty.due_on, duty.extended) == expected


# --- units, channels ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "rule", "due_on"), [("A", "FF-unit-a", date(2026, 3, 16)), ("B", "FF-unit-b", date(2026, 3, 18))]
)
def test_one_instrument_gives_each_unit_its_own_number(code, rule, due_on):
    found = judged([f.ConferenceHeld(on=HELD)], HELD, unit_code=code)

    assert {key for key in found if str(key).startswith("FF-unit")} == {rule}
    assert found[rule].due_on == due_on


@pytest.mark.parametrize(("joint", "owed"), [("yes", True), ("no", False)])
def test_a_conference_of_two_units_owes_what_a_single_one_does_not(joint, owed):
    assert ("FF-joint" in judged([f.ConferenceHeld(on=HELD)], HELD, joint=joint)) is owed


def test_publication_counts_when_the_last_channel_is_done():
    facts = [f.ConferenceHeld(on=HELD), f.ResultsPublished(on=date(2026, 3, 12), channel="mass_media")]
    last = f.ResultsPublished(on=date(2026, 3, 20), channel="office_posting")

    assert judged(facts, date(2026, 3, 20))["FF-public"].missing == ("office_posting",)
    assert judged([*facts, last], date(2026, 3, 20))["FF-public"].met_on == date(2026, 3, 20)
    assert FORMS.host_office("commune", "party_head").code == "fatherland_front"


def tried(**anchors):
    setup = Setup(attributes={"level": "commune"}, anchors={CONFERENCE: HELD, **anchors}, settings={})
    return {one.rule.id: one for one in simulate(FORMS, setup, national())}


def test_a_trial_counts_from_the_end_of_an_earlier_deadline_and_guesses_none():
    without, with_day = tried(), tried(assignment_accepted=date(2026, 3, 10))

    assert without["FF-resolve"].due_on is None
    assert (with_day["FF-answer"].due_on, with_day["FF-resolve"].due_on) == (date(2026, 3, 20), date(2026, 3, 27))
    assert "deadline_end" not in anchors_of(FORMS)


# --- in the file, in words, side by side ---------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('office_hours: ["07:30-11:30", "13:30-17:00"]\n', "", "giờ làm việc cần biết giờ mở cửa."),
        ('"07:30-11:30"', '"11:30-07:30"', "giờ mở cửa «11:30-07:30» không dùng được."),
        ("2-friday", "6-friday", "«6-friday» không phải ngày trong tuần của tháng."),
        ('by_hour: "16:00"', 'by_hour: "25:00"', "«25:00» không phải giờ."),
        ("after_end_of: FF-answer", "after_end_of: FF-none", "after_end_of trỏ tới quy tắc FF-none không có."),
        ("every: quarter, ", "", "ngày trong tháng cần kỳ lặp lại."),
        ("every: half_year", "every: half", "giá trị «half» không dùng được ở đây."),
        (", trigger: {fact: conference_requested, where: {by: incident}}", "", "phải đi cùng nhau"),
        ("invitations_sent.count", "invitations_sent.heads", "không có số «invitations_sent.heads»."),
    ],
)
def test_a_form_that_is_written_wrong_is_refused_with_its_mend(tmp_path, old, new, message):
    folder = tmp_path / "forms"
    shutil.copytree(Path(__file__).parent / "forms", folder)
    rules = folder / "rules.yaml"
    text = rules.read_text(encoding="utf-8")
    assert old in text
    rules.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(RegulationError) as caught:
        load_folder(folder)

    assert any(message in problem.message and problem.mend for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("rule", "large", "sentence"),
    [
        ("FF-hours", "≤ 4", "Chậm nhất 4 giờ làm việc sau khi nhận kiến nghị."),
        ("FF-hour", "≤ 1", "Chậm nhất 1 ngày làm việc sau khi hội nghị họp xong. Trước 16:00 của ngày cuối."),
        (
            "FF-month",
            "trước ngày 15",
            "Trước ngày 15, tháng cuối của kỳ. Trùng ngày nghỉ thì chuyển sang ngày làm việc gần nhất.",
        ),
        ("FF-quarter", "đến hết ngày 5", "Đến hết ngày 5, tháng sau kỳ."),
        (
            "FF-friday",
            "thứ Sáu lần 2, thứ Sáu lần 4",
            "Thứ Sáu lần 2, thứ Sáu lần 4, trong tháng. Trùng ngày nghỉ thì chuyển sang ngày làm việc gần nhất.",
        ),
        ("FF-gap", "≤ 2", "Cách lần trước không quá 2 tháng."),
        ("FF-quorum", "≥ 50%", "Ít nhất 50% số người được mời."),
        ("FF-cap", "≤ 2", "Nhiều nhất 2 lần."),
        ("FF-resolve", "≤ 5", "Chậm nhất 5 ngày làm việc sau khi hết thời hạn của việc trước."),
    ],
)
def test_each_form_is_said_in_plain_words(rule, large, sentence):
    found = FORMS.rule(rule)

    assert (words.value_of(FORMS, found).large, words.sentence_of(FORMS, found)) == (large, sentence)


MONTHS = {"unit": "months", "after": "post_quota_counted"}


@pytest.mark.parametrize(
    ("rule", "other", "verdicts"),
    [
        pytest.param("FF-month", {"month_day": 10}, ("", "stricter"), id="an earlier day of the month"),
        pytest.param(
            "FF-hours", {"at_most": 4, "unit": "hours", "after": "petition_received"}, ("", "stricter"), id="hours"
        ),
        pytest.param("FF-gap", {"at_most": 3, "since": "last", **MONTHS}, ("stricter", ""), id="a wider gap"),
        pytest.param("FF-gap", {"at_most": 1, **MONTHS}, ("", ""), id="not the same anchor"),
    ],
)
def test_two_texts_of_one_form_are_weighed(rule, other, verdicts):
    changed = replace(FORMS.rule(rule), deadline=Deadline(**other))
    alone = replace(FORMS, rules=(FORMS.rule(rule),))

    (point,) = [one for one in compare(alone, replace(FORMS, rules=(changed,))) if one.code == rule]

    assert (point.left.verdict, point.right.verdict) == verdicts
    assert not point.same
