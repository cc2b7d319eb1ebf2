"""Invitation, public notice, programme, house rules."""

from doithoai.documents.word_builder import frame
from doithoai.documents.word_builder.sheet import Sheet


def invitation(sheet: Sheet) -> None:
    """Giấy mời."""
    frame.head(sheet)
    frame.title(sheet)
    sheet.labelled("Kính mời", "invitee")
    sheet.para("{{ issuer_inline }} trân trọng kính mời dự: {{ conference.title }}.")
    frame.conference(sheet)
    sheet.when("topics", "**Nội dung:**")
    sheet.dashes("topics")
    sheet.texts("requests")
    sheet.labelled("Liên hệ", "contact")
    frame.closing(sheet, "Rất mong được đón tiếp. Trân trọng./.")
    frame.signature(sheet)


def public_notice(sheet: Sheet) -> None:
    """Thông báo công khai."""
    frame.head(sheet)
    frame.title(sheet)
    sheet.text("changes")
    sheet.para("{{ issuer_inline }} thông báo tổ chức {{ conference.title|inline }} như sau:")
    sheet.part("Thời gian, địa điểm, hình thức")
    frame.conference(sheet)
    sheet.if_any("topics", lambda: sheet.part("Nội dung"))
    sheet.dashes("topics")
    sheet.if_any("participants", lambda: sheet.part("Thành phần tham gia"))
    sheet.text("participants")
    sheet.part("Đăng ký tham dự và gửi ý kiến")
    sheet.dashes("how_to_join")
    sheet.when("register_by", "- Hạn đăng ký tham dự, phát biểu: hết ngày {{ register_by }}.")
    sheet.when("opinions_by", "- Hạn gửi ý kiến, kiến nghị: hết ngày {{ opinions_by }}.")
    sheet.when("opinions_to", "- Nơi nhận ý kiến: {{ opinions_to }}")
    sheet.labelled("Liên hệ", "contact")
    frame.closing(sheet, "Trân trọng thông báo để các cơ quan, tổ chức và Nhân dân biết, tham gia./.")
    frame.signature(sheet)


def programme(sheet: Sheet) -> None:
    """Chương trình."""
    frame.head(sheet)
    frame.title(sheet)
    sheet.labelled("Thời gian", "conference.starts_at")
    sheet.labelled("Địa điểm", "conference.place")
    sheet.table(
        (4.3, 7.9, 4),
        ("Thời gian", "Nội dung", "Người thực hiện"),
        "step in steps",
        ("{{ step.time }}", "{{ step.content }}", "{{ step.who }}"),
    )
    sheet.when("notes", "**Ghi chú:**")
    sheet.dashes("notes")
    frame.signature(sheet)


def house_rules(sheet: Sheet) -> None:
    """Nội quy."""
    frame.head(sheet)
    frame.title(sheet)
    sheet.para("Để hội nghị dân chủ, trật tự và đúng thời gian, mọi người dự hội nghị thực hiện các quy định sau:")
    sheet.numbered("rules")
    frame.signature(sheet)
