"""How alike two matters are, by their words and never by who asked; where each is stands apart from what it is."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import log, sqrt

from doithoai.textsearch.wording import Name, Wording, plain, sound_of, telling, wording_of

_PAIR = 1.0  # what two neighbouring words weigh against one
# In a small stock everything is rare: texts that are reckoned with besides those that are there.
_PRIOR = 40
_ENOUGH = 150.0  # the weight of about four telling words and their pairs


@dataclass(frozen=True)
class Weights:
    """How much each word and each pair of neighbours tells: the rarer in the office's own texts, the more."""

    texts: int = 0
    seen: Mapping[str, int] = field(default_factory=dict)
    stock: int = 0  # how many texts the sample stands for

    def of(self, feature: str) -> float:
        """Return the weight of a word or of a pair ("a b")."""
        return log((self.texts + _PRIOR) / (self.seen.get(feature, 0) + 1))

    def as_written(self, words: str) -> float:
        """Return the weight of a word or two neighbours as they are written, also inside a set phrase."""
        return self.of(f"={words}")

    def share(self, words: str) -> float:
        """Return the share of the sampled texts that hold a word or two neighbours as written; 0 for none."""
        return self.seen.get(f"={words}", 0) / self.texts if self.texts else 0.0


def weights_of(texts: Iterable[str], *, stock: int = 0) -> Weights:
    """Return the weights that a sample of texts gives; it stands for `stock` of them, by itself if 0."""
    seen: Counter[str] = Counter()
    count = 0
    for text in texts:
        count += 1
        words = wording_of(text).words
        written = (*plain(words), *pairs_of(words))
        seen.update({*features_of(words), *(f"={one}" for one in written)})
    return Weights(count, seen, max(stock, count))


def features_of(words: Iterable[str]) -> list[str]:
    """Return the telling words, as they sound, and the pairs of neighbours among them."""
    sounds = [sound_of(word) for word in telling(words)]
    return [*sounds, *(f"{one} {two}" for one, two in pairwise(sounds))]


def pairs_of(words: Sequence[str]) -> list[str]:
    """Return the neighbours in a text of which one at least may tell something, as the full-text index has them."""
    telling_ones = set(plain(words))
    return [f"{one} {two}" for one, two in pairwise(words) if one in telling_ones or two in telling_ones]


@dataclass(frozen=True)
class Matter:
    """One text made ready to be compared with many."""

    wording: Wording
    weights: Weights

    @cached_property
    def features(self) -> dict[str, float]:
        """Return what it is about, names left out of it by `without`."""
        return self.without(frozenset())

    def without(self, names: Iterable[Name]) -> dict[str, float]:
        """Return the features that are left when the words of these names are taken out."""
        left = list(self.wording.words)
        for name in names:
            left = _cut(left, name)
        found = dict.fromkeys(features_of(left))
        return {feature: self._weight(feature) for feature in found}

    def _weight(self, feature: str) -> float:
        weight = self.weights.of(feature)
        return weight * weight * (_PAIR if " " in feature else 1.0)


def matter_of(text: str, weights: Weights) -> Matter:
    """Return the matter of a text."""
    return Matter(wording_of(text), weights)


def likeness(one: Matter, other: Matter) -> float:
    """Return how alike the matters are, 0 to 1: the share of telling words that both have, names of places left out.

    Between the share in both together and the share in the shorter: who says it shortly says it all the same.
    """
    names = one.wording.names | other.wording.names
    here, there = one.without(names), other.without(names)
    if not here or not there:
        here, there = one.features, other.features
    mine, theirs = sum(here.values()), sum(there.values())
    if not mine or not theirs:
        return 0.0
    both = sum(weight for feature, weight in here.items() if feature in there)
    # A few words are soon all found again in a long text: the shorter says little by being all in the longer.
    enough = max(min(mine, theirs), min(_ENOUGH, max(mine, theirs)))
    return 0.6 * both / sqrt(mine * theirs) + 0.4 * both / enough


def _cut(words: list[str], name: Name) -> list[str]:
    size, found, index = len(name), [], 0
    while index < len(words):
        if tuple(words[index : index + size]) == name:
            index += size
            continue
        found.append(words[index])
        index += 1
    return found
