import io
import json
import unicodedata
from datetime import date, datetime

import pytest
import xlsxwriter
from docx import Document

from doithoai.journal import queries as journal
from doithoai.petitions.enums import Field, IntakeChannel, PetitionState
from doithoai.petitions.errors import NotUndoable, SheetRefused
from doithoai.petitions.models import ImportBatch, Petition, Submitter
from doithoai.petitions.services import importing, triage_petitions
from doithoai.petitions.services.importing.columns import columns_of
from doithoai.petitions.services.importing.values import channel_of, day_of, field_of
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import TODAY, receive

HEADERS = ["STT", "Nội dung kiến nghị", "Lĩnh vực", "Địa điểm", "Họ và tên", "Số điện thoại", "Ngày nhận"]


def csv_of(*rows: list[str], headers: list[str] | None = None, encoding: str = "utf-8") -> bytes:
    lines = [headers or ["Nội dung", "Lĩnh vực", "Ngày nhận"], *rows]
    return "\n".join(";".join(f'"{cell}"' for cell in line) for line in lines).encode(encoding)


def workbook(fill) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    fill(book, book.add_worksheet("Kiến nghị"))
    book.close()
    return file.getvalue()


def office_sheet(book, sheet) -> None:
    """Fill a sheet as offices do: a merged title, merged fields, a group line, real dates, a formula, empty rows."""
    sheet.merge_range("A1:G1", "TỔNG HỢP Ý KIẾN, KIẾN NGHỊ CỦA NHÂN DÂN")
    sheet.write_row("A3", HEADERS)
    sheet.write_row("A4", ["I. Hạ tầng"])
    sheet.write_row(
        "A5", [1, unicodedata.normalize("NFD", "Đường thôn hỏng  "), "", "Cầu Đá", "Nguyễn Văn Thử", 900000017]
    )
    sheet.write_datetime("G5", date(2026, 7, 20), book.add_format({"num_format": "dd/mm/yyyy"}))
    sheet.write_row("A6", [2, "Đèn đường tối", "", "Xuân Mỹ"])
    sheet.merge_range("C5:C6", "Giao thông")
    sheet.write("G6", "21.7.26")
    sheet.write("A7", 3)
    sheet.write_formula("B8", '="Nước "&"đục"', None, "Nước đục")
    sheet.write("C8", "Cấp - thoát nước, ngập úng")


def test_office_spreadsheet_is_read_with_all_its_habits():
    sheet = importing.read_sheet(workbook(office_sheet), "tong-hop.xlsx")

    assert [(r.number, r.text, r.field, r.place, r.received_on) for r in sheet.rows] == [
        (5, "Đường thôn hỏng  ", Field.TRANSPORT, "Cầu Đá", date(2026, 7, 20)),
        (6, "Đèn đường tối", Field.TRANSPORT, "Xuân Mỹ", date(2026, 7, 21)),
        (8, "Nước đục", Field.WATER, "", None),
    ]
    assert sheet.rows[0].details.phone == "0900000017"
    assert sheet.skipped == ("dòng 4",)
    assert not any(row.problems for row in sheet.rows)
    assert sheet.ignored == ("STT",)


def test_headers_in_two_lines_are_understood():
    def fill(book, sheet):
        sheet.write("A1", "Nội dung")
        sheet.merge_range("B1:C1", "Người gửi")
        sheet.write_row("B2", ["Họ tên", "Điện thoại"])
        sheet.write_row("A3", ["Đường hỏng", "Trần Thị Mẫu", "0900000018"])

    sheet = importing.read_sheet(workbook(fill), "a.xlsx")

    assert [(row.number, row.text, row.details.full_name) for row in sheet.rows] == [(3, "Đường hỏng", "Trần Thị Mẫu")]


def test_headings_between_rows_are_left_out_and_rows_without_words_are_not():
    content = csv_of(
        ["I. Đất đai", "", ""], ["Chậm cấp sổ", "Đất đai", ""], ["", "Giao thông", ""], ["I can do it", "", "1/8/2026"]
    )

    sheet = importing.read_sheet(content, "a.csv")

    assert sheet.skipped == ("dòng 2",)
    assert [(row.number, row.has_error) for row in sheet.rows] == [(3, False), (4, True), (5, False)]


def test_days_before_any_dialogue_become_the_day_of_the_import_and_it_is_said():
    sheet = importing.read_sheet(csv_of(["Cúp điện", "", "28/1/2008"], ["Mất nước", "", "1/1/2014"]), "a.csv")

    assert [row.received_on for row in sheet.rows] == [None, date(2014, 1, 1)]
    assert [p.text for p in sheet.rows[0].problems] == ["“28/1/2008” trước năm 2014; sẽ ghi ngày nhập."]
    assert not sheet.rows[0].has_error


def test_table_in_a_word_document_is_read():
    document = Document()
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ["STT", "Ý kiến", "1", "Chợ bẩn"], strict=True):
        cell.text = words
    file = io.BytesIO()
    document.save(file)

    assert [row.text for row in importing.read_sheet(file.getvalue(), "y-kien.docx").rows] == ["Chợ bẩn"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_in_any_unicode(encoding):
    sheet = importing.read_sheet(csv_of(["Đường hỏng", "Giao thông", "7/9/2025"], encoding=encoding), "a.csv")

    assert [(r.text, r.field, r.received_on) for r in sheet.rows] == [("Đường hỏng", Field.TRANSPORT, date(2025, 9, 7))]


def test_csv_in_windows_vietnamese_is_composed():
    words = "Đường làng ngập"
    spread = "".join(unicodedata.normalize("NFC", ch) if ch in "ăâđêôơư" else ch for ch in words)
    content = "Nội dung\n".replace("ộ", "ô\u0323") + spread.replace("ậ", "â\u0323").replace("ờ", "ơ\u0300")

    sheet = importing.read_sheet(content.encode("cp1258"), "cu.csv")

    assert [row.text for row in sheet.rows] == [words]


def test_csv_in_an_old_font_is_refused_with_what_to_do():
    old = "Néi dung;LÜnh vùc\n§­êng lµng háng, ®Ò nghÞ söa ch÷a;Giao th«ng\n".encode("cp1252")

    with pytest.raises(SheetRefused, match=r"bảng mã cũ.*CSV UTF-8"):
        importing.read_sheet(old, "cu.csv")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(b"", "rỗng", id="empty"),
        pytest.param(b"MZ\x90\x00" + b"\x00" * 99, "chương trình máy tính", id="program"),
        pytest.param(b"%PDF-1.7 x %%EOF", "là PDF", id="pdf"),
        pytest.param(b"PK\x03\x04 broken", "bị hỏng", id="broken archive"),
        pytest.param(b"\xd0\xcf\x11\xe0 broken", "hỏng hoặc có mật khẩu", id="broken xls"),
        pytest.param("Tên;Tuổi\nA;1".encode(), "Không thấy cột nội dung", id="no words"),
        pytest.param("Nội dung;Ngày\n;".encode(), "không có dòng kiến nghị nào", id="headers only"),
        pytest.param(b'{"text": "a"}\n{bad', "Dòng 2", id="bad json"),
    ],
)
def test_files_that_hold_no_petitions_are_refused_in_words(content, refusal):
    with pytest.raises(SheetRefused, match=refusal):
        importing.read_sheet(content, "tep.xlsx")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("7/9/2026", date(2026, 9, 7)),
        ("07-09-2026", date(2026, 9, 7)),
        ("7.9.26", date(2026, 9, 7)),
        ("2026-09-07", date(2026, 9, 7)),
        ("ngày 7 tháng 9 năm 2026", date(2026, 9, 7)),
        (46272.0, date(2026, 9, 7)),
        (datetime(2026, 9, 7, 8, 30), date(2026, 9, 7)),  # noqa: DTZ001 -- a sheet knows no time zone
        ("", None),
    ],
)
def test_days_are_read_in_the_ways_offices_write_them(cell, day):
    assert (day_of(cell).day, day_of(cell).fault) == (day, "")


@pytest.mark.parametrize("cell", ["31/2/2026", "9/25/2026", "hôm qua", "7/9"])
def test_days_that_are_none_are_explained(cell):
    assert day_of(cell).day is None
    assert day_of(cell).fault


@pytest.mark.parametrize("cell", ["2021", "2021-06", "6/2021", "năm 2021", "quý III/2025"])
def test_a_month_or_a_year_alone_is_partial_not_wrong(cell):
    assert (day_of(cell).partial, day_of(cell).fault) == (True, "")


@pytest.mark.parametrize(
    ("words", "group", "field"),
    [
        ("Bồi thường - GPMB - tái định cư", "", Field.LAND),
        ("Trật tự đô thị - xây dựng", "Đô thị - hạ tầng", Field.CONSTRUCTION),
        ("Điện - chiếu sáng", "", Field.POWER),
        ("AN NINH TRẬT TỰ", "", Field.SECURITY),
        ("Giáo dục, đào tạo", "", Field.EDUCATION),
        ("", "Kinh tế - ngân sách", Field.ECONOMY),
        ("Thông tin - viễn thông", "Đô thị - hạ tầng", Field.OTHER),
        ("", "", None),
    ],
)
def test_fields_are_known_by_the_words_of_offices(words, group, field):
    assert field_of(words, group)[0] == field


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ("MTTQ xã chuyển", IntakeChannel.FRONT),
        ("Tiếp xúc cử tri", IntakeChannel.VOTER_MEETING),
        ("Phiếu giấy", IntakeChannel.PAPER),
        ("Đường dây nóng", IntakeChannel.PHONE),
        ("???", None),
    ],
)
def test_channels_are_known_by_the_words_of_offices(words, channel):
    assert channel_of(words) == channel


@pytest.mark.parametrize(
    ("headers", "columns"),
    [
        (["Nội dung trả lời", "Ý kiến, kiến nghị"], {"text": 1}),
        (["NỘI DUNG", "Địa chỉ"], {"text": 0, "place": 1}),
        (["Nội dung", "Họ tên", "Địa chỉ"], {"text": 0, "full_name": 1, "address": 2}),
        (
            ["text", "field", "field_group", "date", "answer"],
            {"text": 0, "field": 1, "field_group": 2, "received_on": 3},
        ),
        (["Nội dung", "Ngày trả lời", "Ngày tháng"], {"text": 0, "received_on": 2}),
    ],
)
def test_columns_are_found_by_their_headers(headers, columns):
    assert columns_of(headers) == columns


@pytest.mark.django_db
def test_preview_names_what_is_wrong_and_what_is_doubled_and_writes_nothing():
    place = tan_lach()
    conversation = dialogue(place)
    there = receive(place, conversation, text="Nước đục").petition
    content = csv_of(
        ["Đường hỏng", "Giao thông", "1/8/2026"],
        ["ĐƯỜNG  hỏng", "", ""],
        ["Nước đục", "", ""],
        ["Chợ bẩn", "", "9/8/2026"],
        ["", "Giao thông", "1/8/2026"],
        ["Rác", "", "32/7/2026"],
    )

    preview = importing.preview_of(conversation, importing.read_sheet(content, "a.csv"), on=TODAY)

    found = {row.number: [(p.column, p.text.split(".")[0], p.is_error) for p in row.problems] for row in preview.rows}
    assert found == {
        2: [],
        3: [("Nội dung", "Trùng nội dung với dòng 2", False)],
        4: [("Nội dung", f"Trùng nội dung với {there.code} đã có", False)],
        5: [("Ngày nhận", "Ngày nhận Chủ nhật 9/8/2026 ở sau hôm nay", True)],
        6: [("Nội dung", "Chưa có nội dung", True)],
        7: [("Ngày nhận", "Không có ngày “32/7/2026” trong lịch", True)],
    }
    assert not preview.can_take_in
    assert Petition.objects.count() == 1


@pytest.mark.django_db
def test_one_wrong_row_keeps_the_whole_sheet_out():
    place = tan_lach()
    conversation = dialogue(place)
    sheet = importing.read_sheet(csv_of(["Đường hỏng", "", ""], ["Rác", "", "32/7/2026"]), "a.csv")

    with pytest.raises(SheetRefused, match=r"Còn 1 dòng phải sửa, chưa nhập dòng nào\. Dòng 3"):
        importing.import_sheet(dialogue=conversation, sheet=sheet, on=TODAY, by=place.actor(place.anna))

    assert (Petition.objects.count(), ImportBatch.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_sheet_comes_in_whole_with_progress_codes_and_facts():
    place = tan_lach()
    conversation = dialogue(place)
    seen: list[tuple[int, int]] = []

    batch = importing.import_sheet(
        dialogue=conversation,
        sheet=importing.read_sheet(workbook(office_sheet), "tong-hop.xlsx"),
        channel=IntakeChannel.FRONT,
        handed_in_by=place.front,
        progress=lambda done, total: seen.append((done, total)),
        on=TODAY,
        by=place.actor(place.anna),
    )

    rows = batch.petitions.order_by("pk").values_list("code", "channel", "received_on", "state", "field", "batch_row")
    assert list(rows) == [
        ("TL-26-0001", "front", date(2026, 7, 20), "received", "transport", 5),
        ("TL-26-0002", "front", date(2026, 7, 21), "received", "transport", 6),
        ("TL-26-0003", "front", TODAY, "received", "water", 8),
    ]
    assert seen == [(1, 3), (2, 3), (3, 3)]
    kinds = [fact.kind for fact in journal.facts_of(conversation.stream)]
    assert kinds[-4:] == ["petition_received"] * 3 + ["petitions_imported"]
    assert Submitter.objects.filter(secret_hash="").count() == 3


@pytest.mark.django_db
def test_the_same_file_comes_in_once_and_again_only_after_it_was_taken_back():
    place = tan_lach()
    conversation = dialogue(place)
    sheet = importing.read_sheet(workbook(office_sheet), "tong-hop.xlsx")
    by = place.actor(place.anna)
    batch = importing.import_sheet(dialogue=conversation, sheet=sheet, on=TODAY, by=by)

    with pytest.raises(SheetRefused, match="Tệp này đã nhập"):
        importing.import_sheet(dialogue=conversation, sheet=sheet, on=TODAY, by=by)
    assert importing.undo_import(batch=batch, on=TODAY, by=by) == 3
    assert importing.undo_import(batch=batch, on=TODAY, by=by) == 0
    again = importing.import_sheet(dialogue=conversation, sheet=sheet, on=TODAY, by=by)

    assert list(again.petitions.order_by("pk").values_list("code", flat=True)) == [
        "TL-26-0004",
        "TL-26-0005",
        "TL-26-0006",
    ]


@pytest.mark.django_db
def test_import_that_somebody_works_on_is_not_taken_back():
    place = tan_lach()
    conversation = dialogue(place)
    by = place.actor(place.anna)
    sheet = importing.read_sheet(workbook(office_sheet), "tong-hop.xlsx")
    batch = importing.import_sheet(dialogue=conversation, sheet=sheet, on=TODAY, by=by)
    triage_petitions(petitions=[batch.petitions.get(code="TL-26-0002")], on=TODAY, by=by)

    with pytest.raises(NotUndoable, match="TL-26-0002"):
        importing.undo_import(batch=batch, on=TODAY, by=by)

    assert batch.petitions.filter(state=PetitionState.RECEIVED).count() == 2


@pytest.mark.django_db
def test_doubled_rows_can_be_left_out():
    place = tan_lach()
    conversation = dialogue(place)
    receive(place, conversation, text="Nước đục")
    sheet = importing.read_sheet(csv_of(["Đường hỏng", "", ""], ["đường hỏng", "", ""], ["Nước đục", "", ""]), "a.csv")

    batch = importing.import_sheet(
        dialogue=conversation, sheet=sheet, skip_twins=True, on=TODAY, by=place.actor(place.anna)
    )

    assert [row.text for row in batch.petitions.all()] == ["Đường hỏng"]


@pytest.mark.django_db
def test_jsonl_keeps_its_words_and_takes_partial_dates_as_received_today():
    place = tan_lach()
    lines = [
        {"id": "X1", "text": "Đèn tối", "field": "Điện - chiếu sáng", "place": "Thôn A", "date": "2021-06-25"},
        {"id": "X2", "text": "Đường hỏng", "field_group": "Đô thị - hạ tầng", "date": "2021", "answer": "Đã sửa"},
    ]
    content = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()

    batch = importing.import_sheet(
        dialogue=dialogue(place),
        sheet=importing.read_sheet(content, "a.jsonl"),
        on=TODAY,
        by=place.actor(place.anna),
    )

    assert list(batch.petitions.order_by("pk").values_list("text", "field", "place", "received_on")) == [
        ("Đèn tối", "power", "Thôn A", date(2021, 6, 25)),
        ("Đường hỏng", "construction", "", TODAY),
    ]


def test_sheet_of_ten_thousand_rows_is_read_whole_and_a_longer_one_is_refused_in_plain_words():
    def content(rows):
        return "\n".join(["DANH SÁCH KIẾN NGHỊ;", "Nội dung;Nơi", *(f"Đường {n} hỏng.;Thôn Đông" for n in range(rows))])

    assert len(importing.read_sheet(content(10_000).encode(), "lon.csv").rows) == 10_000
    with pytest.raises(SheetRefused) as refused:
        importing.read_sheet(content(10_100).encode(), "lon.csv")
    assert str(refused.value) == "“lon.csv” có 10.102 dòng, nhiều hơn 10.000. Hãy chia thành nhiều tệp."
