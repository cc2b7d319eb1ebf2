"""Yearly plans, dialogues and all that goes before the conference, one noun a file."""

from doithoai.dialogues.models.announcing import Invitation, Notice, Publication
from doithoai.dialogues.models.dialogues import (
    Dialogue,
    DialogueHost,
    Forecast,
    Override,
    PlanEntry,
    PreparationTask,
    Session,
    VenuePoint,
)
from doithoai.dialogues.models.duties import PerformedDuty
from doithoai.dialogues.models.externals import ExternalValue
from doithoai.dialogues.models.plans import AnnualPlan, PlanChange, PlannedDialogue
from doithoai.dialogues.models.readings import ReadingDecision
from doithoai.dialogues.models.registrations import Registration
from doithoai.dialogues.models.requests import ConferenceRequest

__all__ = [
    "AnnualPlan",
    "ConferenceRequest",
    "Dialogue",
    "DialogueHost",
    "ExternalValue",
    "Forecast",
    "Invitation",
    "Notice",
    "Override",
    "PerformedDuty",
    "PlanChange",
    "PlanEntry",
    "PlannedDialogue",
    "PreparationTask",
    "Publication",
    "ReadingDecision",
    "Registration",
    "Session",
    "VenuePoint",
]
