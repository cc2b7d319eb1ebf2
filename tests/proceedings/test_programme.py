"""The programme follows the order of the regulation."""

import pytest

from doithoai.documents.enums import DocumentState
from doithoai.documents.models import Document
from doithoai.journal import queries as journal
from doithoai.proceedings import services
from doithoai.proceedings.errors import ProgrammeFixed, ReasonMissing, StepNotOptional
from doithoai.proceedings.models import ProgrammeStep
from doithoai.proceedings.services import StepPlan
from doithoai.regulations.facts import ProgrammeApproved
from tests.factories import conference, dialogues
from tests.factories.conference import PREPARED, step
from tests.factories.organisations import Place, tan_lach

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return tan_lach()


@pytest.fixture
def clerk(place):
    return place.actor(place.anna)


@pytest.fixture
def drafted(place, clerk):
    made = dialogues.dialogue(place)
    services.draft_programme(dialogue=made, by=clerk)
    return made


def test_programme_has_the_seven_steps_of_article_9(drafted):
    rows = ProgrammeStep.objects.filter(dialogue=drafted).order_by("number")

    assert [row.rule for row in rows] == [
        "HP-9.1-programme",
        "HP-9.2-content",
        "HP-9.3-pre-answers",
        "HP-9.4-speak",
        "HP-9.5-host-answer",
        "HP-9.6-continue",
        "HP-9.7-accept",
    ]
    assert [row.number for row in rows if row.is_optional] == [3, 6]


def test_drafting_twice_makes_one_programme(drafted, clerk):
    services.draft_programme(dialogue=drafted, by=clerk)

    assert ProgrammeStep.objects.filter(dialogue=drafted).count() == 7


def test_conditional_step_is_left_out_with_a_reason(drafted, clerk):
    services.leave_step_out(step=step(drafted, 3), reason="Không có ý kiến thu trước", by=clerk)

    assert step(drafted, 3).skipped_reason == "Không có ý kiến thu trước"


def test_conditional_step_is_not_left_out_without_a_reason(drafted, clerk):
    with pytest.raises(ReasonMissing):
        services.leave_step_out(step=step(drafted, 3), reason="  ", by=clerk)


def test_speaking_of_the_people_cannot_be_left_out(drafted, clerk):
    with pytest.raises(StepNotOptional):
        services.leave_step_out(step=step(drafted, 4), reason="Hết giờ", by=clerk)


def test_approving_writes_programme_and_house_rules(place, drafted):
    services.approve_programme(dialogue=drafted, on=PREPARED, by=place.actor(place.chair_person))

    papers = Document.objects.filter(dialogue=drafted.key, state=DocumentState.SIGNED)
    assert sorted(papers.values_list("kind", flat=True)) == ["house_rules", "programme"]
    assert ProgrammeApproved(on=PREPARED, dialogue=drafted.key) in journal.facts_of(drafted.stream)


def test_approving_twice_is_one_approval(place, drafted):
    for _ in range(2):
        services.approve_programme(dialogue=drafted, on=PREPARED, by=place.actor(place.chair_person))

    facts = [fact for fact in journal.facts_of(drafted.stream) if isinstance(fact, ProgrammeApproved)]
    assert len(facts) == 1


def test_changing_an_approved_programme_asks_for_a_new_approval(place, drafted, clerk):
    services.approve_programme(dialogue=drafted, on=PREPARED, by=place.actor(place.chair_person))

    services.plan_step(step=step(drafted, 4), plan=StepPlan(minutes=90, led_by="Nhân dân"), by=clerk)

    drafted.refresh_from_db()
    assert drafted.programme_approved_on is None


def test_corrected_programme_replaces_the_signed_one(place, drafted, clerk):
    host = place.actor(place.chair_person)
    services.approve_programme(dialogue=drafted, on=PREPARED, by=host)
    services.plan_step(step=step(drafted, 4), plan=StepPlan(minutes=90), by=clerk)

    services.approve_programme(dialogue=drafted, on=PREPARED, by=host)

    states = Document.objects.filter(dialogue=drafted.key, kind="programme").order_by("pk").values_list("state")
    assert [state for (state,) in states] == [DocumentState.REPLACED, DocumentState.SIGNED]


def test_programme_is_fixed_once_the_session_opened(place, clerk):
    running = conference.in_session(place)

    with pytest.raises(ProgrammeFixed):
        services.plan_step(step=step(running, 4), plan=StepPlan(minutes=5), by=clerk)
