"""How a duty stands on a day, and the sentence that says why."""

from datetime import date, timedelta
from typing import NamedTuple

from doithoai.regulations.engine.conditions import Met
from doithoai.regulations.engine.context import Context, selected
from doithoai.regulations.engine.due import Due
from doithoai.regulations.schema import Rule
from doithoai.regulations.types import Status
from doithoai.workdays.dates import vi_date

_DOOR_EVENTS = {
    "announce": "notice_published",
    "open": "conference_opened",
    "conclude": "conclusion_notice_issued",
    "archive": "dossier_archived",
}
_ANCHORS_VI = {
    "conference_start": "chưa có ngày họp",
    "conference_opened": "chờ khai mạc",
    "conference_held": "chờ hội nghị kết thúc",
    "conclusion_notice_issued": "chờ thông báo kết luận",
    "resolution_date_accepted": "chưa có hạn được chủ trì chấp nhận",
    "resolution_date_proposed": "chưa có hạn do cơ quan đề xuất",
    "escalation_answered": "chờ cấp trên trả lời",
    "deadline_end": "chờ thời hạn trước đó hết",
}


class Verdict(NamedTuple):
    """A status and why."""

    status: Status
    note_vi: str = ""


def judge(context: Context, due: Due, done: Met) -> Verdict:
    """Return how the duty stands at the end of the frame's day (DESIGN section 4)."""
    if context.rule.at_most_times is not None:
        return _counted_times(context, context.rule.at_most_times)
    if done.on is not None and due.external:
        note = f"Đã làm ngày {vi_date(done.on)}; hạn nằm trong văn bản chưa có: {due.external}."
        return Verdict(Status.UNKNOWN, note)  # done, but whether in time nobody can say
    if done.on is not None:
        judged = _done(context.rule, due, done.on, done.at)
        # Who is freed of a duty breaks nothing by doing it late.
        return (_waived(context) or judged) if judged.status is Status.BREACHED else judged
    if verdict := _relieved(context, due):
        return verdict
    if due.external:
        return Verdict(Status.UNKNOWN, f"Hạn nằm trong văn bản chưa có: {due.external}. Hệ thống không đoán.")
    if verdict := _not_yet(context, due):
        return verdict
    if done.outside:
        return _out_of_bounds(context, done.outside)
    return _open(context, due)


def _counted_times(context: Context, most: int) -> Verdict:
    """Judge what may happen so often and no more: it is kept until it happens once too often."""
    times = len(context.frame.history.all(context.rule.done_when.fact))
    if times <= most:
        return Verdict(Status.MET, f"Đã {times} lần, được {most} lần.")
    return Verdict(Status.BREACHED, f"Đã {times} lần; chỉ được {most} lần.")


def _done(rule: Rule, due: Due, done_on: date, at: str) -> Verdict:
    late_hour = due.due_time and due.due_on == done_on and at > due.due_time
    if late_hour:
        note = f"Làm lúc {at}, sau {due.due_time} {vi_date(done_on)}."
        return Verdict(Status.MET if rule.strength == "should" else Status.BREACHED, note)
    if due.limit is None or done_on <= due.limit:
        if due.warn_after and done_on > due.warn_after:
            return Verdict(Status.MET, "Kịp theo cách đếm rộng hơn; cách đếm chặt thì đã trễ.")
        return Verdict(Status.MET)
    note = f"Làm ngày {vi_date(done_on)}, sau hạn {vi_date(due.due_on or due.limit)}."
    return Verdict(Status.MET if rule.strength == "should" else Status.BREACHED, note)


def _relieved(context: Context, due: Due) -> Verdict | None:
    """Return the verdict where nothing is owed (any more)."""
    rule, history = context.rule, context.frame.history
    if history.cancelled:
        return Verdict(Status.NOT_APPLICABLE, "Cuộc đối thoại đã hủy.")
    if waived := _waived(context):
        return waived
    if stopped_on := _stopped_on(context):
        if due.limit and stopped_on > due.limit:
            return Verdict(Status.BREACHED, f"Đã quá hạn {vi_date(due.limit)} trước khi kiến nghị lên cấp trên.")
        return Verdict(Status.NOT_APPLICABLE, f"Đã kiến nghị cấp trên {vi_date(stopped_on)}; hạn của cấp này dừng lại.")
    if only := rule.mandatory_for:
        selector = only.choices[context.frame.setting(only.setting)]
        if context.petition and not selected(context.frame, context.petition, selector):
            return Verdict(Status.NOT_APPLICABLE, only.offered_vi)
    return None


def _waived(context: Context) -> Verdict | None:
    waiver = context.frame.waiver(context.rule)
    return Verdict(Status.WAIVED, f"{waiver.note_vi} ({waiver.citation}).") if waiver else None


def _stopped_on(context: Context) -> date | None:
    petition, event = context.petition, context.rule.stops_on
    if petition is None or not event or event not in petition.facts:
        return None
    day: date = petition.facts[event][-1][1].on
    return day


def _not_yet(context: Context, due: Due) -> Verdict | None:
    rule, history = context.rule, context.frame.history
    if rule.opens and history.day_of(rule.opens, context.petition) is None:
        return Verdict(Status.PENDING, _waiting(rule.opens))
    if due.due_on is None and due.anchor_kind and not due.extended:
        return Verdict(Status.PENDING, _waiting(due.anchor_kind))
    if context.period and context.frame.on < context.period.first:
        return Verdict(Status.PENDING, f"Chưa tới {context.period.vi}.")
    if context.frame.year and context.frame.on.year < context.frame.year:
        return Verdict(Status.PENDING, f"Chưa sang năm {context.frame.year}.")
    return None


def _waiting(anchor: str) -> str:
    words = _ANCHORS_VI.get(anchor, "chờ việc trước đó xong")
    return f"{words[0].upper()}{words[1:]}."


def _open(context: Context, due: Due) -> Verdict:
    rule, on = context.rule, context.frame.on
    limit = due.limit
    if limit is None:
        return _undated(context)
    if on <= limit:
        if due.due_on and on > due.due_on:
            return Verdict(Status.DUE, "Đã qua ngày cuối theo cách đếm chặt; làm ngay hôm nay.")
        return Verdict(Status.DUE)
    if rule.strength == "should":
        return Verdict(Status.NOT_APPLICABLE, "Đã qua ngày nên làm; đây là khuyến nghị, không phải vi phạm.")
    if not rule.mendable:
        return Verdict(Status.BREACHED, "Đã quá hạn và không sửa được nữa.")
    return Verdict(Status.OVERDUE, f"Trễ {(on - (due.due_on or limit)).days} ngày." if on - limit > timedelta() else "")


def _out_of_bounds(context: Context, outside: str) -> Verdict:
    """Judge a number that does not lie within its bounds: it can still change until the conference is over."""
    if context.frame.history.day_of("conference_held") is None:
        return Verdict(Status.DUE, f"Hiện ghi: {outside}.")
    if context.rule.strength == "should":
        return Verdict(Status.NOT_APPLICABLE, f"Đã ghi: {outside}. Đây là khuyến nghị, không phải vi phạm.")
    return Verdict(Status.BREACHED, f"Đã ghi: {outside}.")


def _undated(context: Context) -> Verdict:
    """Judge a duty without a number: it is late only when its door was passed without it."""
    event = _DOOR_EVENTS.get(context.rule.door, "")
    passed = context.frame.history.day_of(event) if event else None
    if passed is not None and context.rule.strength == "must":
        return Verdict(Status.OVERDUE, f"Bước sau đã làm ngày {vi_date(passed)} khi việc này chưa xong.")
    return Verdict(Status.DUE)
