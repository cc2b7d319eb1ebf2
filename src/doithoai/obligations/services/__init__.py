"""The verbs of this room: keeping the projection true, and changing the days on which dates rest."""

from doithoai.obligations.services.closing import (
    ClosureWanted,
    close_unit,
    lift_closure,
    moves_of_closure,
    moves_of_lifting,
)
from doithoai.obligations.services.refreshing import (
    OPEN,
    rebuild,
    refresh,
    refresh_unit,
    refreshing_once,
    sweep,
)
from doithoai.obligations.services.years import YearWanted, import_year, moves_of_year, year_wanted

__all__ = [
    "OPEN",
    "ClosureWanted",
    "YearWanted",
    "close_unit",
    "import_year",
    "lift_closure",
    "moves_of_closure",
    "moves_of_lifting",
    "moves_of_year",
    "rebuild",
    "refresh",
    "refresh_unit",
    "refreshing_once",
    "sweep",
    "year_wanted",
]
