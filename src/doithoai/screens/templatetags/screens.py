"""Tags and filters of the look; `screens/README.md` shows each of them in use."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django import template
from django.contrib.messages import get_messages
from django.core.paginator import Page
from django.forms import BaseForm
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Body
from doithoai.regulations.version import RegulationVersion
from doithoai.screens import calendar, chips, dates, notes, parts, timeline
from doithoai.screens.forms.summary import Mistake, mistakes_of
from doithoai.screens.law import validity
from doithoai.screens.parts import BAR_LEFT, BAR_STEP, Bar, Clock, Door, drawn_bars
from doithoai.workdays import Count

register = template.Library()
register.filter("duty_title", timeline.title_of)


@register.filter
def called(body: Body | None) -> str:
    """Return the body's short name as it was, with “(nay là …)” where another answers for it today."""
    return organisations.called(body, body.short_name, on=timezone.localdate()) if body else ""


@register.filter
def called_fully(body: Body | None) -> str:
    """Return the same of the whole name."""
    return organisations.called(body, body.name, on=timezone.localdate()) if body else ""


register.filter("vi_date", dates.vi_date)
register.filter("vi_long", dates.vi_long)
register.filter("vi_short", dates.vi_short)
register.filter("vi_time", dates.vi_time)
register.filter("vi_number", dates.vi_number)
register.filter("weekday", dates.weekday)
register.filter("days_left", dates.days_left)
register.filter("short_citation", chips.short_citation)
register.filter("issued", validity.issued)
register.filter("in_force", validity.in_force)
register.filter("lineage", validity.lineage)


@register.simple_tag
def icon(name: str, look: str = "i") -> SafeString:
    """Draw a symbol of icons.svg; it says nothing to a screen reader, the word beside it does."""
    link = f"{static('doithoai/icons.svg')}#{name}"
    return format_html('<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"/></svg>', look, link)


@register.simple_tag
def status(duty: Any, today: date, word: str = "") -> SafeString:
    """Draw the status chip of an obligation on a day; `word` replaces the usual word."""
    return _chip(chips.chip_of(duty, today), word)


@register.simple_tag
def unsettled(duty: Any) -> SafeString:
    """Draw the mark of a date that an official calendar may still move; nothing once it is settled or done with.

    For places that show the date of an obligation without its status.
    """
    open_still = duty.provisional and duty.met_on is None
    return _chip(chips.CHIPS["provisional"], "") if open_still else SafeString("")


@register.simple_tag
def chip(kind: str, word: str = "") -> SafeString:
    """Draw a chip by the key of chips.CHIPS, for a status that is not an obligation's."""
    return _chip(chips.CHIPS[kind], word)


@register.simple_tag
def law_standing(version: RegulationVersion, on: date) -> SafeString:
    """Draw whether a text holds on a day, over or not yet; or that the day is not known."""
    kind, word = validity.standing(version, on)
    return _chip(chips.CHIPS[kind], word)


def _chip(shown: chips.Chip, word: str = "") -> SafeString:
    return format_html('<span class="st st-{}">{}{}</span>', shown.look, icon(shown.icon), word or shown.word)


@register.simple_tag(takes_context=True)
def article(context: Context, rule_id: str, citation: str, url: str = "", prefix: str = "") -> SafeString:
    """Draw the article chip: a link to the clause, short ("Điều 10.1"), whole in its title.

    Without a `url` the front says where the clause stands: its context processor gives
    `article_url`, a function from the rule's id to an address ("" for none).
    """
    return article_chip(rule_id, citation, url or _address(context, rule_id), prefix)


def article_chip(rule_id: str, citation: str, url: str, prefix: str = "") -> SafeString:
    """Draw the article chip with this address; without one it is no link."""
    short = chips.short_citation(citation)
    text = f"{prefix}, {short}" if prefix else short
    if not url:
        return format_html('<span class="art" data-rule="{}">{}</span>', rule_id, text)
    return format_html('<a class="art" href="{}" title="{}" data-rule="{}">{}</a>', url, citation, rule_id, text)


def _address(context: Context, rule_id: str) -> str:
    found: Callable[[str], str] | None = context.get("article_url")
    return found(rule_id) if found and rule_id else ""


@register.simple_tag
def outcome(kind: str, length: str = "short") -> SafeString:
    """Draw what became of a petition in the room; length `long` gives the full words."""
    shown = chips.OUTCOMES[str(kind)]
    word = shown.long if length == "long" else shown.short
    return format_html('<span class="oc oc-{}">{}{}</span>', shown.number, icon(shown.icon), word)


@register.inclusion_tag("screens/parts/obligation_timeline.html", takes_context=True)
def obligation_timeline(context: Context, obligations: Iterable[Any], today: date) -> dict[str, Any]:
    """Draw the timeline: obligations as they are, or `timeline.duty_row`s with names and links."""
    return {"lines": timeline.lines_of(obligations, today), "today": today, "article_url": context.get("article_url")}


@register.inclusion_tag("screens/parts/calendar_strip.html")
def calendar_strip(count: Count, today: date | None = None, anchor: str = "") -> dict[str, Any]:
    """Draw why a date is what it is, day by day; `anchor` names the event: ngày họp, ban hành."""
    strip = calendar.strip_of(count, today, anchor)
    return {"strip": strip, "summary": count.summary_vi, "first": count.steps[0].date, "last": count.steps[-1].date}


@register.inclusion_tag("screens/parts/door.html", takes_context=True)
def door(context: Context, shown: Door) -> dict[str, Any]:
    """Draw a door: what is missing, who owes it, what is there already, and its foot."""
    return {"door": shown, "article_url": context.get("article_url")}


@register.inclusion_tag("screens/parts/phase.html")
def phase(steps: Sequence[tuple[str, str]], here: str, label: str = "", look: str = "") -> dict[str, Any]:
    """Draw where something stands: `steps` of (code, word), `here` the code of now.

    look: "" for a life's phases, "prog" for a programme, "steps" for a form's pages.
    """
    codes = [str(code) for code, _ in steps]
    at = codes.index(str(here)) if str(here) in codes else len(codes)
    marked = [(word, "done" if n < at else "here" if n == at else "") for n, (_, word) in enumerate(steps)]
    return {"steps": marked, "label": label, "look": look}


@register.inclusion_tag("screens/parts/clocks.html")
def clocks(shown: Sequence[Clock]) -> dict[str, Any]:
    """Draw a petition's clocks side by side: received, answered, resolved; never one figure."""
    return {"clocks": shown}


@register.inclusion_tag("screens/parts/figure.html")
def figure(label: str, value: Any, url: str = "", small: str = "") -> dict[str, Any]:
    """Draw one figure for inside `<dl class="kpi">`, linked to the cases behind it."""
    shown = dates.vi_number(value) if isinstance(value, int) else value
    return {"label": label, "value": shown, "url": url, "small": small}


@register.inclusion_tag("screens/parts/bars.html")
def bars(title: str, rows: Sequence[Bar], small: str = "") -> dict[str, Any]:
    """Draw a bar chart as an SVG that prints and needs no script; every bar leads to its cases."""
    drawn = drawn_bars(rows, [dates.vi_number(row.value) for row in rows])
    # In an SVG attribute a comma would part two numbers: widths are text, never localised.
    return {
        "title": title,
        "small": small,
        "left": BAR_LEFT,
        "height": 6 + BAR_STEP * len(rows),
        "bars": [(one, str(one.width), str(one.end)) for one in drawn],
    }


@register.inclusion_tag("screens/parts/wide_bars.html")
def wide_bars(title: str, rows: Sequence[Bar], small: str = "") -> dict[str, Any]:
    """Draw a bar chart as wide as its column, for labels too long to stand beside their bars."""
    drawn = parts.wide_bars(rows, [dates.vi_number(row.value) for row in rows])
    return {
        "title": title,
        "small": small,
        "height": parts.WIDE_STEP * len(rows),
        "bars": [(one, f"{one.width}%") for one in drawn],
    }


@register.inclusion_tag("screens/parts/empty.html")
def empty(lead: str, why: str = "", name: str = "inbox", url: str = "", word: str = "") -> dict[str, Any]:
    """Draw that there is nothing here, why, and what brings something here."""
    return {"lead": lead, "why": why, "icon_name": name, "url": url, "word": word}


@register.inclusion_tag("screens/parts/pagination.html", takes_context=True)
def pagination(context: Context, page: "Page[Any]", parameter: str = "trang") -> dict[str, Any]:
    """Draw links to a list's pages; every other part of the query stays as it is."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    query = context["request"].GET.copy()
    links = [(number, _with(query, parameter, number)) for number in shown]
    following = _with(query, parameter, page.next_page_number()) if page.has_next() else ""
    return {"page": page, "links": links, "next": following, "gap": page.paginator.ELLIPSIS}


def _with(query: Any, parameter: str, number: int | str) -> str:
    changed = query.copy()
    changed[parameter] = str(number)
    return f"?{changed.urlencode()}"


@register.inclusion_tag("screens/parts/notes.html", takes_context=True, name="notes")
def notes_shown(context: Context) -> dict[str, Any]:
    """Draw what was just done (screens.notes), each with its way back."""
    request = context.get("request")
    stored = get_messages(request) if request is not None else ()
    return {"notes": [notes.note_of(message) for message in stored], "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("screens/forms/summary.html")
def form_errors(*forms: BaseForm) -> dict[str, list[Mistake]]:
    """Draw the summary of what to mend, for templates that lay out their fields themselves."""
    return {"mistakes": [mistake for form in forms for mistake in mistakes_of(form)]}
