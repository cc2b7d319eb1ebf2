"""What the larger components are told: plain data that a view fills and a tag draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from doithoai.screens import chips


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """Another text that asks for the same step, with its own day, later than or equal to the row's."""

    name: str
    rule: str
    citation: str
    article_url: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """One line of the timeline of obligations.

    Make it from an obligation with `duty_row`; the status words and days left are worked out when it is drawn.
    """

    title: str
    status: str
    due_on: date | None = None
    due_time: str = ""
    met_on: date | None = None
    provisional: bool = False
    group: str = ""
    who: str = ""
    note: str = ""
    due_note: str = ""
    rule: str = ""
    citation: str = ""
    article_url: str = ""
    why: str = ""
    why_url: str = ""
    why_open: bool = False
    also: Sequence[Also] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorItem:
    """One condition of a door: what, who owes it, by which article, and a way to mend it."""

    title: str
    met: bool
    who: str = ""
    rule: str = ""
    citation: str = ""
    article_url: str = ""
    action_url: str = ""
    action_word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A step that cannot open yet (or can): its conditions and what may be done at its foot.

    `override_url` leads to the page that asks for a recorded reason, where the law leaves room.
    """

    title: str
    items: Sequence[DoorItem]
    draft_url: str = ""
    draft_word: str = ""
    override_url: str = ""
    override_word: str = ""

    @property
    def missing(self) -> list[DoorItem]:
        """Return the conditions not met."""
        return [item for item in self.items if not item.met]

    @property
    def met(self) -> list[DoorItem]:
        """Return the conditions met."""
        return [item for item in self.items if item.met]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One of a petition's clocks: received, answered, resolved. `kind` is a key of chips.CHIPS."""

    title: str
    text: str
    kind: str
    word: str = ""

    @property
    def chip(self) -> chips.Chip:
        """Return the chip, with this clock's own word if it has one."""
        plain = chips.CHIPS[self.kind]
        return chips.Chip(plain.look, plain.icon, self.word) if self.word else plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of a chart, linked to its cases. `look` is a fill of the theme: f1 … f6, fo (late), fl (pale)."""

    label: str
    value: int
    url: str = ""
    look: str = "f2"
    text: str = ""  # what stands at its end, when it is not the value itself


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar with its place in the drawing, in the drawing's own units."""

    bar: Bar
    top: int
    width: float
    shown: str

    @property
    def base(self) -> int:
        """Return where the words of the bar stand."""
        return self.top + 14

    @property
    def end(self) -> float:
        """Return where the figure behind the bar begins."""
        return BAR_LEFT + self.width + 6


BAR_LEFT, BAR_MOST, BAR_STEP = 146, 160, 30
WIDE_MOST, WIDE_STEP = 84, 48  # per cent of the page's width, so that words keep their size on any screen


def drawn_bars(bars: Sequence[Bar], shown: Sequence[str]) -> list[DrawnBar]:
    """Return the bars in their places; the longest one takes the whole width."""
    most = max((bar.value for bar in bars), default=0) or 1
    return [
        DrawnBar(bar, 6 + BAR_STEP * number, round(BAR_MOST * bar.value / most, 1), bar.text or word)
        for number, (bar, word) in enumerate(zip(bars, shown, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class WideBar:
    """A bar of a chart as wide as the page, its words above it; `width` in per cent."""

    bar: Bar
    top: int
    width: float
    shown: str

    @property
    def base(self) -> int:
        """Return where the words of the bar stand."""
        return self.top + 14

    @property
    def bar_top(self) -> int:
        """Return where the bar itself begins."""
        return self.top + 20

    @property
    def bar_base(self) -> int:
        """Return where the figure behind the bar stands."""
        return self.top + 34


def wide_bars(bars: Sequence[Bar], shown: Sequence[str]) -> list[WideBar]:
    """Return the bars in their places, one under the other; the longest one takes the whole width."""
    most = max((bar.value for bar in bars), default=0) or 1
    return [
        WideBar(bar, WIDE_STEP * number, round(WIDE_MOST * bar.value / most, 1), bar.text or word)
        for number, (bar, word) in enumerate(zip(bars, shown, strict=True))
    ]
