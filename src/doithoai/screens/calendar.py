"""The calendar strip: why a date is what it is, one cell a day (VISUAL, `.cal`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doithoai.screens import dates
from doithoai.workdays import Count, CountedDay, Kind, Role

# The class that draws a day that is not worked, and its word.
_OFF: dict[Kind, tuple[str, str | Promise]] = {
    Kind.WEEKEND: ("o", gettext_lazy("nghỉ")),
    Kind.HOLIDAY: ("h", gettext_lazy("lễ")),
    Kind.SUBSTITUTE: ("h", gettext_lazy("nghỉ bù")),
    Kind.SWAPPED_OFF: ("h", gettext_lazy("hoán đổi")),
    Kind.CLOSURE: ("h", gettext_lazy("nghỉ riêng")),
}
_KEY: tuple[tuple[str, str | Promise], ...] = (
    ("c", gettext_lazy("Ngày được tính")),
    ("o", gettext_lazy("Cuối tuần, không tính")),
    ("h", gettext_lazy("Nghỉ lễ, không tính")),
    ("sw", gettext_lazy("Thứ Bảy làm bù, có tính")),
    ("t", gettext_lazy("Hôm nay")),
    ("z", gettext_lazy("Ngày cuối")),
)
LONG = 24  # cells that fit side by side on an office PC; more are drawn week by week


@dataclass(frozen=True, slots=True)
class Cell:
    """One day as it is drawn."""

    on: date
    look: str
    weekday: str
    word: str
    reason: str

    @property
    def column(self) -> int:
        """Return the Vietnamese number of the day: 2 for Monday … 8 for Sunday."""
        return self.on.weekday() + 2


@dataclass(frozen=True, slots=True)
class Strip:
    """A count as it is drawn: its cells, the key to the shapes in it, the documents behind its days off."""

    cells: tuple[Cell, ...]
    key: tuple[tuple[str, str | Promise], ...]
    sources: tuple[str, ...]
    provisional: bool

    @property
    def long(self) -> bool:
        """Whether the cells are too many for one row."""
        return len(self.cells) > LONG


def strip_of(count: Count, today: date | None, anchor_word: str = "") -> Strip:
    """Return a count as it is drawn; `anchor_word` names the event: ngày họp, ban hành."""
    cells = tuple(_cell(step, today, anchor_word or _("mốc")) for step in count.steps)
    worn = {name for cell in cells for name in cell.look.split()}
    key = tuple((name, word) for name, word in _KEY if name in worn)
    return Strip(cells, key, _sources(count.steps), count.provisional)


def _cell(step: CountedDay, today: date | None, anchor_word: str) -> Cell:
    look, word = _shape(step, anchor_word)
    if step.date == today:
        look += " t"
    return Cell(step.date, look, dates.weekday_short(step.date), word, step.reason_vi)


def _shape(step: CountedDay, anchor_word: str) -> tuple[str, str]:
    number = str(step.number or "")
    if step.role is Role.DUE:
        return "z", f"{number} {_('hạn')}".strip()
    if step.role is Role.ANCHOR:
        return "s", f"{number} {anchor_word}".strip()
    if step.kind is Kind.MAKEUP:
        return "sw", f"{number} {_('bù')}".strip()
    if step.counted and step.kind is Kind.WORKING:
        return "c", number
    look, word = _OFF.get(step.kind, ("", ""))
    # Plain days are counted on days off too: the shape says off, the number says counted.
    return (look, number) if step.counted else (look, str(word))


def _sources(steps: Iterable[CountedDay]) -> tuple[str, ...]:
    """Return the documents behind the days that are off or made up, but not behind plain weekends."""
    return tuple(dict.fromkeys(step.source for step in steps if step.source and step.kind is not Kind.WEEKEND))
