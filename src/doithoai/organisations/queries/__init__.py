"""Who is who on a day; who answers for what has ended; which place is meant."""

from doithoai.organisations.queries.answering import (
    answering,
    answering_keys,
    bodies_answered_for,
    called,
    called_as,
    called_by_key,
    keys_answered_by,
)
from doithoai.organisations.queries.people import (
    Standing,
    bodies_of_unit,
    deputies_of,
    holder_of,
    host_posts_of_unit,
    members_of,
    people_of_unit,
    somebody_works_for,
    standing_of,
)
from doithoai.organisations.queries.places import (
    Gazetteer,
    gazetteer_of,
    names_of_place,
    place_called_today,
    same_place,
)

__all__ = [
    "Gazetteer",
    "Standing",
    "answering",
    "answering_keys",
    "bodies_answered_for",
    "bodies_of_unit",
    "called",
    "called_as",
    "called_by_key",
    "deputies_of",
    "gazetteer_of",
    "holder_of",
    "host_posts_of_unit",
    "keys_answered_by",
    "members_of",
    "names_of_place",
    "people_of_unit",
    "place_called_today",
    "same_place",
    "somebody_works_for",
    "standing_of",
]
