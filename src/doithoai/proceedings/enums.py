"""Words of the conference."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ConclusionSection(TextChoices):
    """Parts of the conclusion (HP-9.7-*)."""

    ACCEPTED = "accepted", _("Tiếp thu")
    RESOLVED = "resolved", _("Giải quyết ngay")
    ASSIGNED = "assigned", _("Giao nghiên cứu, giải quyết")
    DECLINED = "declined", _("Không tiếp thu, có lý do")
    ESCALATED = "escalated", _("Kiến nghị cấp trên")


class EntryKind(TextChoices):
    """What a line of the minutes records."""

    STEP = "step", _("Chương trình")
    SPEECH = "speech", _("Phát biểu")
    ANSWER = "answer", _("Trả lời")
    OUTCOME = "outcome", _("Kết quả")
    REMARK = "remark", _("Ghi chú")
    CORRECTION = "correction", _("Đính chính")
