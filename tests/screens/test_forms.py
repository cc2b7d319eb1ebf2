"""Forms take what Vietnamese people type, and say what is wrong where it is wrong."""

import unicodedata
from datetime import date, time

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from doithoai.screens.forms import Cards, FilesField, LineField, TextField, ViDateField, ViTimeField
from doithoai.screens.forms.summary import mistakes_of


class MeetingForm(forms.Form):
    held_on = ViDateField(label="Ngày họp", help_text="Ví dụ 7/9/2026")
    place = LineField(label="Nơi họp", required=False)
    speaks = forms.ChoiceField(label="Nói", choices=[("1", "Có"), ("0", "Không")], widget=Cards(hints={"1": "5 phút"}))


@pytest.mark.parametrize("typed", ["7/9/2026", "07/09/2026", " 7-9-2026 ", "7.9.2026", "7 / 9 / 2026", "2026-09-07"])
def test_day_is_understood_however_it_is_typed(typed):
    assert ViDateField().clean(typed) == date(2026, 9, 7)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("31/2/2026", "Không có ngày 31/2/2026 trong lịch."),
        ("29/2/2027", "Không có ngày 29/2/2027 trong lịch."),
        ("7/9/26", "Viết ngày theo kiểu 7/9/2026: ngày, tháng, rồi năm đủ bốn chữ số."),
        ("mai", "Viết ngày theo kiểu 7/9/2026: ngày, tháng, rồi năm đủ bốn chữ số."),
        ("7/9/20260", "Viết ngày theo kiểu 7/9/2026: ngày, tháng, rồi năm đủ bốn chữ số."),
        ("7/9/1899", "Năm 1899 nằm ngoài khoảng tính được, từ 1900 đến 2100."),
        ("7/9/2101", "Năm 2101 nằm ngoài khoảng tính được, từ 1900 đến 2100."),
        ("", "Mục này còn trống."),
    ],
)
def test_day_that_cannot_be_is_refused_with_what_is_wrong(typed, words):
    with pytest.raises(forms.ValidationError) as refused:
        ViDateField().clean(typed)

    assert refused.value.messages == [words]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("7:30", time(7, 30)),
        ("07:05", time(7, 5)),
        ("7h30", time(7, 30)),
        ("7 giờ 30", time(7, 30)),
        ("14 giờ", time(14)),
    ],
)
def test_time_is_understood_however_it_is_typed(typed, expected):
    assert ViTimeField().clean(typed) == expected


@pytest.mark.parametrize("typed", ["24:00", "7:60", "7", "sáng", "7:3"])
def test_time_that_cannot_be_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        ViTimeField().clean(typed)


def test_decomposed_letters_are_composed_on_the_way_in():
    typed = unicodedata.normalize("NFD", "Đường thôn Cầu Đá")

    assert TextField().clean(typed) == "Đường thôn Cầu Đá"
    assert LineField().clean(typed.replace(" ", "\u00a0 ")) == "Đường thôn Cầu Đá"


def test_text_kept_word_for_word_keeps_its_blanks_and_lines():
    assert TextField(strip=False).clean("  dòng một\r\n\r\n dòng hai \n") == "  dòng một\n\n dòng hai \n"


@pytest.mark.parametrize(("length", "fits"), [(50_000, True), (50_001, False)])
def test_text_may_have_fifty_thousand_characters(length, fits):
    form = type("F", (forms.Form,), {"text": TextField()})({"text": "đ" * length})

    assert form.is_valid() is fits


def test_third_file_of_two_is_refused():
    files = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(3)]

    with pytest.raises(forms.ValidationError, match="nhiều nhất 2 tệp; bạn đã chọn 3"):
        FilesField(max_files=2, max_bytes=1024).clean(files)


def test_file_that_is_too_big_is_named():
    big = SimpleUploadedFile("anh-duong.jpg", b"x" * (1024 * 1024 + 1))

    with pytest.raises(forms.ValidationError, match=r"anh-duong\.jpg lớn hơn 1 MB"):
        FilesField(max_files=2, max_bytes=1024 * 1024).clean([big])


def test_no_file_is_no_mistake_where_none_is_asked_for():
    assert FilesField(max_files=2, max_bytes=1, required=False).clean([]) == []


def test_day_is_shown_again_as_people_write_it():
    html = str(MeetingForm(initial={"held_on": date(2026, 9, 7)})["held_on"])

    assert 'value="7/9/2026"' in html


def test_mistake_is_tied_to_its_field_and_summed_up_on_top():
    html = str(MeetingForm({"held_on": "31/2/2026", "speaks": "1"}))

    assert html.index('<a href="#id_held_on">') < html.index('name="held_on"')
    assert 'aria-describedby="id_held_on_helptext id_held_on_error"' in html
    assert 'id="id_held_on_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="31/2/2026"' in html


def test_choice_left_open_is_linked_to_its_first_card():
    assert '<a href="#id_speaks_0">' in str(MeetingForm({"held_on": "7/9/2026"}))


def test_summary_names_the_field_before_the_mistake():
    form = type("F", (forms.Form,), {"a": LineField(label="Nơi họp"), "b": LineField(label="Bạn nói không?")})({})

    assert [mistake.lead + mistake.text for mistake in mistakes_of(form)] == [
        "Nơi họp: Mục này còn trống.",
        "Bạn nói không? Mục này còn trống.",
    ]


def test_refusal_of_a_verb_stands_on_top_without_a_field():
    form = MeetingForm({"held_on": "7/9/2026", "speaks": "1"})
    form.add_error(None, "Thông báo đã ra, không đổi ngày được nữa.")

    html = str(form)
    assert "Chưa thực hiện được" in html
    assert "<li>Thông báo đã ra, không đổi ngày được nữa.</li>" in html


def test_label_says_which_field_may_stay_empty():
    html = str(MeetingForm())

    assert html.count("(không bắt buộc)") == 1


def test_what_was_typed_is_never_markup():
    assert "<script>" not in str(MeetingForm({"held_on": "<script>", "place": "<script>", "speaks": "<script>"}))


def test_blanks_alone_are_no_text_even_where_text_is_kept_word_for_word():
    with pytest.raises(forms.ValidationError) as refused:
        TextField(strip=False).clean(" \n\t ")

    assert refused.value.messages == ["Mục này còn trống."]
    assert TextField(strip=False).clean(" Đường hỏng \n") == " Đường hỏng \n"
