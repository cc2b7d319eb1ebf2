"""The competence map: the most specific line wins, what ended is followed or reported, an old day keeps its body."""

from datetime import date, timedelta

import pytest

from doithoai.journal import queries as journal
from doithoai.organisations.enums import Level
from doithoai.petitions.enums import Field
from doithoai.petitions.errors import CompetenceRefused
from doithoai.petitions.models import Competence
from doithoai.petitions.queries import competence_of
from doithoai.petitions.queries.competence import Fault
from doithoai.petitions.services import (
    Line,
    end_competence,
    record_competence,
    record_competences,
    withdraw_competence,
)
from doithoai.succession import services as succession_services
from tests.factories import organisations, succession
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
ON = date(2026, 8, 3)
SINCE = date(2026, 1, 5)


@pytest.fixture
def place():
    return tan_lach()


def _record(place, body, *, field=Field.TRANSPORT, at=None, since=SINCE, number="12/QĐ-UBND", on=ON, **more):
    replaces = more.pop("replaces", False)
    decided = min(since, on) - timedelta(days=3)
    line = Line(field=field, body=body, place=at, since=since, number=number, decided_on=decided, **more)
    return record_competence(unit=place.unit, line=line, replaces=replaces, on=on, by=place.actor(place.anna))


def _bodies(place, where="", *, on=ON, field=Field.TRANSPORT):
    return [one.body for one in competence_of(place.unit, on=on).competent(field, where)]


@pytest.mark.parametrize(
    ("where", "winner"),
    [
        ("Thôn Cầu Đá", "culture"),
        ("thon cau da", "culture"),  # typed without marks
        ("Thôn Cầu Đá, khu Bến Đò", "culture"),  # the hamlet before the area that holds it
        ("Xóm lẻ, khu Bến Đò", "police"),  # an unknown narrower place: the wider one that the text names
        ("Thôn Đông", "economy"),  # a place without a line of its own
        ("Thôn không ai biết", "economy"),
        ("", "economy"),
    ],
)
def test_most_specific_line_wins_place_before_wider_place_before_unit(place, where, winner):
    hamlet, area, _other = succession.hamlets(place, "Thôn Cầu Đá", "Khu Bến Đò", "Thôn Đông")
    _record(place, place.economy)
    _record(place, place.culture, at=hamlet)
    _record(place, place.police, at=area)

    assert _bodies(place, where) == [getattr(place, winner)]


def test_place_of_a_unit_below_is_within_that_unit_when_the_commune_is_not_written(place):
    (hamlet,) = succession.hamlets(place, "Thôn Cầu Đá")
    (commune,) = succession_services.add_places(unit=place.province, names=[place.unit.name], since=date(2025, 7, 1))
    roads = organisations.body(place.province, "Ban Quản lý đường bộ")
    other = organisations.body(place.province, "Sở Xây dựng")
    by = place.actor(place.upper_person)
    for body, at in ((other, None), (roads, commune)):
        line = Line(field=Field.TRANSPORT, body=body, place=at, since=SINCE, number="1/QĐ-UBND", decided_on=SINCE)
        record_competence(unit=place.province, line=line, on=ON, by=by)

    found = competence_of(place.province, on=ON)

    assert [one.body for one in found.competent(Field.TRANSPORT, hamlet.name)] == [roads]
    assert [one.body for one in found.competent(Field.TRANSPORT, "Nơi khác")] == [other]


def test_own_level_comes_before_the_level_above_which_is_told_as_above(place):
    _record(place, place.city_government)
    _record(place, place.economy)

    found = competence_of(place.unit, on=ON).competent(Field.TRANSPORT)

    assert [(one.body, one.above, one.line.level) for one in found] == [
        (place.economy, False, Level.COMMUNE),
        (place.city_government, True, Level.PROVINCE),
    ]


def test_matter_that_only_the_level_above_decides_is_told_as_above(place):
    _record(place, place.city_government, field=Field.LAND)

    assert [(one.body, one.above) for one in competence_of(place.unit, on=ON).competent(Field.LAND)] == [
        (place.city_government, True)
    ]


@pytest.mark.parametrize(
    ("on", "winner"),
    [
        pytest.param(date(2026, 1, 4), None, id="the day before the first"),
        pytest.param(date(2026, 1, 5), "economy", id="the first day"),
        pytest.param(date(2026, 5, 31), "economy", id="the last day of the first paper"),
        pytest.param(date(2026, 6, 1), "culture", id="the first day of the second paper"),
        pytest.param(date(2026, 6, 30), "culture", id="its last day"),
        pytest.param(date(2026, 7, 1), None, id="the day after its last"),
    ],
)
def test_old_case_keeps_the_body_that_was_right_on_its_day(place, on, winner):
    _record(place, place.economy)
    _record(place, place.culture, since=date(2026, 6, 1), last=date(2026, 6, 30), number="40/QĐ-UBND", replaces=True)

    assert _bodies(place, on=on) == ([getattr(place, winner)] if winner else [])


def test_ended_body_resolves_to_who_answers_today_and_is_reported(place):
    _record(place, place.economy)
    succession.renamed(place, place.economy)

    before = competence_of(place.unit, on=succession.BEFORE)
    after = competence_of(place.unit, on=succession.SINCE)

    assert (before.competent(Field.TRANSPORT)[0].body, before.unsound()) == (place.economy, [])
    (found,) = after.competent(Field.TRANSPORT)
    assert (found.body.name, found.is_followed, found.line.body) == ("Phòng Kinh tế - Hạ tầng", True, place.economy)
    assert [(one.fault, one.now) for one in after.unsound()] == [(Fault.BODY_FOLLOWED, "Phòng Kinh tế - Hạ tầng")]


def test_line_of_a_body_that_nobody_follows_is_reported_and_never_silently_passed_over(place):
    (hamlet,) = succession.hamlets(place, "Thôn Cầu Đá")
    _record(place, place.economy)
    _record(place, place.police, at=hamlet)
    type(place.police).objects.filter(pk=place.police.pk).update(valid_to=ON)

    found = competence_of(place.unit, on=ON)

    assert [one.fault for one in found.unsound()] == [Fault.BODY_ENDED]
    # The unit-wide line is not slipped in: the office sees that its own line leads nowhere.
    assert [one.body for one in found.competent(Field.TRANSPORT, "Thôn Cầu Đá")] == [None]


def test_line_of_a_renamed_place_holds_under_both_names_and_is_reported(place):
    (hamlet,) = succession.hamlets(place, "Thôn Cầu Đá")
    _record(place, place.economy)
    _record(place, place.culture, at=hamlet)
    succession.merged(place, [hamlet], "Thôn Cầu Mới", kind="rename")

    found = competence_of(place.unit, on=succession.SINCE)

    for name in ("Thôn Cầu Đá", "Thôn Cầu Mới"):
        assert [one.body for one in found.competent(Field.TRANSPORT, name)] == [place.culture]
    assert [(one.fault, one.now) for one in found.unsound()] == [(Fault.PLACE_FOLLOWED, "Thôn Cầu Mới")]


def test_merged_place_with_two_bodies_of_before_names_none_and_shows_both(place):
    stone, east = succession.hamlets(place, "Thôn Cầu Đá", "Thôn Đông")
    _record(place, place.culture, at=stone)
    _record(place, place.police, at=east)
    succession.merged(place, [stone, east], "Thôn Cầu Đông")

    (found,) = competence_of(place.unit, on=succession.SINCE).competent(Field.TRANSPORT, "Thôn Cầu Đông")

    assert found.body is None
    assert {found.line.body, *(line.body for line in found.clash)} == {place.culture, place.police}
    # What was said of one of them then stays with its own body.
    assert _bodies(place, "Thôn Đông", on=succession.SINCE) == [place.police]


def test_second_line_for_the_same_days_is_refused_unless_it_replaces_the_first(place):
    _record(place, place.economy)

    with pytest.raises(CompetenceRefused, match="Thay dòng đang áp dụng"):
        _record(place, place.culture, since=date(2026, 6, 1), number="40/QĐ-UBND")
    with pytest.raises(CompetenceRefused, match="rút dòng ấy nếu ghi nhầm"):
        _record(place, place.culture, since=SINCE, number="40/QĐ-UBND", replaces=True)
    assert Competence.objects.count() == 1


def test_same_line_again_changes_nothing(place):
    first = _record(place, place.economy)

    assert _record(place, place.economy) == first
    assert [fact.kind for fact in journal.facts_of(f"unit:{place.unit.key}")] == ["competence_recorded"]


def test_withdrawn_line_counts_for_no_day_and_what_it_replaced_holds_on(place):
    old = _record(place, place.economy, last=date(2026, 12, 31))
    wrong = _record(place, place.culture, since=date(2026, 6, 1), number="40/QĐ-UBND", replaces=True)

    for _ in range(2):
        withdraw_competence(entry=wrong, on=ON, by=place.actor(place.anna))

    old.refresh_from_db()
    assert (old.valid_to, old.ended_by) == (date(2027, 1, 1), "")
    assert _bodies(place, on=date(2026, 6, 1)) == [place.economy]
    # The journal tells of the one line that stands, and of nothing else.
    facts = journal.facts_of(f"unit:{place.unit.key}", "competence_recorded", "competence_ended")
    assert [(fact.kind, fact.entry) for fact in facts] == [("competence_recorded", old.key)]


def test_line_ends_on_its_last_day_and_a_second_click_does_nothing(place):
    line = _record(place, place.economy)

    for _ in range(2):
        end_competence(entry=line, last=date(2026, 8, 31), number="50/QĐ-UBND", on=ON, by=place.actor(place.anna))

    assert (_bodies(place, on=date(2026, 8, 31)), _bodies(place, on=date(2026, 9, 1))) == ([place.economy], [])
    ended = journal.facts_of(f"unit:{place.unit.key}", "competence_ended")
    assert [(fact.until, fact.number) for fact in ended] == [(date(2026, 8, 31), "50/QĐ-UBND")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"number": " "}, "Chưa ghi số văn bản"),
        ({"last": date(2026, 1, 4)}, "Ngày cuối ở trước ngày đầu"),
        ({"decided_on": date(2026, 8, 4)}, "chưa tới"),
        ({"body": "stranger"}, "không phải cơ quan của"),
        ({"since": date(2025, 6, 30)}, "hoạt động từ"),
    ],
)
def test_line_that_cannot_be_is_refused_in_words(place, change, said):
    values = {
        "field": Field.LAND,
        "body": place.economy,
        "since": SINCE,
        "number": "1/QĐ",
        "decided_on": SINCE,
    } | change
    if values["body"] == "stranger":
        values["body"] = place.carla.memberships.get().body

    with pytest.raises(CompetenceRefused, match=said):
        record_competence(unit=place.unit, line=Line(**values), on=ON, by=place.actor(place.anna))
    assert not Competence.objects.exists()


def test_sheet_is_written_whole_or_not_at_all(place):
    good = Line(field=Field.LAND, body=place.economy, since=SINCE, number="1/QĐ", decided_on=SINCE)
    bad = Line(field=Field.HEALTH, body=place.economy, since=SINCE, number="", decided_on=SINCE)

    with pytest.raises(CompetenceRefused) as refused:
        record_competences(unit=place.unit, lines=[(2, good), (3, bad)], on=ON, by=place.actor(place.anna))

    assert [number for number, _why in refused.value.rows] == [3]
    assert not Competence.objects.exists()
    assert journal.facts_of(f"unit:{place.unit.key}") == []


def test_map_asks_the_database_as_often_for_many_petitions_as_for_one(place, django_assert_num_queries):
    names = [f"Thôn số {number}" for number in range(20)]
    hamlets = succession.hamlets(place, *names)
    for hamlet in hamlets:
        _record(place, place.culture, at=hamlet)

    with django_assert_num_queries(2):
        found = competence_of(place.unit, on=ON)
        for name in names:
            assert [one.body for one in found.competent(Field.TRANSPORT, name)] == [place.culture]
