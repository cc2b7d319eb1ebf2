"""The reception desk: check-in, counts, walk-ins, refusals by two."""

import pytest
from django.urls import reverse

from doithoai.accounts.models import IdentityLook
from doithoai.dialogues.enums import RegistrationState
from doithoai.proceedings.models import Refusal, Speech
from doithoai.proceedings.queries.running import people_present
from tests.factories import conference
from tests.factories.organisations import Place, tan_lach

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return tan_lach()


@pytest.fixture
def running(place):
    return conference.in_session(place)


@pytest.fixture
def desk(client, place):
    client.force_login(place.anna)
    return client


def _page(client, running, **query):
    return client.get(reverse("hall:reception", args=[running.code]), query).content.decode()


def test_list_shows_masks_and_never_names(desk, running):
    conference.registration(running, name="Nguyễn Thị Kín")

    page = _page(desk, running)

    assert "N••• T••• K•••" in page
    assert "Kín" not in page


def test_looking_at_a_name_is_logged(desk, running, place):
    row = conference.registration(running, name="Nguyễn Thị Kín")

    page = desk.post(reverse("hall:look", args=[running.code, row.code]), follow=True).content.decode()

    assert "Nguyễn Thị Kín" in page
    assert IdentityLook.objects.get(identity=row.identity).account == place.anna


def test_checking_in_gives_a_late_speaker_a_turn(desk, running):
    row = conference.registration(running)

    desk.post(reverse("hall:check-in", args=[running.code, row.code]))

    row.refresh_from_db()
    assert row.state == RegistrationState.CHECKED_IN
    assert Speech.objects.filter(registration=row).count() == 1


def test_list_is_narrowed_by_code(desk, running):
    first, second = conference.registration(running), conference.registration(running)

    page = _page(desk, running, q=first.code.lower())

    assert first.code in page
    assert second.code not in page


def test_count_is_recorded_for_the_point(desk, running):
    point = running.venue_points.get()

    desk.post(
        reverse("hall:count", args=[running.code, point.pk]),
        {f"{point.pk}-citizens": "128", f"{point.pk}-officials": "14"},
    )

    assert people_present(running) == 128


def test_count_in_words_is_refused_in_words(desk, running):
    point = running.venue_points.get()

    response = desk.post(
        reverse("hall:count", args=[running.code, point.pk]), {f"{point.pk}-citizens": "nhiều"}, follow=True
    )

    assert "Hãy ghi số người bằng chữ số" in response.content.decode()


def test_walk_in_is_registered_and_checked_in(desk, running):
    data = {
        "full_name": "Lê Văn Thử",
        "link_to_area": "live",
        "venue_point": running.venue_points.get().pk,
        "wants_to_speak": "on",
        "once": "một-lần",
    }
    for _ in range(2):
        desk.post(reverse("hall:walk-in", args=[running.code]), data)

    row = running.registrations.get()
    assert (row.state, row.speeches.count()) == (RegistrationState.CHECKED_IN, 1)


def test_refusal_needs_the_host_and_a_second_person(client, running, place):
    row = conference.registration(running)
    client.force_login(place.chair_person)
    url = f"{reverse('hall:refuse', args=[running.code])}?phieu={row.code}"
    client.post(url, {"ground": "intoxicated", "observed": "Nồng mùi rượu, xô bàn"})
    refusal = Refusal.objects.get()

    client.force_login(place.anna)
    client.post(reverse("hall:refusal", args=[running.code, refusal.pk]))

    row.refresh_from_db()
    assert row.state == RegistrationState.REFUSED


def test_clerk_cannot_decide_a_refusal(desk, running):
    assert desk.get(reverse("hall:refuse", args=[running.code])).status_code == 403


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("{code}", id="typed by a reader"),
        pytest.param("  {lower} \n", id="small letters and a line end"),
        pytest.param("https://example.vn/theo-doi/?ma={code}", id="an address"),
    ],
)
def test_slip_that_is_read_checks_its_person_in(client, place, said):
    made = conference.announced(place)
    row = conference.registration(made, order=2)
    client.force_login(place.anna)

    for _ in range(2):
        client.post(reverse("hall:scan", args=[made.code]), {"ma": said.format(code=row.code, lower=row.code.lower())})

    row.refresh_from_db()
    assert row.state == "checked_in"


def test_slip_of_another_conference_is_refused_in_words(client, place):
    made = conference.announced(place)
    client.force_login(place.anna)

    page = client.post(reverse("hall:scan", args=[made.code]), {"ma": "KHONG-CO"}, follow=True).content.decode()

    assert "Không thấy mã này trong cuộc đối thoại" in page
