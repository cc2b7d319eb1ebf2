"""Importing petitions from the command line."""

import pytest

from doithoai.config.cli import main
from doithoai.dialogues.enums import DialogueState
from doithoai.petitions.models import Petition
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach

# Received on a day between the opening and the conference.
GOOD = "Nội dung,Họ và tên,Ngày nhận\nĐường thôn hỏng,Nguyễn Văn Thử,3/8/2026\nNước sạch yếu,Trần Thị Mẫu,4/8/2026\n"


@pytest.fixture
def place(db):
    return tan_lach()


@pytest.fixture
def sheet(tmp_path):
    def write(text: str = GOOD) -> str:
        path = tmp_path / "y-kien.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def _words(path: str, code: str, username: str = "anna", *more: str) -> list[str]:
    return ["import-petitions", path, "--dialogue", code, "--username", username, *more]


def test_every_row_comes_in(place, sheet, capsys):
    held = dialogue(place)

    status = main(_words(sheet(), held.code.lower()))

    assert status == 0
    assert sorted(Petition.objects.values_list("text", flat=True)) == ["Nước sạch yếu", "Đường thôn hỏng"]
    assert f"Đã nạp 2 kiến nghị vào hội nghị {held.code}." in capsys.readouterr().out


def test_dry_run_writes_nothing(place, sheet, capsys):
    held = dialogue(place)

    status = main(_words(sheet(), held.code, "anna", "--dry-run"))

    assert status == 0
    assert not Petition.objects.exists()
    assert "2 dòng, 0 dòng lỗi" in capsys.readouterr().out


def test_one_wrong_row_keeps_all_out_and_is_named(place, sheet, capsys):
    held = dialogue(place)

    status = main(_words(sheet("Nội dung,Ngày nhận\nĐường thôn hỏng,3/8/2026\nNước yếu,32/13/2026\n"), held.code))

    assert status == 1
    assert not Petition.objects.exists()
    said = capsys.readouterr().out
    assert "Dòng 3: LỖI ở cột “Ngày nhận”" in said
    assert "Chưa nạp dòng nào." in said


def test_same_file_is_not_taken_in_twice(place, sheet, capsys):
    held = dialogue(place)
    main(_words(sheet(), held.code))

    status = main(_words(sheet(), held.code))

    assert status == 1
    assert Petition.objects.count() == 2
    assert "Tệp này đã nhập lúc" in capsys.readouterr().err


def test_twins_are_left_out_if_asked(place, sheet):
    held = dialogue(place)

    rows = "Nội dung,Ngày nhận\nĐường hỏng,3/8/2026\nĐường hỏng,4/8/2026\nNước yếu,4/8/2026\n"
    main(_words(sheet(rows), held.code, "anna", "--skip-twins"))

    assert sorted(Petition.objects.values_list("text", flat=True)) == ["Nước yếu", "Đường hỏng"]


@pytest.mark.parametrize(
    ("username", "state", "said"),
    [
        ("nobody", DialogueState.PREPARING, "Không có tài khoản “nobody”"),
        ("carla", DialogueState.PREPARING, "không nạp được kiến nghị vào hội nghị"),
        ("anna", DialogueState.ARCHIVED, "không nạp được kiến nghị vào hội nghị"),
    ],
)
def test_whoever_might_not_on_the_screen_may_not_here(place, sheet, capsys, username, state, said):
    held = dialogue(place, state=state)

    status = main(_words(sheet(), held.code, username))

    assert status == 1
    assert not Petition.objects.exists()
    assert said in capsys.readouterr().err


def test_file_that_is_no_sheet_is_refused_in_a_sentence(place, tmp_path, capsys):
    held = dialogue(place)
    path = tmp_path / "virus.xlsx"
    path.write_bytes(b"MZ\x90\x00 not a workbook")

    status = main(_words(str(path), held.code))

    assert status == 1
    assert "virus.xlsx" in capsys.readouterr().err
