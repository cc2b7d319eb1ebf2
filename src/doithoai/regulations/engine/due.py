"""What is known of a last day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Due:
    """What is known of a duty's last day; see `types.Obligation` for the meaning of the dates.

    `late_after`: the last day on which doing it is no breach, where that differs from
    `due_on`: the wider reading of a minimum notice, or the plain days before it.
    """

    anchor_kind: str = ""
    anchor_on: date | None = None
    due_on: date | None = None
    expected_on: date | None = None
    strict_on: date | None = None
    late_after: date | None = None
    warn_after: date | None = None
    extended: bool = False
    proposed: bool = False
    provisional: bool = False
    external: str = ""
    due_time: str = ""  # the hour of the due day, where the law counts in hours or names one

    @property
    def limit(self) -> date | None:
        """The last day without a breach."""
        return self.late_after or self.due_on
