"""A calendar file that is wrong is refused, with its line and the mend."""

import shutil

import pytest

from doithoai.workdays import CalendarFileWrong
from doithoai.workdays.loader import data_folder, load_days, load_year

YEAR = """\
year: 2026
sources:
  law:
    number: 45/2019/QH14
    issued_on: 2019-11-20
    title_vi: Bộ luật Lao động
    checked_vi: Văn bản luật.
holidays:
  - {date: 2026-01-01, weekday: T5, name_vi: Tết Dương lịch, source: law}
  - {date: 2026-04-26, weekday: CN, name_vi: Giỗ Tổ Hùng Vương, source: law}
substitutes:
  - {date: 2026-04-27, weekday: T2, instead_of: 2026-04-26, source: law}
swaps:
  - {day_off: 2026-01-02, day_off_weekday: T6, makeup: 2026-01-10, makeup_weekday: T7, source: law}
"""


@pytest.fixture
def year_file(tmp_path):
    def write(old="", new="", name="2026.yaml"):
        path = tmp_path / name
        path.write_text(YEAR.replace(old, new) if old else YEAR, encoding="utf-8")
        return path

    return write


def test_a_right_file_is_read(year_file):
    assert [f"{day.date:%-d/%-m} {day.kind}" for day in load_year(year_file()).days] == [
        "1/1 holiday",
        "26/4 holiday",
        "27/4 substitute",
        "2/1 swapped_off",
        "10/1 makeup",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("weekday: T5", "weekday: T6", r"2026.yaml, dòng 9: 1/1/2026 là T5, tệp ghi T6\. Sửa «date»"),
        (", source: law}\n  - {date: 2026-04-26", "}\n  - {date: 2026-04-26", r"dòng 9: thiếu «source»\. Thêm"),
        ("name_vi: Tết Dương lịch", "ten: Tết Dương lịch", r"dòng 9: thiếu «name_vi»"),
        ("weekday: T5,", "weekday: T5, ghi_chu: x,", r"dòng 9: không có khóa «ghi_chu»\. Bỏ hoặc sửa tên khóa"),
        ("name_vi: Tết Dương lịch", "name_vi: '  '", r"dòng 9: «name_vi» để trống"),
        ("source: law}\n  - {date: 2026-04-26", "source: lwa}\n  - {date: 2026-04-26", r"không có căn cứ «lwa».*: law"),
        ("instead_of: 2026-04-26", "instead_of: 2026-04-25", r"dòng 12: 25/4/2026 không phải ngày lễ trùng cuối tuần"),
        (
            "substitutes:\n  - {date: 2026-04-27, weekday: T2, instead_of: 2026-04-26, source: law}\n",
            "",
            r"ngày lễ 26/4/2026 trùng cuối tuần mà chưa có ngày nghỉ bù\. Thêm vào «substitutes»",
        ),
        (
            "makeup: 2026-01-10, makeup_weekday: T7",
            "makeup: 2026-01-12, makeup_weekday: T2",
            r"dòng 14: hoán đổi T6 với T2\. «day_off» là ngày T2–T6",
        ),
        ("day_off: 2026-01-02, day_off_weekday: T6", "off: 2026-01-02", r"dòng 14: thiếu «day_off»"),
        ("2026-01-02, day_off_weekday: T6", "2026-01-01, day_off_weekday: T5", r"ngày 1/1/2026 ghi hai lần"),
        ("date: 2026-01-01", "date: 2026-02-30", r"dòng 9: giá trị không có thật"),
        ("date: 2026-01-01", "date: 2026-01-01T08:00:00", r"dòng 9: «date» sai kiểu.*là ngày dạng"),
        ("date: 2026-01-01", "date: mùng một", r"dòng 9: «date» sai kiểu"),
        ("year: 2026", "year: 2025", r"tệp tên 2026.yaml nhưng ghi năm 2025"),
        ("year: 2026", "year: 2026\nyear: 2026", r"dòng 2: khóa «year» ghi hai lần"),
        ("year: 2026", "year: true", r"«year» sai kiểu.*là số nguyên"),
        ("    checked_vi: Văn bản luật.\n", "", r"dòng 4: thiếu «checked_vi»"),
        ("holidays:", "holidays: {a: 1}\nngay_le:", r"«holidays» sai kiểu.*là danh sách"),
        ("holidays:\n", "holidays:\n  - 2026-01-01\n", r"«holidays» có phần tử không phải là nhóm khóa"),
        ("swaps:", "swaps: [", r"2026.yaml, dòng 1[45]: không đọc được"),
    ],
)
def test_a_wrong_file_is_refused_with_line_and_mend(year_file, old, new, message):
    with pytest.raises(CalendarFileWrong, match=message):
        load_year(year_file(old, new))


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "2026.yaml").write_text("", encoding="utf-8")

    with pytest.raises(CalendarFileWrong, match="tệp không có nội dung"):
        load_year(tmp_path / "2026.yaml")


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    (tmp_path / "2026.yaml").write_bytes(YEAR.encode("utf-16"))

    with pytest.raises(CalendarFileWrong, match="Lưu tệp bằng UTF-8"):
        load_year(tmp_path / "2026.yaml")


@pytest.fixture
def data_copy(tmp_path):
    return shutil.copytree(data_folder(), tmp_path / "data")


def test_a_missing_year_between_two_is_refused(data_copy):
    (data_copy / "2023.yaml").unlink()

    with pytest.raises(CalendarFileWrong, match="không liền nhau"):
        load_days(data_copy)


def test_a_year_with_a_schedule_may_not_also_stand_under_the_rule(data_copy):
    text = (data_copy / "2026.yaml").read_text(encoding="utf-8")
    (data_copy / "2027.yaml").write_text(
        "year: 2027\nsources:"
        + text.split("sources:")[1].split("holidays:")[0]
        + "holidays:\n  - {date: 2027-01-01, weekday: T6, name_vi: Tết Dương lịch, source: bo-luat-lao-dong}\n",
        encoding="utf-8",
    )

    with pytest.raises(CalendarFileWrong, match="không liền nhau"):
        load_days(data_copy)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("tet_weekday: T7", "tet_weekday: CN", "6/2/2027 là T7, tệp ghi CN"),
        ("days_before: 2", "days_before: 0", "nghỉ trước Tết 0 ngày"),
        ("{month: 9, day: 2,", "{month: 9, day: 31,", "không có ngày 31/9"),
        (
            "hung_kings: 2027-04-16\n    hung_kings_weekday: T6",
            "hung_kings: 2028-04-04\n    hung_kings_weekday: T3",
            "có ngày không thuộc năm 2027",
        ),
        ("tet_days: 5", "tet_days: 5\nkhac: 1", "không có khóa «khac»"),
    ],
)
def test_a_wrong_rule_is_refused(data_copy, old, new, message):
    path = data_copy / "rule.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(CalendarFileWrong, match=message):
        load_days(data_copy)
