"""The page of bodies and places: who may see and record, the preview, the list of merged places."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from doithoai.organisations.models import Body, Place, Reorganisation
from tests.factories import organisations as places
from tests.factories import petitions, succession
from tests.factories.dialogues import dialogue

pytestmark = pytest.mark.django_db
FORM = {
    "kind": "rename",
    "lead": "",
    "name": "Phòng Kinh tế - Hạ tầng xã",
    "short_name": "Phòng Kinh tế - Hạ tầng",
    "symbol": "PKTHT",
    "other_names": "",
    "keep_people": "on",
    "number": "204/QĐ-UBND",
    "decided_on": "20/8/2026",
    "since": "1/9/2026",
}


@pytest.fixture
def place():
    return places.tan_lach()


def _as(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


# person × (reads the page, opens the form)
@pytest.mark.parametrize(
    ("person", "reads", "records"),
    [
        pytest.param("anna", 200, 200, id="clerk of the office"),
        pytest.param("administrator", 200, 200, id="administrator"),
        pytest.param("ben", 200, 200, id="clerk of another office of the unit"),
        pytest.param("chair_person", 200, 403, id="host reads"),
        pytest.param("economy_officer", 200, 403, id="agency reads"),
        pytest.param("front_person", 200, 403, id="Front reads"),
        pytest.param("upper_person", 200, 403, id="the level above reads, of its own unit"),
    ],
)
def test_who_reads_the_page_and_who_records(client, place, person, reads, records):
    _as(client, getattr(place, person))

    statuses = (client.get(reverse("desk:bodies")).status_code, client.get(reverse("desk:bodies-change")).status_code)

    assert statuses == (reads, records)


def test_stranger_does_not_read_another_unit_s_bodies(client, place):
    _as(client, place.carla)

    assert client.get(reverse("desk:bodies"), {"don-vi": "TL"}).status_code == 404
    assert client.get(reverse("desk:bodies-change"), {"don-vi": "TL"}).status_code == 404


def test_level_above_reads_the_commune_and_records_nothing_there(client, place):
    _as(client, place.upper_person)

    page = client.get(reverse("desk:bodies"), {"don-vi": "TL"})

    assert "Phòng Kinh tế" in page.content.decode()
    assert "Ghi quyết định" not in page.content.decode()
    assert client.get(reverse("desk:bodies-change"), {"don-vi": "TL"}).status_code == 403


def test_preview_says_what_moves_to_whom_and_writes_nothing(client, place):
    petitions.petition(place, dialogue(place), state="assigned", lead=place.economy)
    _as(client, place.anna)

    page = client.post(reverse("desk:bodies-change"), FORM | {"olds": [place.economy.key]}).content.decode()

    assert "1 kiến nghị được giao" in page
    assert "2 người chuyển theo" in page
    assert (Reorganisation.objects.count(), Body.objects.filter(symbol="PKTHT").count()) == (0, 0)


def test_decision_is_written_once_however_often_the_button_is_pressed(client, place):
    _as(client, place.anna)
    page = client.get(reverse("desk:bodies-change")).content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    pressed = FORM | {"olds": [place.economy.key], "ghi": "1", "once": once}

    answers = [client.post(reverse("desk:bodies-change"), pressed) for _ in range(2)]

    assert answers[0].headers["Location"] == reverse("desk:bodies")
    assert Reorganisation.objects.count() == 1
    shown = client.get(reverse("desk:bodies")).content.decode()
    assert "204/QĐ-UBND" in shown
    assert "nay là" in shown


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"olds": []}, "Hãy chọn ít nhất một cơ quan.", id="nothing ends"),
        pytest.param({"name": ""}, "Hãy chọn cơ quan nhận việc, hoặc ghi tên cơ quan mới.", id="nobody follows"),
        pytest.param({"number": ""}, "Số quyết định", id="no paper"),
        pytest.param({"since": "1/7/2025"}, "chỉ có từ", id="on the day it began"),
        pytest.param({"kind": "split"}, "Chia, tách cần đúng một tên cũ và từ hai tên mới trở lên.", id="one part"),
    ],
)
def test_what_is_wrong_is_said_with_the_preview_already(client, place, change, said):
    _as(client, place.anna)

    page = client.post(reverse("desk:bodies-change"), FORM | {"olds": [place.economy.key]} | change).content.decode()

    assert said in page
    assert 'name="ghi"' not in page


def test_divided_body_gets_its_parts_from_the_form(client, place):
    _as(client, place.anna)
    parts = FORM | {"kind": "split", "olds": [place.economy.key], "other_names": "Phòng Hạ tầng\nPhòng Đô thị\n"}

    client.post(reverse("desk:bodies-change"), parts | {"ghi": "1"})

    links = Reorganisation.objects.get().bodylinks.order_by("-leads", "pk")
    assert [(link.new.name, link.leads) for link in links] == [
        ("Phòng Kinh tế - Hạ tầng xã", True),
        ("Phòng Hạ tầng", False),
        ("Phòng Đô thị", False),
    ]


def test_mistake_is_withdrawn_from_the_page(client, place):
    change = succession.renamed(place, place.economy)
    _as(client, place.anna)

    client.post(reverse("desk:bodies-withdraw", args=[change.key]), {"once": "x"})

    page = client.get(reverse("desk:bodies")).content.decode()
    assert "Đã rút lại" in page
    assert Body.objects.get(pk=place.economy.pk).valid_to is None


def test_places_are_added_merged_and_listed_with_their_old_names(client, place):
    _as(client, place.anna)
    client.post(
        reverse("desk:bodies-places-add"),
        {"names": "Thôn Đông\nThôn Tây\nThôn Đông", "kind": "hamlet", "since": "1/7/2025"},
    )
    keys = [hamlet.key for hamlet in Place.objects.order_by("pk")]

    client.post(
        reverse("desk:bodies-places-change"),
        {
            "kind": "merge",
            "olds": keys,
            "news": "Thôn Đông Tây",
            "number": "5/QĐ-UBND",
            "decided_on": "3/8/2026",
            "since": "10/8/2026",
            "ghi": "1",
        },
    )

    assert len(keys) == 2
    page = client.get(reverse("desk:bodies")).content.decode()
    assert "từ Thôn Đông, Thôn Tây" in page


def test_list_with_wrong_rows_is_shown_row_by_row_and_nothing_is_written(client, place):
    _as(client, place.anna)
    text = "Tên cũ,Tên mới,Số quyết định,Từ ngày\nThôn Đông,Thôn Đông Tây,1/QĐ,10/8/2026\nThôn Tây,,1/QĐ,10/8/2026\n"

    page = client.post(
        reverse("desk:bodies-places-import"), {"file": SimpleUploadedFile("thon.csv", text.encode())}
    ).content.decode()

    assert "Danh sách còn 1 dòng sai nên chưa ghi gì." in page
    assert "Thiếu “Tên mới”." in page
    assert Place.objects.count() == 0


def test_good_list_is_taken_in_and_its_sample_has_the_headers(client, place):
    _as(client, place.anna)
    sample = client.get(reverse("desk:bodies-places-sheet"))
    rows = ("Thôn Đông,Thôn Đông Tây,1/QĐ,10/8/2026", "Thôn Tây,Thôn Đông Tây,1/QĐ,10/8/2026")
    text = "\n".join(("Tên cũ,Tên mới,Số quyết định,Từ ngày", *rows))

    answer = client.post(reverse("desk:bodies-places-import"), {"file": SimpleUploadedFile("thon.csv", text.encode())})

    assert sample.content.startswith(b"PK")
    assert answer.headers["Location"] == reverse("desk:bodies")
    assert [(one.kind, one.number) for one in Reorganisation.objects.all()] == [("merge", "1/QĐ")]


def test_page_costs_the_same_with_one_decision_and_with_many(client, place, django_assert_max_num_queries):
    _as(client, place.anna)
    hamlets = succession.hamlets(place, *(f"Thôn Số {number}" for number in range(8)))
    succession.merged(place, hamlets[:2], "Thôn Mới")
    succession.renamed(place, place.economy)
    client.get(reverse("desk:bodies"))
    with django_assert_max_num_queries(20) as one:
        client.get(reverse("desk:bodies"))
    succession.merged(place, hamlets[2:4], "Thôn Mới Nữa")
    succession.merged(place, hamlets[4:7], "Thôn Mới Khác")
    succession.absorbed(place, place.health, place.police, by_body=place.culture)

    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(reverse("desk:bodies"))
    assert len(one.captured_queries) <= 12
