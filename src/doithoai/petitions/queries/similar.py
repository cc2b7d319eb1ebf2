"""“It was asked before”: earlier petitions of the same matter, best first, by words and place and never by who asked.

Candidates come from the full-text index by the rarest neighbouring words; they are then compared with care. What is
rare is learned from the office's own texts.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from time import monotonic

from django.db import connection
from django.db.models import Max, Min, QuerySet

from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Unit
from doithoai.organisations.queries import Gazetteer
from doithoai.petitions.enums import PetitionState, Result
from doithoai.petitions.models import Petition
from doithoai.petitions.models.words import OFFICE_WORDS
from doithoai.petitions.queries.places import Nearness, nearness, shared_above
from doithoai.textsearch.index import WordIndex
from doithoai.textsearch.likeness import Matter, Weights, features_of, likeness, weights_of
from doithoai.textsearch.queries import newest_with_any
from doithoai.textsearch.wording import telling, wording_of

_CANDIDATES, _COMPARED = 300, 40
_PHRASES, _WORDS = 14, 3
_SAMPLE = 1000
_KEPT = 1800.0  # seconds for which the weights of a large stock are kept
_SMALL = 2000  # texts of a stock whose weights are reckoned anew each time
_WORTH_A_LOOK = 0.16
_LENGTH = 4000  # letters of a text that are compared
# What the place does to the order; whether it is the same matter says `Similar.is_repeat`.
_PLACE = {Nearness.SAME: 1.35, Nearness.UNKNOWN: 1.1, Nearness.OTHER: 0.9}
_WIDER = 0.1  # for each wider place that both name
_REPEAT = 0.4
_weights: dict[str, tuple[float, Weights]] = {}


@dataclass(frozen=True, slots=True)
class Similar:
    """An earlier petition that may be of the same matter: how alike the words are (0 to 1), how the places stand."""

    petition: Petition
    alike: float
    where: Nearness

    @property
    def is_repeat(self) -> bool:
        """Say whether it is likely the same matter in the same place; a look-alike elsewhere is none."""
        return self.where is Nearness.SAME and self.alike >= _REPEAT

    @property
    def percent(self) -> int:
        """Return the likeness in whole percent."""
        return round(100 * self.alike)


def similar_to(
    text: str,
    place: str = "",
    *,
    units: Collection[Unit | int],
    on: date,
    without: Collection[int] = (),
    limit: int = 5,
) -> list[Similar]:
    """Return petitions of the units that resemble a text, which may still be being typed, best first.

    Three queries, five at most while the stock is small.
    """
    rows = Petition.objects.filter(dialogue__unit__in=units, split_from=None).exclude(pk__in=without)
    rows = rows.exclude(state=PetitionState.WITHDRAWN)
    return _found(rows, OFFICE_WORDS, "folded", text, place, units=units, on=on, limit=limit)


def earlier_similar(petition: Petition, *, on: date, limit: int = 5) -> list[Similar]:
    """Return what resembles the petition, best first; the person decides, by matter and place, not by who asked."""
    without = [pk for pk in (petition.pk, petition.split_from_id) if pk]
    units = [petition.dialogue.unit_id]
    return similar_to(petition.text, petition.place, units=units, on=on, without=without, limit=limit)


def _found(
    rows: QuerySet[Petition],
    index: WordIndex,
    column: str,
    text: str,
    place: str,
    *,
    units: Collection[Unit | int],
    on: date,
    limit: int,
) -> list[Similar]:
    text = text[:_LENGTH]
    weights = stock_weights(column)
    phrases = telling_phrases(text, weights)
    if not phrases:
        return []
    candidates = newest_with_any(rows.order_by(), index, phrases, limit=_CANDIDATES)
    stock = list(candidates.values_list("pk", column))
    best = _foremost(text, stock, weights)
    if not best:
        return []
    gazetteer = organisations.gazetteer_of(units, on=on)
    whole = Petition.objects.filter(pk__in=best).select_related("dialogue", "repeats")
    mine = Matter(wording_of(text), weights)
    compared = [_compared(mine, place, row, gazetteer, column) for row in whole]
    ranked = sorted(((_rank(one, place), one.petition.pk, one) for one in compared), reverse=True)
    return [one for rank, _pk, one in ranked if rank >= _WORTH_A_LOOK][:limit]


def _rank(one: Similar, place: str) -> float:
    return one.alike * _PLACE[one.where] * (1 + _WIDER * shared_above(place, one.petition.place))


def _compared(mine: Matter, place: str, row: Petition, gazetteer: Gazetteer, column: str) -> Similar:
    words = row.text if column == "folded" else row.public_title
    theirs = Matter(wording_of(words[:_LENGTH]), mine.weights)
    where = nearness(mine.wording, place, theirs.wording, row.place, gazetteer)
    return Similar(row, likeness(mine, theirs), where)


def _foremost(text: str, stock: Iterable[tuple[int, str]], weights: Weights) -> list[int]:
    """Return the candidates worth a careful look: those that share the most telling words."""
    mine = {word: weights.of(word) for word in set(telling(wording_of(text).words))}
    scored = [(sum(mine.get(word, 0.0) for word in set(folded.split())), pk) for pk, folded in stock]
    scored.sort(reverse=True)
    return [pk for score, pk in scored[:_COMPARED] if score]


def telling_phrases(text: str, weights: Weights) -> list[tuple[str, ...]]:
    """Return the rarest pairs of neighbours in a text, its names and its rarest words, for finding candidates."""
    wording = wording_of(text)
    words = wording.words
    plain = set(telling(words))
    pairs = {
        (one, two): weights.of(" ".join(features_of([one, two])[:2]))
        for one, two in pairwise(words)
        if one in plain and two in plain
    }
    rare = sorted(pairs, key=lambda pair: -pairs[pair])[:_PHRASES]
    alone = sorted(plain, key=lambda word: -weights.of(word))[: _WORDS if pairs else _PHRASES]
    names = [name for name in wording.names if len(name) > 1][:_WORDS]
    return [*dict.fromkeys([*names, *rare, *((word,) for word in alone)])]


def stock_weights(column: str = "folded") -> Weights:
    """Return how rare words are among the petitions; of a large stock by a sample, reckoned anew twice an hour."""
    name = f"{connection.alias}:{connection.settings_dict['NAME']}:{column}"
    kept = _weights.get(name)
    if kept is not None and monotonic() - kept[0] < _KEPT:
        return kept[1]
    ends = Petition.objects.aggregate(first=Min("pk"), last=Max("pk"))
    if ends["first"] is None:
        return Weights()
    span = range(ends["first"], ends["last"] + 1, max(1, (ends["last"] - ends["first"] + 1) // _SAMPLE))
    texts = Petition.objects.filter(pk__in=list(span)).exclude(**{column: ""}).values_list(column, flat=True)
    weights = weights_of(texts)
    if ends["last"] - ends["first"] >= _SMALL:
        _weights[name] = (monotonic(), weights)
    return weights


@dataclass(frozen=True, slots=True)
class Raised:
    """How often a matter was put, since which year, how often something was promised for it; this time included."""

    times: int
    since: int
    promised: int


def raised(petition: Petition) -> Raised:
    """Return how often the petition's matter was put, by the links that officers confirmed."""
    chain = chain_of(petition)
    return Raised(
        times=max(petition.times_raised, len(chain)),
        since=min(row.received_on.year for row in chain),
        promised=sum(is_promise(row) for row in chain),
    )


def chain_of(petition: Petition) -> list[Petition]:
    """Return the petition and all earlier ones that it repeats, oldest first; a query for each step back."""
    chain, seen = [petition], {petition.pk}
    while (earlier := chain[-1].repeats) is not None and earlier.pk not in seen:
        seen.add(earlier.pk)
        chain.append(earlier)
    return chain[::-1]


def is_promise(petition: Petition) -> bool:
    """Say whether something was promised for it: taken up, or settled with a date still to come."""
    return (
        petition.agreed_due_on is not None
        or petition.result == Result.IN_PROGRESS
        or petition.state in {PetitionState.TAKEN_UP, PetitionState.IN_RESOLUTION}
    )


def raised_with(found: Sequence[Similar], *, now: bool = True) -> Raised | None:
    """Return how often the matter was likely put, by what was found and what officers linked to it; None for never.

    `now`: this time is counted too.
    """
    rows: dict[int, Petition] = {}
    for one in found:
        if one.is_repeat:
            rows |= {row.pk: row for row in chain_of(one.petition)}
    if not rows:
        return None
    return Raised(
        times=len(rows) + now,
        since=min(row.received_on.year for row in rows.values()),
        promised=sum(is_promise(row) for row in rows.values()),
    )
