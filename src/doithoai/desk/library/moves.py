"""What a change of the calendar moves, as its page shows it: the same duty on many petitions is one line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from doithoai.desk.duties import who_owes
from doithoai.desk.library.addresses import pinned_url, sourced
from doithoai.dialogues.models import Dialogue
from doithoai.obligations.moving import Move, Moves
from doithoai.organisations.models import Unit
from doithoai.petitions.models import Petition
from doithoai.regulations.types import Status
from doithoai.screens.dates import english

SHOWN = 200  # lines; the figures above count all


@dataclass(frozen=True, slots=True)
class Line:
    """One duty of one dialogue (or of a unit's year), from when to when it moves."""

    title: str
    count: int
    where: str
    url: str
    who: str
    rule: str
    citation: str
    article_url: str
    from_on: date | None
    to_on: date | None
    status: str
    word: str
    provisional: bool

    @property
    def shift(self) -> str:
        """Return by how many days it moves, with its sign."""
        if self.from_on is None or self.to_on is None:
            return ""
        return f"{(self.to_on - self.from_on).days:+d}".replace("-", "−")


@dataclass(frozen=True, slots=True)
class Shown:
    """The page's two tables and its figures."""

    open: tuple[Line, ...]
    others: tuple[Line, ...]
    moves: Moves

    @property
    def cut(self) -> int:
        """Return how many lines are left out."""
        return max(0, len(self.open) - SHOWN)


def shown(moves: Moves) -> Shown:
    """Return the moves as lines; three queries."""
    rows = moves.rows
    dialogues = {row.key: row for row in Dialogue.objects.filter(key__in={row.dialogue for row in rows})}
    petitions = {row.key: row for row in Petition.objects.filter(key__in={row.before.petition for row in rows})}
    units = {row.key: row for row in Unit.objects.filter(key__in={row.unit for row in rows})}

    def line(group: Sequence[Move]) -> Line:
        return _line(group, dialogues, petitions, units)

    return Shown(
        tuple(line(group) for group in _grouped(moves.open)),
        tuple(line(group) for group in _grouped(moves.others)),
        moves,
    )


def _grouped(rows: Iterable[Move]) -> Iterator[list[Move]]:
    groups: dict[tuple[object, ...], list[Move]] = {}
    for row in rows:
        name = (row.unit, row.dialogue, row.before.rule, row.before.period, row.from_on, row.to_on, row.after.status)
        groups.setdefault((*name, row.before.status), []).append(row)
    yield from groups.values()


def _line(
    group: Sequence[Move], dialogues: dict[str, Dialogue], petitions: dict[str, Petition], units: dict[str, Unit]
) -> Line:
    first, one = group[0], group[0].after
    dialogue, unit = dialogues.get(first.dialogue), units.get(first.unit)
    petition = petitions.get(one.petition) if len(group) == 1 else None
    where = dialogue.title if dialogue else _("Việc trong năm của đơn vị")
    if unit is not None:
        where = f"{where}, {unit.name}"
    if petition is not None:
        url = reverse("desk:petition", args=[petition.code])
    else:
        url = reverse("desk:dialogue", args=[dialogue.code]) if dialogue else reverse("desk:plans")
    return Line(
        title=(one.title_en if english() else "") or one.title_vi,
        count=len(group),
        where=f"{petition.code}, {where}" if petition else where,
        url=url,
        who=who_owes(one.owner),
        rule=one.rule,
        citation=sourced(one.regulation, one.rule, one.citation),
        article_url=pinned_url(one.regulation, one.rule),
        from_on=first.from_on,
        to_on=first.to_on,
        status=str(one.status),
        word=_word(first),
        provisional=one.provisional,
    )


def _word(move: Move) -> str:
    if move.mended:
        return _("không còn là trễ")
    if move.worsened:
        return _("thành trễ")
    return _("đã xong, chỉ đổi ngày") if move.after.status == Status.MET else ""
