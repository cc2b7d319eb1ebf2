"""Petitions by place: a merged or divided place is found, and counted, by its old names and its new one alike."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Q, QuerySet

from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Unit
from doithoai.organisations.queries.places import Gazetteer, spoken
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.models import Petition
from doithoai.textsearch.index import WordIndex
from doithoai.textsearch.queries import with_words

_HIDDEN = (PetitionState.MERGED, PetitionState.SPLIT, PetitionState.WITHDRAWN)


def with_words_or_place(
    rows: QuerySet[Petition], index: WordIndex, asked: str, names: Sequence[str] | None = None
) -> QuerySet[Petition]:
    """Return the rows that hold the words; where they are the name of a place, also those with its other names.

    One query more to see whether it is a place, two more where it is one; none where the caller knows its `names`.
    """
    known = organisations.names_of_place(asked) if names is None else names
    others = [name for name in known if spoken(name) != spoken(asked)]
    if not others:
        return with_words(rows, index, asked)
    every = Petition.objects.order_by()
    found = Q(pk__in=with_words(every, index, asked).values("pk"))
    for name in others:
        found |= Q(pk__in=with_words(every, index, f'"{spoken(name)}"').values("pk"))
    return rows.filter(found)


def counts_by_place(unit: Unit, gazetteer: Gazetteer) -> dict[int, int]:
    """Return how many petitions of the unit's dialogues speak of each place as it stands today, by the place's number.

    What was said under an old name counts for what the place has become; of a divided one, for its leading part.
    Texts that name no place of the list are left out.
    """
    rows = Petition.objects.filter(dialogue__unit=unit).exclude(state__in=_HIDDEN).exclude(place="").order_by()
    counted: Counter[int] = Counter()
    for text, number in rows.values_list("place").annotate(n=Count("pk")):
        place = gazetteer.standing_place(text)
        if place is not None:
            counted[place] += number
    return dict(counted)


def place_today(unit: Unit, text: str, *, on: date) -> str:
    """Return what a petition's place is called today where that is another name; "" else; one query."""
    return organisations.place_called_today(unit, text, on=on) if text else ""
