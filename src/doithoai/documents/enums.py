"""Words of this room: headings, kinds of paper, states of a document."""

from django.db import models

from doithoai.textsearch.personal import PieceKind


class Heading(models.TextChoices):
    """The administrative form a paper is written in; it decides head, number and signature."""

    STATE = "state", "Thể thức Nhà nước (Nghị định 30/2020)"
    PARTY = "party", "Thể thức Đảng (Hướng dẫn 36-HD/VPTW)"
    FRONT = "front", "Thể thức Mặt trận và đoàn thể"


class DocumentState(models.TextChoices):
    """The life of a document: a draft changes freely, a signed one never, a replaced one has a successor."""

    DRAFT = "draft", "Dự thảo"
    SIGNED = "signed", "Đã ký"
    REPLACED = "replaced", "Đã được thay thế"


class PaperKind(models.TextChoices):
    """Every paper the program can write."""

    INVITATION = "invitation", "Giấy mời"
    PUBLIC_NOTICE = "public_notice", "Thông báo công khai"
    CONFERENCE_PLAN = "conference_plan", "Kế hoạch hội nghị"
    ANNUAL_PLAN = "annual_plan", "Kế hoạch đối thoại năm"
    PROGRAMME = "programme", "Chương trình"
    HOUSE_RULES = "house_rules", "Nội quy"
    ASSIGNMENT = "assignment", "Văn bản phân công"
    OPINION_FORM = "opinion_form", "Phiếu lấy ý kiến"
    SPEAKING_FORM = "speaking_form", "Phiếu đăng ký phát biểu"
    SYNTHESIS = "synthesis", "Báo cáo tổng hợp ý kiến, kiến nghị"
    REPLY_REPORT = "reply_report", "Báo cáo trả lời ý kiến, kiến nghị"
    MINUTES = "minutes", "Biên bản hội nghị"
    CONCLUSION_NOTICE = "conclusion_notice", "Thông báo kết luận"
    REPLY_LETTER = "reply_letter", "Văn bản trả lời"
    ESCALATION_LETTER = "escalation_letter", "Văn bản kiến nghị cấp trên"
    HANDOVER_SLIP = "handover_slip", "Phiếu chuyển"
    PERIOD_REPORT = "period_report", "Báo cáo định kỳ"
    OFFICIAL_LETTER = "official_letter", "Công văn"
    DOSSIER_INDEX = "dossier_index", "Bìa và mục lục hồ sơ"


# The type code in the number (Nghị định 30/2020, phụ lục III; Hướng dẫn 36-HD/VPTW). LETTER is the
# official letter: no code with the State and the Front, "CV" with the Party.
LETTER = "letter"
TYPE_CODES: dict[PaperKind, str] = {
    PaperKind.INVITATION: "GM",
    PaperKind.PUBLIC_NOTICE: "TB",
    PaperKind.CONFERENCE_PLAN: "KH",
    PaperKind.ANNUAL_PLAN: "KH",
    PaperKind.PROGRAMME: "CTr",
    PaperKind.ASSIGNMENT: LETTER,
    PaperKind.SYNTHESIS: "BC",
    PaperKind.REPLY_REPORT: "BC",
    PaperKind.MINUTES: "BB",
    PaperKind.CONCLUSION_NOTICE: "TB",
    PaperKind.REPLY_LETTER: LETTER,
    PaperKind.ESCALATION_LETTER: LETTER,
    PaperKind.HANDOVER_SLIP: "PC",
    PaperKind.PERIOD_REPORT: "BC",
    PaperKind.OFFICIAL_LETTER: LETTER,
}
"""Kinds that are not here (forms, house rules, dossier index) carry no number."""


# What stands in a published text in place of what was hidden; part of the text, so in Vietnamese.
HIDDEN_WORDS: dict[PieceKind, str] = {
    PieceKind.NAME: "[đã ẩn họ tên]",
    PieceKind.PHONE: "[đã ẩn số điện thoại]",
    PieceKind.ID_NUMBER: "[đã ẩn số giấy tờ]",
    PieceKind.EMAIL: "[đã ẩn thư điện tử]",
    PieceKind.ADDRESS: "[đã ẩn địa chỉ]",
    PieceKind.BANK_ACCOUNT: "[đã ẩn số tài khoản]",
    PieceKind.PLATE: "[đã ẩn biển số xe]",
    PieceKind.OTHER: "[đã ẩn]",
}
