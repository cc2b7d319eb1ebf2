"""Minutes and conclusion notice."""

from doithoai.documents.word_builder import frame
from doithoai.documents.word_builder.sheet import Sheet


def minutes(sheet: Sheet) -> None:
    """Biên bản hội nghị."""
    frame.head(sheet, dated=False)
    frame.title(sheet)
    sheet.labelled("Bắt đầu", "started_at")
    sheet.labelled("Địa điểm", "conference.place")
    sheet.when("conference.points", "**Các điểm cầu:** {{ conference.points|join('; ') }}.")
    sheet.labelled("Hình thức", "conference.form")
    sheet.part("THÀNH PHẦN", roman=True)
    sheet.when("chairs", "**Chủ trì:** {{ chairs|join('; ') }}")
    sheet.when("secretaries", "**Thư ký:** {{ secretaries|join('; ') }}")
    sheet.when("attendance", "**Dự hội nghị:**")
    sheet.each("item", "attendance", "- {{ item.label }}: {{ item.number|so }} người")
    sheet.text("attendance_note")
    _steps(sheet)
    _statements(sheet)
    sheet.if_any("conclusion", lambda: sheet.part("KẾT LUẬN CỦA NGƯỜI CHỦ TRÌ", roman=True))
    sheet.texts("conclusion")
    frame.closing(
        sheet,
        "Hội nghị kết thúc{% if ended_at %} lúc {{ ended_at }}{% endif %}. "
        "Biên bản được lập tại hội nghị và thông qua trước khi ký./.",
    )
    frame.two_signers(sheet, "secretary", "signer")
    sheet.para("", indent=False, size=8, after=0)
    frame.recipients(sheet, sheet.document)


def _steps(sheet: Sheet) -> None:
    sheet.if_any("steps", lambda: sheet.part("DIỄN BIẾN HỘI NGHỊ", roman=True))
    sheet.tag("for step in steps")
    sheet.para("**{% if step.time %}{{ step.time }}: {% endif %}{{ step.title }}**", keep=True)
    sheet.text("step.text")
    sheet.tag("endfor")


def _statements(sheet: Sheet) -> None:
    sheet.if_any("statements", lambda: sheet.part("Ý KIẾN CỦA NHÂN DÂN VÀ TRẢ LỜI TẠI HỘI NGHỊ", roman=True))
    sheet.tag("for statement in statements")
    sheet.para(
        "**Ý kiến {{ loop.index }}{% if statement.code %} (mã {{ statement.code }}){% endif %}: "
        "{{ statement.speaker }}**",
        keep=True,
    )
    sheet.text("statement.text")
    sheet.tag("for answer in statement.answers")
    sheet.para("**Trả lời, {{ answer.by }}:**", keep=True)
    sheet.text("answer.text")
    sheet.tag("endfor")
    sheet.when("statement.outcome", "Kết quả: {{ statement.outcome }}.", italic=True)
    sheet.tag("endfor")


def conclusion_notice(sheet: Sheet) -> None:
    """Thông báo kết luận."""
    frame.head(sheet)
    frame.title(sheet)
    sheet.para(
        "{{ conference.starts_at_day|capital }}, tại {{ conference.place }}, "
        "{{ host }} đã chủ trì {{ conference.title|inline }}."
    )
    sheet.texts("assessment")
    sheet.text("discussed")
    sheet.text("extension")
    sheet.if_any("matters", lambda: _concluded(sheet))
    sheet.if_any("proposals", lambda: sheet.part("Đề xuất sửa đổi, bổ sung cơ chế, chính sách"))
    sheet.dashes("proposals")
    sheet.if_any("implementation", lambda: sheet.part("Tổ chức thực hiện"))
    sheet.dashes("implementation")
    frame.closing(
        sheet,
        "Trên đây là kết luận của {{ host }} tại hội nghị, "
        "thông báo để các cơ quan, tổ chức, cá nhân biết và thực hiện./.",
    )
    frame.signature(sheet)


def _concluded(sheet: Sheet) -> None:
    sheet.para("Sau khi nghe ý kiến, kiến nghị của Nhân dân và báo cáo của các cơ quan, {{ host }} kết luận như sau:")
    sheet.part("Kết luận từng kiến nghị")
    sheet.table(
        (1, 4.4, 5.4, 3, 2.4),
        ("TT", "Kiến nghị", "Kết luận", "Cơ quan thực hiện", "Thời hạn"),
        "row in matters",
        (
            "{{ loop.index }}",
            "{{ row.matter }}{% if row.code %} (Mã {{ row.code }}){% endif %}",
            "{% if row.outcome %}{{ row.outcome }}: {% endif %}{{ row.conclusion }}",
            "{{ row.body }}{% if row.coordinating %}; phối hợp: {{ row.coordinating }}{% endif %}",
            "{{ row.due_on }}",
        ),
        centred=(0, 4),
    )
