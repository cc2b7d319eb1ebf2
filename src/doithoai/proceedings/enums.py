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
