"""What a succession does to papers, reminders, duties, figures: the old name stays, whoever answers today acts."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from doithoai.accounts.enums import Role
from doithoai.obligations import services as obligations
from doithoai.obligations.models import Duty
from doithoai.obligations.owners import Owners
from doithoai.organisations import queries as organisations
from doithoai.organisations.enums import SuccessionKind
from doithoai.organisations.models import Body, Unit
from doithoai.petitions import follow_up_permissions, permissions
from doithoai.petitions import queries as petition_queries
from doithoai.petitions.enums import PetitionState, ReplyKind
from doithoai.petitions.models import Escalation
from doithoai.petitions.services import send_reply
from doithoai.reporting import queries as reporting
from doithoai.succession import services
from doithoai.succession.queries import OpenWork, open_work_of
from doithoai.succession.services import BodyHeir
from tests.factories import organisations as places
from tests.factories import petitions, succession
from tests.factories.dialogues import dialogue
from tests.factories.follow_up import followed, matter
from tests.factories.succession import BEFORE, RECORDED, SINCE

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return places.tan_lach()


def _approved(place, row):
    made = petitions.draft(place, row, place.economy, state="approved", text="Đã sửa xong đoạn đường.")
    made.decided_at, made.decided_by = "2026-09-09T02:00:00Z", place.economy_head
    made.save()


def test_successor_signs_the_reply_and_the_matter_keeps_the_old_body(place):
    row = matter(place, followed(place))
    _approved(place, row)
    succession.renamed(place, place.economy)

    [reply] = send_reply(
        petitions=[row],
        body=Body.objects.get(pk=place.economy.pk),
        kind=ReplyKind.FINAL,
        on=SINCE,
        by=place.actor(place.economy_head),
    )

    assert reply.body == place.economy
    assert reply.document.issuer == Body.objects.get(symbol="PKTHT").key
    assert "PKTHT" in reply.document.symbol


def test_reply_sent_by_the_successor_meets_the_old_body_s_duty(place):
    held = followed(place)
    row = matter(place, held)
    succession.renamed(place, place.economy)
    obligations.refresh(held.key, on=SINCE)
    owed = Duty.objects.filter(petition=row.key, rule="HP-10.2-notify-petitioner", body=place.economy.key)
    before = owed.get().status

    send_reply(
        petitions=[row],
        body=Body.objects.get(pk=place.economy.pk),
        kind=ReplyKind.RECEPTION,
        text="Đã tiếp nhận, giao khảo sát.",
        on=SINCE,
        by=place.actor(place.economy_head),
    )
    obligations.refresh(held.key, on=SINCE)

    assert (before, owed.get().status) == ("due", "met")


@pytest.mark.parametrize(
    ("person", "on", "expected"),
    [
        pytest.param("upper_person", BEFORE, True, id="the old upper body, the day before"),
        pytest.param("upper_person", SINCE, False, id="the old upper body, the first day"),
        pytest.param("taker", BEFORE, False, id="its successor, the day before"),
        pytest.param("taker", SINCE, True, id="its successor, the first day"),
        pytest.param("carla", SINCE, False, id="a stranger"),
    ],
)
def test_escalation_is_answered_by_whoever_took_the_upper_body_over(place, person, on, expected):
    row = matter(place, followed(place), state=PetitionState.ESCALATED)
    office = places.body(place.province, "Văn phòng UBND thành phố", symbol="VPUB")
    taker = places.account("taker", Role.CLERK, office)
    escalation = Escalation.objects.create(
        petition=row, to_body=place.city_government, text="Vượt quyền", sent_on=RECORDED, sent_by=place.anna
    )
    services.reorganise_bodies(
        unit=place.province,
        kind=SuccessionKind.MERGE,
        olds=[place.city_government],
        heirs=[BodyHeir(body=office)],
        decision=succession.decision(),
        keep_people=False,
        on=RECORDED,
        by=place.actor(place.anna),
    )

    who = organisations.standing_of({"taker": taker}.get(person) or getattr(place, person), on=on)

    waiting = petition_queries.escalations_to(who).filter(answered_on=None).count()
    assert (follow_up_permissions.can_answer_escalation(who, escalation), waiting) == (expected, int(expected))


def test_successor_of_the_body_complained_about_does_not_learn_who_complained(place):
    row = petitions.petition(
        place, dialogue(place), state=PetitionState.ASSIGNED, complained_body=place.economy, lead=place.economy
    )
    succession.absorbed(place, place.economy, by_body=place.culture)
    successor = organisations.standing_of(place.culture_officer, on=SINCE)

    assert permissions.is_complained_about(successor, row)
    assert not permissions.can_see_identity(successor, row, row.assignments.select_related("body"))


def test_reminders_go_to_the_people_of_the_successor(place):
    succession.absorbed(place, place.economy, by_body=place.culture)
    old = Body.objects.get(pk=place.economy.pk)

    told = {day: list(organisations.members_of(old, Role.AGENCY_OFFICER, on=day)) for day in (BEFORE, SINCE)}

    assert told == {BEFORE: [place.economy_officer], SINCE: [place.culture_officer]}


def test_role_of_a_law_falls_to_the_body_that_took_the_ended_one_over(place):
    succession.absorbed(place, place.mass_mobilisation, by_body=place.party_office)

    keys = [Owners(place.unit, day).body_key("mass_mobilization") for day in (BEFORE, SINCE)]

    assert keys == [place.mass_mobilisation.key, place.party_office.key]


def test_oversight_counts_what_the_ended_body_owed_for_its_successor(place):
    held = followed(place)
    matter(place, held)
    matter(place, held, lead=place.culture)
    day = date(2026, 10, 20)
    obligations.refresh(held.key, on=day)
    apart = {load.body.key: load for load in reporting.late_by_body([place.unit], on=day)}
    succession.absorbed(place, place.economy, by_body=place.culture)

    together = {load.body.key: load for load in reporting.late_by_body([place.unit], on=day)}

    culture = together[place.culture.key]
    assert place.economy.key not in together
    assert culture.before == (place.economy,)
    assert culture.late == apart[place.economy.key].late + apart[place.culture.key].late > 0
    rows = reporting.late_rows([place.unit], on=day, body=place.culture.key)
    assert {duty.body for duty in rows} == {place.economy.key, place.culture.key}


def test_open_work_is_counted_by_kind_before_it_moves(place):
    held = followed(place)
    row = matter(place, held)
    row.agreed_due_on = date(2026, 10, 1)
    row.save()
    Escalation.objects.create(petition=row, to_body=place.economy, text="x", sent_on=RECORDED, sent_by=place.anna)

    work = open_work_of([place.economy], on=RECORDED)

    assert work == OpenWork(assignments=1, promises=1, escalations=1, people=2, duties=work.duties)
    assert work.total == 2


def test_counting_open_work_costs_the_same_however_much_it_is(place, django_assert_max_num_queries):
    held = followed(place)
    for _ in range(4):
        matter(place, held)

    with django_assert_max_num_queries(11):
        open_work_of([place.economy, place.culture], on=RECORDED)


def test_opening_after_the_office_was_renamed_names_the_office_of_today(place):
    from doithoai.desk.forms.opening import Ground  # noqa: PLC0415 -- the front, only here

    services.reorganise_bodies(
        unit=place.unit,
        kind=SuccessionKind.RENAME,
        olds=[place.office],
        heirs=[BodyHeir(name="Văn phòng Đảng ủy - HĐND - UBND", short_name="Văn phòng", symbol="VPC")],
        decision=succession.decision(),
        on=RECORDED,
        by=place.actor(place.anna),
    )

    ground = Ground.of(place.unit, on=SINCE)

    assert place.office not in ground.offices
    chair = next(post for post in ground.posts if post.pk == place.chair.pk)
    assert chair.host_office.key_since(SINCE) in {body.key for body in ground.offices}


def test_unit_that_will_end_is_still_swept_and_answered_for_until_then(client, place):
    Unit.objects.filter(pk=place.unit.pk).update(valid_to=SINCE)
    Body.objects.filter(pk=place.city_government.pk).update(valid_to=SINCE)

    obligations.sweep(on=BEFORE)

    assert Duty.objects.filter(stream=f"unit:{place.unit.key}").exists()
    with time_machine.travel(datetime(2026, 9, 14, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))):
        assert place.city_government.name in client.get(reverse("portal:home")).content.decode()


def test_public_is_told_the_office_that_answers_today(client, place):
    dialogue(place)
    Body.objects.filter(pk=place.office.pk).update(email="cu@tanlach.example")
    succession.absorbed(place, place.office, by_body=place.party_office)
    with time_machine.travel(datetime(2026, 9, 15, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))):
        page = client.get(reverse("portal:contact")).content.decode()

    assert place.party_office.name in page
    assert "cu@tanlach.example" not in page
