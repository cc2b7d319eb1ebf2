"""Which of several labels a text most likely has, learnt from texts that people labelled, with the words that said so.

A complement naive Bayes over words and pairs of neighbours: it learns in one pass, needs nothing but counts, holds its
own with few and unequal examples, and can say why. Pure: it knows texts and labels, not what they mean.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import exp, log
from typing import NamedTuple

from doithoai.common.text import nfc
from doithoai.textsearch.folding import fold
from doithoai.textsearch.wording import plain, sound_of

_WORD = re.compile(r"[^\W_]+")
_LEAN = 8.0  # examples for which what is usual stands in
_REASONS = 3
_SHARPNESS = 0.45  # how fast a lead in the score becomes confidence; so that what is called sure mostly is
_LONGEST = 3000  # letters of a text that are read


class Piece(NamedTuple):
    """A word or two neighbours: how it is counted, and how it stands in the text."""

    feature: str
    shown: str


def pieces_of(text: str) -> list[Piece]:
    """Return the telling words of a text and the pairs of neighbours among them."""
    words = [(fold(word), word.lower()) for word in _WORD.findall(nfc(text[:_LONGEST]))]
    known = set(plain(bare for bare, _shown in words))
    kept = [Piece(sound_of(bare), shown) for bare, shown in words if bare in known and not bare.isdigit()]
    # Without its marks “đèn” is the same as “đến”, which says nothing: in “đèn đường” it does.
    pairs = [
        Piece(f"{sound_of(one)} {sound_of(two)}", f"{shown_one} {shown_two}")
        for (one, shown_one), (two, shown_two) in pairwise(words)
        if one in known or two in known
    ]
    return [*kept, *pairs]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A label, how sure (0 to 1), and the words of the text that spoke for it, the strongest first."""

    label: str
    confidence: float
    words: tuple[str, ...]

    @property
    def percent(self) -> int:
        """Return the confidence in whole percent."""
        return round(100 * self.confidence)


@dataclass
class Classifier:
    """Counts of features by label; `learn` adds an example, `suggest` asks. `examples`: how many by label."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    examples: Counter[str] = field(default_factory=Counter)
    _all: Counter[str] = field(default_factory=Counter)

    def learn(self, features: Iterable[str], label: str, *, weight: int = 1) -> None:
        """Count an example; `weight` for several alike, or for words that somebody wrote down as telling."""
        own = self.counts.setdefault(label, Counter())
        for feature in set(features):
            own[feature] += weight
            self._all[feature] += weight
        self.examples[label] += weight

    def forget(self, features: Iterable[str], label: str, *, weight: int = 1) -> None:
        """Take an example back, for asking about it as if it had not been learnt."""
        own = self.counts[label]
        for feature in set(features):
            own[feature] -= weight
            self._all[feature] -= weight
        self.examples[label] -= weight

    def suggest(self, pieces: Sequence[Piece], *, most: int = 3) -> list[Suggestion]:
        """Return the likeliest labels, best first; none for a text of which no word was ever seen."""
        shown = {piece.feature: piece.shown for piece in reversed(pieces)}
        known = [feature for feature in shown if self._all[feature] > 0]
        labels = [label for label, count in self.examples.items() if count > 0]
        if not known or len(labels) < 2:
            return []
        spoke = {label: self._spoke(label, known) for label in labels}
        scores = {label: sum(spoke[label].values()) / (len(known) ** 0.5) for label in labels}
        best = sorted(labels, key=lambda label: (-scores[label], label))
        shares = _shares([scores[label] for label in best])
        return [
            Suggestion(label, share, self._reasons(spoke, label, shown))
            for label, share in list(zip(best, shares, strict=True))[:most]
        ]

    def _spoke(self, label: str, features: Sequence[str]) -> dict[str, float]:
        """Return how much each feature speaks for the label: how much rarer it is in all the others."""
        own, total = self.counts[label], sum(self.examples.values())
        mine = self.examples[label]
        others = max(total - mine, 0)
        found: dict[str, float] = {}
        for feature in features:
            # Both lean on how common the feature is at all, so that a label with few examples gains nothing by it.
            usual = (self._all[feature] + 0.5) / (total + 1)
            inside = (own[feature] + _LEAN * usual) / (mine + _LEAN)
            outside = (self._all[feature] - own[feature] + _LEAN * usual) / (others + _LEAN)
            found[feature] = log(inside / outside)
        return found

    @staticmethod
    def _reasons(spoke: Mapping[str, Mapping[str, float]], label: str, shown: Mapping[str, str]) -> tuple[str, ...]:
        own = spoke[label]
        strongest = sorted((feature for feature in own if own[feature] > 0.5), key=lambda feature: -own[feature])
        reasons: list[str] = []
        for feature in strongest:
            word = shown[feature]
            if not any(word in other or other in word for other in reasons):
                reasons.append(word)
        return tuple(reasons[:_REASONS])


def _shares(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    weights = [exp((score - top) * _SHARPNESS) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]
