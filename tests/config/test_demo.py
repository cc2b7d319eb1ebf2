"""The demo is made by the same verbs as an office's work, on any day of the year."""

from datetime import date

import pytest

from doithoai.config import demo
from doithoai.dialogues.models import Dialogue
from doithoai.journal import queries as journal
from doithoai.obligations import services as obligations
from doithoai.obligations.models import Duty
from doithoai.petitions.models import Petition

pytestmark = pytest.mark.django_db
STATES = ["following_up", "held", "announced"]


@pytest.mark.parametrize(
    "today",
    [
        pytest.param(date(2026, 11, 21), id="a Saturday"),
        pytest.param(date(2026, 2, 24), id="right after Tết"),
    ],
)
def test_demo_tells_dialogues_in_every_phase(today):
    made = demo.load(today=today)

    assert made
    assert [row.state for row in Dialogue.objects.order_by("pk")] == STATES
    assert all(journal.proof_of(row.stream).fault is None for row in Dialogue.objects.all())


def test_loading_twice_changes_nothing():
    demo.load(today=date(2026, 11, 21))
    before = Petition.objects.count()

    assert demo.load(today=date(2026, 11, 21)) is False
    assert Petition.objects.count() == before > 20


def _rows():
    names = ("stream", "rule", "petition", "body", "post", "position", "status", "due_on", "met_on")
    return list(Duty.objects.order_by("stream", "petition", "rule", "body", "position").values_list(*names))


def test_projection_after_real_work_equals_its_rebuild():
    demo.load(today=date(2026, 11, 21))
    for row in Dialogue.objects.all():
        obligations.refresh(row.key, on=date(2026, 11, 23))
    before = _rows()

    obligations.rebuild(on=date(2026, 11, 23))

    after = [row for row in _rows() if row[0].startswith("dialogue:")]
    assert after == [row for row in before if row[0].startswith("dialogue:")]
    assert before
