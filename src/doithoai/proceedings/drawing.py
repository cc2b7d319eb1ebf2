"""How a draw is worked out: plain SHA-256, so that anybody can replay it with tools of any system. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip in the draw: its number, which says nothing of a person, and the group that it is drawn in."""

    number: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A slip with its rank: the SHA-256 of seed, digest and number; the smallest come first. `place` from 1, 0: not."""

    slip: Slip
    rank: str
    place: int


def listed(slips: Iterable[Slip]) -> str:
    """Return the list as it is published and hashed: by number, one line a slip, number and group with a tab."""
    return "\n".join(f"{slip.number}\t{slip.group}" for slip in sorted(slips, key=lambda slip: slip.number))


def slips_in(text: str) -> list[Slip]:
    """Return the slips of a published list."""
    return [Slip(*line.split("\t", 1)) for line in text.split("\n") if line]


def digest_of(text: str) -> str:
    """Return the digest of a list: what is published before the seed is known."""
    return sha256(text.encode()).hexdigest()


def rank_of(slip: Slip, *, seed: str, digest: str) -> str:
    """Return the slip's rank: SHA-256 of seed, digest and number, each on a line of its own (no line end after)."""
    return sha256(f"{seed}\n{digest}\n{slip.number}".encode()).hexdigest()


def drawn(text: str, *, seed: str, seats: int) -> list[Drawn]:
    """Work the draw out: in each group the `seats` smallest ranks are in; those speak in the order of their ranks.

    The rest follow by rank with place 0.
    """
    digest = digest_of(text)
    ranks = ((rank_of(slip, seed=seed, digest=digest), slip) for slip in slips_in(text))
    ranked = sorted(ranks, key=lambda row: row[0])
    inside = _first_of_each_group(ranked, seats)
    places = {number: place for place, number in enumerate(inside, 1)}
    found = [Drawn(slip, rank, places.get(slip.number, 0)) for rank, slip in ranked]
    return sorted(found, key=lambda one: (one.place == 0, one.rank))


def _first_of_each_group(ranked: Sequence[tuple[str, Slip]], seats: int) -> list[str]:
    taken: dict[str, int] = {}
    inside = []
    for _rank, slip in ranked:
        if taken.get(slip.group, 0) < seats:
            taken[slip.group] = taken.get(slip.group, 0) + 1
            inside.append(slip.number)
    return inside
