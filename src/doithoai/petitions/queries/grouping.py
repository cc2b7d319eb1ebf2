"""Groups of petitions of one matter in one place, for the office to look at before it merges; nothing is merged here.

Every petition is compared with the first of each group that shares rare words with it, so that a group never grows by
steps away from what it began with, and the work grows with the number of petitions, not with its square.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from doithoai.dialogues.models import Dialogue
from doithoai.organisations import queries as organisations
from doithoai.organisations.queries import Gazetteer
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.models import Petition
from doithoai.petitions.queries.places import Nearness, nearness
from doithoai.petitions.queries.similar import REPEAT
from doithoai.textsearch.likeness import Matter, Weights, likeness, weights_of
from doithoai.textsearch.wording import wording_of

_TELLING = 8  # the rarest features of a petition by which its group is looked for
_BUCKET = 60  # groups that may be looked for under one feature; a commoner one tells nothing
_COMPARED = 4
_SAMPLE = 3000
_NEARLY = 0.85  # how alike two must be of which neither says where
_LENGTH = 1500  # letters of a text that are compared
_ASIDE = (PetitionState.MERGED, PetitionState.SPLIT, PetitionState.WITHDRAWN, PetitionState.OUT_OF_SCOPE)


@dataclass(slots=True)
class Group:
    """Petitions that say the same of one place: the numbers of their rows, the first one first."""

    rows: list[int]
    matter: Matter
    place: str


def groups_of(
    texts: Iterable[tuple[int, str, str]],
    *,
    gazetteer: Gazetteer,
    weights: Weights | None = None,
    anywhere: bool = False,
) -> list[list[int]]:
    """Return the groups of two and more among (number, text, place), the largest first.

    The same words from another place are a group of their own, and a place that is not known joins none, except
    where neither names any and the words are nearly the same. `anywhere`: the same matter of several places is one
    group; to be counted together, never to be merged.
    """
    rows = list(texts)
    weights = weights or weights_of(text[:_LENGTH] for _pk, text, _place in rows[:: max(1, len(rows) // _SAMPLE)])
    found: list[Group] = []
    under: dict[str, list[int]] = defaultdict(list)
    for pk, text, place in rows:
        matter = Matter(wording_of(text[:_LENGTH]), weights)
        telling = _telling(matter)
        near = Counter(index for feature in telling for index in under.get(feature, ())).most_common(_COMPARED)
        group = _group_for(matter, place, [found[index] for index, _shared in near], None if anywhere else gazetteer)
        if group is None:
            for feature in telling:
                if len(under[feature]) < _BUCKET:
                    under[feature].append(len(found))
            found.append(Group([pk], matter, place))
        else:
            group.rows.append(pk)
    return sorted((group.rows for group in found if len(group.rows) > 1), key=lambda rows: (-len(rows), rows[0]))


def _telling(matter: Matter) -> tuple[str, ...]:
    features = matter.without(matter.wording.names) or matter.features
    names = [" ".join(name) for name in matter.wording.sites]
    rarest = sorted(features, key=lambda feature: (-features[feature], feature))[:_TELLING]
    # A matter in a place: rare words of the one and of the other together are looked for.
    return (*rarest, *(f"{name}|{feature}" for name in names[:2] for feature in list(features)[:6]))


def _group_for(matter: Matter, place: str, near: Iterable[Group], gazetteer: Gazetteer | None) -> Group | None:
    for group in near:
        alike = likeness(matter, group.matter)
        if alike < REPEAT:
            continue
        if gazetteer is None:
            return group
        where = nearness(matter.wording, place, group.matter.wording, group.place, gazetteer)
        neither = _nowhere(matter, place) and _nowhere(group.matter, group.place)
        if where is Nearness.SAME or (neither and alike >= _NEARLY):
            return group
    return None


def _nowhere(matter: Matter, place: str) -> bool:
    return not place.strip() and not matter.wording.sites


def same_matters(dialogue: Dialogue, *, on: date) -> list[list[Petition]]:
    """Return the petitions of a dialogue that likely say the same of one place, largest group first; four queries."""
    rows = list(Petition.objects.filter(dialogue=dialogue).exclude(state__in=_ASIDE).order_by("received_on", "pk"))
    gazetteer = organisations.gazetteer_of([dialogue.unit_id], on=on)
    by_pk = {row.pk: row for row in rows}
    groups = groups_of(((row.pk, row.text, row.place) for row in rows), gazetteer=gazetteer)
    return [[by_pk[pk] for pk in group] for group in groups]
