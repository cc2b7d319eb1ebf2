"""What the Front, the organisations and Mass Mobilisation do on the screen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from doithoai.accounts.enums import Role
from doithoai.dialogues.models import Forecast
from doithoai.obligations import services as obligations
from doithoai.reporting.models import SupervisionPlan
from tests.factories.dialogues import dialogue
from tests.factories.organisations import account, tan_lach

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def made(place):
    return dialogue(place)


def forecast_url(made):
    return reverse("desk:dialogue-forecast", args=[made.code])


def test_front_hands_in_a_forecast_and_the_office_fetches_its_file(client, place, made):
    client.force_login(place.front_person)
    file = SimpleUploadedFile("du-bao.pdf", PDF, content_type="application/pdf")
    answer = client.post(forecast_url(made), {"text": "Nước sạch sẽ được hỏi nhiều", "files": file})
    forecast = Forecast.objects.get()
    client.force_login(place.anna)

    page = client.get(forecast_url(made)).content.decode()
    fetched = client.get(reverse("desk:forecast-file", args=[made.code, forecast.files.get().key]))

    assert (answer.status_code, forecast.body, forecast.submitted_on) == (302, place.front, timezone.localdate())
    assert "Nước sạch sẽ được hỏi nhiều" in page
    assert b"".join(fetched.streaming_content) == PDF


def test_office_records_the_paper_of_an_organisation_under_its_own_day(client, place, made):
    client.force_login(place.anna)

    client.post(
        forecast_url(made),
        {"body": str(place.farmers.pk), "text": "Giá lúa xuống", "submitted_on": "3/8/2026"},
    )

    forecast = Forecast.objects.get()
    assert (forecast.body, f"{forecast.submitted_on:%d/%m/%Y}") == (place.farmers, "03/08/2026")


def test_front_cannot_hand_in_for_another_organisation(client, place, made):
    client.force_login(place.front_person)

    client.post(forecast_url(made), {"body": str(place.farmers.pk), "text": "Giá lúa xuống"})

    assert Forecast.objects.get().body == place.front


def test_empty_forecast_is_refused_beside_the_form(client, place, made):
    client.force_login(place.front_person)

    page = client.post(forecast_url(made), {"text": " "}).content.decode()

    assert "Hãy viết dự báo hoặc đính kèm ít nhất một tệp." in page
    assert not Forecast.objects.exists()


def test_second_click_hands_in_once(client, place, made):
    client.force_login(place.front_person)
    token = client.get(forecast_url(made)).context["form"]["once"].value()

    for _ in range(2):
        client.post(forecast_url(made), {"text": "Nước sạch", "once": token})

    assert Forecast.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "read", "write"),
    [("chair_person", 200, 403), ("mass_person", 200, 403), ("economy_officer", 403, 403), ("carla", 404, 404)],
)
def test_others_read_at_most(client, place, made, who, read, write):
    client.force_login(getattr(place, who))

    statuses = (client.get(forecast_url(made)).status_code, client.post(forecast_url(made), {"text": "x"}).status_code)

    assert statuses == (read, write)


def test_front_of_another_commune_learns_nothing(client, place, made):
    stranger = account("nguoi-la", Role.FRONT, place.carla.memberships.get().body)
    client.force_login(stranger)

    assert client.get(forecast_url(made)).status_code == 404


@pytest.mark.parametrize(("who", "shown"), [("anna", True), ("front_person", True), ("economy_officer", False)])
def test_plan_leads_to_the_forecast_for_those_who_may_read_it(client, place, made, who, shown):
    client.force_login(getattr(place, who))

    page = client.get(reverse("desk:dialogue-plan", args=[made.code])).content.decode()

    assert (forecast_url(made) in page) is shown


YEAR = timezone.localdate().year


def plan_url(name="supervision-plan", *args):
    return reverse(f"desk:{name}", args=args or [YEAR])


def test_front_records_and_mass_mobilisation_appraises(client, place):
    client.force_login(place.front_person)
    scan = SimpleUploadedFile("kh.pdf", PDF, content_type="application/pdf")
    given = {"title": "Kế hoạch giám sát", "number": "05/KH-MTTQ", "covers_conclusions": "on", "files": scan}
    client.post(plan_url("supervision-record"), given)
    plan = SupervisionPlan.objects.get()
    client.force_login(place.mass_person)

    fetched = client.get(plan_url("supervision-file", plan.key))
    client.post(plan_url("supervision-appraise", plan.key), {"note": "Đồng ý"})

    plan.refresh_from_db()
    assert (plan.body, plan.appraised_by, plan.appraisal) == (place.front, place.mass_person, "Đồng ý")
    assert b"".join(fetched.streaming_content) == PDF


def test_plan_that_lacks_conclusion_notices_is_sent_back_and_mended(client, place):
    client.force_login(place.anna)
    client.post(plan_url("supervision-record"), {"body": str(place.farmers.pk), "title": "Kế hoạch giám sát"})
    plan = SupervisionPlan.objects.get()
    client.force_login(place.mass_person)
    refused = client.post(plan_url("supervision-appraise", plan.key), {"note": ""}).content.decode()
    client.post(plan_url("supervision-return", plan.key), {"reason": "Bổ sung giám sát kết luận"})
    client.force_login(place.anna)

    form = client.get(plan_url("supervision-record") + "?noi-lap=HND").context["form"]

    assert "(Điều 13 khoản 3)" in refused
    assert (form.bodies[0], form.initial["title"]) == (place.farmers, "Kế hoạch giám sát")
    assert "Bổ sung giám sát kết luận" in client.get(plan_url()).content.decode()


@pytest.mark.parametrize(
    ("who", "see", "record"),
    [("front_person", 200, 200), ("chair_person", 200, 403), ("mass_person", 200, 403), ("economy_officer", 404, 404)],
)
def test_supervision_plans_are_seen_and_recorded_by_these_people(client, place, who, see, record):
    client.force_login(getattr(place, who))

    statuses = (client.get(plan_url()).status_code, client.get(plan_url("supervision-record")).status_code)

    assert statuses == (see, record)


def test_upper_level_looks_at_a_commune_and_a_neighbour_does_not(client, place):
    statuses = []
    for who in (place.upper_person, place.carla):
        client.force_login(who)
        statuses.append(client.get(plan_url(), {"don-vi": "TL"}).status_code)

    assert statuses == [200, 404]


@pytest.mark.parametrize(("year", "status"), [(1, 404), (YEAR - 6, 404), (YEAR + 1, 200), (YEAR + 2, 404)])
def test_years_far_away_have_no_plans(client, place, year, status):
    client.force_login(place.front_person)

    assert client.get(plan_url("supervision-plan", year)).status_code == status


def test_my_work_leads_the_front_to_the_supervision_plan(client, place):
    obligations.refresh_unit(place.unit, on=timezone.localdate())
    client.force_login(place.front_person)

    agenda = client.get(reverse("desk:my-work")).context["agenda"]

    urls = {item.rule: item.url for item in [*agenda.overdue, *agenda.today, *agenda.soon, *agenda.later]}
    assert urls["HP-14.3-supervision"] == reverse("desk:supervision-plan")


def test_appraised_plan_is_not_offered_to_be_typed_again(client, place):
    client.force_login(place.front_person)
    client.post(plan_url("supervision-record"), {"title": "Kế hoạch giám sát", "covers_conclusions": "on"})
    SupervisionPlan.objects.update(appraised_on=timezone.localdate(), appraised_by=place.mass_person)

    page = client.get(plan_url("supervision-record"), headers={"referer": plan_url()}, follow=True)

    assert page.redirect_chain[-1][0] == plan_url()
    assert "Kế hoạch giám sát này đã thẩm định xong nên không sửa được nữa." in page.content.decode()
