"""A representative gives a step for the host only where the text says so, and only that step."""

import pytest
from django.urls import reverse

from doithoai import regulations as law
from doithoai.proceedings import services
from doithoai.proceedings.errors import ReasonMissing, RepresentativeNotAllowed, StepOver
from doithoai.proceedings.models import MinutesEntry
from tests.factories import conference
from tests.factories.conference import MORNING, step
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
DEPUTY = "Phó Chủ tịch UBND xã"


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def host(place):
    return place.actor(place.chair_person)


def _running(place, regulation, number):
    made = conference.in_session(place, instruments=law.get(regulation).pin)
    conference.run_to(made, number, place)
    return made


def test_briefing_is_given_by_a_representative_where_the_text_says_so(place, host):
    made = _running(place, "kon-tum-04", 2)

    for _ in range(2):
        services.name_representative(step=step(made, 2), representative=f" {DEPUTY} ", at=MORNING, by=host)

    assert step(made, 2).led_by == DEPUTY
    assert MinutesEntry.objects.filter(text__contains="cử đại diện").count() == 1


@pytest.mark.parametrize(
    ("regulation", "number"),
    [
        pytest.param("kon-tum-04", 4, id="the host answers in person"),
        pytest.param("kon-tum-04", 6, id="the host concludes in person"),
        pytest.param("hai-phong-1155", 2, id="no representative in this text"),
        pytest.param("than-uyen-2023", 2, id="nor in this one"),
    ],
)
def test_elsewhere_the_host_speaks_in_person(place, host, regulation, number):
    made = _running(place, regulation, number)

    with pytest.raises(RepresentativeNotAllowed):
        services.name_representative(step=step(made, number), representative=DEPUTY, at=MORNING, by=host)


def test_step_that_is_over_and_nobody_named_are_refused(place, host):
    made = _running(place, "kon-tum-04", 2)

    with pytest.raises(ReasonMissing):
        services.name_representative(step=step(made, 2), representative=" ", at=MORNING, by=host)
    services.start_step(step=step(made, 3), at=MORNING, by=host)
    with pytest.raises(StepOver):
        services.name_representative(step=step(made, 2), representative=DEPUTY, at=MORNING, by=host)


def test_console_offers_it_with_its_article_only_on_that_step(client, place, host):
    made = _running(place, "kon-tum-04", 2)
    client.force_login(place.chair_person)
    address = reverse("hall:host", args=[made.code])

    there = client.get(address).content.decode()
    client.post(reverse("hall:step-represent", args=[made.code, 2]), {"dai_dien": DEPUTY})
    services.start_step(step=step(made, 3), at=MORNING, by=host)
    after = client.get(address).content.decode()

    assert "Chủ trì cử đại diện trình bày bước này" in there
    assert step(made, 2).led_by == DEPUTY
    assert "Chủ trì cử đại diện trình bày bước này" not in after
