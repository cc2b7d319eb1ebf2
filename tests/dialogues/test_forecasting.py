"""The Front hands in what it foresees; late is taken too, and is called late."""

from datetime import date

import pytest

from doithoai.dialogues import permissions, queries, services
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.errors import ForecastDayOdd, ForecastEmpty, ForecastFromElsewhere, MoveNotAllowed
from doithoai.dialogues.models import Forecast
from doithoai.documents import services as documents
from doithoai.documents.errors import FileRefused
from doithoai.journal import queries as journal
from doithoai.obligations import queries as obligations
from doithoai.organisations import queries as organisations
from tests.factories.dialogues import HELD, OPENED, dialogue
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def place():
    return tan_lach()


def hand_in(place, made, **changes):
    given = {
        "dialogue": made,
        "body": place.front,
        "text": "Dân thôn Bến Trên bức xúc về nước sạch.",
        "submitted_on": HELD,
        "on": HELD,
        "by": place.actor(place.front_person),
    }
    return services.submit_forecast(**(given | changes))


@pytest.mark.parametrize(
    ("submitted_on", "late", "status"),
    [
        pytest.param(date(2026, 8, 19), False, "met", id="the day before"),
        pytest.param(date(2026, 8, 20), False, "met", id="on the day of the conference"),
        pytest.param(date(2026, 8, 21), True, "breached", id="the day after"),
    ],
)
def test_forecast_meets_the_duty_until_the_day_of_the_conference(place, submitted_on, late, status):
    made = dialogue(place)

    hand_in(place, made, submitted_on=submitted_on, on=date(2026, 8, 25))

    assert [row.late for row in queries.forecasts_of(made)] == [late]
    assert obligations.duties_of_dialogue(made.key).get(rule="HP-14.1-forecast").status == status


def test_forecast_in_files_is_kept_and_leaves_a_fact_without_its_words(place):
    made = dialogue(place)

    forecast = hand_in(place, made, text="", files=[("du-bao.pdf", PDF), ("so-lieu.pdf", PDF)])

    (row,) = queries.forecasts_of(made)
    assert [documents.read_file(file) for file in row.files] == [PDF, PDF]
    fact = journal.facts_of(made.stream)[-1]
    assert (fact.kind, fact.body) == ("forecast_submitted", forecast.body.key)


def test_organisation_and_front_may_both_hand_in(place):
    made = dialogue(place)

    hand_in(place, made)
    hand_in(place, made, body=place.farmers)

    assert [row.forecast.body for row in queries.forecasts_of(made)] == [place.farmers, place.front]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"text": "  "}, ForecastEmpty),
        ({"submitted_on": date(2026, 7, 19)}, ForecastDayOdd),
        ({"submitted_on": date(2026, 8, 21)}, ForecastDayOdd),
        ({"files": [("du-bao.exe", b"MZ")]}, FileRefused),
    ],
)
def test_odd_forecast_is_refused_and_leaves_nothing(place, changes, error):
    made = dialogue(place, opened_on=OPENED)

    with pytest.raises(error):
        hand_in(place, made, **changes)

    assert Forecast.objects.count() == 0


@pytest.mark.parametrize("body", ["economy", "city_government"])
def test_other_bodies_hand_in_no_forecast(place, body):
    made = dialogue(place)

    with pytest.raises(ForecastFromElsewhere):
        hand_in(place, made, body=getattr(place, body))


@pytest.mark.parametrize("state", [DialogueState.CLOSED, DialogueState.ARCHIVED, DialogueState.CANCELLED])
def test_nothing_is_handed_in_to_a_dialogue_that_is_over(place, state):
    made = dialogue(place, state=state)

    with pytest.raises(MoveNotAllowed):
        hand_in(place, made, on=date(2026, 9, 1))


@pytest.mark.parametrize("rows", [1, 3])
def test_reading_forecasts_takes_as_many_queries_for_three_as_for_one(place, rows, django_assert_num_queries):
    made = dialogue(place)
    for _ in range(rows):
        hand_in(place, made, files=[("du-bao.pdf", PDF)])

    with django_assert_num_queries(3):
        assert len(queries.forecasts_of(made)) == rows


@pytest.mark.parametrize("who", ["economy_officer", "economy_head", "administrator", "carla"])
def test_agencies_and_strangers_do_not_read_forecasts(place, who):
    standing = organisations.standing_of(getattr(place, who), on=HELD)

    assert not permissions.can_read_forecasts(standing, dialogue(place))
