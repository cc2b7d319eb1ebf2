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

    A text of its own that has ended, or not begun, asks nothing; what replaces it does. Raises NotInForce when
    the unit names texts and none of them binds it that day.
    """
    own = kept_by(regulation_ids, on)
    if regulation_ids and not own:
        raise _none_in_force(regulation_ids, on)
    return bound_by(regulation_ids, level, on)


def bound_by(regulation_ids: Sequence[str], level: str, on: date) -> tuple[RegulationVersion, ...]:
    """Return what `binding` does, also where none of the unit's own texts is in force."""
    own = kept_by(regulation_ids, on)
    country = (
        version
        for kept in _shelf().values()
        for version in kept
        if version.national and level in version.levels and version.covers(on) and version.id not in own
    )
    return (*(in_force(name, on) for name in own), *country)


def kept_by(regulation_ids: Sequence[str], on: date) -> tuple[str, ...]:
    """Return those of a unit's own regulations that are in force on the day, for an ended one what replaces it.

    A plan for one year ends with it; a regulation that another text on the shelf replaces is followed by that text
    from the day on which it has ended, without anybody changing the unit.
    """
    found = (_standing_for(name, on, frozenset()) for name in regulation_ids)
    return tuple(dict.fromkeys(name for name in found if name))


def _standing_for(regulation_id: str, on: date, seen: frozenset[str]) -> str:
    """Return the id of the text that holds on the day in the place of this one; "" for none."""
    kept = versions(regulation_id)
    if any(version.covers(on) for version in kept):
        return regulation_id
    last = kept[-1]
    if last.in_force_to is None or on < last.in_force_to or not last.number or last.national:
        return ""
    for other in _shelf().values():
        newer = next((one for one in other if last.number in one.replaces and not one.national), None)
        if newer is not None and newer.id not in seen | {regulation_id}:
            found = _standing_for(newer.id, on, seen | {regulation_id})
            if found:
                return found
    return ""


def _none_in_force(regulation_ids: Sequence[str], on: date) -> NotInForce:
    kept = versions(regulation_ids[0])
    ended = next((one for one in reversed(kept) if one.in_force_to and one.in_force_to <= on), None)
    if ended is not None and ended.in_force_to is not None:
        day = f"{ended.in_force_to.day}/{ended.in_force_to.month}/{ended.in_force_to.year}"
        return NotInForce(f"{ended.short_vi} đã hết hiệu lực từ {day}, chưa có văn bản thay trong thư viện.")
    return NotInForce(f"Ngày {on.day}/{on.month}/{on.year} {kept[0].short_vi} chưa có hiệu lực.")


def last_kept(regulation_ids: Sequence[str], since: date, until: date) -> RegulationVersion | None:
    """Return a unit's own text in force on the last day of a span, else the last one that was in force during it.

    None where none was: who reports on a year needs the text of that year, also when it has ended since.
    """
    own = kept_by(regulation_ids, until)
    if own:
        return in_force(own[0], until)
    ended = [
        version
        for name in regulation_ids
        for version in versions(name)
        if version.in_force_from <= until and version.in_force_to and version.in_force_to > since
    ]
    return max(ended, key=lambda version: version.in_force_from, default=None)


def holding(rule_id: str) -> RegulationVersion | None:
    """Return the newest version that has the rule's clause, by the prefix of its id; None where none has."""
    clause = rule_id.partition("+")[0]
    for kept in _shelf().values():
        for version in reversed(kept):
            if clause.startswith(f"{version.prefix}-") and clause in version.clauses:
                return version
    return None
