"""What the larger components are told: plain data that a view fills and a tag draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from doithoai.screens import chips


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """One line of the timeline of obligations.

    Make it from an obligation with `duty_row`; the status words and days left are worked out when it is drawn.
    """

    title: str
    status: str
    due_on: date | None = None
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
