"""The two forms to fill in by hand, synthesis and reply report."""

from doithoai.documents.word_builder import frame
from doithoai.documents.word_builder.sheet import Sheet


def opinion_form(sheet: Sheet) -> None:
    """Phiếu lấy ý kiến."""
    _form_head(sheet)
    sheet.para(
        "Ông (bà) không bắt buộc ghi họ tên. Thông tin liên hệ chỉ dùng để trả lời, "
        "không công khai nếu ông (bà) không đồng ý.",
        italic=True,
        size=12.5,
    )
    sheet.part("Người góp ý", roman=True)
    sheet.field("Họ và tên")
    sheet.field("Thôn, tổ dân phố")
    sheet.field("Điện thoại hoặc địa chỉ nhận trả lời")
    _ticks(sheet, "Muốn nhận trả lời qua", "thư", "điện thoại", "thư điện tử", "nhận trực tiếp")
    sheet.part("Ý kiến, kiến nghị", roman=True)
    sheet.para("Viết rõ việc gì, ở đâu, từ khi nào; mỗi việc một mục.", italic=True, size=12.5, indent=False)
    sheet.tag("for topic in topics")
    sheet.para("– {{ topic }}", align="left", indent=False, size=13, after=5)
    sheet.blank(2)
    sheet.tag("endfor")
    sheet.when("topics", "– Nội dung khác:", indent=False, size=13, after=5)
    sheet.blank(2)
    sheet.part("Công khai", roman=True)
    _ticks(sheet, "Họ tên khi công khai trả lời", "đồng ý công khai", "không công khai")
    sheet.tag("if return_to")
    sheet.para(
        "**Nơi nhận phiếu:** {{ return_to }}{% if return_by %}, hết ngày {{ return_by }}{% endif %}.",
        align="left",
        indent=False,
        size=13,
    )
    sheet.tag("endif")
    _form_signatures(sheet, "NGƯỜI GÓP Ý", "(Ký, ghi rõ họ tên nếu muốn)", "(Ký, ghi rõ họ tên, ngày nhận)")


def speaking_form(sheet: Sheet) -> None:
    """Phiếu đăng ký phát biểu."""
    _form_head(sheet)
    sheet.field("Họ và tên")
    sheet.field("Thôn, tổ dân phố, đơn vị")
    sheet.field("Điện thoại")
    _ticks(sheet, "Phát biểu", "tại hội trường", "tại điểm cầu", "trực tuyến", "gửi văn bản")
    sheet.field("Kiến nghị đã gửi trước (mã số, nếu có)")
    sheet.para("**Nội dung phát biểu:**", indent=False)
    sheet.blank(11)
    sheet.when(
        "minutes_each",
        "Mỗi người phát biểu không quá {{ minutes_each }} phút; nội dung dài xin gửi kèm bằng văn bản.",
        align="left",
        indent=False,
        size=13,
    )
    sheet.when("return_to", "**Nơi nhận phiếu:** {{ return_to }}.", indent=False, size=13)
    _form_signatures(sheet, "NGƯỜI ĐĂNG KÝ", "(Ký, ghi rõ họ tên)", "(Ký, ghi rõ họ tên, giờ nhận)")


def _form_head(sheet: Sheet) -> None:
    frame.head(sheet, dated=False)
    frame.title(sheet)
    sheet.when("code", "Mã phiếu: **{{ code }}**", align="right", indent=False, size=13)


def _ticks(sheet: Sheet, label: str, *choices: str) -> None:
    sheet.para(
        f"{label}: " + "    ".join(_box(choice) for choice in choices), align="left", indent=False, size=13, after=5
    )


def _box(choice: str) -> str:
    """Return a box to tick with its words, held on one line."""
    return f"☐ {choice}".replace(" ", "\u00a0")


def _form_signatures(sheet: Sheet, person: str, person_note: str, officer_note: str) -> None:
    left, right = sheet.columns(8.1, 8.1)
    for cell, label, note in ((left, "NGƯỜI NHẬN PHIẾU", officer_note), (right, person, person_note)):
        sheet.centre(label, into=cell, bold=True)
        sheet.para(note, into=cell, align="centre", indent=False, italic=True, size=12, after=32)


def synthesis(sheet: Sheet) -> None:
    """Báo cáo tổng hợp ý kiến, kiến nghị, with the list as an annex."""
    frame.head(sheet)
    frame.title(sheet)
    sheet.para(
        "{% if collected_from and collected_to %}Từ ngày {{ collected_from }} đến ngày {{ collected_to }}, "
        "{{ issuer_inline }}{% else %}{{ issuer_inline }}{% endif %} "
        "đã thu thập, tổng hợp {{ opinions|length|so }} ý kiến, kiến nghị của Nhân dân "
        "gửi {{ conference.title|inline }}, cụ thể như sau:"
    )
    _counts(sheet, "by_channel", "KẾT QUẢ THU THẬP", "ý kiến")
    _counts(sheet, "by_field", "PHÂN LOẠI THEO LĨNH VỰC", "ý kiến")
    _counts(
        sheet,
        "out_of_scope",
        "NỘI DUNG KHÔNG THUỘC PHẠM VI ĐỐI THOẠI",
        "nội dung",
        before="Đã chuyển cơ quan có thẩm quyền và báo người gửi:",
    )
    sheet.if_any("forecast", lambda: sheet.part("DỰ BÁO TÌNH HÌNH TẠI HỘI NGHỊ", roman=True))
    sheet.dashes("forecast")
    sheet.if_any("proposals", lambda: sheet.part("ĐỀ XUẤT", roman=True))
    sheet.dashes("proposals")
    frame.closing(
        sheet,
        "Trên đây là báo cáo tổng hợp; danh mục {{ opinions|length|so }} ý kiến, kiến nghị ở phụ lục kèm theo./.",
    )
    frame.signature(sheet)
    frame.annex(
        sheet,
        "{% if lines %}BẢNG TỔNG HỢP VÀ DANH MỤC Ý KIẾN, KIẾN NGHỊ{% else %}DANH MỤC Ý KIẾN, KIẾN NGHỊ{% endif %}",
    )
    _matters(sheet)
    sheet.table(
        (1.1, 2.7, 10.1, 4.2, 3.4, 4.2),
        ("TT", "Mã số", "Nội dung ý kiến, kiến nghị", "Nơi phản ánh", "Lĩnh vực", "Cơ quan chuẩn bị trả lời"),
        "row in opinions",
        (
            "{{ loop.index }}",
            "{{ row.code }}",
            "{{ row.text }}",
            "{{ row.source }}",
            "{{ row.field }}",
            "{{ row.body }}",
        ),
        centred=(0, 1),
    )


def _matters(sheet: Sheet) -> None:
    """Add the table by field and matter, with the day of its figures."""
    sheet.tag("if lines")
    sheet.para("**1. Tổng hợp theo lĩnh vực và việc**", indent=False)
    sheet.para(
        "Số liệu đến hết ngày {{ figures_on }}. Mỗi việc tính một lần: ý kiến đã gộp ghi ở cột “Gộp vào”; "
        "ý kiến đã tách thì tính các việc tách ra.",
        indent=False,
        italic=True,
        size=12,
    )
    sheet.table(
        (1.1, 3.5, 6.3, 1.5, 1.5, 4.4, 4.2, 3.2),
        ("TT", "Lĩnh vực", "Việc", "Số việc", "Gộp vào", "Theo nơi", "Theo nguồn", "Cơ quan chủ trì"),
        "row in lines",
        (
            "{{ loop.index }}",
            "{{ row.field }}",
            "{{ row.matter }}",
            "{{ row.number|so }}",
            "{% if row.merged %}{{ row.merged|so }}{% endif %}",
            "{{ row.places }}",
            "{{ row.sources }}",
            "{{ row.body }}",
        ),
        centred=(0, 3, 4),
    )
    sheet.para(
        "**Cộng: {{ total|so }} việc.**{% if aside %} Để riêng, không cộng ở trên: "
        "{% for item in aside %}{{ item.label }} {{ item.number|so }}{% if not loop.last %}; {% endif %}{% endfor %}."
        "{% endif %}",
        indent=False,
    )
    sheet.para("**2. Danh mục ý kiến, kiến nghị**", indent=False)
    sheet.tag("endif")


def reply_report(sheet: Sheet) -> None:
    """Báo cáo trả lời ý kiến, kiến nghị, with the answers as an annex."""
    frame.head(sheet)
    frame.title(sheet)
    sheet.part("TIẾP NHẬN VÀ TRẢ LỜI", roman=True)
    sheet.para(
        "Trước {{ conference.title|inline }}, {{ issuer_inline }} "
        "{% if received %}đã tiếp nhận {{ received|so }} ý kiến, kiến nghị và {% endif %}"
        "đã chuẩn bị trả lời {{ answers|length|so }} nội dung; chi tiết ở phụ lục kèm theo."
    )
    _counts(sheet, "previous", "KẾT QUẢ THỰC HIỆN KIẾN NGHỊ CỦA KỲ ĐỐI THOẠI TRƯỚC", "kiến nghị")
    sheet.if_any("remaining", lambda: sheet.part("NỘI DUNG CẦN TIẾP TỤC XEM XÉT", roman=True))
    sheet.dashes("remaining")
    frame.closing(sheet, "Trên đây là báo cáo trả lời ý kiến, kiến nghị của Nhân dân./.")
    frame.signature(sheet)
    frame.annex(sheet, "NỘI DUNG TRẢ LỜI Ý KIẾN, KIẾN NGHỊ")
    sheet.table(
        (1.1, 2.7, 7.6, 10.3, 4),
        ("TT", "Mã số", "Ý kiến, kiến nghị", "Nội dung trả lời", "Cơ quan trả lời"),
        "row in answers",
        ("{{ loop.index }}", "{{ row.code }}", "{{ row.matter }}", "{{ row.answer }}", "{{ row.body }}"),
        centred=(0, 1),
    )


def _counts(sheet: Sheet, name: str, title: str, unit: str, *, before: str = "") -> None:
    sheet.tag(f"if {name}")
    sheet.part(title, roman=True)
    if before:
        sheet.para(before)
    sheet.each("item", name, f"- {{{{ item.label }}}}: {{{{ item.number|so }}}} {unit}")
    sheet.tag("endif")
