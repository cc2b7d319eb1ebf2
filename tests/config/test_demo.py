"""The demo is made by the same verbs as an office's work, on any day of the year."""

from datetime import date

import pytest

from doithoai.config import demo
from doithoai.dialogues.models import Dialogue
from doithoai.journal import queries as journal
from doithoai.obligations import services as obligations
from doithoai.obligations.models import Duty

pytestmark = pytest.mark.django_db
STATES = ["following_up", "held", "announced"]


def _rows():
    names = ("stream", "rule", "petition", "body", "post", "position", "status", "due_on", "met_on")
    return list(Duty.objects.order_by("stream", "petition", "rule", "body", "position").values_list(*names))


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


def test_demo_can_be_loaded_right_after_tet():
    assert demo.load(today=date(2026, 2, 24))
