"""The strip shows each day for what it is."""

from datetime import date

from doithoai.screens.calendar import strip_of
from doithoai.workdays import national

COUNT = national().explain_due_after(date(2026, 8, 20), 10, "working_days")


def test_strip_of_the_drawn_case_is_drawn_as_it_was():
    strip = strip_of(COUNT, date(2026, 8, 26), "ngày họp")

    assert [(cell.look, cell.word) for cell in strip.cells] == [
        ("s", "ngày họp"), ("c", "1"), ("sw", "2 bù"), ("o", "nghỉ"), ("c", "3"), ("c", "4"), ("c t", "5"), ("c", "6"),
        ("c", "7"), ("o", "nghỉ"), ("o", "nghỉ"), ("h", "hoán đổi"), ("h", "lễ"), ("h", "lễ"), ("c", "8"), ("c", "9"),
        ("o", "nghỉ"), ("o", "nghỉ"), ("z", "10 hạn"),
    ]  # fmt: skip


def test_key_names_only_the_shapes_that_are_there():
    week = national().explain_due_after(date(2026, 9, 7), 3, "working_days")

    assert [str(word) for _, word in strip_of(week, None).key] == ["Ngày được tính", "Ngày cuối"]


def test_documents_behind_the_days_off_are_named_once():
    sources = strip_of(COUNT, None).sources

    assert len(sources) == len(set(sources)) > 0


def test_sunday_stands_in_the_last_column_of_a_week():
    sunday = next(cell for cell in strip_of(COUNT, None).cells if cell.on == date(2026, 8, 23))

    assert sunday.column == 8


def test_long_count_is_drawn_week_by_week():
    long = national().explain_due_after(date(2026, 3, 2), 60, "working_days")

    assert strip_of(long, None).long
    assert not strip_of(COUNT, None).long
