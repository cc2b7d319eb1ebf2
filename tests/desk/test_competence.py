"""The screens of the competence map: matrix, preview, sheet; the first suggestion at triage and assignment."""

import io
from datetime import date, timedelta

import pytest
import xlsxwriter
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from doithoai.petitions.enums import Field, PetitionState
from doithoai.petitions.models import Competence
from doithoai.petitions.services import Line, record_competence
from tests.factories import succession
from tests.factories.dialogues import dialogue
from tests.factories.organisations import SINCE, tan_lach
from tests.factories.petitions import petition

pytestmark = pytest.mark.django_db
MAP = "/ban/tham-quyen/"


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def anna(client, place):
    client.force_login(place.anna)
    return client


def _record(place, body, *, field=Field.TRANSPORT, at=None, since=SINCE):
    line = Line(field=field, body=body, place=at, since=since, number="12/QĐ-UBND", decided_on=since, article="Điều 5")
    return record_competence(unit=place.unit, line=line, on=timezone.localdate(), by=place.actor(place.anna))


def _form(place, body, **more):
    today = timezone.localdate()
    values = {
        "field": "transport",
        "place": "",
        "body": body.key,
        "number": "40/QĐ-UBND",
        "decided_on": f"{today:%d/%m/%Y}",
        "since": f"{today:%d/%m/%Y}",
        "replaces": "on",
        "once": "k" * 20,
    }
    return values | more


def test_assignment_starts_with_the_body_of_the_map_and_says_why(anna, place):
    row = petition(place, dialogue(place), place_of="Thôn Cầu Đá")
    (hamlet,) = succession.hamlets(place, "Thôn Cầu Đá")
    _record(place, place.economy)
    _record(place, place.culture, at=hamlet)

    page = anna.get(reverse("desk:petition-assign", args=[row.code]))

    assert page.context["form"].initial["lead"] == place.culture.key
    assert "Giao thông, Thôn Cầu Đá; Điều 5, 12/QĐ-UBND ngày 1/7/2025; áp dụng từ 1/7/2025" in page.content.decode()
    row.refresh_from_db()
    assert (row.state, row.assignments.count()) == (PetitionState.TRIAGED, 0)  # it never decides by itself


def test_body_that_has_the_work_is_not_pushed_out_by_the_map(anna, place):
    row = petition(place, dialogue(place), state=PetitionState.ASSIGNED, lead=place.economy)
    _record(place, place.culture)

    page = anna.get(reverse("desk:petition-assign", args=[row.code]))

    assert page.context["form"].initial["lead"] == place.economy.key


def test_several_petitions_of_two_bodies_are_told_apart_and_none_is_chosen(anna, place):
    held = dialogue(place)
    rows = [petition(place, held), petition(place, held, field=Field.HEALTH)]
    _record(place, place.economy)
    _record(place, place.culture, field=Field.HEALTH)

    page = anna.get(reverse("desk:petitions-assign", args=[held.code]), {"ma": [row.code for row in rows]})

    assert page.context["form"].initial["lead"] == ""
    assert [(share.told.body, share.codes) for share in page.context["shares"]] == [
        (place.economy, (rows[0].code,)),
        (place.culture, (rows[1].code,)),
    ]


def test_matter_beyond_the_unit_is_never_put_into_the_field_for_the_lead(anna, place):
    row = petition(place, dialogue(place))
    _record(place, place.city_government)

    page = anna.get(reverse("desk:petition-assign", args=[row.code]))

    assert page.context["form"].initial.get("lead") is None
    assert "vượt thẩm quyền đơn vị" in page.content.decode()


def test_triage_shows_for_each_suggested_field_who_would_be_asked(anna, place):
    row = petition(
        place, dialogue(place), state=PetitionState.RECEIVED, text="Đường giao thông hỏng, ổ gà, xe tải cày nát đường."
    )
    _record(place, place.economy)

    page = anna.get(reverse("desk:petition", args=[row.code]))

    named = {name: told.body for name, _one, told in page.context["fields"] if told}
    assert named == {"Giao thông": place.economy}


def test_preview_names_the_petitions_that_would_go_elsewhere_and_writes_nothing(anna, place):
    held = dialogue(place)
    turned, settled, elsewhere = (
        petition(place, held),
        petition(place, held, state=PetitionState.ASSIGNED, lead=place.economy),
        petition(place, held, field=Field.HEALTH),
    )
    _record(place, place.economy)

    page = anna.post(reverse("desk:competence-add"), _form(place, place.culture))

    assert [(row.petition, row.before, row.after) for row in page.context["preview"]["turned"]] == [
        (turned, "Phòng Kinh tế", "Phòng Văn hóa - Xã hội")
    ]
    assert settled.code not in page.content.decode()
    assert elsewhere.code not in page.content.decode()
    assert Competence.objects.get().body == place.economy


def test_writing_replaces_the_line_from_the_new_day(anna, place):
    old = _record(place, place.economy)
    today = timezone.localdate()

    for _ in range(2):  # a double click
        anna.post(reverse("desk:competence-add"), _form(place, place.culture) | {"ghi": "1"})

    old.refresh_from_db()
    assert (old.valid_to, old.ended_by) == (today, "40/QĐ-UBND")
    assert Competence.objects.get(valid_to=None).body == place.culture


def test_refusal_is_said_with_the_preview_already(anna, place):
    _record(place, place.economy)

    page = anna.post(reverse("desk:competence-add"), {**_form(place, place.culture), "replaces": ""})

    assert page.context["preview"] is None
    assert "Thay dòng đang áp dụng" in page.content.decode()


def test_page_reports_dead_lines_and_petitions_without_one(anna, place):
    held = dialogue(place)
    silent = petition(place, held, field=Field.HEALTH)
    _record(place, place.economy)
    place.economy.valid_to = timezone.localdate()
    place.economy.save()

    page = anna.get(MAP).content.decode()

    assert "Phòng Kinh tế đã kết thúc hoạt động" in page
    assert silent.code in page


def test_ending_and_withdrawing_are_done_from_the_line(anna, place):
    first, second = _record(place, place.economy), _record(place, place.culture, field=Field.HEALTH)
    day = timezone.localdate() + timedelta(days=5)

    anna.post(
        reverse("desk:competence-end", args=[first.key]),
        {"last": f"{day:%d/%m/%Y}", "number": "", "once": "m" * 20, "ghi": "1"},
    )
    anna.post(reverse("desk:competence-withdraw", args=[second.key]), {"once": "n" * 20})

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.valid_to, second.withdrawn_by) == (day + timedelta(days=1), place.anna)


HEADERS = ("Lĩnh vực", "Địa bàn", "Cơ quan", "Số văn bản", "Từ ngày")


def _sheet(*rows, headers=HEADERS):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    page = book.add_worksheet()
    for number, row in enumerate((("BẢN ĐỒ THẨM QUYỀN",), headers, *rows)):
        page.write_row(number, 0, row)
    book.close()
    file.seek(0)
    file.name = "tham-quyen.xlsx"
    return file


def test_sheet_comes_in_whole_with_places_and_bodies_by_their_names(anna, place):
    (hamlet,) = succession.hamlets(place, "Thôn Cầu Đá")
    file = _sheet(
        ("Giao thông", "", "Phòng Kinh tế", "12/QĐ-UBND", date(2026, 1, 5)),
        ("giao thông", "cầu đá", "phòng văn hóa - xã hội", "12/QĐ-UBND", "5/1/2026"),
    )

    anna.post(reverse("desk:competence-import"), {"file": file})

    rows = Competence.objects.order_by("pk").values_list("field", "place", "body", "valid_from")
    assert list(rows) == [
        ("transport", None, place.economy.pk, date(2026, 1, 5)),
        ("transport", hamlet.pk, place.culture.pk, date(2026, 1, 5)),
    ]


def test_sheet_with_one_wrong_row_writes_nothing_and_names_the_row(anna, place):
    file = _sheet(
        ("Giao thông", "", "Phòng Kinh tế", "12/QĐ-UBND", "5/1/2026"),
        ("Giao thông", "Thôn lạ", "Phòng nào đó", "12/QĐ-UBND", "30/2/2026"),
    )

    page = anna.post(reverse("desk:competence-import"), {"file": file})

    assert [number for number, _why in page.context["faults"]] == [4, 4, 4]
    assert not Competence.objects.exists()


def test_handed_out_sheet_is_understood_when_it_comes_back(anna, place):
    given = io.BytesIO(anna.get(reverse("desk:competence-sheet")).content)
    headers = CalamineWorkbook.from_filelike(given).get_sheet_by_index(0).to_python()[0][:8]
    row = ("Y tế, an toàn thực phẩm", "", "Phòng Kinh tế", "1/QĐ", "", "Điều 2", "5/1/2026", "31/12/2026")

    anna.post(reverse("desk:competence-import"), {"file": _sheet(row, headers=headers)})

    row = Competence.objects.get()
    assert (row.field, row.article, row.valid_to) == (Field.HEALTH, "Điều 2", date(2027, 1, 1))


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("anna", 200, 200),
        ("administrator", 200, 200),
        ("chair_person", 200, 403),
        ("economy_officer", 200, 403),
        ("front_person", 200, 403),
        ("upper_person", 404, 404),  # of another unit: sees it by the unit's code only
        ("carla", 404, 404),
    ],
)
def test_who_reads_and_who_keeps_the_map_of_tan_lach(client, place, who, reads, writes):
    client.force_login(getattr(place, who))
    named = {"don-vi": place.unit.code} if who == "carla" else {}
    if who == "upper_person":
        assert client.get(MAP, {"don-vi": place.unit.code}).status_code == 200
        assert client.get(reverse("desk:competence-add"), {"don-vi": place.unit.code}).status_code == 403
        return

    answers = [client.get(address, named).status_code for address in (MAP, reverse("desk:competence-add"))]

    assert answers == [reads, writes]


def test_map_page_asks_as_often_for_thirty_lines_as_for_one(anna, place, django_assert_max_num_queries):
    hamlets = succession.hamlets(place, *(f"Thôn số {number}" for number in range(30)))
    held = dialogue(place)
    for number, hamlet in enumerate(hamlets):
        _record(place, place.culture, at=hamlet)
        petition(place, held, place_of=hamlet.name, text=f"Đường thôn {number} hỏng, đề nghị sửa.")

    with django_assert_max_num_queries(12):
        anna.get(MAP)
