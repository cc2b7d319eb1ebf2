"""Reads of this room: figures with their cases, what is late, which reports are owed."""

from doithoai.reporting.queries.figures import CODES, Counted, Figure, count_figures, duty_name, label_of
from doithoai.reporting.queries.oversight import BodyLoad, late_by_body, late_rows, units_below
from doithoai.reporting.queries.schedule import (
    Owed,
    addressees_of,
    period_days,
    period_label,
    regulation_of_report,
    regulation_of_year,
    reports_owed,
)
from doithoai.reporting.queries.supervision import (
    SUPERVISORS,
    Supervising,
    supervision_contents,
    supervision_duties,
    supervision_of,
)

__all__ = [
    "CODES",
    "SUPERVISORS",
    "BodyLoad",
    "Counted",
    "Figure",
    "Owed",
    "Supervising",
    "addressees_of",
    "count_figures",
    "duty_name",
    "label_of",
    "late_by_body",
    "late_rows",
    "period_days",
    "period_label",
    "regulation_of_report",
    "regulation_of_year",
    "reports_owed",
    "supervision_contents",
    "supervision_duties",
    "supervision_of",
    "units_below",
]
