"""Spreadsheets as offices send them, written from clean petitions: nothing here is easy to read."""

import io
import json
import random
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import xlsxwriter
from docx import Document

# Real petitions lie beside a checkout for trials and are never part of it; elsewhere made-up ones do the same work.
TRIALS = Path(__file__).resolve().parents[3] / "shared" / "data" / "petitions.jsonl"


@dataclass(frozen=True, slots=True)
class Clean:
    """A petition as it should come in; `day` is None where the sheet has none that counts."""

    text: str
    place: str
    field: str
    day: date | None


def clean_petitions() -> list[Clean]:
    """Return the 220 real petitions where they are, else as many made-up ones."""
    if not TRIALS.exists():
        return [
            Clean(
                f"Đường thôn {n} hỏng nặng, đề nghị sửa đoạn {n}.", f"Thôn {n}", "Giao thông", date(2025, 3, 1 + n % 28)
            )
            for n in range(1, 221)
        ]
    rows = [json.loads(line) for line in TRIALS.read_text(encoding="utf-8").splitlines()]
    return [Clean(row["text"], row["place"], row["field"], _day(row["date"])) for row in rows]


def _day(words: str) -> date | None:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day if day.year >= 2014 else None


def _spoilt(text: str, chance: random.Random) -> str:
    """Return the words as another keyboard leaves them: spread marks, spaces behind, no-break spaces."""
    form = chance.choice(["NFC", "NFD"])
    return unicodedata.normalize(form, text) + chance.choice(["", " ", "   ", "\n", "\u00a0"])


def _day_cell(day: date | None, chance: random.Random) -> object:
    if day is None:
        return ""
    serial = (day - date(1899, 12, 30)).days
    forms: list[object] = [
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02d}-{day.month:02d}-{day.year}",
        f"{day.day}.{day.month}.{day:%y}",
        day.isoformat(),
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        serial,
        str(serial),
        day,
    ]
    return chance.choice(forms)


def office_book(rows: list[Clean], chance: random.Random) -> bytes:
    """Return a workbook: titles above, headers merged in two lines, numbered columns, a group line, a hidden
    column of old words, empty rows, a sum and signatures below."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("Tổng hợp")
    dates = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.merge_range("A1:I1", "TỔNG HỢP Ý KIẾN, KIẾN NGHỊ CỦA NHÂN DÂN")
    sheet.merge_range("A2:I2", "(Kèm theo Công văn của UBND)")
    sheet.merge_range("A4:A5", "STT")
    sheet.merge_range("B4:C4", "Người kiến nghị")
    sheet.write_row("B5", ["Họ và tên", "Số điện thoại"])
    sheet.merge_range("D4:D5", "Nội dung (bản cũ)")
    sheet.merge_range("E4:E5", unicodedata.normalize("NFD", "Nội dung kiến nghị"))
    sheet.merge_range("F4:G4", "Phân loại")
    sheet.write_row("F5", ["Lĩnh vực", "Địa điểm "])
    sheet.merge_range("H4:H5", "Ngày tiếp nhận")
    sheet.merge_range("I4:I5", "Ghi chú")
    sheet.write_row("A6", [f"({n})" for n in range(1, 10)])
    sheet.write("A7", "I. Các ý kiến chung")
    sheet.set_column("D:D", 30, None, {"hidden": True})
    line = 7
    for number, row in enumerate(rows, 1):
        line += chance.choice([0, 0, 0, 1, 2])  # empty rows between
        who = sum(row.text.encode())  # the same petition is the same person's, wherever it stands
        sheet.write_row(line, 0, [str(number), f"Người Thử {who}", 900_000_000 + who, "Bản cũ, không dùng"])
        sheet.write_row(line, 4, [_spoilt(row.text, chance), row.field, _spoilt(row.place, chance)])
        cell = _day_cell(row.day, chance)
        if isinstance(cell, date):
            sheet.write_datetime(line, 7, cell, dates)
        else:
            sheet.write(line, 7, cell)
        line += 1
    sheet.write_row(line + 1, 0, ["", f"Tổng số: {len(rows)} ý kiến"])
    sheet.write_row(line + 3, 1, ["NGƯỜI LẬP BIỂU", "", "", "", "", "CHỦ TỊCH"])
    sheet.set_row(9, None, None, {"hidden": True})  # put away by a filter and forgotten
    book.close()
    return file.getvalue()


def front_book(rows: list[Clean], chance: random.Random) -> bytes:
    """Return a workbook of the Front: a sheet for each half, words of its own over the columns, an old hidden sheet."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    half = len(rows) // 2
    for name, part in (("Cụm 1", rows[:half]), ("Cụm 2", rows[half:])):
        sheet = book.add_worksheet(name)
        sheet.write_row("A2", ["TT", "Bà con nêu", "Ở đâu", "Mảng việc", "Hôm nào"])
        for line, row in enumerate(part, 2):
            cell = _day_cell(row.day, chance)
            shown = cell.strftime("%d/%m/%Y") if isinstance(cell, date) else cell
            sheet.write_row(line, 0, [line - 1, _spoilt(row.text, chance), row.place, row.field, shown])
    old = book.add_worksheet("Bản nháp")
    old.write_row("A1", ["Nội dung", "Nơi xảy ra"])
    old.write_row("A2", ["Bản nháp không dùng, chỉ để tham khảo", "Không rõ"])
    old.hide()
    book.close()
    return file.getvalue()


def word_tables(rows: list[Clean], chance: random.Random) -> bytes:
    """Return a document whose table was cut in two by a page: the second half has no headers."""
    document = Document()
    document.add_paragraph("DANH SÁCH Ý KIẾN CỬ TRI")
    half = len(rows) // 2
    for start, part in ((1, rows[:half]), (half + 1, rows[half:])):
        table = document.add_table(rows=0, cols=5)
        lines = [["STT", "Ý kiến của cử tri", "Nơi xảy ra", "Ngày", "Lĩnh vực"]] if start == 1 else []
        for number, row in enumerate(part, start):
            cell = _day_cell(row.day, chance)
            shown = cell.strftime("%d/%m/%Y") if isinstance(cell, date) else str(cell)
            lines.append([f"{number}.", _spoilt(row.text, chance), row.place, shown, row.field])
        for line in lines:
            for cell_, words in zip(table.add_row().cells, line, strict=True):
                cell_.text = words
        document.add_paragraph("")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
