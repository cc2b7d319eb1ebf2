"""From when a text holds, in words: the days that it bears, or that they are not known."""

from datetime import date

from django.utils.translation import gettext as _

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
