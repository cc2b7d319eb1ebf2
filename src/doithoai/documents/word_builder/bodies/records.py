"""Half-year or yearly report, dossier cover and index."""

from doithoai.documents.word_builder import frame
from doithoai.documents.word_builder.sheet import Sheet


def period_report(sheet: Sheet) -> None:
    """Báo cáo định kỳ."""
    frame.head(sheet)
    frame.title(sheet)
    frame.dear_one(sheet, "{{ addressee }}")
    sheet.para("{{ issuer_inline }} báo cáo kết quả đối thoại {{ period }} như sau:")
    sheet.if_any("figures", lambda: _figures(sheet))
    sheet.tag("for section in sections")
    sheet.part("{{ section.title|upper }}", roman=True)
    sheet.texts("section.paragraphs")
    sheet.tag("endfor")
    sheet.if_any("overdue", lambda: _overdue(sheet))
    sheet.if_any("proposals", lambda: sheet.part("KIẾN NGHỊ, ĐỀ XUẤT", roman=True))
    sheet.dashes("proposals")
    frame.closing(sheet, "{{ issuer_inline }} báo cáo {{ addressee }}./.")
    frame.signature(sheet)


def _figures(sheet: Sheet) -> None:
    sheet.part("SỐ LIỆU", roman=True)
    sheet.table(
        (1, 7.6, 2.6, 5),
        ("TT", "Chỉ tiêu", "Số liệu", "Cách tính, ghi chú"),
        "row in figures",
        ("{{ loop.index }}", "{{ '\u2003' * row.level }}{{ row.label }}", "{{ row.value }}", "{{ row.note }}"),
        centred=(0, 2),
    )


def _overdue(sheet: Sheet) -> None:
    sheet.part("NỘI DUNG QUÁ HẠN", roman=True)
    sheet.table(
        (1, 4.8, 3.5, 2.4, 1.6, 2.9),
        ("TT", "Nội dung", "Cơ quan", "Hạn", "Số ngày trễ", "Căn cứ"),
        "row in overdue",
        (
            "{{ loop.index }}",
            "{{ row.matter }}",
            "{{ row.body }}",
            "{{ row.due_on }}",
            "{{ row.days_late }}",
            "{{ row.citation }}",
        ),
        centred=(0, 3, 4),
    )


def dossier_index(sheet: Sheet) -> None:
    """Bìa và mục lục hồ sơ."""
    sheet.each("line", "parent_lines", "{{ line }}", align="centre", indent=False, after=0)
    sheet.each("line", "issuer_lines", "{{ line }}", align="centre", indent=False, bold=True, after=0)
    sheet.rule(into=sheet.document, inset=6)
    sheet.para("HỒ SƠ", align="centre", indent=False, bold=True, size=30, before=150, after=12)
    sheet.para("{{ about }}", align="centre", indent=False, bold=True, size=17, after=16)
    sheet.para("Mã hồ sơ: **{{ code }}**", align="centre", indent=False, after=190)
    sheet.when(
        "opened_on",
        "Từ ngày {{ opened_on }}{% if closed_on %} đến ngày {{ closed_on }}{% endif %}",
        indent=False,
    )
    sheet.para("Số văn bản: {{ entries|length|so }}", indent=False)
    sheet.when("keeper", "**Đơn vị lưu:** {{ keeper }}", indent=False)
    sheet.when("retention", "**Thời hạn bảo quản:** {{ retention }}", indent=False)
    sheet.new_page()
    frame.title(sheet)
    sheet.table(
        (1, 3.1, 2.5, 5, 3, 1.6),
        ("TT", "Số, ký hiệu", "Ngày", "Tên văn bản, trích yếu", "Tác giả", "Số trang"),
        "row in entries",
        (
            "{{ loop.index }}",
            "{{ row.symbol }}",
            "{{ row.on }}",
            "{{ row.title }}{% if row.note %} ({{ row.note }}){% endif %}",
            "{{ row.author }}",
            "{% if row.pages %}{{ row.pages }}{% endif %}",
        ),
        centred=(0, 2, 5),
    )
    left, right = sheet.columns(7.2, 9)
    sheet.centre("", into=left)  # Word does not open a file with an empty cell
    frame.signer(sheet, right, "signer")
