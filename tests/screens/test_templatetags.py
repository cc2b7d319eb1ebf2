"""The tags say in words, icon and shape what the law says."""

from datetime import date

import pytest
from django.template import engines

from doithoai.regulations.types import Obligation, Status
from doithoai.screens import chips, parts

TODAY = date(2026, 8, 26)


def drawn(template: str, **context: object) -> str:
    return engines["django"].from_string("{% load screens %}" + template).render(context)


def obligation(status: Status, due_on: date | None = None, *, provisional: bool = False) -> Obligation:
    return Obligation(
        "HP-10.1a", "hai-phong-1155@1", "Điều 10 khoản 1", "Ban hành kết luận", "Issue", "host_office", status,
        due_on=due_on, provisional=provisional,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "due_on", "provisional", "word"),
    [
        (Status.DUE, date(2026, 8, 27), False, "Còn hạn"),
        (Status.DUE, date(2026, 8, 26), False, "Hạn hôm nay"),
        (Status.DUE, date(2026, 8, 25), False, "Quá hạn"),
        (Status.DUE, date(2027, 2, 15), True, "Tạm tính"),
        (Status.DUE, date(2026, 8, 26), True, "Hạn hôm nay"),
        (Status.MET, date(2026, 8, 25), False, "Đã xong"),
        (Status.OVERDUE, date(2026, 8, 25), True, "Quá hạn"),
        (Status.BREACHED, date(2026, 8, 10), False, "Không đạt"),
        (Status.WAIVED, None, False, "Được miễn"),
        (Status.PENDING, None, False, "Chưa tới lượt"),
        (Status.UNKNOWN, None, False, "Chưa có căn cứ"),
        (Status.NOT_APPLICABLE, None, False, "Không áp dụng"),
    ],
)
def test_status_says_how_the_duty_stands_today(status, due_on, provisional, word):
    html = drawn("{% status duty today %}", duty=obligation(status, due_on, provisional=provisional), today=TODAY)

    assert word in html


def test_every_status_of_the_engine_has_a_chip():
    assert {str(status) for status in Status} <= set(chips.CHIPS)


@pytest.mark.parametrize(
    ("citation", "short"),
    [
        ("Điều 10 khoản 1", "Điều 10.1"),
        ("Điều 8 khoản 2 điểm a", "Điều 8.2a"),
        ("Điều 43 Luật 72/2025/QH15", "Điều 43 Luật 72/2025/QH15"),
    ],
)
def test_article_chip_shortens_the_citation(citation, short):
    assert chips.short_citation(citation) == short


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 8, 26), "hôm nay"),
        (date(2026, 9, 7), "còn 5 ngày làm việc"),
        (date(2026, 8, 27), "còn 1 ngày làm việc"),
        (date(2026, 8, 25), "trễ 1 ngày làm việc"),
        (date(2100, 1, 1), "còn 26791 ngày"),
    ],
)
def test_days_left_counts_working_days(day, words):
    assert drawn("{{ day|days_left:today }}", day=day, today=TODAY) == words


def test_days_left_counts_plain_days_over_a_weekend():
    friday, saturday = date(2026, 9, 4), date(2026, 9, 5)

    assert drawn("{{ day|days_left:today }}", day=friday, today=saturday) == "trễ 1 ngày"


def test_dates_and_numbers_are_written_the_vietnamese_way():
    html = drawn(
        "{{ day|vi_date }}; {{ day|vi_short }}; {{ day|vi_short:today }}; {{ day|vi_long }}; "
        "{{ 1284|vi_number }}; {{ 82.31|vi_number:1 }}",
        day=date(2026, 9, 7),
        today=TODAY,
    )

    assert html == "thứ Hai 7/9/2026; 7/9/2026; 7/9; thứ Hai, ngày 7 tháng 9 năm 2026; 1.284; 82,3"


def test_article_without_an_address_is_no_link():
    assert "<a" not in drawn("{% article 'HP-10.1a' 'Điều 10 khoản 1' %}")


def test_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in drawn("{% icon 'ok' %}")


def test_bars_stand_in_proportion_and_say_their_figures():
    rows = [parts.Bar(label="Trả lời ngay", value=1907, url="/a/"), parts.Bar(label="Từ chối", value=0)]

    html = drawn('{% bars "Kết quả" rows %}', rows=rows)

    assert 'width="160.0"' in html
    assert 'width="0.0"' in html
    assert ">1.907</text></a>" in html


def test_wide_bars_are_parts_of_the_page_and_lead_to_their_cases():
    rows = [
        parts.Bar(label="Phòng Văn hóa - Xã hội", value=8, url="/a/", text="8/10"),
        parts.Bar(label="MTTQ xã", value=2),
    ]

    html = drawn('{% wide_bars "Quá hạn" rows %}', rows=rows)

    assert ['width="84.0%"' in html, 'width="21.0%"' in html] == [True, True]
    assert ">8/10</text></a>" in html
    assert "viewBox" not in html
