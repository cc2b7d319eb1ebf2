"""“It was asked before”: earlier petitions of the same matter, best first, by words and place and never by who asked.

Candidates come from the full-text index by the rarest neighbouring words; they are then compared with care. What is
rare is learned from the office's own texts.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from time import monotonic

from django.db import connection
from django.db.models import Max, Min, QuerySet

from doithoai.dialogues.models import Dialogue
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Unit
from doithoai.organisations.queries import Gazetteer
from doithoai.organisations.queries.answering import links_in_force
from doithoai.petitions.enums import PetitionState, ReplyKind, Result
from doithoai.petitions.models import Petition, Reply
from doithoai.petitions.models.words import OFFICE_WORDS, PUBLIC_WORDS
from doithoai.petitions.queries.places import Nearness, nearness, shared_above
from doithoai.textsearch.index import WordIndex
from doithoai.textsearch.likeness import Matter, Weights, likeness, pairs_of, weights_of
from doithoai.textsearch.queries import newest_with_any
from doithoai.textsearch.wording import plain, wording_of

_CANDIDATES, _COMPARED = 500, 40
_PHRASES, _LEAST, _WORDS = 14, 4, 3
_MOST_KNOWN, _EXPECTED = 40, 2000  # phrases of known rarity, and how many petitions they may bring in together
_SAMPLE = 1000
_KEPT = 1800.0  # seconds for which the weights of a large stock are kept
_SMALL = 2000  # texts of a stock whose weights are reckoned anew each time
_WORTH_A_LOOK = 0.16
_WORTH_A_TITLE = 0.1  # a published title has few words to share
_LENGTH = 4000  # letters of a text that are compared
# What the place does to the order; whether it is the same matter says `Similar.is_repeat`.
_PLACE = {Nearness.SAME: 1.35, Nearness.UNKNOWN: 1.1, Nearness.OTHER: 0.9}
_WIDER = 0.1  # for each wider place that both name
REPEAT = 0.4
_weights: dict[str, tuple[float, Weights]] = {}


@dataclass(frozen=True, slots=True)
class Similar:
    """An earlier petition that may be of the same matter: how alike the words are (0 to 1), how the places stand."""

    petition: Petition
    alike: float
    where: Nearness
    answer: str = ""

    @property
    def is_repeat(self) -> bool:
        """Say whether it is likely the same matter in the same place; a look-alike elsewhere is none."""
        return self.where is Nearness.SAME and self.alike >= REPEAT

    @property
    def percent(self) -> int:
        """Return the likeness in whole percent."""
        return round(100 * self.alike)


def similar_to(
    text: str,
    place: str = "",
    *,
    among: QuerySet[Petition],
    units: Collection[Unit | int],
    on: date,
    limit: int = 5,
) -> list[Similar]:
    """Return what resembles a text, which may still be being typed, best first.

    `among`: what the person may see; `units`: whose places are meant. Four queries, six while the stock is small.
    """
    rows = among.filter(dialogue__unit__in=units, split_from=None).exclude(state=PetitionState.WITHDRAWN)
    best, weights = _foremost(text[:_LENGTH], rows, OFFICE_WORDS, "folded", units)
    if not best:
        return []
    asked = _Asked(Matter(wording_of(text[:_LENGTH]), weights), place, organisations.gazetteer_of(units, on=on))
    whole = Petition.objects.filter(pk__in=best).select_related("dialogue", "repeats")
    compared = [asked.compared(row, row.text, row.place) for row in whole]
    return _with_answers(_ranked(compared, place)[:limit])


def earlier_similar(petition: Petition, *, among: QuerySet[Petition], on: date, limit: int = 5) -> list[Similar]:
    """Return what resembles the petition, best first; the person decides, by matter and place, not by who asked."""
    rows = among.exclude(pk__in=[pk for pk in (petition.pk, petition.split_from_id) if pk])
    units = units_behind(petition.dialogue.unit, on=on)
    return similar_to(petition.text, petition.place, among=rows, units=units, on=on, limit=limit)


def units_behind(unit: Unit, *, on: date) -> list[int]:
    """Return the unit and those that became it: what was put to a merged commune was put here; a query a step back."""
    found, waiting = [unit.pk], [unit.pk]
    links = links_in_force("unit", on=on)
    while waiting:
        before = links.filter(new__in=waiting).values_list("old", flat=True)
        waiting = [pk for pk in before if pk not in found]
        found += waiting
    return found


def similar_published(
    text: str, *, among: QuerySet[Petition], units: Collection[Unit | int], on: date, limit: int = 3
) -> list[Similar]:
    """Return what resembles a text among what is published, by the published words alone."""
    rows = among.filter(dialogue__unit__in=units)
    best, weights = _foremost(text[:_LENGTH], rows, PUBLIC_WORDS, "public_folded", units)
    if not best:
        return []
    asked = _Asked(Matter(wording_of(text[:_LENGTH]), weights), "", organisations.gazetteer_of(units, on=on))
    compared = [asked.compared(row, row.public_title, "") for row in among.filter(pk__in=best)]
    return _ranked(compared, "", least=_WORTH_A_TITLE)[:limit]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for: the matter, its place, and the places that there are."""

    matter: Matter
    place: str
    gazetteer: Gazetteer

    def compared(self, row: Petition, text: str, place: str) -> Similar:
        theirs = Matter(wording_of(text[:_LENGTH]), self.matter.weights)
        where = nearness(self.matter.wording, self.place, theirs.wording, place, self.gazetteer)
        return Similar(row, likeness(self.matter, theirs), where)


def _ranked(compared: Iterable[Similar], place: str, *, least: float = _WORTH_A_LOOK) -> list[Similar]:
    ranked = sorted(((_rank(one, place), one.petition.pk, one) for one in compared), reverse=True)
    return [one for rank, _pk, one in ranked if rank >= least]


def _with_answers(found: list[Similar]) -> list[Similar]:
    """Return the rows with the written answer that each got last, if any; one query."""
    if not found:
        return []
    replies = Reply.objects.filter(petition__in=[one.petition.pk for one in found], kind=ReplyKind.FINAL)
    texts = dict(replies.order_by("pk").values_list("petition", "text"))
    return [replace(one, answer=texts.get(one.petition.pk, "") or one.petition.result_note) for one in found]


def _rank(one: Similar, place: str) -> float:
    return one.alike * _PLACE[one.where] * (1 + _WIDER * shared_above(place, one.petition.place))


def _foremost(
    text: str, rows: QuerySet[Petition], index: WordIndex, column: str, units: Collection[Unit | int]
) -> tuple[list[int], Weights]:
    """Return the candidates worth a careful look: those that share the most telling words with the text."""
    weights = stock_weights(column)
    phrases = telling_phrases(text, weights)
    mine = {word: weights.as_written(word) for word in set(plain(wording_of(text).words))}
    # All by one index, without a row being read: the dialogues are few, their petitions many.
    held = list(Dialogue.objects.filter(unit__in=units).values_list("pk", flat=True)) if phrases else []
    here = Petition.objects.filter(dialogue__in=held)
    near = newest_with_any(rows.order_by(), index, phrases, limit=_CANDIDATES, within=here)
    stock = near.values_list("pk", column)
    scored = [(sum(mine.get(word, 0.0) for word in set(folded.split())), pk) for pk, folded in stock] if phrases else []
    return [pk for score, pk in sorted(scored, reverse=True)[:_COMPARED] if score], weights


def telling_phrases(text: str, weights: Weights) -> list[tuple[str, ...]]:
    """Return the rarest pairs of neighbours in a text, its names and its rarest words, for finding candidates."""
    wording = wording_of(text)
    pairs = sorted(set(pairs_of(wording.words)), key=lambda pair: (-weights.as_written(pair), pair))
    # The sample does not know the rarest pairs: they cost nothing, and may be typing errors, which find nothing.
    rare = [pair for pair in pairs if not weights.share(pair)][:_PHRASES]
    known, expected = [pair for pair in pairs if weights.share(pair)], 0.0
    for number, pair in enumerate(known):
        expected += weights.share(pair) * weights.stock
        if number >= _LEAST and (number >= _MOST_KNOWN or expected > _EXPECTED):
            break
        rare.append(pair)
    names = [" ".join(name) for name in wording.names if len(name) > 1][:_WORDS]
    words = sorted(set(plain(wording.words)), key=lambda word: (-weights.as_written(word), word))
    alone = words[: _WORDS if pairs else _PHRASES]
    if pairs:
        # A single word that half the stock has in common tells little and brings in thousands to be read.
        alone = [word for word in alone if weights.share(word) * weights.stock <= _EXPECTED / _WORDS]
    return [tuple(one.split()) for one in dict.fromkeys([*names, *rare, *alone])]


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
    weights = weights_of(texts, stock=ends["last"] - ends["first"] + 1)
    if ends["last"] - ends["first"] >= _SMALL:
        _weights[name] = (monotonic(), weights)
    return weights


@dataclass(frozen=True, slots=True)
class Raised:
    """How often a matter was put, since which year, how often something was promised for it; this time included."""

    times: int
    since: int
    promised: int


def raised(petition: Petition, chain: Sequence[Petition] = ()) -> Raised:
    """Return how often the petition's matter was put, by the links that officers confirmed (`chain`, if known)."""
    chain = chain or chain_of(petition)
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
