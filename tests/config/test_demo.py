"""The demo is made by the same verbs as an office's work, on any day of the year."""

from datetime import date

import pytest

from doithoai.config import demo
from doithoai.dialogues.models import Dialogue
from doithoai.journal import queries as journal
from doithoai.obligations import services as obligations
from doithoai.obligations.models import Duty
from doithoai.organisations.models import Unit

pytestmark = pytest.mark.django_db
STATES = ["following_up", "held", "announced"]


def _rows():
    names = ("stream", "rule", "petition", "body", "post", "position", "status", "due_on", "met_on")
    return list(Duty.objects.order_by("stream", "petition", "rule", "body", "position").values_list(*names))


def _forecasts():
    keys = Dialogue.objects.order_by("pk").values_list("key", flat=True)
    return [Duty.objects.get(dialogue=key, rule="HP-14.1-forecast").status for key in keys]


def _of_the_year():
    rules = ("HP-13.1-annual-plan", "HP-13.3-appraise", "HP-14.3-supervision")
    commune = Duty.objects.filter(stream__startswith="unit:", unit=Unit.objects.get(code="TL").key, rule__in=rules)
    return dict(commune.values_list("rule", "status"))


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
    assert _forecasts() == ["met", "breached", "due"]
    assert _of_the_year() == {"HP-13.1-annual-plan": "met", "HP-13.3-appraise": "met", "HP-14.3-supervision": "met"}


def test_demo_can_be_loaded_right_after_tet():
    assert demo.load(today=date(2026, 2, 24))
