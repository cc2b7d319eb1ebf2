"""The one next step of a dialogue: computed from its state, its door and its duties."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from doithoai.desk.doing import work_url
from doithoai.desk.workspace import address
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue, Notice
from doithoai.dialogues.queries import Door
from doithoai.obligations.models import Duty
from doithoai.proceedings.queries.law import conclusion_rule
from doithoai.regulations.types import Status
from doithoai.screens.dates import vi_date
from doithoai.screens.timeline import title_of

S = DialogueState


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to be done next, why, and where."""

    title: str
    text: str
    url: str
    word: str


def next_step_of(
    dialogue: Dialogue, door: Door | None, duties: Sequence[Duty], *, on: date, notice: Notice | None
) -> NextStep | None:
    """Return the next step; None where nothing more is to be done."""
    makers: dict[str, Callable[[], NextStep]] = {
        S.PREPARING: lambda: _preparing(dialogue, door, duties, notice),
        S.POSTPONED: lambda: NextStep(
            _("Đặt ngày họp mới"),
            _("Ngày mới cần một thông báo mới."),
            address("dialogue-reschedule", dialogue.code),
            _("Đặt ngày họp"),
        ),
        S.ANNOUNCED: lambda: _announced(dialogue, duties, on=on),
        S.IN_SESSION: lambda: NextStep(
            _("Điều hành hội nghị"),
            _("Ghi kết quả từng kiến nghị ngay khi chủ trì kết luận."),
            address("dialogue-proceedings", dialogue.code),
            _("Mở diễn biến"),
        ),
        S.HELD: lambda: _dated(
            duties,
            conclusion.id if (conclusion := conclusion_rule(dialogue)) else "",
            _("Ban hành thông báo kết luận"),
            address("dialogue-conclusion", dialogue.code),
            _("Soạn kết luận"),
        ),
        S.CONCLUDED: lambda: _following_up(dialogue, duties, on=on),
        S.FOLLOWING_UP: lambda: _following_up(dialogue, duties, on=on),
        S.CLOSED: lambda: NextStep(
            _("Nộp hồ sơ vào lưu trữ"),
            _("Kiểm tra đủ thành phần rồi đóng gói."),
            address("dialogue-dossier", dialogue.code),
            _("Mở hồ sơ"),
        ),
    }
    made = makers.get(dialogue.state)
    return made() if made else None


def _preparing(dialogue: Dialogue, door: Door | None, duties: Sequence[Duty], notice: Notice | None) -> NextStep:
    missing = [item for item in door.missing if not item.met] if door else []
    if any(item.todo == "plan" for item in missing):
        return NextStep(
            _("Hoàn chỉnh kế hoạch để chủ trì phê duyệt"),
            _latest(dialogue, duties) or _("Kế hoạch phải được duyệt trước khi công bố."),
            address("dialogue-plan", dialogue.code),
            _("Mở kế hoạch"),
        )
    if notice is None:
        title, word = _("Soạn thông báo và danh sách mời"), _("Soạn thông báo")
    else:
        left = dialogues.channels_missing(dialogue, notice)
        offered = dialogues.channels_of(dialogues.laws_reaching(dialogue), dialogue.type)
        firm = all(row.firm for row in offered if row.code in left)
        names = (", " if firm else _(" hoặc ")).join(
            f"{row.name[:1].lower()}{row.name[1:]}" for row in offered if row.code in left
        )
        title, word = _("Công bố qua %(channels)s") % {"channels": names or _("ít nhất một kênh")}, _("Ghi công bố")
    return NextStep(title, _latest(dialogue, duties), address("dialogue-notice", dialogue.code), word)


def _latest(dialogue: Dialogue, duties: Sequence[Duty]) -> str:
    """Return by when the announcement must be out; empty once it is, or where nobody asks for it."""
    duty = dialogues.notice_duty_of(dialogue, duties)
    if duty is None or duty.due_on is None or duty.status not in {Status.DUE, Status.OVERDUE}:
        return ""
    return _("Phải công bố xong chậm nhất %(day)s (%(article)s).") % {
        "day": vi_date(duty.due_on),
        "article": duty.citation,
    }


def _announced(dialogue: Dialogue, duties: Sequence[Duty], *, on: date) -> NextStep:
    first = next(iter(dialogues.sessions_of(dialogue)), None)
    if first is not None and timezone.localdate(first.starts_at) <= on:
        return NextStep(
            _("Mở phiên họp"),
            _("Kiểm tra điều kiện, thư ký và chương trình trước khi khai mạc."),
            address("dialogue-proceedings", dialogue.code),
            _("Mở diễn biến"),
        )
    duty = _first_open(duties)
    if duty is None:
        return NextStep(
            _("Xếp lượt phát biểu, in danh sách đón tiếp"),
            "",
            address("dialogue-registrations", dialogue.code),
            _("Mở đăng ký"),
        )
    url = work_url(duty.regulation, duty.rule, dialogue) or address("dialogue", dialogue.code)
    return NextStep(title_of(duty), _until(duty), url, _("Làm việc này"))


def _following_up(dialogue: Dialogue, duties: Sequence[Duty], *, on: date) -> NextStep:
    late = [duty for duty in duties if duty.due_on and duty.due_on < on and duty.status in {Status.DUE, Status.OVERDUE}]
    text = _("%(n)d việc đã quá hạn.") % {"n": len(late)} if late else ""
    first = _first_open(duties)
    return NextStep(
        _("Đôn đốc các việc quá hạn") if late else _("Theo dõi đến khi trả lời xong"),
        text or (_until(first) if first else ""),
        address("dialogue-follow-up", dialogue.code),
        _("Mở theo dõi"),
    )


def _dated(duties: Sequence[Duty], rule: str, title: str, url: str, word: str) -> NextStep:
    duty = next((row for row in duties if row.rule == rule), None) or _first_open(duties)
    return NextStep(title, _until(duty) if duty else "", url, word)


def _first_open(duties: Sequence[Duty]) -> Duty | None:
    rows = [row for row in duties if row.due_on and row.status in {Status.DUE, Status.OVERDUE}]
    return min(rows, key=lambda row: (row.due_on or date.max, row.position), default=None)


def _until(duty: Duty) -> str:
    if duty.due_on is None:
        return ""
    return _("Hạn %(day)s (%(article)s).") % {"day": vi_date(duty.due_on), "article": duty.citation}
