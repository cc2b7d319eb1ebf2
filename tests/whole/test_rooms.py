"""The ladder of rooms, where import-linter cannot look: tables, signals, and what may be changed."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "doithoai"
SOURCES = sorted(PACKAGE.rglob("*.py"))

MUTABLE, APPEND_ONLY, PROJECTION = "mutable", "append-only", "projection"

# Every table is declared here on the day it is made. Append-only: rows are added and never touched again.
# Projection: worked out from the journal, thrown away and made anew.
KINDS = {
    "accounts.Account": MUTABLE,
    "accounts.Identity": MUTABLE,  # corrected by the person, erased when its term ends
    "accounts.IdentityLook": APPEND_ONLY,
    "dialogues.AnnualPlan": MUTABLE,
    "dialogues.Dialogue": MUTABLE,
    "dialogues.DialogueHost": MUTABLE,
    "dialogues.ConferenceRequest": MUTABLE,
    "dialogues.ExternalValue": APPEND_ONLY,
    "dialogues.Forecast": APPEND_ONLY,
    "dialogues.PerformedDuty": MUTABLE,
    "dialogues.Invitation": MUTABLE,
    "dialogues.Notice": MUTABLE,
    "dialogues.Override": APPEND_ONLY,
    "dialogues.PlanChange": APPEND_ONLY,
    "dialogues.PlannedDialogue": MUTABLE,
    "dialogues.PlanEntry": MUTABLE,
    "dialogues.PreparationTask": MUTABLE,
    "dialogues.Publication": MUTABLE,
    "dialogues.ReadingDecision": APPEND_ONLY,
    "dialogues.Registration": MUTABLE,
    "dialogues.Session": MUTABLE,
    "dialogues.VenuePoint": MUTABLE,
    "documents.Document": MUTABLE,
    "documents.NumberSeries": MUTABLE,
    "documents.OfficeTemplate": MUTABLE,
    "documents.Redaction": MUTABLE,  # the source goes when a newer decision stands, or the identity is erased
    "documents.StoredFile": MUTABLE,  # erased with the person who sent it
    "dossiers.Package": MUTABLE,
    "dossiers.Paper": MUTABLE,
    "dossiers.Waiver": MUTABLE,
    "journal.Entry": APPEND_ONLY,  # by triggers, too: tests/journal
    "journal.Head": MUTABLE,
    "notices.Message": MUTABLE,
    "obligations.CalendarStamp": MUTABLE,
    "obligations.CalendarYear": APPEND_ONLY,
    "obligations.Closure": MUTABLE,  # lifted once
    "obligations.Duty": PROJECTION,
    "obligations.Remark": PROJECTION,
    "obligations.Reminder": APPEND_ONLY,
    "organisations.Body": MUTABLE,
    "organisations.BodyLink": MUTABLE,  # what a withdrawn decision had made goes out of it
    "organisations.Holding": MUTABLE,
    "organisations.Membership": MUTABLE,
    "organisations.Place": MUTABLE,
    "organisations.PlaceLink": MUTABLE,
    "organisations.Post": MUTABLE,
    "organisations.PostLink": MUTABLE,
    "organisations.Reorganisation": MUTABLE,  # withdrawn
    "organisations.Substitution": MUTABLE,  # ended, withdrawn
    "organisations.Unit": MUTABLE,
    "organisations.UnitLink": MUTABLE,
    "petitions.AgencyReport": MUTABLE,
    "petitions.Assignment": MUTABLE,
    "petitions.Attachment": MUTABLE,
    "petitions.Change": MUTABLE,
    "petitions.CodeCounter": MUTABLE,
    "petitions.ColumnMemory": MUTABLE,
    "petitions.Competence": MUTABLE,  # ended, withdrawn
    "petitions.Draft": MUTABLE,
    "petitions.DueProposal": MUTABLE,
    "petitions.ErasureRequest": MUTABLE,  # decided once
    "petitions.Escalation": MUTABLE,
    "petitions.FormBatch": APPEND_ONLY,
    "petitions.FormCounter": MUTABLE,
    "petitions.FormRule": MUTABLE,
    "petitions.FormScan": MUTABLE,  # thrown away with what was typed under a wrong number
    "petitions.Gateway": MUTABLE,  # withdrawn once
    "petitions.HandedIn": APPEND_ONLY,
    "petitions.ImportBatch": MUTABLE,
    "petitions.InformationRequest": MUTABLE,
    "petitions.LateArrival": APPEND_ONLY,
    "petitions.Note": APPEND_ONLY,
    "petitions.PaperForm": MUTABLE,
    "petitions.OutsideLink": MUTABLE,
    "petitions.Petition": MUTABLE,
    "petitions.Reply": MUTABLE,
    "petitions.SavedSearch": MUTABLE,
    "petitions.Submitter": MUTABLE,
    "proceedings.Attendance": MUTABLE,
    "proceedings.Broadcast": MUTABLE,
    "proceedings.Conclusion": MUTABLE,
    "proceedings.ConclusionItem": MUTABLE,
    "proceedings.Delivery": MUTABLE,
    "proceedings.Extension": MUTABLE,
    "proceedings.FallbackLine": MUTABLE,
    "proceedings.HandedAnswer": MUTABLE,
    "proceedings.Interruption": MUTABLE,
    "proceedings.LiveSequence": MUTABLE,
    "proceedings.Minutes": MUTABLE,
    "proceedings.MinutesEntry": APPEND_ONLY,
    "proceedings.Outcome": MUTABLE,
    "proceedings.Presence": MUTABLE,
    "proceedings.ProgrammeStep": MUTABLE,
    "proceedings.Question": MUTABLE,
    "proceedings.Refusal": MUTABLE,
    "proceedings.ResultPublication": APPEND_ONLY,
    "proceedings.SpeakerDraw": MUTABLE,
    "proceedings.SpeakingLimit": APPEND_ONLY,
    "proceedings.Speech": MUTABLE,
    "proceedings.Support": APPEND_ONLY,
    "reporting.Report": MUTABLE,
    "reporting.SupervisionPlan": MUTABLE,  # mended after it was sent back
}


def _layers() -> list[list[str]]:
    """Return the rooms from top to bottom, as import-linter has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    return [[room.strip(" ()") for room in layer.split("|")] for layer in contract["layers"]]


HEIGHT = {room: -number for number, layer in enumerate(_layers()) for room in layer}


def _our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("doithoai.")]


@pytest.mark.parametrize("model", _our_models(), ids=lambda model: model._meta.label)
def test_relations_point_down(model):
    room = model._meta.app_label
    reached = {
        field.related_model._meta.app_label
        for field in model._meta.get_fields()
        if (field.many_to_one or field.one_to_one or field.many_to_many) and not field.auto_created
    }

    upward = {other for other in reached if other != room and HEIGHT[other] >= HEIGHT[room]}

    assert upward == set()


def test_every_table_is_declared_mutable_or_append_only():
    assert sorted(KINDS) == sorted(model._meta.label for model in _our_models())


@pytest.mark.parametrize("label", [label for label, kind in KINDS.items() if kind == APPEND_ONLY])
def test_nothing_changes_rows_of_an_append_only_table(label):
    name = label.split(".")[1]
    # X.objects.….update(…) or .delete() in one expression, however it is broken over lines.
    change = re.compile(rf"\b{name}\.objects\b[^=\n]*(\n\s*\.[^=\n]*)*\.(update|delete|bulk_update|update_or_create)\(")

    found = [str(path.relative_to(ROOT)) for path in SOURCES if change.search(path.read_text(encoding="utf-8"))]

    assert found == []


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_rooms_do_not_talk_by_signals():
    # docs/adr/0005-no-signals.md
    forbidden = re.compile(r"django\.dispatch\b.*|.*\.signals\b.*")

    found = {
        f"{path.relative_to(ROOT)}: {name}" for path in SOURCES for name in _imports(path) if forbidden.fullmatch(name)
    }

    assert found == set()
