"""A unit reads an open place of its text in its own way, from a day on; what was opened before keeps its dates."""

from datetime import date

import pytest

from doithoai import regulations as law
from doithoai.dialogues import permissions, queries, services
from doithoai.dialogues.errors import ReadingDayAhead, ReadingSame, ReadingUnknown, ReasonMissing
from doithoai.dialogues.models import Dialogue, ReadingDecision
from doithoai.journal import queries as journal
from doithoai.obligations import queries as obligations
from doithoai.obligations.services import rebuild
from doithoai.organisations.queries import standing_of
from tests.factories.dialogues import opening
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 20)
CLEAR, WIDE = date(2026, 8, 10), date(2026, 8, 11)  # seven working days before 20/8: full ones between, or counted
READ = "hai-phong-1155@2023-10-20?notice_counting=difference"


@pytest.fixture
def place():
    return tan_lach()


def choose(place, choice="difference", *, since=ON, on=ON, **changes):
    wanted = {
        "regulation": "hai-phong-1155",
        "setting": "notice_counting",
        "number": "45-CV/ĐU",
        "reason": "Theo cách đếm của Văn phòng Thành ủy.",
    }
    by = place.actor(place.anna)
    return services.choose_reading(unit=place.unit, choice=choice, since=since, on=on, by=by, **(wanted | changes))


def open_one(place, *, on=ON):
    return services.open_dialogue(opening=opening(place), on=on, by=place.actor(place.anna))


def notice(made):
    return obligations.timeline_of_dialogue(made.key).get(rule="HP-8.1-notice")


def test_new_dialogue_is_counted_by_the_reading_chosen_and_an_open_one_as_before(place):
    before = open_one(place)

    choose(place)
    after = open_one(place)

    assert (notice(before).due_on, notice(after).due_on) == (CLEAR, WIDE)
    assert (before.instruments.split(",")[0], after.instruments.split(",")[0]) == (READ.partition("?")[0], READ)
    assert notice(after).regulation == READ


def test_reading_counts_from_its_day_on(place):
    choose(place, since=date(2026, 7, 10), on=ON)

    assert queries.versions_for(place.unit, on=date(2026, 7, 9))[0].reading == ()
    assert queries.versions_for(place.unit, on=date(2026, 7, 10))[0].reading == (("notice_counting", "difference"),)


def test_rebuilt_projection_gives_the_same_dates_years_later(place):
    choose(place)
    made = open_one(place)
    choose(place, "clear", number="46-CV/ĐU")

    rebuild(on=date(2026, 7, 21))

    assert notice(made).due_on == WIDE
    assert notice(open_one(place, on=date(2026, 7, 21))).due_on == CLEAR


def test_preview_before_opening_uses_the_unit_reading(place):
    choose(place)

    preview = queries.preview_of(opening(place), on=ON)

    assert preview.notice.due_on == WIDE


def test_choice_is_a_fact_without_words_and_the_reason_stays_outside(place):
    decision = choose(place)

    fact = journal.facts_of(f"unit:{place.unit.key}")[-1]
    assert fact.data() == {
        "on": ON,
        "unit": place.unit.key,
        "regulation": "hai-phong-1155",
        "setting": "notice_counting",
        "choice": "difference",
    }
    assert decision.reason == "Theo cách đếm của Văn phòng Thành ủy."


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"choice": "clear"}, ReadingSame),
        ({"choice": "often"}, ReadingUnknown),
        ({"setting": "colour"}, ReadingUnknown),
        ({"since": date(2026, 7, 21)}, ReadingDayAhead),
        ({"reason": " \n "}, ReasonMissing),
        ({"number": " "}, ReasonMissing),
    ],
)
def test_refused_choice_leaves_nothing_behind(place, changes, refusal):
    with pytest.raises(refusal):
        choose(place, **changes)

    assert not ReadingDecision.objects.exists()
    assert not [fact for fact in journal.facts_of(f"unit:{place.unit.key}") if fact.kind == "reading_chosen"]


def test_choice_older_than_the_text_is_passed_over():
    version = law.get("kon-tum-04").read_as({"notice_counting": "no-such-choice", "colour": "red"})

    assert version is law.get("kon-tum-04")


def test_pin_with_readings_names_the_version_as_read():
    version = law.get_pinned(READ)

    assert version.pin == READ
    assert version.settings["notice_counting"].default == "difference"
    assert law.get("hai-phong-1155").settings["notice_counting"].default == "clear"


def test_every_setting_of_every_text_fits_into_the_pin_of_a_dialogue():
    longest = Dialogue._meta.get_field("instruments").max_length
    pins = []
    for version in law.library():
        other = {
            name: next(choice for choice in setting.choices if choice != setting.default)
            for name, setting in version.settings.items()
        }
        pins.append(version.read_as(other).pin)

    national = sum(len(pin) + 1 for pin in pins if law.get_pinned(pin).national)
    assert max(map(len, pins)) + national <= longest


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("anna", True),
        ("chair_person", True),
        ("administrator", True),
        ("carla", False),
        ("economy_head", False),
        ("front_person", False),
        ("upper_person", False),
    ],
)
def test_clerk_host_and_administrator_of_the_unit_choose_and_nobody_else(place, who, may):
    assert permissions.can_choose_reading(standing_of(getattr(place, who), on=ON), place.unit) is may
