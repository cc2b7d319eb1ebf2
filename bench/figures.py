"""What a measurement says, and how it is timed."""

import statistics
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


# Which time counts: the clock on the wall, or (`--cpu`, on a machine that others use too) this process's own.
clock: Callable[[], float] = time.perf_counter


# How long petitions are laid down before what is measured begins; `--full` lays down all of them.
laying_seconds: float = 60


def lay_all() -> None:
    """Lay down as many petitions as the budgets speak of (200,000), however long that takes."""
    global laying_seconds  # noqa: PLW0603 -- one switch for the whole run, set before the first measurement
    laying_seconds = float("inf")


def count_own_time() -> None:
    """Measure the processor's time of this process instead of the time on the wall."""
    global clock  # noqa: PLW0603 -- one switch for the whole run, set before the first measurement
    clock = time.process_time


def seconds(job: Callable[[], object]) -> float:
    """Return how long one run takes; for what cannot be done twice alike."""
    start = clock()
    job()
    return clock() - start


def median_of(job: Callable[[], object], rounds: int = 15) -> float:
    """Return the median seconds of several runs after a first one that fills the caches."""
    job()
    return statistics.median(seconds(job) for _ in range(rounds))


def best_of(job: Callable[[], object], rounds: int = 5) -> float:
    """Return the seconds of the quickest round; the others only show what else the machine did."""
    return min(seconds(job) for _ in range(rounds))
