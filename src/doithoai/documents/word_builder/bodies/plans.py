"""Conference plan, yearly plan, assignment."""

from doithoai.documents.word_builder import frame
from doithoai.documents.word_builder.sheet import Sheet


def conference_plan(sheet: Sheet) -> None:
    """Kế hoạch hội nghị."""
    frame.head(sheet)
    frame.title(sheet)
    sheet.if_any("purposes or requirements", lambda: sheet.part("MỤC ĐÍCH, YÊU CẦU", roman=True))
    sheet.when("purposes", "**1. Mục đích**")
    sheet.dashes("purposes")
    sheet.when("requirements", "**2. Yêu cầu**")
    sheet.dashes("requirements")
    sheet.part("THỜI GIAN, ĐỊA ĐIỂM, HÌNH THỨC", roman=True)
    frame.conference(sheet)
    sheet.if_any("topics", lambda: sheet.part("NỘI DUNG", roman=True))
    sheet.dashes("topics")
    sheet.if_any("participants", lambda: sheet.part("THÀNH PHẦN", roman=True))
    sheet.dashes("participants")
    sheet.if_any("tasks", lambda: _tasks(sheet, "PHÂN CÔNG THỰC HIỆN", roman=True))
    sheet.if_any("funding", lambda: sheet.part("KINH PHÍ", roman=True))
    sheet.text("funding")
    frame.closing(
        sheet,
        "Các cơ quan, đơn vị được phân công thực hiện đúng nội dung và thời hạn; "
        "vướng mắc báo về {{ issuer_inline }} để giải quyết./.",
    )
    frame.signature(sheet)


def _tasks(sheet: Sheet, title: str, *, roman: bool = False) -> None:
    sheet.part(title, roman=roman)
    sheet.table(
        (1, 4.4, 8.2, 2.6),
        ("TT", "Cơ quan, đơn vị", "Nhiệm vụ", "Hoàn thành"),
        "task in tasks",
        ("{{ loop.index }}", "{{ task.body }}", "{{ task.work }}", "{{ task.due_on }}"),
        centred=(0, 3),
    )


def annual_plan(sheet: Sheet) -> None:
    """Kế hoạch đối thoại năm."""
    frame.head(sheet)
    frame.title(sheet)
    sheet.if_any("purposes", lambda: sheet.part("MỤC ĐÍCH, YÊU CẦU", roman=True))
    sheet.dashes("purposes")
    sheet.part("CÁC CUỘC ĐỐI THOẠI TRONG NĂM", roman=True)
    sheet.table(
        (1, 3, 4.7, 2.3, 2.1, 3.1),
        ("TT", "Người chủ trì", "Nội dung", "Hình thức", "Thời gian", "Địa điểm; cơ quan tham mưu"),
        "row in dialogues",
        (
            "{{ loop.index }}",
            "{{ row.host }}",
            "{{ row.topic }}",
            "{{ row.form }}",
            "{{ row.when }}",
            "{{ row.place }}{% if row.place and row.office %}; {% endif %}{{ row.office }}",
        ),
        centred=(0, 4),
    )
    sheet.if_any("implementation", lambda: sheet.part("TỔ CHỨC THỰC HIỆN", roman=True))
    sheet.dashes("implementation")
    frame.closing(sheet, "Trên đây là kế hoạch đối thoại năm {{ year }}./.")
    frame.signature(sheet)


def assignment(sheet: Sheet) -> None:
    """Văn bản phân công."""
    frame.head(sheet)
    frame.dear(sheet, "addressees")
    sheet.para(
        "Để chuẩn bị {{ conference.title|inline }}, tổ chức lúc {{ conference.starts_at }} "
        "tại {{ conference.place }}, {{ issuer_inline }} phân công như sau:"
    )
    sheet.if_any("tasks", lambda: _tasks(sheet, "Nhiệm vụ chuẩn bị"))
    sheet.if_any("matters", lambda: _matters(sheet))
    sheet.if_any("requests", lambda: sheet.part("Yêu cầu"))
    sheet.dashes("requests")
    frame.closing(
        sheet, "Đề nghị các cơ quan, đơn vị thực hiện đúng thời hạn; vướng mắc báo ngay về {{ issuer_inline }}./."
    )
    frame.signature(sheet)


def _matters(sheet: Sheet) -> None:
    sheet.part("Kiến nghị cần chuẩn bị trả lời")
    sheet.table(
        (1, 2.7, 5.6, 4.3, 2.6),
        ("TT", "Mã số", "Nội dung", "Cơ quan trả lời", "Gửi dự thảo"),
        "row in matters",
        (
            "{{ loop.index }}",
            "{{ row.code }}",
            "{{ row.matter }}",
            "{{ row.lead }}{% if row.coordinating %}; phối hợp: {{ row.coordinating }}{% endif %}",
            "{{ row.due_on }}",
        ),
        centred=(0, 1, 4),
    )
