"""Units, bodies, posts and places; who holds a post; what became of what."""

from doithoai.organisations.models.successions import BodyLink, Place, PlaceLink, PostLink, Reorganisation, UnitLink
from doithoai.organisations.models.units import Body, Dated, Holding, Membership, Post, Substitution, Unit

__all__ = [
    "Body",
    "BodyLink",
    "Dated",
    "Holding",
    "Membership",
    "Place",
    "PlaceLink",
    "Post",
    "PostLink",
    "Reorganisation",
    "Substitution",
    "Unit",
    "UnitLink",
]
