"""The synthesis that the host gets: fields and matters, counted by place, source and lead; each figure by codes.

A matter is counted once: what was merged is shown beside what it was merged into, of what was split the parts count,
and what was set aside stands apart. So the figures of every table add up to the same sum.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from doithoai.dialogues.models import Dialogue
from doithoai.organisations import queries as organisations
from doithoai.organisations.queries import Gazetteer
from doithoai.organisations.queries.places import spoken
from doithoai.petitions.enums import COUNTED_STATES, AssignmentPart, Field, PetitionState
from doithoai.petitions.models import Assignment, Petition
from doithoai.petitions.queries.code_lists import short_list
from doithoai.petitions.queries.grouping import groups_of
from doithoai.petitions.queries.lists import ACTIVE

NO_FIELD = "Chưa phân loại"
NO_PLACE = "Không ghi nơi"
NO_LEAD = "Chưa giao"
OTHERS = "Việc khác, mỗi việc một kiến nghị"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its name and the codes of exactly the petitions that it counts."""

    label: str
    codes: tuple[str, ...]

    @property
    def number(self) -> int:
        """Return how many there are."""
        return len(self.codes)

    @property
    def address(self) -> str:
        """Return the codes as the list page takes them; a dash stands for none, and opens none."""
        return short_list(self.codes) or "-"


@dataclass(frozen=True, slots=True)
class Line:
    """One matter of a field, counted by place, by source and by who leads. `alone`: all that were raised once."""

    all: Figure
    merged: Figure
    places: tuple[Figure, ...]
    sources: tuple[Figure, ...]
    leads: tuple[Figure, ...]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One field with its matters."""

    all: Figure
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The synthesis of one dialogue on a day. `split_parts`: those of `counted` that came out of one opinion."""

    on: date
    received: Figure
    counted: Figure
    split_parts: Figure
    parts: tuple[Part, ...]
    places: tuple[Figure, ...]
    sources: tuple[Figure, ...]
    leads: tuple[Figure, ...]
    aside: tuple[Figure, ...]


def synthesis_table(dialogue: Dialogue, *, on: date) -> Table:
    """Return the synthesis of what was collected before the conference; four queries, however many there are."""
    rows = _collected(dialogue)
    gazetteer = organisations.gazetteer_of([dialogue.unit_id], on=on)
    counted = [row for row in rows if row.state in COUNTED_STATES]
    merged: dict[int, list[Petition]] = {}
    for row in rows:
        if row.state == PetitionState.MERGED and row.merged_into_id is not None:
            merged.setdefault(row.merged_into_id, []).append(row)
    count = _Counter(gazetteer, _place_names(counted, gazetteer), merged)
    fields = sorted({row.field for row in counted}, key=lambda code: (not code, _field(code)))
    parts = [count.part(_field(code), [row for row in counted if row.field == code]) for code in fields]
    return Table(
        on=on,
        received=_figure("Ý kiến đã nhận", [row for row in rows if row.split_from_id is None]),
        counted=_figure("Việc để trả lời", counted),
        split_parts=_figure("Việc tách ra", [row for row in counted if row.split_from_id is not None]),
        parts=tuple(sorted(parts, key=lambda part: -part.all.number)),
        places=count.places(counted),
        sources=count.sources(counted),
        leads=count.leads(counted),
        aside=_aside(rows),
    )


def _collected(dialogue: Dialogue) -> list[Petition]:
    leads = Assignment.objects.filter(part=AssignmentPart.LEAD, state__in=ACTIVE).select_related("body")
    rows = dialogue.petitions.filter(at_conference=False).select_related("handed_in_by")
    rows = rows.defer("folded", "result_note", "public_answer", "public_folded")
    return list(rows.prefetch_related(Prefetch("assignments", leads, to_attr="leads")).order_by("received_on", "pk"))


def _figure(label: str, rows: Iterable[Petition]) -> Figure:
    return Figure(label, tuple(row.code for row in rows))


def _field(code: str) -> str:
    return str(Field(code).label) if code else NO_FIELD


def _aside(rows: Sequence[Petition]) -> tuple[Figure, ...]:
    states = [state for state in PetitionState if state not in COUNTED_STATES]
    found = (_figure(str(state.label), [row for row in rows if row.state == state]) for state in states)
    return tuple(figure for figure in found if figure.number)


def _place_names(rows: Sequence[Petition], gazetteer: Gazetteer) -> dict[str, str]:
    """Return under which name each text of a place counts: today's, or the first spelling of what no list knows."""
    names: dict[str, str] = {}
    first: dict[str, str] = {}
    for row in rows:
        if row.place not in names:
            today = gazetteer.today(row.place) if row.place else ""
            names[row.place] = first.setdefault(spoken(today), today) if today.strip() else NO_PLACE
    return names


@dataclass(frozen=True, slots=True)
class _Counter:
    """Counts rows in the several ways that the table shows."""

    gazetteer: Gazetteer
    names: dict[str, str]
    merged: dict[int, list[Petition]]

    def part(self, label: str, rows: list[Petition]) -> Part:
        """Return a field with its matters, the most often raised first, and all the others in one line."""
        by_pk = {row.pk: row for row in rows}
        told = [(row.pk, row.text, row.place) for row in rows]
        groups = [[by_pk[pk] for pk in group] for group in groups_of(told, gazetteer=self.gazetteer, anywhere=True)]
        grouped = {row.pk for group in groups for row in group}
        lines = [self.line(group[0].title, group) for group in groups]
        if others := [row for row in rows if row.pk not in grouped]:
            only = others[0].title if len(others) == 1 else OTHERS
            lines.append(self.line(only, others, alone=len(others) > 1))
        return Part(_figure(label, rows), tuple(lines))

    def line(self, label: str, rows: list[Petition], *, alone: bool = False) -> Line:
        """Return one line."""
        into = [other for row in rows for other in self.merged.get(row.pk, ())]
        ways = (self.places(rows), self.sources(rows), self.leads(rows))
        return Line(_figure(label, rows), _figure("Đã gộp vào", into), *ways, alone=alone)

    def places(self, rows: Iterable[Petition]) -> tuple[Figure, ...]:
        """Count by place, under the names of today."""
        return _by(rows, lambda row: self.names[row.place])

    def sources(self, rows: Iterable[Petition]) -> tuple[Figure, ...]:
        """Count by who handed it in, or by the channel where nobody did."""
        return _by(rows, lambda row: row.handed_in_by.short_name if row.handed_in_by else row.get_channel_display())

    def leads(self, rows: Iterable[Petition]) -> tuple[Figure, ...]:
        """Count by who leads the answer."""
        return _by(rows, lambda row: row.leads[0].body.short_name if row.leads else NO_LEAD)  # type: ignore[attr-defined]  # prefetched


def _by(rows: Iterable[Petition], name: Callable[[Petition], str]) -> tuple[Figure, ...]:
    found: dict[str, list[Petition]] = {}
    for row in rows:
        found.setdefault(str(name(row)), []).append(row)
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(_figure(label, those) for label, those in ordered)


def in_words(figures: tuple[Figure, ...]) -> str:
    """Return figures as one line: Thôn Cầu Đá 3; Thôn Đông 2."""
    return "; ".join(f"{figure.label} {figure.number}" for figure in figures)
