"""Try it out: a conference that nobody has opened; move its day, or an event, and see every date move."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doithoai.obligations import calendars
from doithoai.organisations.enums import HostRole, Level
from doithoai.regulations.schema import Rule
from doithoai.regulations.simulating import CONFERENCE, DatedRule, Moved, Setup, anchors_of, moved
from doithoai.regulations.version import RegulationVersion
from doithoai.screens.forms import ViDateField
from doithoai.screens.law import words
from doithoai.screens.law.comparison import Address, title_of

_ASKED = frozenset({"level", "type", "form", "host_role"})


def within_calendar(day: date) -> date:
    """Return the day; raises ValidationError outside the years of the calendar."""
    first, last = calendars.national().first, calendars.national().last
    if not first < day < last:
        raise forms.ValidationError(
            _("Lịch ngày nghỉ chỉ có từ năm %(first)d đến năm %(last)d. Chọn ngày trong khoảng này.")
            % {"first": first.year, "last": last.year}
        )
    return day


class TrialForm(forms.Form):
    """Level, type, form, host, the day; and, to move a date, which and where to."""

    ngay = ViDateField(label=gettext_lazy("Ngày họp"), help_text=gettext_lazy("Ví dụ 7/9/2026"))
    cap = forms.ChoiceField(label=gettext_lazy("Cấp"))
    loai = forms.ChoiceField(label=gettext_lazy("Loại"))
    hinh_thuc = forms.ChoiceField(label=gettext_lazy("Hình thức"), required=False)
    chu_tri = forms.ChoiceField(label=gettext_lazy("Chủ trì"))
    moc = forms.ChoiceField(label=gettext_lazy("Dời mốc"), required=False)
    sang = ViDateField(label=gettext_lazy("Sang ngày"), required=False)

    def __init__(self, *args: Any, version: RegulationVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hosts = dict.fromkeys(item.code for item in version.items("hosts"))
        events = [(kind, words.event_word(kind)) for kind in anchors_of(version)]
        offered: dict[str, list[tuple[str, str]]] = {
            "cap": [(code, str(dict(Level.choices).get(code, code))) for code in version.levels],
            "loai": [(item.code, item.vi) for item in version.types()],
            "hinh_thuc": [(item.code, item.vi) for item in version.forms()],
            "chu_tri": [(code, str(dict(HostRole.choices).get(code, code))) for code in hosts],
            "moc": events,
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
            field.required = field.required and bool(choices)

    def clean_ngay(self) -> date:
        """Refuse a day outside the years of the calendar."""
        return within_calendar(self.cleaned_data["ngay"])

    def clean_sang(self) -> date | None:
        """Refuse a day outside the years of the calendar."""
        day: date | None = self.cleaned_data.get("sang")
        return within_calendar(day) if day else None

    @property
    def setup(self) -> Setup:
        """Return what is tried."""
        given = self.cleaned_data
        named = {"level": "cap", "type": "loai", "form": "hinh_thuc", "host_role": "chu_tri"}
        attributes = {name: given[field] for name, field in named.items() if given.get(field)}
        return Setup(attributes=attributes, anchors={CONFERENCE: given["ngay"]}, settings={})

    @property
    def move(self) -> dict[str, date]:
        """Return the anchor that is moved, and where to; empty where none is."""
        day = self.cleaned_data.get("sang")
        return {self.cleaned_data.get("moc") or CONFERENCE: day} if day else {}


@dataclass(frozen=True, slots=True)
class Row:
    """One rule with its date, before and after the move."""

    title: str
    who: str
    url: str
    dated: DatedRule
    before: date | None
    days: int
    anchor_word: str

    @property
    def shift(self) -> str:
        """Return by how much the date moved, with its sign."""
        return f"{self.days:+d}".replace("-", "−")


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one part of the process, by day; those without a day are last."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """All dates of a conference that is tried."""

    parts: tuple[Part, ...]
    held_on: date
    moving: bool

    @property
    def moved(self) -> int:
        """Return how many dates moved."""
        return sum(bool(row.days) for part in self.parts for row in part.rows)


def trial_of(version: RegulationVersion, form: TrialForm, address: Address) -> Trial:
    """Return every date that follows from a valid form; raises CalendarEnds past the calendar."""
    found = [_row(version, one, address) for one in moved(version, form.setup, calendars.national(), to=form.move)]
    held_on = form.move.get(CONFERENCE, form.setup.anchors[CONFERENCE])
    return Trial(tuple(_parts(found)), held_on, bool(form.move))


def _parts(rows: list[Row]) -> Iterator[Part]:
    for group, title in words.GROUPS.items():
        own = [row for row in rows if row.dated.rule.group == group]
        if own:
            yield Part(str(title), tuple(sorted(own, key=lambda row: row.dated.due_on or date.max)))


def _who(rule: Rule) -> str:
    """Return who owes it, and where only: what the form does not ask is said beside it."""
    unasked = words.when_words({name: values for name, values in rule.applies_when.items() if name not in _ASKED})
    owner = words.word(words.OWNERS, rule.owner)
    return f"{owner} ({unasked})" if unasked else owner


def _row(version: RegulationVersion, one: Moved, address: Address) -> Row:
    rule = one.after.rule
    return Row(
        title=title_of(rule),
        who=_who(rule),
        url=address(version, rule.id),
        dated=one.after,
        before=one.before.due_on if one.days else None,
        days=one.days,
        anchor_word=words.anchor_word(one.after.anchor_kind),
    )
