"""A date told day by day, as the strip on the screen shows it."""

from datetime import date

from doithoai.workdays import CountedDay, Kind, Role, national


def told(count):
    return [(f"{s.date:%-d/%-m}", s.role.value, s.number) for s in count.steps]


def test_the_drawn_example_of_7_9_2026_is_told_as_drawn():
    count = national().explain_due_after(date(2026, 8, 20), 10, "working_days", today=date(2026, 8, 26))

    assert count.due_on == date(2026, 9, 7)
    assert not count.provisional
    assert told(count) == [
        ("20/8", "anchor", None),
        ("21/8", "counted", 1),
        ("22/8", "counted", 2),
        ("23/8", "skipped", None),
        ("24/8", "counted", 3),
        ("25/8", "counted", 4),
        ("26/8", "today", 5),
        ("27/8", "counted", 6),
        ("28/8", "counted", 7),
        ("29/8", "skipped", None),
        ("30/8", "skipped", None),
        ("31/8", "skipped", None),
        ("1/9", "skipped", None),
        ("2/9", "skipped", None),
        ("3/9", "counted", 8),
        ("4/9", "counted", 9),
        ("5/9", "skipped", None),
        ("6/9", "skipped", None),
        ("7/9", "due", 10),
    ]


def test_each_day_says_why_it_counts_or_not():
    steps = national().explain_due_after(date(2026, 8, 20), 10, "working_days").steps
    reasons = {f"{step.date:%-d/%-m}": step.reason_vi for step in steps}

    assert reasons["20/8"] == "Ngày làm việc, là ngày mốc nên không tính."
    assert reasons["21/8"] == "Ngày làm việc, tính là ngày số 1."
    assert reasons["22/8"] == "Làm bù cho thứ Hai 31/8, tính là ngày số 2."
    assert reasons["29/8"] == "Thứ Bảy, nghỉ hằng tuần, không tính."
    assert reasons["31/8"] == "Nghỉ hoán đổi, làm bù thứ Bảy 22/8, không tính."
    assert reasons["2/9"] == "Nghỉ lễ Quốc khánh, không tính."
    assert reasons["7/9"] == "Ngày làm việc, ngày số 10, là ngày cuối."


def test_a_step_carries_everything_that_the_screen_shows():
    steps = national().explain_due_after(date(2024, 4, 26), 10, "working_days").steps

    assert steps[8] == CountedDay(
        date=date(2024, 5, 4),
        kind=Kind.MAKEUP,
        counted=True,
        number=3,
        role=Role.COUNTED,
        reason_vi="Làm bù cho thứ Hai 29/4, tính là ngày số 3.",
        source="2450/VPCP-KGVX ngày 12/4/2024",
    )


def test_plain_days_show_the_last_day_and_the_rolling():
    count = national().explain_due_after(date(2026, 8, 26), 3, "days")

    assert told(count) == [
        ("26/8", "anchor", None),
        ("27/8", "counted", 1),
        ("28/8", "counted", 2),
        ("29/8", "counted", 3),
        ("30/8", "skipped", None),
        ("31/8", "skipped", None),
        ("1/9", "skipped", None),
        ("2/9", "skipped", None),
        ("3/9", "due", None),
    ]
    assert "lùi đến ngày làm việc kế tiếp" in count.steps[-1].reason_vi


def test_clear_notice_shows_the_whole_days_between():
    count = national().explain_latest_before(date(2023, 11, 24), 3, "working_days")

    assert told(count) == [
        ("20/11", "due", None),
        ("21/11", "counted", 1),
        ("22/11", "counted", 2),
        ("23/11", "counted", 3),
        ("24/11", "anchor", None),
    ]


def test_difference_lets_the_conference_be_the_last_day_counted():
    count = national().explain_latest_before(date(2023, 11, 24), 3, "working_days", "difference")

    assert told(count) == [
        ("21/11", "due", None),
        ("22/11", "counted", 1),
        ("23/11", "counted", 2),
        ("24/11", "anchor", 3),
    ]


def test_notice_rolled_back_over_a_weekend_says_so():
    count = national().explain_latest_before(date(2023, 11, 27), 7, "days")

    assert told(count)[:4] == [
        ("17/11", "due", None),
        ("18/11", "skipped", None),
        ("19/11", "skipped", None),
        ("20/11", "counted", 1),
    ]
    assert "các ngày liền sau đều nghỉ" in count.steps[0].reason_vi


def test_before_a_date_shows_the_last_day_and_the_late_one():
    count = national().explain_before_date(2026, 6, 30)

    assert count.due_on == date(2026, 6, 29)
    assert told(count) == [("29/6", "due", None), ("30/6", "anchor", None)]


def test_before_a_date_inclusive_is_that_date():
    count = national().explain_before_date(2026, 6, 30, inclusive=True)

    assert told(count) == [("30/6", "due", None)]


def test_provisional_reason_names_the_missing_schedule():
    steps = national().explain_due_after(date(2026, 12, 31), 1, "working_days").steps

    assert steps[1].reason_vi == ("Nghỉ lễ Tết Dương lịch, không tính. Tạm tính: lịch năm 2027 chưa công bố.")
    assert steps[-1].reason_vi == "Ngày làm việc, ngày số 1, là ngày cuối. Tạm tính: lịch năm 2027 chưa công bố."


def test_summary_says_what_was_left_out_and_what_was_worked():
    calendar = national()

    assert calendar.explain_due_after(date(2026, 8, 20), 10, "working_days").summary_vi == (
        "Không tính 5 ngày cuối tuần, 3 ngày nghỉ lễ (31/8, 1/9, 2/9); thứ Bảy 22/8 làm bù nên có tính."
    )
    assert calendar.explain_due_after(date(2026, 8, 24), 2, "working_days").summary_vi == ""
