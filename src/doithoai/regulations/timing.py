"""What the times that a file of rules names must agree with: anchors, periods, hours, weekdays, its own rules."""

import re
from collections.abc import Iterator
from dataclasses import fields

from doithoai.regulations.facts import KINDS
from doithoai.regulations.schema import Deadline, Measure, Rule
from doithoai.regulations.version import RegulationVersion
from doithoai.workdays.hours import spans_of
from doithoai.workdays.rolling import WEEKDAYS

Fault = tuple[str, str]  # what is wrong, how it is mended
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_WHICH = ("1", "2", "3", "4", "5", "last")


def header_faults(version: RegulationVersion) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with the reach and the office hours of a version, with the key where it stands."""
    if version.reach:
        setting = version.settings.get(version.reach.setting)
        if setting is None or set(version.reach.choices) != set(setting.choices):
            mend = "reach trỏ tới một setting và có đúng các lựa chọn của nó."
            yield "reach", "phạm vi không khớp cách hiểu.", mend
    try:
        spans_of(version.office_hours)
    except ValueError as error:
        yield (
            "office_hours",
            f"giờ mở cửa «{error}» không dùng được.",
            "viết như «07:30-11:30», theo thứ tự trong ngày.",
        )


def rule_faults(rule: Rule) -> Iterator[Fault]:
    """Yield what is wrong with what a rule comes back with or is brought about by."""
    deadline = rule.deadline
    if (rule.scope == "request") != (rule.trigger is not None):
        yield "scope «request» và khóa «trigger» phải đi cùng nhau.", "ghi trigger: {fact: conference_requested}."
    if rule.every and rule.scope != "unit_year":
        yield "khóa «every» chỉ dùng với việc của năm.", "ghi «scope: unit_year»."
    if deadline and (deadline.month_day or deadline.weekdays) and not rule.every:
        yield "ngày trong tháng cần kỳ lặp lại.", "ghi «every: month», «quarter», «half_year» …"
    if rule.at_most_times is not None and not rule.done_when.fact:
        yield "at_most_times đếm một loại sự việc.", "ghi done_when: {fact: …}."


def deadline_faults(deadline: Deadline, version: RegulationVersion) -> Iterator[Fault]:
    """Yield what is wrong with the anchor, the rules named, the hours and the weekdays of a deadline."""
    anchored = deadline.after or deadline.after_end_of
    if (deadline.at_most and not anchored) or (deadline.at_least and not deadline.before):
        yield "thời hạn thiếu mốc.", "ghi «after: conference_held» hoặc «before: conference_start»."
    known = {rule.id for rule in version.rules}
    for key in ("same_as", "after_end_of"):
        name = getattr(deadline, key)
        if name and name not in known:
            yield f"{key} trỏ tới quy tắc {name} không có.", "ghi đúng mã quy tắc."
    yield from _hours(deadline, version)
    for name in deadline.weekdays:
        which, _, weekday = name.partition("-")
        if which not in _WHICH or weekday not in WEEKDAYS:
            yield f"«{name}» không phải ngày trong tuần của tháng.", "viết như «2-friday» hoặc «last-monday»."


def _hours(deadline: Deadline, version: RegulationVersion) -> Iterator[Fault]:
    if deadline.unit == "working_hours" and not version.office_hours:
        yield "giờ làm việc cần biết giờ mở cửa.", 'khai office_hours: ["07:30-11:30", "13:30-17:00"].'
    if deadline.by_hour and not _HOUR.fullmatch(deadline.by_hour):
        yield f"«{deadline.by_hour}» không phải giờ.", "viết như «16:00»."
    if deadline.at_least and deadline.unit in {"hours", "working_hours"}:
        yield "hạn báo trước không đếm bằng giờ.", "đếm bằng ngày, hoặc ghi giờ ở by_hour."


def share_faults(measure: Measure) -> Iterator[Fault]:
    """Yield what is wrong with the number of which another is a share."""
    kind, _, name = measure.percent_of.partition(".")
    known = {field.name for field in fields(KINDS[kind])} if kind in KINDS else set()
    if measure.percent_of and name not in known:
        yield f"không có số «{measure.percent_of}».", "viết như «invitations_sent.count»."
