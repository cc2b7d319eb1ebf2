"""Suggestions of field and competent body, from what this office decided before; they never decide by themselves.

The model is small and lives in memory: learnt anew from the newest decisions whenever it has grown old, so that there
is nothing to train, to move or to back up. Before there are decisions, words that we wrote down stand for them.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from time import monotonic

from django.db import connection

from doithoai.organisations.models import Unit
from doithoai.petitions.enums import AssignmentPart, AssignmentState, PetitionState
from doithoai.petitions.models import Assignment, Petition
from doithoai.petitions.queries.vocabulary import FIELD_WORDS
from doithoai.textsearch.classifying import Classifier, Piece, Suggestion, pieces_of

_NEWEST = 2000  # decisions that are learnt; older ones are from other times
_KEPT = 900.0  # seconds for which a model is kept; with few decisions it is learnt each time
_FEW = 200
_PHRASE = 3  # as many petitions a written-down phrase stands for
_FOLDS = 5
_UNSORTED = (PetitionState.RECEIVED, PetitionState.MERGED, PetitionState.SPLIT, PetitionState.WITHDRAWN)
_kept: dict[tuple[str, str, int], tuple[float, object]] = {}

Example = tuple[list[Piece], str]


def suggested_fields(text: str, unit: Unit) -> list[Suggestion]:
    """Return the likeliest fields of a text for this unit, best first; `label` is a value of Field."""
    return _model("field", unit, _field_examples, with_words=True).suggest(pieces_of(text))


def suggested_fields_of(texts: Iterable[str], unit: Unit) -> list[list[Suggestion]]:
    """Return the likeliest fields of each of several texts; learnt once for all of them."""
    model = _model("field", unit, _field_examples, with_words=True)
    return [model.suggest(pieces_of(text)) for text in texts]


def suggested_bodies(text: str, unit: Unit, *, among: Collection[str]) -> list[Suggestion]:
    """Return the bodies that most likely lead, by what the office assigned before; `label` is a body's key.

    `among`: the keys of the bodies that may be asked today; what ended since is not offered.
    """
    found = _model("body", unit, _body_examples, with_words=False).suggest(pieces_of(text), most=9)
    return [one for one in found if one.label in among][:3]


def _model(name: str, unit: Unit, examples: Callable[[Unit], list[Example]], *, with_words: bool) -> Classifier:
    def learn() -> tuple[Classifier, int]:
        found = examples(unit)
        return _learnt(found, with_words=with_words), len(found)

    key = (f"{connection.alias}:{connection.settings_dict['NAME']}", name, unit.pk)
    kept = _kept.get(key)
    if kept is not None and monotonic() - kept[0] < _KEPT:
        assert isinstance(kept[1], Classifier)
        return kept[1]
    model, count = learn()
    if count >= _FEW:
        _kept[key] = (monotonic(), model)
    return model


def _learnt(examples: list[Example], *, with_words: bool) -> Classifier:
    model = Classifier()
    if with_words:
        for features, label in _written_down():
            model.learn(features, label, weight=_PHRASE)
    for pieces, label in examples:
        model.learn((piece.feature for piece in pieces), label)
    return model


@cache
def _written_down() -> tuple[tuple[tuple[str, ...], str], ...]:
    return tuple(
        (tuple(piece.feature for piece in pieces_of(phrase)), name.value)
        for name, phrases in FIELD_WORDS.items()
        for phrase in phrases.split("|")
    )


def _field_examples(unit: Unit) -> list[Example]:
    rows = Petition.objects.filter(dialogue__unit=unit).exclude(field="").exclude(state__in=_UNSORTED)
    newest = rows.order_by("-pk").values_list("text", "field")[:_NEWEST]
    return [(pieces_of(text), label) for text, label in newest]


def _body_examples(unit: Unit) -> list[Example]:
    rows = Assignment.objects.filter(
        petition__dialogue__unit=unit,
        part=AssignmentPart.LEAD,
        state__in=[AssignmentState.SENT, AssignmentState.ACCEPTED, AssignmentState.DONE],
    )
    newest = rows.order_by("-pk").values_list("petition__text", "body__key")[:_NEWEST]
    return [(pieces_of(text), label) for text, label in newest]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often the first, and one of the first three, suggestions was what the office decided; by cross-validation.

    `usual`: how often the commonest label alone would have been right. `by_label`: (label, decided, found first).
    """

    decisions: int
    first: int
    three: int
    usual: int
    by_label: tuple[tuple[str, int, int], ...] = ()

    @property
    def first_share(self) -> float:
        """Return the share of first suggestions that were right, 0 to 1."""
        return self.first / self.decisions if self.decisions else 0.0

    @property
    def three_share(self) -> float:
        """Return the share of decisions found among the first three, 0 to 1."""
        return self.three / self.decisions if self.decisions else 0.0

    @property
    def usual_share(self) -> float:
        """Return the share that the commonest label alone would have had, 0 to 1."""
        return self.usual / self.decisions if self.decisions else 0.0


def field_accuracy(unit: Unit) -> Accuracy:
    """Return how good the suggestions of fields are for this unit, measured on decisions that were kept from them."""
    return validated(_field_examples(unit), with_words=True)


def body_accuracy(unit: Unit) -> Accuracy:
    """Return how good the suggestions of bodies are for this unit."""
    return validated(_body_examples(unit), with_words=False)


def validated(examples: list[Example], *, with_words: bool, folds: int = _FOLDS) -> Accuracy:
    """Ask about each fold as if it had not been learnt; the model never sees what it is asked about."""
    model = _learnt(examples, with_words=with_words)
    decided: dict[str, list[int]] = {}
    first = three = 0
    for number in range(folds):
        asked = examples[number::folds]
        for pieces, label in asked:
            model.forget((piece.feature for piece in pieces), label)
        for pieces, label in asked:
            found = [one.label for one in model.suggest(pieces)]
            tally = decided.setdefault(label, [0, 0])
            tally[0] += 1
            tally[1] += found[:1] == [label]
            first += found[:1] == [label]
            three += label in found
        for pieces, label in asked:
            model.learn((piece.feature for piece in pieces), label)
    rows = sorted(
        ((label, count, right) for label, (count, right) in decided.items()), key=lambda row: (-row[1], row[0])
    )
    return Accuracy(len(examples), first, three, max((row[1] for row in rows), default=0), tuple(rows))
