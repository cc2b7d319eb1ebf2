"""Reply, escalation, handover slip, plain letter."""

from doithoai.documents.word_builder import frame
from doithoai.documents.word_builder.sheet import Sheet


def reply_letter(sheet: Sheet) -> None:
    """Văn bản trả lời."""
    frame.head(sheet)
    frame.dear_one(sheet, "{{ addressee }}{% if address %}, {{ address }}{% endif %}")
    sheet.para(
        "{{ issuer_inline }} nhận được kiến nghị của ông (bà)"
        "{% if received_on %} tiếp nhận ngày {{ received_on }}{% endif %}"
        "{% if code %}, mã số {{ code }}{% endif %}, với nội dung:"
    )
    sheet.text("matter")
    sheet.para("Sau khi xem xét, {{ issuer_inline }} trả lời như sau:")
    sheet.texts("answer")
    sheet.labelled("Kết quả", "outcome")
    sheet.when(
        "next_on",
        "Đây là trả lời bước đầu. {{ issuer_inline }} sẽ trả lời tiếp bằng văn bản chậm nhất ngày {{ next_on }}.",
    )
    sheet.para(
        "Nếu chưa đồng ý với nội dung trả lời, ông (bà) có quyền đề nghị xem xét lại, kèm mã số kiến nghị nêu trên."
    )
    sheet.labelled("Liên hệ", "contact")
    frame.closing(sheet, "{{ issuer_inline }} trả lời để ông (bà) biết./.")
    frame.signature(sheet)


def escalation_letter(sheet: Sheet) -> None:
    """Văn bản kiến nghị cấp trên."""
    frame.head(sheet)
    frame.dear_one(sheet, "{{ addressee }}")
    sheet.para(
        "{{ conference.starts_at_day|capital }}, {{ issuer_inline }} tổ chức {{ conference.title|inline }}. "
        "Một số kiến nghị của Nhân dân vượt thẩm quyền giải quyết; {{ issuer_inline }} kính đề nghị {{ addressee }} "
        "xem xét, giải quyết:"
    )
    sheet.table(
        (1, 2.5, 4.2, 4.2, 4.3),
        ("TT", "Mã số", "Kiến nghị", "Lý do vượt thẩm quyền", "Đề xuất"),
        "row in matters",
        ("{{ loop.index }}", "{{ row.code }}", "{{ row.matter }}", "{{ row.reason }}", "{{ row.proposal }}"),
        centred=(0, 1),
    )
    sheet.when(
        "answer_by",
        "Kính đề nghị có ý kiến trước ngày {{ answer_by }} để {{ issuer_inline }} trả lời người kiến nghị.",
    )
    sheet.labelled("Liên hệ", "contact")
    frame.closing(sheet, "Trân trọng cảm ơn./.")
    frame.signature(sheet)


def handover_slip(sheet: Sheet) -> None:
    """Phiếu chuyển, with the petitioner's receipt below."""
    frame.head(sheet)
    frame.title(sheet)
    frame.dear_one(sheet, "{{ addressee }}")
    sheet.para(
        "Ngày {{ received_on }}, {{ issuer_inline }} nhận kiến nghị mã số {{ code }} gửi hội nghị đối thoại, "
        "với nội dung:"
    )
    sheet.text("matter")
    sheet.labelled("Người gửi", "petitioner")
    sheet.labelled("Căn cứ chuyển", "ground")
    sheet.when("enclosures", "**Kèm theo:**")
    sheet.dashes("enclosures")
    frame.closing(
        sheet,
        "{{ issuer_inline }} chuyển đến {{ addressee }} để giải quyết theo thẩm quyền và trả lời người gửi./.",
    )
    frame.signature(sheet)
    _receipt(sheet)


def _receipt(sheet: Sheet) -> None:
    """Add the petitioner's half in one row of its own, so that it is never torn apart."""
    sheet.para("", indent=False, size=8, after=0)  # Word would join two tables that touch
    (cell,) = sheet.columns(16.2)
    sheet.para("- " * 60, into=cell, align="centre", indent=False, size=9)
    top = sheet.para(
        "**{{ issuer_lines|join(' ') }}**\t{{ number_line }}", into=cell, align="left", indent=False, size=12
    )
    sheet.stop(top)
    sheet.para("BIÊN NHẬN CHUYỂN KIẾN NGHỊ", into=cell, align="centre", indent=False, bold=True, after=0)
    sheet.para("(Giao người gửi kiến nghị)", into=cell, align="centre", indent=False, italic=True, size=12)
    for label, name in (
        ("Mã số kiến nghị", "code"),
        ("Ngày tiếp nhận", "received_on"),
        ("Đã chuyển đến", "addressee"),
        ("Lý do", "ground"),
        ("Liên hệ", "contact or '…'"),
    ):
        sheet.para(f"**{label}:** {{{{ {name} }}}}", into=cell, indent=False, size=13, after=2)


def official_letter(sheet: Sheet) -> None:
    """Công văn."""
    frame.head(sheet)
    frame.dear(sheet, "addressees")
    sheet.texts("paragraphs")
    frame.signature(sheet)
