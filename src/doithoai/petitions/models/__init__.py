"""Petitions: what was said, word for word, and all that the office does with it."""

from doithoai.petitions.models.asking_back import InformationRequest
from doithoai.petitions.models.competence import Competence
from doithoai.petitions.models.erasure import ErasureRequest
from doithoai.petitions.models.follow_up import AgencyReport, DueProposal, Escalation, Reply
from doithoai.petitions.models.gateways import Gateway, HandedIn
from doithoai.petitions.models.outside import OutsideLink
from doithoai.petitions.models.paper_forms import FormBatch, FormCounter, FormRule, FormScan, PaperForm
from doithoai.petitions.models.petitions import (
    Attachment,
    CodeCounter,
    ColumnMemory,
    ImportBatch,
    LateArrival,
    Petition,
    Submitter,
)
from doithoai.petitions.models.searches import SavedSearch
from doithoai.petitions.models.work import Assignment, Change, Draft, Note

__all__ = [
    "AgencyReport",
    "Assignment",
    "Attachment",
    "Change",
    "CodeCounter",
    "ColumnMemory",
    "Competence",
    "Draft",
    "DueProposal",
    "ErasureRequest",
    "Escalation",
    "FormBatch",
    "FormCounter",
    "FormRule",
    "FormScan",
    "Gateway",
    "HandedIn",
    "ImportBatch",
    "InformationRequest",
    "LateArrival",
    "Note",
    "OutsideLink",
    "PaperForm",
    "Petition",
    "Reply",
    "SavedSearch",
    "Submitter",
]
