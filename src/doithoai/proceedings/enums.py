"""Words of the conference."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from doithoai.petitions.enums import Outcome


class ConclusionSection(TextChoices):
    """Parts of the conclusion (HP-9.7-*); each text has its own words for them (`conclusion.parts_of`)."""

    ACCEPTED = "accepted", _("Tiếp thu")
    RESOLVED = "resolved", _("Giải quyết ngay")
    ASSIGNED = "assigned", _("Giao nghiên cứu, giải quyết")
    DECLINED = "declined", _("Không tiếp thu, có lý do")
    ESCALATED = "escalated", _("Kiến nghị cấp trên")
    POLICY = "policy", _("Đề xuất sửa cơ chế, chính sách")


class EntryKind(TextChoices):
    """What a line of the minutes records."""

    STEP = "step", _("Chương trình")
    SPEECH = "speech", _("Phát biểu")
    ANSWER = "answer", _("Trả lời")
    OUTCOME = "outcome", _("Kết quả")
    REMARK = "remark", _("Ghi chú")
    CORRECTION = "correction", _("Đính chính")


class QuestionState(TextChoices):
    """Where a question stands that was written on a phone or at home while the conference ran."""

    WAITING = "waiting", _("Đang chờ thư ký đọc")
    LISTED = "listed", _("Đã vào danh sách")
    MERGED = "merged", _("Gộp với một lượt trong danh sách")
    HIDDEN = "hidden", _("Không đưa lên")


class HidingReason(TextChoices):
    """Why a question is not put on the list; the asker reads it."""

    PERSONAL = "personal", _("Có thông tin riêng của người khác")
    INSULTING = "insulting", _("Có lời xúc phạm")
    OFF_TOPIC = "off_topic", _("Không thuộc nội dung cuộc đối thoại")
    OTHER_PATH = "other_path", _("Là khiếu nại, tố cáo: gửi đến nơi tiếp công dân")
    UNREADABLE = "unreadable", _("Không rõ hỏi việc gì")


# Where an outcome goes in the conclusion until the host says otherwise.
SECTION_OF: dict[Outcome, ConclusionSection] = {
    Outcome.ANSWERED: ConclusionSection.RESOLVED,
    Outcome.TAKEN_UP: ConclusionSection.ASSIGNED,
    Outcome.DECLINED: ConclusionSection.DECLINED,
    Outcome.TRANSFERRED: ConclusionSection.ASSIGNED,
    Outcome.ESCALATED: ConclusionSection.ESCALATED,
}
# How the facts name the outcomes.
OUTCOME_IN_FACTS: dict[Outcome, str] = {
    Outcome.ANSWERED: "answered_at_conference",
    Outcome.TAKEN_UP: "taken_up",
    Outcome.DECLINED: "declined",
    Outcome.TRANSFERRED: "transferred",
    Outcome.ESCALATED: "escalated",
}
# Parts of the conclusion in which the host may place a petition of this outcome.
SECTIONS_FOR: dict[Outcome, tuple[ConclusionSection, ...]] = {
    Outcome.ANSWERED: (ConclusionSection.RESOLVED, ConclusionSection.ACCEPTED),
    Outcome.TAKEN_UP: (ConclusionSection.ASSIGNED, ConclusionSection.ACCEPTED),
    Outcome.DECLINED: (ConclusionSection.DECLINED,),
    Outcome.TRANSFERRED: (ConclusionSection.ASSIGNED,),
    Outcome.ESCALATED: (ConclusionSection.ESCALATED,),
}
