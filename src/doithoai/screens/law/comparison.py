"""Two regulations side by side as a page draws them (`.cmp`)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doithoai.regulations import get, library
from doithoai.regulations.comparing import Point, Side, compare, only_here
from doithoai.regulations.errors import UnknownRegulation
from doithoai.regulations.schema import Item, Rule
from doithoai.regulations.version import RegulationVersion
from doithoai.screens import dates
from doithoai.screens.law import words

Address = Callable[[RegulationVersion, str], str]
_VERDICTS: dict[str, str | Promise] = {
    "stricter": gettext_lazy("chặt hơn"),
    "numbered": gettext_lazy("định rõ số"),
    "only": gettext_lazy("chỉ văn bản này"),
}
_NUMBERS = "numbers"
_GROUPS: dict[str, str | Promise] = {
    _NUMBERS: gettext_lazy("Thời hạn và con số"),
    **words.GROUPS,
    "lists": gettext_lazy("Tổ chức, danh mục"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a cell: its main words, what stands below, its clause and where that is read."""

    said: str
    more: str
    clause: str
    citation: str
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What one text says of a point; empty where it is silent. `common` entries both lists have are not repeated."""

    lines: tuple[Line, ...]
    verdict: str | Promise
    common: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One point: its name and both cells."""

    title: str
    left: Cell
    right: Cell
    same: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Points of one kind: what has a number stands first and open, the rest by part of the process, folded."""

    title: str
    rows: tuple[Row, ...]
    opened: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions, their rows by part, and how many points differ."""

    left: RegulationVersion
    right: RegulationVersion
    groups: tuple[Part, ...]
    differing: int
    total: int
    everything: bool


def comparison_of(asked: Mapping[str, str], address: Address) -> Comparison | None:
    """Return the comparison that `a`, `b` and `hien=tat-ca` ask for; None without two known regulations."""
    try:
        left, right = get(asked.get("a", "")), get(asked.get("b", ""))
    except UnknownRegulation:
        return None
    everything = asked.get("hien") == "tat-ca"
    points = compare(left, right)
    shown = [point for point in points if everything or not point.same]
    parts = [
        (group, tuple(_row(left, right, _narrowed(point, everything), address) for point in found))
        for group, found in groupby(shown, key=lambda point: _NUMBERS if point.numbered else point.group)
    ]
    groups = tuple(Part(str(_GROUPS[group]), rows, opened=number == 0) for number, (group, rows) in enumerate(parts))
    return Comparison(left, right, groups, sum(not one.same for one in points), len(points), everything)


def choices() -> tuple[RegulationVersion, ...]:
    """Return what can be chosen: the newest version of every regulation."""
    return library()


def _narrowed(point: Point, everything: bool) -> tuple[Point, int]:
    """Return the point without the entries that both lists have, unless all was asked for, and how many those are."""
    ours, theirs = point.left.items, point.right.items
    left = ours if everything else only_here(ours, theirs)
    right = theirs if everything else only_here(theirs, ours)
    narrowed = replace(point, left=replace(point.left, items=left), right=replace(point.right, items=right))
    return narrowed, len(ours) - len(left)


def _row(left: RegulationVersion, right: RegulationVersion, shown: tuple[Point, int], address: Address) -> Row:
    point, common = shown
    title = words.word(words.LISTS, point.code) if point.group == "lists" else _title(point)
    ours, theirs = _cell(left, point.left, address), _cell(right, point.right, address)
    return Row(title, replace(ours, common=common), replace(theirs, common=common), point.same)


def _title(point: Point) -> str:
    rule = (point.left.rules or point.right.rules)[0]
    return title_of(rule)


def title_of(rule: Rule) -> str:
    """Return a rule's title in the language of the page."""
    return rule.title_en if dates.english() else rule.title_vi


def _cell(version: RegulationVersion, side: Side, address: Address) -> Cell:
    lines = [*_rule_lines(version, side.rules, address), *(_item_line(version, one, address) for one in side.items)]
    return Cell(tuple(lines), _VERDICTS.get(side.verdict, ""))


def _rule_lines(version: RegulationVersion, rules: tuple[Rule, ...], address: Address) -> Iterator[Line]:
    for rule in rules:
        value = words.value_of(version, rule)
        advised = f" ({_('khuyến nghị')})" if rule.strength == "should" else ""
        more = f"{title_of(rule)}{advised}. {words.word(words.OWNERS, rule.owner)}"
        yield Line(value.line, more, rule.id, rule.citation, address(version, rule.id))


def _item_line(version: RegulationVersion, item: Item, address: Address) -> Line:
    said = item.en if dates.english() else item.vi
    return Line(said, words.when_words(item.when), item.clause, item.citation, address(version, item.clause))
