"""From when a text holds, in words: the days that it bears, or that they are not known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from doithoai import regulations as law
from doithoai.regulations.version import RegulationVersion
from doithoai.screens import dates


def issued(version: RegulationVersion) -> str:
    """Return the day of issue; that it is not known where the text bears none."""
    return dates.vi_short(version.issued_on) if version.issued_on else _("không rõ ngày ban hành")


def in_force(version: RegulationVersion) -> str:
    """Return from when, and until when, the version holds; what is known of it where the text bears no day."""
    if version.undated_vi:
        return version.undated_en if dates.english() else version.undated_vi
    start = _("từ %(day)s") % {"day": dates.vi_short(version.in_force_from)}
    if version.in_force_to is None:
        return start
    return _("%(start)s, đến hết hôm trước %(day)s") % {"start": start, "day": dates.vi_short(version.in_force_to)}


def standing(version: RegulationVersion, on: date) -> tuple[str, str]:
    """Return the chip and the word for how the version stands on the day; one without a day is never called valid."""
    if version.in_force_to and on >= version.in_force_to:
        return "waived", _("Hết hiệu lực")
    if version.undated_vi:
        return "unknown", _("Không rõ ngày hiệu lực")
    if on < version.in_force_from:
        return "pending", _("Chưa có hiệu lực")
    return "met", _("Còn hiệu lực")


@dataclass(frozen=True, slots=True)
class Stage:
    """One text in the line to which a version belongs: before it, itself, after it."""

    version: RegulationVersion
    what: str
    here: bool


def lineage(version: RegulationVersion) -> list[Stage]:
    """Return the texts that this one replaced, its own versions and what replaces it, in the order of their days.

    One alone has no line: the list is then empty.
    """
    rows = [*_replaced(version), *law.versions(version.id), *_replacing(version)]
    if len(rows) == 1:
        return []
    ordered = sorted({row.pin: row for row in rows}.values(), key=lambda row: row.in_force_from)
    return [Stage(row, _what(row, version), row.pin == version.pin) for row in ordered]


def _replaced(version: RegulationVersion) -> Iterator[RegulationVersion]:
    named = {number for one in law.versions(version.id) for number in one.replaces}
    for other in law.library():
        if other.number in named and other.id != version.id:
            yield from law.versions(other.id)


def _replacing(version: RegulationVersion) -> Iterator[RegulationVersion]:
    numbers = {one.number for one in law.versions(version.id) if one.number}
    for other in law.library():
        if other.id != version.id and any(numbers & set(one.replaces) for one in law.versions(other.id)):
            yield from law.versions(other.id)


def _what(row: RegulationVersion, version: RegulationVersion) -> str:
    if row.pin == version.pin:
        return _("bản này")
    if row.id == version.id:
        return _("bản trước khi sửa đổi") if row.in_force_from < version.in_force_from else _("bản sửa đổi")
    return _("văn bản bị thay") if row.in_force_from < version.in_force_from else _("văn bản thay")
