"""A body ends and another answers: who may act, what each sees, what stands on paper."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doithoai.accounts.enums import Role
from doithoai.journal import queries as journal
from doithoai.organisations import queries as organisations
from doithoai.organisations.enums import SuccessionKind
from doithoai.organisations.models import Body, Membership, Reorganisation
from doithoai.organisations.queries.answering import steps_of
from doithoai.petitions import permissions
from doithoai.petitions import queries as petition_queries
from doithoai.petitions.enums import AssignmentState, PetitionState
from doithoai.succession import services
from doithoai.succession.errors import AlreadyInUse, AlreadyWithdrawn, ReorganisationRefused
from doithoai.succession.services import BodyHeir
from tests.factories import dialogues, petitions, succession
from tests.factories import organisations as places
from tests.factories.succession import BEFORE, RECORDED, SINCE

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return places.tan_lach()


def _reload(body):
    return Body.objects.get(pk=body.pk)


# person × day: who may accept what was sent to the economy office, which the culture office takes over on 15/9
@pytest.mark.parametrize(
    ("person", "on", "expected"),
    [
        pytest.param("economy_officer", BEFORE, True, id="old body, the day before"),
        pytest.param("culture_officer", BEFORE, False, id="successor, the day before"),
        pytest.param("economy_officer", SINCE, False, id="old body, the first day: its seats have ended"),
        pytest.param("culture_officer", SINCE, True, id="successor, the first day"),
        pytest.param("culture_officer", SINCE + timedelta(days=700), True, id="successor, years later"),
        pytest.param("economy_officer", SINCE + timedelta(days=700), False, id="old body, years later"),
        pytest.param("anna", SINCE, False, id="the host office does not work for either"),
        pytest.param("carla", SINCE, False, id="a stranger stays one"),
    ],
)
def test_open_work_passes_to_the_successor_on_its_first_day(place, person, on, expected):
    dialogue = dialogues.dialogue(place)
    petition = petitions.petition(place, dialogue, state=PetitionState.ASSIGNED)
    row = petitions.assign(place, petition, place.economy, state=AssignmentState.SENT)
    succession.absorbed(place, place.economy, by_body=place.culture)

    standing = organisations.standing_of(getattr(place, person), on=on)

    inbox = [one.pk for one in petition_queries.inbox_of(standing)]
    assert (permissions.can_accept(standing, row, petition), row.pk in inbox) == (expected, expected)


def test_people_who_move_with_a_renamed_body_keep_their_roles(place):
    succession.renamed(place, place.economy)

    before = organisations.standing_of(place.economy_head, on=BEFORE)
    after = organisations.standing_of(place.economy_head, on=SINCE)

    assert [m.body.name for m in before.memberships] == ["Phòng Kinh tế"]
    assert [(m.body.name, m.role) for m in after.memberships] == [
        ("Phòng Kinh tế - Hạ tầng", Role.AGENCY_HEAD),
        ("Phòng Kinh tế", Role.AGENCY_HEAD),  # for what the old one had in hand
    ]
    assert after.main.body.name == "Phòng Kinh tế - Hạ tầng"


def test_old_body_keeps_its_name_and_says_what_it_is_now(place):
    succession.renamed(place, place.economy)

    old = _reload(place.economy)

    assert organisations.called(old, old.short_name, on=BEFORE) == "Phòng Kinh tế"
    assert organisations.called(old, old.short_name, on=SINCE) == "Phòng Kinh tế (nay là Phòng Kinh tế - Hạ tầng)"


def test_chain_of_successions_ends_with_whoever_answers_today(place):
    succession.absorbed(place, place.economy, by_body=place.culture, since=date(2026, 1, 5))
    succession.absorbed(place, place.culture, by_body=place.health, since=date(2026, 9, 15))
    old = _reload(place.economy)

    answers = {day: organisations.answering(old, on=day).name for day in (date(2026, 1, 4), date(2026, 1, 5), SINCE)}

    assert answers == {
        date(2026, 1, 4): "Phòng Kinh tế",
        date(2026, 1, 5): "Phòng Văn hóa - Xã hội",
        SINCE: "Trạm Y tế",
    }
    found = organisations.bodies_answered_for([place.health.pk], on=SINCE)
    assert sorted(body.name for body, _ in found) == ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"]


def test_divided_body_leaves_its_open_work_with_the_leading_part(place):
    services.reorganise_bodies(
        unit=place.unit,
        kind=SuccessionKind.SPLIT,
        olds=[place.economy],
        heirs=[
            BodyHeir(name="Phòng Nông nghiệp", short_name="Phòng Nông nghiệp", symbol="PNN"),
            BodyHeir(body=place.culture, leads=False),
        ],
        decision=succession.decision(),
        on=RECORDED,
        by=place.actor(place.anna),
    )
    old = _reload(place.economy)

    assert organisations.answering(old, on=SINCE).name == "Phòng Nông nghiệp"
    assert old.name_since(SINCE) == "Phòng Nông nghiệp, Phòng Văn hóa - Xã hội"
    assert place.economy.pk not in [
        m.body_id for m in organisations.standing_of(place.culture_officer, on=SINCE).memberships
    ]


def test_host_of_an_old_dialogue_is_who_holds_the_post_today(place):
    services.reorganise_bodies(
        unit=place.unit,
        kind=SuccessionKind.RENAME,
        olds=[place.government],
        heirs=[BodyHeir(name="Ủy ban nhân dân đặc khu Tân Lạch", short_name="UBND đặc khu", symbol="UBND")],
        decision=succession.decision(),
        on=RECORDED,
        by=place.actor(place.anna),
    )
    place.chair.refresh_from_db()

    assert organisations.holder_of(place.chair, on=BEFORE) == place.chair_person
    assert organisations.holder_of(place.chair, on=SINCE) == place.chair_person
    assert [post.title for post in organisations.host_posts_of_unit(place.unit, on=SINCE)] == [
        "Bí thư Đảng ủy",
        "Chủ tịch UBND xã",
    ]


def test_decision_stands_in_the_journal_and_a_withdrawn_one_counts_no_more(place):
    change = succession.renamed(place, place.economy)
    stream = f"unit:{place.unit.key}"
    told = [(fact.of, fact.way, fact.since, fact.number) for fact in journal.facts_of(stream)]

    services.withdraw_reorganisation(change=change, on=RECORDED, by=place.actor(place.anna))

    assert told == [("body", "rename", SINCE, "77/QĐ-UBND")]
    assert journal.facts_of(stream) == []
    old = _reload(place.economy)
    assert (old.valid_to, old.later) == (None, [])
    assert not Body.objects.filter(name="Phòng Kinh tế - Hạ tầng").exists()
    assert organisations.standing_of(place.economy_officer, on=SINCE).main.body == old
    with pytest.raises(AlreadyWithdrawn):
        services.withdraw_reorganisation(change=change, on=RECORDED, by=place.actor(place.anna))


def test_decision_whose_new_body_was_worked_with_is_not_withdrawn(place):
    change = succession.renamed(place, place.economy)
    petition = petitions.petition(place, dialogues.dialogue(place))
    petitions.assign(place, petition, Body.objects.get(symbol="PKTHT"))

    with pytest.raises(AlreadyInUse):
        services.withdraw_reorganisation(change=change, on=SINCE, by=place.actor(place.anna))

    assert Reorganisation.objects.get().withdrawn_at is None
    assert _reload(place.economy).valid_to == SINCE


def test_body_with_open_work_does_not_end_without_somebody_to_take_it(place):
    petitions.petition(place, dialogues.dialogue(place), state=PetitionState.ASSIGNED, lead=place.economy)

    with pytest.raises(ReorganisationRefused, match="Còn 1 việc đang mở"):
        services.reorganise_bodies(
            unit=place.unit,
            kind=SuccessionKind.END,
            olds=[place.economy],
            heirs=[],
            decision=succession.decision(),
            on=RECORDED,
            by=place.actor(place.anna),
        )

    assert _reload(place.economy).valid_to is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"since": date(2025, 7, 1)}, "chỉ có từ", id="the day it began"),
        pytest.param({"number": "  "}, "Hãy ghi số quyết định", id="no paper"),
        pytest.param({"decided_on": date(2026, 9, 11)}, "ở sau hôm nay", id="a paper of tomorrow"),
    ],
)
def test_decision_that_cannot_be_is_refused_whole(place, change, said):
    values = {"number": "77/QĐ-UBND", "decided_on": date(2026, 9, 8), "since": SINCE, **change}

    with pytest.raises(ReorganisationRefused, match=said):
        services.reorganise_bodies(
            unit=place.unit,
            kind=SuccessionKind.MERGE,
            olds=[place.economy],
            heirs=[BodyHeir(body=place.culture)],
            decision=services.Decision(**values),
            on=RECORDED,
            by=place.actor(place.anna),
        )

    assert (Reorganisation.objects.count(), _reload(place.economy).valid_to) == (0, None)


def test_succession_cannot_come_back_to_where_it_began(place):
    succession.absorbed(place, place.economy, by_body=place.culture, since=date(2026, 1, 5))

    with pytest.raises(ReorganisationRefused, match="đã kết thúc từ"):
        succession.absorbed(place, place.culture, by_body=place.economy, since=SINCE)


def test_standing_costs_one_query_without_successions_and_one_more_for_each_step(place, django_assert_num_queries):
    with django_assert_num_queries(1):
        organisations.standing_of(place.culture_officer, on=SINCE)

    succession.absorbed(place, place.economy, place.police, by_body=place.culture)

    with django_assert_num_queries(2):
        organisations.standing_of(place.culture_officer, on=SINCE)


def test_withdrawn_seats_of_moved_people_go_with_the_new_body(place):
    change = succession.renamed(place, place.economy)
    services.withdraw_reorganisation(change=change, on=RECORDED, by=place.actor(place.anna))

    rows = Membership.objects.filter(account=place.economy_officer)

    assert [(row.body.name, row.valid_to) for row in rows] == [("Phòng Kinh tế", None)]


_DAYS = st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 12, 31))


@settings(max_examples=60, deadline=None)
@given(days=st.lists(_DAYS, min_size=1, max_size=8, unique=True), asked=_DAYS)
def test_chain_of_any_length_leads_to_the_link_of_the_day(days, asked):
    days = sorted(days)
    links = {number: [(day, number + 1, True)] for number, day in enumerate(days)}

    steps = steps_of(0, links)

    begun = [lead for day, lead, _ in steps if day <= asked]
    assert (begun[-1] if begun else 0) == sum(day <= asked for day in days)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), width=st.integers(2, 4), depth=st.integers(1, 3))
def test_divided_things_end_in_every_part_and_lead_to_one_of_them(data, width, depth):
    links, level, following = {}, [0], 1
    for _ in range(depth):
        below = []
        for at in level:
            parts = list(range(following, following + width))
            following += width
            lead = data.draw(st.sampled_from(parts))
            links[at] = [(date(2026, 1, 1), part, part == lead) for part in parts]
            below += parts
        level = below

    [(_, lead, ends)] = steps_of(0, links)

    assert (set(ends), lead in level) == (set(level), True)
