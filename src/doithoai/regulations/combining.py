"""Several instruments on one case: which duties are one step, and which of them leads it.

A waiver or a reading of one instrument changes nothing in another. Of the duties of one step the
one that leaves the least time leads; all stay in sight, each with its source.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from doithoai.regulations.comparing import pairs_of
from doithoai.regulations.types import Obligation, Status
from doithoai.regulations.version import RegulationVersion

_FREE = {Status.WAIVED, Status.NOT_APPLICABLE, Status.UNKNOWN}
_Name = tuple[str, str]  # pin and rule


def led(obligations: Sequence[Obligation], versions: Sequence[RegulationVersion]) -> list[Obligation]:
    """Return the obligations, each that a stricter one of another instrument overtakes naming it in `led_by`.

    A duty without a day, a recommendation and a duty of which the case is freed lead nothing.
    """
    found = list(obligations)
    if len(versions) < 2:
        return found
    for together in _together(found, steps_of(tuple(versions))):
        first = _leader([found[place] for place in together])
        for place in together:
            other = found[place]
            if first and other.regulation != first.regulation and other.status not in _FREE:
                found[place] = replace(other, led_by=first.rule)
    return found


def _together(found: Sequence[Obligation], steps: dict[_Name, int]) -> Iterator[list[int]]:
    """Yield the places of the obligations that are one step of one bearer."""
    places: dict[tuple[int, str, str, str], list[int]] = {}
    for place, one in enumerate(found):
        step = steps.get((one.regulation, one.rule))
        if step is not None:
            places.setdefault((step, one.petition, one.body, one.post), []).append(place)
    yield from (together for together in places.values() if len(together) > 1)


def _leader(together: Sequence[Obligation]) -> Obligation | None:
    """Return the duty that leaves the least time; of equals the first instrument's, the province's own."""
    binding = [one for one in together if one.strength == "must" and one.status not in _FREE and _day(one)]
    return min(binding, key=lambda one: _day(one) or date.max, default=None)


def _day(one: Obligation) -> date | None:
    return one.due_on or one.expected_on


@lru_cache(maxsize=64)
def steps_of(versions: tuple[RegulationVersion, ...]) -> dict[_Name, int]:
    """Return a number for each step of which more than one of the instruments speaks, by pin and rule.

    Two rules are one step where they end with the same fact of the same thing (`comparing`).
    """
    steps: dict[_Name, int] = {}
    for number, version in enumerate(versions):
        for other in versions[number + 1 :]:
            for ours, theirs in pairs_of(version, other):
                if ours and theirs:
                    names = [*((version.pin, rule.id) for rule in ours), *((other.pin, rule.id) for rule in theirs)]
                    step = next((steps[name] for name in names if name in steps), len(steps))
                    steps |= dict.fromkeys(names, step)
    return steps
