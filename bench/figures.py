"""What a measurement says, and how it is timed."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value.

    `budget` is the most it may be, in the same unit; None where there is no budget.
    `ratio` says how many times the peer's value is ours, measured in the same run:
    above 1 we are quicker or smaller.
    """

    name: str
    value: float
    unit: str
    budget: float | None = None
    peer_name: str = ""
    ratio: float | None = None

    @property
    def kept(self) -> bool:
        """Say whether the budget, if any, is kept."""
        return self.budget is None or self.value <= self.budget


def best_of(job: Callable[[], object], rounds: int = 5) -> float:
    """Return the seconds of the quickest round; the others only show what else the machine did."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        job()
        best = min(best, time.perf_counter() - start)
    return best
