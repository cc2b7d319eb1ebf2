"""The Front plans to supervise, Mass Mobilisation appraises: each in its own year, each once."""

from datetime import date

import pytest

from doithoai.common.errors import DomainError
from doithoai.journal import queries as journal
from doithoai.obligations import queries as obligations
from doithoai.obligations import services as duties
from doithoai.obligations.models import Duty
from doithoai.organisations import queries as standings
from doithoai.reporting import permissions, queries, services
from doithoai.reporting.errors import (
    SupervisionPlanAway,
    SupervisionPlanLacking,
    SupervisionPlanOdd,
    SupervisionPlanSettled,
)
from doithoai.reporting.models import SupervisionPlan
from doithoai.reporting.services.supervision import PlanPaper
from tests.factories import organisations

pytestmark = pytest.mark.django_db
ON = date(2026, 2, 2)
PAPER = PlanPaper(title="Kế hoạch giám sát năm 2026", number="05/KH-MTTQ", covers_conclusions=True)
LACKING = PlanPaper(title="Kế hoạch giám sát năm 2026", covers_conclusions=False)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def place():
    return organisations.tan_lach()


def record(place, paper=PAPER, *, on=ON, body=None):
    by = place.actor(place.front_person)
    return services.record_supervision_plan(body=body or place.front, year=2026, paper=paper, on=on, by=by)


def appraise(place, plan, *, on=ON, note=""):
    return services.appraise_supervision_plan(plan=plan, note=note, on=on, by=place.actor(place.mass_person))


def send_back(place, plan, *, on=ON, reason="Bổ sung giám sát kết luận đối thoại"):
    return services.send_back_supervision_plan(plan=plan, reason=reason, on=on, by=place.actor(place.mass_person))


def statuses(place, *, on):
    duties.refresh_unit(place.unit, on=on)
    rows = obligations.duties_of_unit(place.unit.key).filter(rule__in=["HP-14.3-supervision", "HP-13.3-appraise"])
    return {row.rule: row.status for row in rows if row.due_on.year == 2026}


def kinds(place):
    return [fact.kind for fact in journal.facts_of(f"unit:{place.unit.key}")]


def test_recording_and_appraising_meet_both_duties_of_the_year(place):
    plan = record(place)
    appraise(place, plan, note="Đồng ý")

    assert statuses(place, on=ON) == {"HP-14.3-supervision": "met", "HP-13.3-appraise": "met"}
    assert kinds(place) == ["supervision_plan_recorded", "supervision_plan_appraised"]


@pytest.mark.parametrize(
    ("on", "status"),
    [
        pytest.param(date(2026, 12, 30), "met", id="day before the last"),
        pytest.param(date(2026, 12, 31), "met", id="last day of the year"),
        pytest.param(date(2027, 1, 1), "breached", id="day after"),
    ],
)
def test_plan_is_in_time_until_the_last_day_of_its_year(place, on, status):
    record(place, on=on)

    assert statuses(place, on=on)["HP-14.3-supervision"] == status


def test_plan_without_conclusion_notices_is_kept_but_meets_nothing(place):
    plan = record(place, LACKING)

    assert SupervisionPlan.objects.get() == plan
    assert statuses(place, on=ON) == {"HP-14.3-supervision": "due", "HP-13.3-appraise": "due"}
    assert kinds(place) == ["supervision_plan_incomplete"]


def test_plan_without_conclusion_notices_is_not_appraised_and_the_article_is_named(place):
    plan = record(place, LACKING)

    with pytest.raises(SupervisionPlanLacking, match=r"giám sát thực hiện thông báo kết luận \(Điều 13 khoản 3\)"):
        appraise(place, plan)

    plan.refresh_from_db()
    assert plan.appraised_on is None


def test_plan_sent_back_is_mended_and_then_appraised(place):
    plan = record(place, LACKING)
    send_back(place, plan)
    with pytest.raises(SupervisionPlanAway):
        appraise(place, plan)

    mended = record(place, on=date(2026, 2, 9))
    appraise(place, mended, on=date(2026, 2, 10))

    assert (mended.pk, mended.returned_on, mended.returned_reason) == (plan.pk, None, "")
    assert statuses(place, on=date(2026, 2, 10)) == {"HP-14.3-supervision": "met", "HP-13.3-appraise": "met"}
    assert kinds(place) == [
        "supervision_plan_incomplete",
        "supervision_plan_returned",
        "supervision_plan_recorded",
        "supervision_plan_appraised",
    ]


def test_new_text_that_drops_conclusion_notices_opens_the_duty_again(place):
    record(place)

    record(place, LACKING)

    assert statuses(place, on=ON)["HP-14.3-supervision"] == "due"
    assert journal.proof_of(f"unit:{place.unit.key}").fault is None


def test_rebuild_gives_the_same_duties(place):
    record(place)
    record(place, LACKING)
    before = list(Duty.objects.order_by("rule", "due_on").values_list("rule", "status", "due_on"))

    duties.rebuild(on=ON)

    stream = f"unit:{place.unit.key}"
    rows = Duty.objects.filter(stream=stream).order_by("rule", "due_on").values_list("rule", "status", "due_on")
    assert list(rows) == before


def test_each_body_has_its_own_plan_of_the_year(place):
    record(place)
    record(place, body=place.farmers)

    rows = queries.supervision_of(place.unit, 2026, on=ON)

    assert [(row.body, row.plan is not None) for row in rows] == [(place.front, True), (place.farmers, True)]


def test_scan_stays_when_the_plan_is_mended_without_one(place):
    plan = record(place, PlanPaper(title="Kế hoạch", covers_conclusions=True, file=("kh.pdf", PDF)))

    mended = record(place)

    assert mended.file == plan.file


@pytest.mark.parametrize("again", [appraise, send_back])
def test_appraised_plan_is_settled(place, again):
    plan = record(place)
    appraise(place, plan)

    with pytest.raises(SupervisionPlanSettled):
        again(place, plan)
    with pytest.raises(SupervisionPlanSettled):
        record(place)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda place: record(place, PlanPaper(title="  ", covers_conclusions=True)),
        lambda place: record(place, body=place.economy),
        lambda place: send_back(place, record(place), reason="Thiếu"),
    ],
)
def test_odd_input_is_refused_in_words(place, wrong):
    with pytest.raises(SupervisionPlanOdd) as refused:
        wrong(place)

    assert isinstance(refused.value, DomainError)
    assert str(refused.value).startswith(("Hãy ", "Kế hoạch giám sát do MTTQ"))


PEOPLE = (
    "anna", "ben", "carla", "chair_person", "minutes_person", "economy_officer", "economy_head", "front_person",
    "mass_person", "upper_person", "administrator",
)  # fmt: skip


@pytest.mark.parametrize(
    ("permission", "people"),
    [
        (
            lambda person, place: permissions.can_see_supervision(person, place.unit),
            {"anna", "ben", "chair_person", "front_person", "mass_person", "upper_person", "administrator"},
        ),
        (
            lambda person, place: permissions.can_record_supervision(person, place.front),
            {"anna", "ben", "front_person"},
        ),
        (lambda person, place: permissions.can_record_supervision(person, place.farmers), {"anna", "ben"}),
        (lambda person, place: permissions.can_appraise_supervision(person, place.unit), {"mass_person"}),
    ],
    ids=["see", "record for the Front", "record for the farmers", "appraise"],
)
def test_permission_holds_for_these_people_and_for_nobody_else(place, permission, people):
    held = {who for who in PEOPLE if permission(standings.standing_of(getattr(place, who), on=ON), place)}

    assert held == people
