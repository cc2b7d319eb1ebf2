"""Who is who on a day; who answers for what has ended; which place is meant."""

from doithoai.organisations.queries.answering import (
    answering,
    answering_keys,
    bodies_answered_for,
    called,
    called_as,
    called_by_key,
)
from doithoai.organisations.queries.people import (
    Standing,
    bodies_of_unit,
    deputies_of,
    holder_of,
    host_posts_of_unit,
    members_of,
    people_of_unit,
    standing_of,
)
from doithoai.organisations.queries.places import Gazetteer, gazetteer_of, same_place

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
    "members_of",
    "people_of_unit",
    "same_place",
    "standing_of",
]
