"""The words, icons and shapes of statuses, outcomes and articles (VISUAL, table of statuses)."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class HasDueDay(Protocol):
    """What a chip and a timeline read of an obligation; any object with these will do."""

    @property
    def status(self) -> str:
        """One of `regulations.types.Status`."""

    @property
    def due_on(self) -> date | None:
        """The last lawful day."""

    @property
    def provisional(self) -> bool:
        """Whether the day rests on a calendar not yet announced."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A sign in three ways: word, icon, and the look that gives colour and shape."""

    look: str
    icon: str
    word: str | Promise


CHIPS = {
    "met": Chip("met", "ok", _("Đã xong")),
    "due": Chip("due", "clock", _("Còn hạn")),
    "today": Chip("now", "clock", _("Hạn hôm nay")),
    "overdue": Chip("overdue", "warn", _("Quá hạn")),
    "breached": Chip("breached", "stop", _("Không đạt")),
    "waived": Chip("waived", "waive", _("Được miễn")),
    "unknown": Chip("unknown", "unk", _("Chưa có căn cứ")),
    "provisional": Chip("provisional", "prov", _("Tạm tính")),
    "pending": Chip("wait", "wait", _("Chưa tới lượt")),
    "not_applicable": Chip("plain", "waive", _("Không áp dụng")),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a petition in the room: number of its key, icon, short and long word."""

    number: int
    icon: str
    short: str | Promise
    long: str | Promise


OUTCOMES = {
    "answered": Outcome(1, "chat", _("Trả lời ngay"), _("Trả lời tại hội nghị")),
    "taken_up": Outcome(2, "hand", _("Tiếp thu"), _("Tiếp thu, giao việc")),
    "declined": Outcome(3, "ban", _("Từ chối"), _("Từ chối, có lý do")),
    "transferred": Outcome(4, "share", _("Chuyển"), _("Chuyển cơ quan khác")),
    "escalated": Outcome(5, "up", _("Kiến nghị cấp trên"), _("Kiến nghị cấp trên")),
}


def kind_on(duty: HasDueDay, today: date) -> str:
    """Return the key into CHIPS of an obligation on a day.

    A stored obligation may be a night old: one that is due and whose day has
    passed is shown as overdue without waiting for the sweep.
    """
    if str(duty.status) != "due" or duty.due_on is None:
        return str(duty.status)
    if duty.due_on < today:
        return "overdue"
    if duty.due_on == today:
        return "today"
    return "provisional" if duty.provisional else "due"


def chip_of(duty: HasDueDay, today: date) -> Chip:
    """Return the chip of an obligation on a day."""
    return CHIPS[kind_on(duty, today)]


def short_citation(citation: str) -> str:
    """Return a citation as a chip shows it: "Điều 10 khoản 1 điểm a" is "Điều 10.1a"."""
    return re.sub(r"\s+điểm (\w)\b", r"\1", re.sub(r"\s+khoản (\d+)", r".\1", citation))
