"""Where a matter is, when two are compared: by the field for the place and by what the words themselves name."""

import re
from enum import IntEnum

from doithoai.organisations.queries import Gazetteer
from doithoai.organisations.queries.places import spoken
from doithoai.textsearch.wording import Wording

_APART = re.compile(r"[,;()]|\s[-–—]\s")


class Nearness(IntEnum):
    """How the places of two matters stand to each other; place is part of what a matter is."""

    OTHER = 0
    UNKNOWN = 1
    SAME = 2


def nearness(one: Wording, here: str, other: Wording, there: str, gazetteer: Gazetteer) -> Nearness:
    """Return whether two matters are in one place, by names of then or of today.

    `here` and `there` are what stands in the field for the place. Names in the words go before it: two roads of one
    ward are two places. Where one of them says less, it is not known.
    """
    fields = _of_fields(here, there, gazetteer)
    if fields is Nearness.OTHER:
        return Nearness.OTHER
    if one.sites and other.sites:
        if one.sites & other.sites:
            return Nearness.SAME
        return Nearness.SAME if _named_alike(one, other, gazetteer) else Nearness.OTHER
    if one.sites or other.sites:
        if _found_in(one, other) or _found_in(other, one):
            return Nearness.SAME
        said = " ".join(" ".join(name) for name in one.sites | other.sites)
        return Nearness.SAME if fields is Nearness.SAME and _says_no_more(said, here, there) else Nearness.UNKNOWN
    return fields


def _of_fields(here: str, there: str, gazetteer: Gazetteer) -> Nearness:
    mine, theirs = _parts(here), _parts(there)
    if not mine or not theirs:
        return Nearness.UNKNOWN
    if gazetteer.same(here, there):
        return Nearness.SAME
    if _narrowest(here) & _narrowest(there):
        return Nearness.SAME
    # One names the ward, the other the hamlet in it.
    return Nearness.UNKNOWN if mine[0] in theirs or theirs[0] in mine else Nearness.OTHER


def _parts(place: str) -> list[str]:
    return [name for part in _APART.split(place) if (name := spoken(part))]


def _narrowest(place: str) -> set[str]:
    """Return the narrowest places that a field names: “Thôn A và thôn B, xã C” names two."""
    return {spoken(name) for name in re.split(r"\s+(?:và|va)\s+", _APART.split(place)[0]) if name.strip()}


def _named_alike(one: Wording, other: Wording, gazetteer: Gazetteer) -> bool:
    if not gazetteer.places:
        return False
    return any(gazetteer.same(" ".join(mine), " ".join(theirs)) for mine in one.sites for theirs in other.sites)


def _found_in(one: Wording, other: Wording) -> bool:
    """Say whether a name of the one stands in the other, which was typed without capitals and so has no names."""
    said = f" {' '.join(other.words)} "
    return any(f" {' '.join(name)} " in said for name in one.sites)


def _says_no_more(said: str, here: str, there: str) -> bool:
    """Say whether what one text names is only the place that both fields name anyway."""
    return said in f"{' '.join(_parts(here))} {' '.join(_parts(there))}"


def shared_above(here: str, there: str) -> int:
    """Return how many of the wider places (ward, city …) two fields for the place share."""
    return len(set(_parts(here)[1:]) & set(_parts(there)[1:]))
