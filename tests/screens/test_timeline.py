"""The timeline puts each duty in its place and today between yesterday and tomorrow."""

from datetime import date

from django.template import engines

from doithoai.regulations.types import Status
from doithoai.screens.parts import DutyRow
from doithoai.screens.timeline import lines_of

TODAY = date(2026, 8, 26)


def row(
    title: str, due_on: date | None, *, status: Status = Status.DUE, group: str = "after", **more: object
) -> DutyRow:
    return DutyRow(title=title, due_on=due_on, status=status, group=group, **more)  # type: ignore[arg-type]


def told(rows: list[DutyRow]) -> list[str]:
    """Return the timeline as a person reads it down the page."""
    return [
        str(line.heading) or ("HÔM NAY" if line.today else line.row.title if line.row else "")
        for line in lines_of(rows, TODAY)
    ]


def test_duties_stand_by_part_and_day_with_today_between():
    rows = [
        row("kết luận", date(2026, 9, 7)),
        row("báo cáo", None, status=Status.PENDING),
        row("thời hạn", date(2026, 8, 25)),
        row("giấy mời", date(2026, 8, 10), group="before", status=Status.MET),
    ]

    assert told(rows) == [
        "Trước hội nghị", "giấy mời", "Sau hội nghị", "thời hạn", "HÔM NAY", "kết luận", "báo cáo",
    ]  # fmt: skip


def test_what_is_due_today_comes_after_the_line_of_today():
    assert told([row("hôm nay", TODAY), row("hôm qua", date(2026, 8, 25))]) == [
        "Sau hội nghị", "hôm qua", "HÔM NAY", "hôm nay",
    ]  # fmt: skip


def test_today_stands_last_when_everything_is_past():
    assert told([row("đã qua", date(2026, 8, 10), status=Status.MET)]) == ["Sau hội nghị", "đã qua", "HÔM NAY"]


def test_empty_timeline_has_no_line_of_today():
    assert told([]) == []


def test_breach_says_by_how_much_it_was_late():
    late = row("loan báo", date(2026, 8, 10), status=Status.BREACHED, met_on=date(2026, 8, 12))

    line = lines_of([late], TODAY)[1]

    assert (line.left, line.left_look) == ("trễ 2 ngày làm việc", "left-o")


def test_question_fits_the_status():
    rows = [
        row("a", date(2026, 9, 7)),
        row("b", date(2027, 2, 15), provisional=True),
        row("c", None, status=Status.PENDING),
        row("d", None, status=Status.UNKNOWN),
    ]

    assert [line.question for line in lines_of(rows, TODAY) if line.row] == [
        "Vì sao 7/9?",
        "Vì sao tạm tính?",
        "Vì sao chưa có ngày?",
        "Vì sao chưa có căn cứ?",
    ]


def test_words_of_a_clerk_are_never_markup():
    template = engines["django"].from_string("{% load screens %}{% obligation_timeline rows today %}")

    html = template.render({"rows": [row("<script>", date(2026, 9, 7), who="<b>x", why="<i>")], "today": TODAY})

    assert "<script>" not in html
    assert "<b>x" not in html
    assert "<i>" not in html
