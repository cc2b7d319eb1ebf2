"""The verbs of this room, one noun a file."""

from doithoai.reporting.services.reports import begin_report, covered_units, submit_report, write_report
from doithoai.reporting.services.supervision import (
    appraise_supervision_plan,
    record_supervision_plan,
    send_back_supervision_plan,
)

__all__ = [
    "appraise_supervision_plan",
    "begin_report",
    "covered_units",
    "record_supervision_plan",
    "send_back_supervision_plan",
    "submit_report",
    "write_report",
]
