"""`doithoai calendar` on the command line."""

import json
from datetime import date

import pytest
from django.utils import timezone

from doithoai.config import commands
from doithoai.config.cli import _parser
from doithoai.obligations import calendars
from doithoai.obligations.errors import YearRefused
from doithoai.obligations.models import CalendarYear
from doithoai.workdays.loader import template
from tests.factories.closures import close
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
OVER = pytest.mark.skipif(timezone.localdate() >= date(2028, 1, 1), reason="the template's year is over")


def run(*words):
    arguments = _parser().parse_args(["calendar", *map(str, words)])
    return commands.COMMANDS["calendar"](arguments)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "lich-2027.yaml"
    path.write_text(template(), encoding="utf-8")
    return path


@OVER
def test_a_year_is_taken_in_only_when_somebody_says_so(file, capsys):
    assert run("import", file) == 1
    assert "Thêm --yes" in capsys.readouterr().out
    assert not CalendarYear.objects.exists()

    assert run("import", file, "--yes") == 0

    assert "Đã dùng lịch năm 2027. 0 hạn đang mở đã dời." in capsys.readouterr().out
    assert not calendars.national().is_provisional(date(2027, 1, 1), date(2027, 12, 31))


@OVER
def test_check_tells_a_sound_file_and_refuses_a_wrong_one(file, capsys):
    assert run("check", file) == 0
    assert "Tệp đúng: năm 2027" in capsys.readouterr().out

    file.write_text(template().replace("weekday: CN", "weekday: T2", 1), encoding="utf-8")
    with pytest.raises(YearRefused, match=r"lich-2027\.yaml, dòng"):
        run("check", file)


def test_check_says_which_year_is_missing(capsys):
    missing = calendars.year_waited_for(timezone.localdate())

    assert run("check") == (1 if missing else 0)

    assert (f"Thiếu lịch chính thức năm {missing}" in capsys.readouterr().out) is bool(missing)


def test_a_year_is_shown_to_people_and_to_machines_with_the_units_own_days(capsys):
    place = tan_lach()
    close(place, date(2026, 10, 28), date(2026, 10, 28), decided=date(2026, 10, 27), on=date(2026, 10, 27))

    run("show", 2026)
    plain = capsys.readouterr().out
    run("show", 2026, "--unit", "TL", "--json")
    rows = {row["date"]: row for row in json.loads(capsys.readouterr().out)}

    assert "thứ Tư 2/9/2026" in plain
    assert "15/TB-UBND" not in plain
    assert rows["2026-10-28"] == {
        "date": "2026-10-28",
        "kind": "closure",
        "name": "Đơn vị nghỉ do bão",
        "source": "15/TB-UBND ngày 27/10/2026",
        "working": False,
        "provisional": False,
    }


@pytest.mark.parametrize(("words", "said"), [(("show", 1990), "từ năm"), (("show", 2026, "--unit", "XX"), "mã XX")])
def test_what_is_not_there_is_said(words, said):
    with pytest.raises(commands.calendars.CalendarCommandRefused, match=said):
        run(*words)


def test_the_template_is_printed(capsys):
    run("template")

    assert capsys.readouterr().out == template()
