"""The library: every regulation that the program carries, read once."""

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from doithoai.regulations.errors import NotInForce, UnknownRegulation
from doithoai.regulations.loader import load_folder
from doithoai.regulations.version import RegulationVersion

DATA = Path(__file__).parent / "data"


@cache
def _shelf() -> dict[str, tuple[RegulationVersion, ...]]:
    return {folder.name: load_folder(folder) for folder in sorted(DATA.iterdir()) if folder.is_dir()}


def library() -> tuple[RegulationVersion, ...]:
    """Return the newest version of every regulation, by id."""
    return tuple(versions[-1] for versions in _shelf().values())


def versions(regulation_id: str) -> tuple[RegulationVersion, ...]:
    """Return every version of a regulation, oldest first; raises UnknownRegulation."""
    try:
        return _shelf()[regulation_id]
    except KeyError:
        known = ", ".join(_shelf())
        raise UnknownRegulation(f"Không có quy định «{regulation_id}». Đang có: {known}.") from None


def get(regulation_id: str) -> RegulationVersion:
    """Return the newest version of a regulation; raises UnknownRegulation."""
    return versions(regulation_id)[-1]


@lru_cache(maxsize=256)
def get_pinned(pin: str) -> RegulationVersion:
    """Return the version that a dialogue is pinned to, raises UnknownRegulation.

    A pin is `id@version`, after a question mark the readings that the unit had chosen: `…?season=any_day;…`.
    """
    name, _, readings = pin.partition("?")
    regulation_id, _, wanted = name.partition("@")
    for version in versions(regulation_id):
        if version.version == wanted:
            return version.read_as(dict(_parted(one) for one in readings.split(";") if one))
    raise UnknownRegulation(f"Quy định «{regulation_id}» không có bản «{wanted}».")


def _parted(reading: str) -> tuple[str, str]:
    name, _, choice = reading.partition("=")
    return name, choice


def in_force(regulation_id: str, on: date) -> RegulationVersion:
    """Return the version in force on the day; raises NotInForce before the first and after the last."""
    for version in versions(regulation_id):
        if version.covers(on):
            return version
    raise NotInForce(f"Ngày {on:%d/%m/%Y} không có bản nào của quy định «{regulation_id}» còn hiệu lực.")


def binding(regulation_ids: Sequence[str], level: str, on: date) -> tuple[RegulationVersion, ...]:
    """Return the versions that bind a unit of this level on the day: its own in the order given, then the country's.

    Raises NotInForce when one of its own is not in force.
    """
    own = tuple(in_force(name, on) for name in regulation_ids)
    country = (
        version
        for kept in _shelf().values()
        for version in kept
        if version.national and level in version.levels and version.covers(on) and version.id not in regulation_ids
    )
    return (*own, *country)


def kept_by(regulation_ids: Sequence[str], on: date) -> tuple[str, ...]:
    """Return those of a unit's own regulations that are in force on the day: a plan for one year ends with it."""
    return tuple(name for name in regulation_ids if any(version.covers(on) for version in versions(name)))


def holding(rule_id: str) -> RegulationVersion | None:
    """Return the newest version that has the rule's clause, by the prefix of its id; None where none has."""
    clause = rule_id.partition("+")[0]
    for kept in _shelf().values():
        for version in reversed(kept):
            if clause.startswith(f"{version.prefix}-") and clause in version.clauses:
                return version
    return None
