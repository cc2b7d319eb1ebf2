"""Every paper as a frozen dataclass: fill one in, hand it to `services.draft`."""

from doithoai.documents.papers.base import Conference, Issuer, Paper, Signer, paper_from
from doithoai.documents.papers.letters import (
    EscalatedMatter,
    EscalationLetter,
    HandoverSlip,
    OfficialLetter,
    ReplyLetter,
)
from doithoai.documents.papers.meeting import HouseRules, Invitation, Programme, PublicNotice, Step
from doithoai.documents.papers.opinions import (
    CollectedOpinion,
    Count,
    FormSheet,
    OpinionForm,
    PreparedAnswer,
    ReplyReport,
    SpeakingForm,
    Synthesis,
    SynthesisLine,
)
from doithoai.documents.papers.plans import (
    AnnualPlan,
    AssignedMatter,
    Assignment,
    ConferencePlan,
    PlannedDialogue,
    Task,
)
from doithoai.documents.papers.records import DossierIndex, Figure, IndexEntry, OverdueMatter, PeriodReport, Section
from doithoai.documents.papers.results import (
    Answer,
    ConcludedMatter,
    ConclusionNotice,
    Minutes,
    MinutesStep,
    Statement,
)

__all__ = [
    "AnnualPlan",
    "Answer",
    "AssignedMatter",
    "Assignment",
    "CollectedOpinion",
    "ConcludedMatter",
    "ConclusionNotice",
    "Conference",
    "ConferencePlan",
    "Count",
    "DossierIndex",
    "EscalatedMatter",
    "EscalationLetter",
    "Figure",
    "FormSheet",
    "HandoverSlip",
    "HouseRules",
    "IndexEntry",
    "Invitation",
    "Issuer",
    "Minutes",
    "MinutesStep",
    "OfficialLetter",
    "OpinionForm",
    "OverdueMatter",
    "Paper",
    "PeriodReport",
    "PlannedDialogue",
    "PreparedAnswer",
    "Programme",
    "PublicNotice",
    "ReplyLetter",
    "ReplyReport",
    "Section",
    "Signer",
    "SpeakingForm",
    "Statement",
    "Step",
    "Synthesis",
    "SynthesisLine",
    "Task",
    "paper_from",
]
