"""Tags and filters that only public pages use."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.queries import PointFigures
from doithoai.portal.reads.law import rule_url
from doithoai.portal.reads.promises import Item
from doithoai.regulations import get_pinned
from doithoai.screens import chips, dates
from doithoai.screens.templatetags.screens import article_chip, icon, phase
from doithoai.textsearch.folding import fold

register = template.Library()


@register.filter
def weekday_of(moment: datetime) -> str:
    """Return the name of the day of the week of a moment in the office's time zone."""
    return dates.weekday(timezone.localtime(moment).date())


@register.filter
def month_of(moment: datetime) -> str:
    """Return the month of a moment in the office's time zone: tháng 8, Aug."""
    if dates.english():
        return formats.date_format(moment, "M")
    return f"tháng {timezone.localtime(moment).month}"


@register.simple_tag
def promise_chip(item: Item, today: date) -> SafeString:
    """Draw how a promise stands: late by how much, how long still, done, given up, not dated."""
    look, word = _standing(item, today)
    shown = chips.CHIPS[look]
    return format_html('<span class="st st-{}">{}{}</span>', shown.look, icon(shown.icon), word)


def _standing(item: Item, today: date) -> tuple[str, str]:
    if item.status == "xong":
        return "met", _done(item)
    if item.status == "giai-trinh":
        return "waived", _("Đã giải trình")
    if item.status == "khong":
        return "waived", _("Không làm được")
    if item.due is None:
        return "unknown", _("Chưa hẹn ngày")
    days = (item.due - today).days
    if days < 0:
        return "overdue", ngettext("Quá hạn %d ngày", "Quá hạn %d ngày", -days) % -days
    if days == 0:
        return "today", _("Hẹn hôm nay")
    return "due", ngettext("Còn %d ngày", "Còn %d ngày", days) % days


def _done(item: Item) -> str:
    """Say that it was done, and how early or late against the date that was promised first."""
    promised = item.first_due or item.due
    if item.done_on is None or promised is None:
        return _("Làm xong")
    days = (promised - item.done_on).days
    if days > 0:
        return ngettext("Làm xong, sớm %d ngày", "Làm xong, sớm %d ngày", days) % days
    if days < 0:
        return ngettext("Làm xong, muộn %d ngày", "Làm xong, muộn %d ngày", -days) % -days
    return _("Làm xong đúng hẹn")


@register.filter
def named(dialogue: Dialogue) -> str:
    """Return the title with its place, unless the title says the place already."""
    place = dialogue.unit.name
    if fold(place) in fold(dialogue.title):
        return dialogue.title
    return f"{dialogue.title}, {place[:1].lower()}{place[1:]}"


@register.filter
def office(dialogue: Dialogue) -> str:
    """Return the host office with its place, unless its name says the place already."""
    name, place = dialogue.host_office.name, dialogue.unit.name
    return name if fold(place) in fold(name) else f"{name}, {place[:1].lower()}{place[1:]}"


@register.inclusion_tag("screens/parts/phase.html")
def send_steps(here: str) -> dict[str, Any]:
    """Draw the three steps of sending."""
    steps = [("1", _("1. Gửi cho cuộc nào")), ("2", _("2. Nội dung, cách nhận trả lời")), ("3", _("3. Biên nhận"))]
    return phase(steps, here, _("Bước %(step)s trong 3") % {"step": here}, "steps")


@register.simple_tag
def seats(row: PointFigures) -> str:
    """Return how many seats are left, where there is only one place and no address has to be told."""
    if row.free is None:
        return _("Không giới hạn chỗ")
    if row.free == 0:
        return _("Đã đủ chỗ: đăng ký sẽ vào danh sách chờ")
    return _("Còn %(free)s chỗ") % {"free": dates.vi_number(row.free)}


@register.simple_tag
def participants_chip(dialogue: Dialogue) -> SafeString:
    """Draw the article that says who may take part, where the regulation of the dialogue has one."""
    pin = dialogue.instruments.split(",")[0]
    items = get_pinned(pin).items("participants")
    if not items:
        return SafeString("")
    return article_chip(items[0].clause, items[0].citation, rule_url(pin, items[0].clause))


@register.filter
def vi_span(seconds: int | None) -> str:
    """Return a place in a recording: 12:04, or 1:02:04."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
