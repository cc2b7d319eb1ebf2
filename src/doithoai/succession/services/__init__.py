"""Verbs: what a decision does to bodies, units and places, and taking it back."""

from doithoai.succession.services.bodies import BodyHeir, reorganise_bodies
from doithoai.succession.services.decisions import Decision
from doithoai.succession.services.importing import PlaceRow, import_places, read_places
from doithoai.succession.services.places import add_places, reorganise_places
from doithoai.succession.services.standing_in import (
    Absence,
    end_substitution,
    name_substitute,
    withdraw_substitution,
)
from doithoai.succession.services.units import merge_units
from doithoai.succession.services.withdrawing import withdraw_reorganisation

__all__ = [
    "Absence",
    "BodyHeir",
    "Decision",
    "PlaceRow",
    "add_places",
    "end_substitution",
    "import_places",
    "merge_units",
    "name_substitute",
    "read_places",
    "reorganise_bodies",
    "reorganise_places",
    "withdraw_reorganisation",
    "withdraw_substitution",
]
