"""The demo is made by the same verbs as an office's work, on any day of the year."""

import subprocess
import sys
import zipfile
from datetime import date
from io import BytesIO

import pytest

from doithoai.config import demo
from doithoai.dialogues.models import Dialogue
from doithoai.documents import services as documents
from doithoai.dossiers.queries import completeness, latest_package, missing_items
from doithoai.journal import queries as journal
from doithoai.obligations import services as obligations
from doithoai.obligations.models import Duty
from doithoai.organisations.models import Unit

pytestmark = pytest.mark.django_db
STATES = ["archived", "following_up", "held", "announced"]


def _rows():
    names = ("stream", "rule", "petition", "body", "post", "position", "status", "due_on", "met_on")
    return list(Duty.objects.order_by("stream", "petition", "rule", "body", "position").values_list(*names))


def _forecasts():
    keys = Dialogue.objects.order_by("pk").values_list("key", flat=True)
    return [Duty.objects.get(dialogue=key, rule="HP-14.1-forecast").status for key in keys]


def _of_the_years():
    rules = ("HP-13.1-annual-plan", "HP-13.3-appraise", "HP-14.3-supervision")
    commune = Duty.objects.filter(stream__startswith="unit:", unit=Unit.objects.get(code="TL").key, rule__in=rules)
    return set(commune.values_list("rule", "due_on__year", "status"))


def test_demo_tells_every_phase_once_and_its_projection_equals_a_rebuild():
    made = [demo.load(today=date(2026, 11, 21)) for _ in range(2)]
    dialogues = list(Dialogue.objects.order_by("pk"))
    for row in dialogues:
        obligations.refresh(row.key, on=date(2026, 11, 23))
    before = [row for row in _rows() if row[0].startswith("dialogue:")]

    obligations.rebuild(on=date(2026, 11, 23))

    assert made == [True, False]
    assert [row.state for row in dialogues] == STATES
    assert all(journal.proof_of(row.stream).fault is None for row in dialogues)
    assert [row for row in _rows() if row[0].startswith("dialogue:")] == before != []
    assert _forecasts() == ["met", "met", "breached", "due"]
    rules = ("HP-13.1-annual-plan", "HP-13.3-appraise", "HP-14.3-supervision")
    assert _of_the_years() == {(rule, year, "met") for rule in rules for year in (2025, 2026)}


def test_archived_dialogue_kept_every_date_and_its_answers_are_public(tmp_path):
    demo.load(today=date(2026, 11, 21))
    dialogue = Dialogue.objects.get(state="archived")
    package = latest_package(dialogue)
    with zipfile.ZipFile(BytesIO(documents.read_file(package.file))) as packed:
        packed.extractall(tmp_path)

    verified = subprocess.run(
        [sys.executable, "-I", next(tmp_path.rglob("verify.py"))], capture_output=True, check=False
    )
    results = list(dialogue.petitions.values_list("state", "result"))

    assert verified.returncode == 0, verified.stdout
    assert missing_items(completeness(dialogue)) == []
    assert set(Duty.objects.filter(dialogue=dialogue.key).values_list("status", flat=True)) == {"met", "not_applicable"}
    assert [row[0] for row in results] == ["closed"] * 6
    assert {row[1] for row in results} == {"resolved", "no_funds", "explained", "not_accepted"}
    assert dialogue.petitions.exclude(published_on=None).exclude(public_answer="").count() == 6
    assert Dialogue.objects.get(state="held").previous == dialogue


def test_demo_can_be_loaded_right_after_tet():
    assert demo.load(today=date(2026, 2, 24))
