"""The body of every kind of paper in Word."""

from collections.abc import Callable

from doithoai.documents.enums import PaperKind
from doithoai.documents.word_builder import frame
from doithoai.documents.word_builder.sheet import Sheet

LANDSCAPE: frozenset[PaperKind] = frozenset()


def _invitation(sheet: Sheet) -> None:
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


def _conclusion_notice(sheet: Sheet) -> None:
    frame.head(sheet)
    frame.title(sheet)
    sheet.para(
        "{{ conference.starts_at_day|capital }}, tại {{ conference.place }}, "
        "{{ host }} đã chủ trì {{ conference.title|inline }}."
    )
    sheet.texts("assessment")
    sheet.text("extension")
    sheet.tag("if matters")
    sheet.para("Sau khi nghe ý kiến, kiến nghị của Nhân dân và báo cáo của các cơ quan, {{ host }} kết luận như sau:")
    sheet.section("1. Kết luận từng kiến nghị")
    sheet.table(
        (1, 4.4, 5.5, 3.1, 2.2),
        ("TT", "Kiến nghị", "Kết luận", "Cơ quan thực hiện", "Thời hạn"),
        "row in matters",
        (
            "{{ loop.index }}",
            "{{ row.matter }}{% if row.code %}\n(Mã {{ row.code }}){% endif %}",
            "{% if row.outcome %}{{ row.outcome }}: {% endif %}{{ row.conclusion }}",
            "{{ row.body }}{% if row.coordinating %}; phối hợp: {{ row.coordinating }}{% endif %}",
            "{{ row.due_on }}",
        ),
        centred=(0, 4),
    )
    sheet.tag("endif")
    sheet.tag("if implementation")
    sheet.section("2. Tổ chức thực hiện")
    sheet.tag("endif")
    sheet.dashes("implementation")
    frame.closing(
        sheet,
        "Trên đây là kết luận của {{ host }} tại hội nghị, "
        "thông báo để các cơ quan, tổ chức, cá nhân biết và thực hiện./.",
    )
    frame.signature(sheet)


def _reply_letter(sheet: Sheet) -> None:
    frame.head(sheet)
    frame.dear(sheet, "addressee")
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


BODIES: dict[PaperKind, Callable[[Sheet], None]] = {
    PaperKind.INVITATION: _invitation,
    PaperKind.CONCLUSION_NOTICE: _conclusion_notice,
    PaperKind.REPLY_LETTER: _reply_letter,
}
