"""A unit whose regulation has ended: pages say so and go on working; one that is replaced follows the new text."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from doithoai.reporting import queries, services
from doithoai.reporting.models import Report
from tests.factories import organisations as places
from tests.factories.shelf import laid_out

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def place(tmp_path, monkeypatch, client):
    with laid_out(tmp_path, monkeypatch, ends="2026-01-01"), time_machine.travel(NOW):
        made = places.tan_lach()
        client.force_login(made.anna, backend="django.contrib.auth.backends.ModelBackend")
        yield made


def test_reports_page_says_that_nothing_is_in_force_and_asks_for_nothing(client, place):
    page = client.get(reverse("desk:reports"))

    assert page.status_code == 200
    assert "Năm 2026 đơn vị không có quy chế nào còn hiệu lực." in page.content.decode()


def test_reports_of_the_year_in_which_it_held_are_still_asked_for(client, place):
    page = client.get(reverse("desk:reports"), {"nam": "2025"}).content.decode()

    owed = queries.reports_owed(place.unit, year=2025, on=date(2026, 11, 2))
    assert owed
    assert all(row.rule.title_vi in page for row in owed)


def test_report_begun_under_the_ended_text_can_still_be_read(client, place):
    owed = queries.reports_owed(place.unit, year=2025, on=date(2026, 1, 5))
    begun = services.begin_report(unit=place.unit, rule=owed[-1].rule.id, year=2025, on=date(2026, 1, 5))

    page = client.get(reverse("desk:report", args=["TL", 2025, begun.rule]))

    assert (page.status_code, Report.objects.count()) == (200, 1)


def test_supervision_page_opens_without_a_text_in_force(client, place):
    client.force_login(place.front_person, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(reverse("desk:supervision-plan")).status_code == 200


def test_opening_a_dialogue_says_since_when_nothing_binds(client, place):
    page = client.get(reverse("desk:dialogue-open"), follow=True).content.decode()

    assert "Quy chế 1155-QĐ/TU đã hết hiệu lực từ 1/1/2026, chưa có văn bản thay trong thư viện." in page


def test_library_shows_until_when_it_held(client, place):
    page = client.get(reverse("desk:law-regulation", args=["hai-phong-1155"])).content.decode()

    assert "Hết hiệu lực" in page
    assert "đến hết hôm trước 1/1" in page


def test_library_shows_the_line_of_versions_with_the_one_in_force(tmp_path, monkeypatch, client):
    amended = {"at_least: 7": "at_least: 9"}
    with laid_out(tmp_path, monkeypatch, ends="2026-01-01", amended=amended), time_machine.travel(NOW):
        made = places.tan_lach()
        client.force_login(made.anna, backend="django.contrib.auth.backends.ModelBackend")

        staff = client.get(reverse("desk:law-regulation", args=["hai-phong-1155"])).content.decode()
        public = client.get(reverse("portal:law-rules", args=["hai-phong-1155"])).content.decode()

    for page in (staff, public):
        assert "Các bản theo thời gian" in page
        assert "bản trước khi sửa đổi" in page


def test_predecessor_in_law_stands_in_the_line_of_its_successor(client, db):
    public = client.get(reverse("portal:law-rules", args=["luat-72-2025"])).content.decode()

    assert "văn bản bị thay" in public
    assert "Luật 65/2025" in public
