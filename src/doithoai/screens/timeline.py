"""The timeline of obligations: which lines, in which order, where today stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doithoai.screens import chips, dates
from doithoai.screens.parts import DutyRow

GROUPS: dict[str, str | Promise] = {
    "year": gettext_lazy("Trong năm"),
    "before": gettext_lazy("Trước hội nghị"),
    "conference": gettext_lazy("Tại hội nghị"),
    "after": gettext_lazy("Sau hội nghị"),
}
# The class of a line and the icon in its dot, by the kind of its chip.
_SHAPES = {
    "met": ("met", "check"),
    "overdue": ("overdue", "warn"),
    "breached": ("breached", "x"),
    "due": ("soon", ""),
    "today": ("soon", ""),
    "provisional": ("guess", ""),
    "unknown": ("guess", ""),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is drawn: a group's heading, today's line, or a duty."""

    heading: str | Promise = ""
    today: date | None = None
    row: DutyRow | None = None
    kind: str = ""
    past: bool = False
    left: str = ""
    left_look: str = ""
    question: str = ""

    @property
    def chip(self) -> chips.Chip:
        """Return the status chip of a duty's line."""
        return chips.CHIPS[self.kind]

    @property
    def shape(self) -> str:
        """Return the class that draws the dot."""
        return _SHAPES.get(self.kind, ("", ""))[0]

    @property
    def dot(self) -> str:
        """Return the icon inside the dot, if any."""
        return _SHAPES.get(self.kind, ("", ""))[1]


def title_of(obligation: Any) -> str:
    """Return what an obligation is called in the language of the page, whether the engine's own or a stored one."""
    return (getattr(obligation, "title_en", "") if dates.english() else "") or obligation.title_vi


def duty_row(
    obligation: Any, *, who: str = "", article_url: str = "", why_url: str = "", citation: str = "", **more: Any
) -> DutyRow:
    """Return the timeline's row of an obligation, whether the engine's own or a stored one.

    `who` names the person or body that owes it; `article_url` leads to the clause; `why_url`
    answers with the calendar strip (a whole page, or a fragment when htmx asks); `citation` says
    where the duty stands with the name of the text, where several texts bind.
    `more` takes any other field of DutyRow: note, due_note, why_open …
    """
    return DutyRow(
        title=title_of(obligation),
        status=str(obligation.status),
        due_on=obligation.due_on,
        due_time=getattr(obligation, "due_time", ""),
        met_on=getattr(obligation, "met_on", None),
        provisional=obligation.provisional,
        group=str(getattr(obligation, "group", "")),
        rule=obligation.rule,
        citation=citation or obligation.citation,
        why=getattr(obligation, "note_vi", ""),
        who=who,
        article_url=article_url,
        why_url=why_url,
        **more,
    )


def lines_of(rows: Iterable[Any], today: date) -> list[Line]:
    """Return what the timeline draws: rows by group and day, headings, and today's line between them."""
    ordered = sorted((row if isinstance(row, DutyRow) else duty_row(row) for row in rows), key=_place)
    here = _today_before(ordered, today)
    lines: list[Line] = []
    for number, row in enumerate(ordered):
        if row.group and (number == 0 or row.group != ordered[number - 1].group):
            lines.append(Line(heading=GROUPS.get(row.group, row.group)))
        if number == here:
            lines.append(Line(today=today, past=True))
        lines.append(_line(row, today, past=number < here))
    if ordered and here == len(ordered):
        lines.append(Line(today=today, past=True))
    return lines


def _place(row: DutyRow) -> tuple[int, date]:
    order = list(GROUPS)
    return (order.index(row.group) if row.group in order else len(order), row.due_on or date.max)


def _today_before(rows: Sequence[DutyRow], today: date) -> int:
    """Return the number of the row before which today's line stands: the first one not yet past."""
    last_past = max((n for n, row in enumerate(rows) if row.due_on and row.due_on < today), default=-1)
    return last_past + 1


def _line(row: DutyRow, today: date, *, past: bool) -> Line:
    kind = chips.kind_on(row, today)
    left, look = _left(row, kind, today)
    return Line(row=row, kind=kind, past=past, left=left, left_look=look, question=_question(row, kind, today))


def _left(row: DutyRow, kind: str, today: date) -> tuple[str, str]:
    if row.due_on is None:
        return "", ""
    if kind in {"due", "provisional"}:
        return dates.days_left(row.due_on, today), ""
    if kind == "today":
        return dates.days_left(row.due_on, today), "left-n"
    if kind == "overdue":
        return dates.days_left(row.due_on, today), "left-o"
    if kind == "breached" and row.met_on and row.met_on > row.due_on:
        return dates.days_left(row.due_on, row.met_on), "left-o"
    return "", ""


def _question(row: DutyRow, kind: str, today: date) -> str:
    fixed = {
        "breached": _("Vì sao không đạt?"),
        "provisional": _("Vì sao tạm tính?"),
        "pending": _("Vì sao chưa có ngày?"),
        "unknown": _("Vì sao chưa có căn cứ?"),
        "waived": _("Vì sao được miễn?"),
        "not_applicable": _("Vì sao không áp dụng?"),
    }
    if kind in fixed or row.due_on is None:
        return fixed.get(kind, _("Vì sao?"))
    return _("Vì sao %(day)s?") % {"day": dates.vi_short(row.due_on, today)}
