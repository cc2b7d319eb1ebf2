"""Which dialogues take opinions, and what follows once one was sent."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from doithoai.dialogues.models import Dialogue
from doithoai.obligations import queries as obligations
from doithoai.portal import public
from doithoai.portal.reads.law import facts_meeting, rule_url
from doithoai.regulations import get_pinned
from doithoai.screens.dates import vi_date, vi_short


def choices(unit: int, *, on: date) -> list[tuple[str, str, str]]:
    """Return code, title and one more line of the dialogues of a place that take opinions today."""
    return [(row.code, row.title, _line(row)) for row in public.collecting(on=on).filter(unit=unit)]


def _line(dialogue: Dialogue) -> str:
    words = []
    if dialogue.state in public.OPEN_STATES:
        words.append(_("Họp %(day)s") % {"day": vi_date(dialogue.first_at)})  # type: ignore[attr-defined]  # annotated
    if dialogue.collects_until:
        words.append(_("gửi đến hết %(day)s") % {"day": vi_date(dialogue.collects_until)})
    line = ", ".join(words)
    return line[:1].upper() + line[1:]


@dataclass(frozen=True, slots=True)
class NextStep:
    """One line of "what comes next" on a receipt."""

    when: str
    text: str
    rule: str = ""
    citation: str = ""
    url: str = ""


def next_steps(dialogue: Dialogue, *, on: date) -> list[NextStep]:
    """Return what happens to an opinion from now on, each with its date and article where the law gives one."""
    first = dialogue.sessions.order_by("starts_at").values_list("starts_at", flat=True).first()
    announced = dialogue.state in public.OPEN_STATES and first is not None
    day = timezone.localdate(first) if first else None
    steps = [NextStep(_("trước hội nghị"), _("Cán bộ đọc, phân loại và giao cơ quan chuẩn bị trả lời."))]
    when = vi_short(day, on) if announced and day else _("sẽ thông báo")
    steps.append(NextStep(when, _("Hội nghị. Bạn có thể đến dự và nói.")))
    for duty in obligations.timeline_of_dialogue(dialogue.key):
        due = duty.due_on or duty.expected_on
        if "conclusion_notice_issued" in facts_meeting(duty) and announced and due:
            when = _("chậm nhất %(day)s") % {"day": vi_short(due, on)}
            text = _("Thông báo kết luận, ghi việc nào ai làm, bao giờ.")
            steps.append(NextStep(when, text, duty.rule, duty.citation, rule_url(duty.regulation, duty.rule)))
            break
    return [*steps, *_answer_step(dialogue)]


def _answer_step(dialogue: Dialogue) -> list[NextStep]:
    for pin in dialogue.instruments.split(","):
        for rule in get_pinned(pin).rules:
            deadline = rule.deadline
            if rule.done_when.fact == "petitioner_notified" and deadline and deadline.at_most:
                when = _("thêm %(days)s ngày làm việc") % {"days": deadline.at_most}
                text = _("Cơ quan được giao báo kết quả tiếp nhận, hướng giải quyết bằng văn bản.")
                return [NextStep(when, text, rule.id, rule.citation, rule_url(pin, rule.id))]
    return []
