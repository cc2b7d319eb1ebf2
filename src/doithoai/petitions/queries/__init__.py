"""Reads of this room used more than once."""

from doithoai.petitions.queries.cases import (
    assignments_of,
    case_by_code,
    earlier_similar,
    parts_of,
    submitter_by_receipt,
    whole_is_done,
)
from doithoai.petitions.queries.counting import BodyWork, Tally, counts_by, tally_of, work_by_body
from doithoai.petitions.queries.lists import (
    Filters,
    inbox_of,
    petitions_in_view,
    petitions_of,
    petitions_visible_to,
    searched,
    view_conditions,
    with_list_columns,
)

__all__ = [
    "BodyWork",
    "Filters",
    "Tally",
    "assignments_of",
    "case_by_code",
    "counts_by",
    "earlier_similar",
    "inbox_of",
    "parts_of",
    "petitions_in_view",
    "petitions_of",
    "petitions_visible_to",
    "searched",
    "submitter_by_receipt",
    "tally_of",
    "view_conditions",
    "whole_is_done",
    "with_list_columns",
    "work_by_body",
]
