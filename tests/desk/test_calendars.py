"""The clerk enters days off and the administrator a year: what moves is seen first, then it is done."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from doithoai.accounts.enums import Role
from doithoai.dialogues.enums import DialogueState
from doithoai.obligations import calendars, services
from doithoai.obligations.models import CalendarYear, Closure, Duty
from doithoai.regulations.facts import ConclusionNoticeIssued, ConferenceHeld
from doithoai.screens.dates import vi_short
from doithoai.workdays import national
from doithoai.workdays.loader import template
from tests.factories.closures import close
from tests.factories.dialogues import dialogue
from tests.factories.dialogues import journal as writing
from tests.factories.organisations import account, tan_lach

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
HELD = national().previous_working(TODAY - timedelta(days=1))
ISSUE = "HP-10.1a"
LIST, ENTER, IMPORT = (reverse(f"desk:{name}") for name in ("law-closures", "law-closure-enter", "law-year-import"))


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def held(place):
    made = dialogue(place, state=DialogueState.HELD, conference_on=HELD, opened_on=HELD - timedelta(days=30))
    writing.record(ConferenceHeld(on=HELD, dialogue=made.key), by=place.actor(place.anna))
    services.refresh(made.key, on=TODAY)
    return made


def due_of(made):
    return Duty.objects.get(dialogue=made.key, rule=ISSUE).due_on


def said(first, last, **changes):
    words = {
        "first_on": vi_short(first),
        "last_on": vi_short(last),
        "reason": "flood",
        "number": "15/TB-UBND",
        "decided_on": vi_short(TODAY),
        "issued_by": "UBND xã Tân Lạch",
    }
    return words | changes


def seen_in(page):
    return page.split('name="seen" value="')[1].split('"')[0]


def test_the_clerk_sees_what_moves_and_then_it_moves_as_shown(client, place, held):
    client.force_login(place.anna)
    due = due_of(held)

    page = client.post(ENTER, said(due, due)).content.decode()
    moved = national().next_working(due + timedelta(days=1))
    assert (due_of(held), Closure.objects.count()) == (due, 0)
    assert f"<b>{_full(moved)}</b>" in page
    assert reverse("desk:dialogue", args=[held.code]) in page
    answer = client.post(ENTER, said(due, due) | {"seen": seen_in(page)}, follow=True)

    assert due_of(held) == moved
    assert "Đã ghi ngày nghỉ riêng. Các hạn đã dời" in answer.content.decode()
    assert "15/TB-UBND" in answer.content.decode()


def _full(day):
    from doithoai.workdays.dates import vi_date  # noqa: PLC0415 -- beside the short one

    return vi_date(day)


def test_the_same_button_twice_enters_it_once(client, place, held):
    client.force_login(place.anna)
    due = due_of(held)
    asked = said(due, due) | {"once": "token-1"}
    asked |= {"seen": seen_in(client.post(ENTER, asked).content.decode())}

    for _ in range(2):
        client.post(ENTER, asked)

    assert Closure.objects.count() == 1


def test_what_was_not_shown_is_not_done(client, place, held):
    client.force_login(place.anna)
    due = due_of(held)
    seen = seen_in(client.post(ENTER, said(due, due)).content.decode())
    writing.record(ConclusionNoticeIssued(on=TODAY, dialogue=held.key), by=place.actor(place.anna))
    services.refresh(held.key, on=TODAY)

    page = client.post(ENTER, said(due, due) | {"seen": seen}).content.decode()

    assert "Hãy xem lại danh sách rồi xác nhận." in page
    assert not Closure.objects.exists()


def test_what_is_changed_after_the_look_is_looked_at_again(client, place, held):
    client.force_login(place.anna)
    due = due_of(held)
    seen = seen_in(client.post(ENTER, said(due, due)).content.decode())

    page = client.post(ENTER, said(due, due) | {"seen": seen, "sua": "1"}).content.decode()

    assert seen not in page
    assert 'value="15/TB-UBND"' in page
    assert not Closure.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"number": ""}, "Quyết định số"),
        ({"last_on": "1/1/2026"}, "Ngày cuối ở trước ngày đầu"),
        ({"decided_on": vi_short(TODAY + timedelta(days=2))}, "ở sau hôm nay"),
        ({"first_on": "32/1/2027"}, "Không có ngày 32/1/2027"),
    ],
)
def test_what_cannot_stand_is_said_beside_the_form(client, place, held, changes, words):
    client.force_login(place.anna)
    due = due_of(held)

    page = client.post(ENTER, said(due, due, **changes)).content.decode()

    assert words in page
    assert 'name="seen" value=' not in page.replace('name="seen" value=""', "")


@pytest.mark.parametrize(
    ("who", "enters"),
    [
        ("anna", True),
        ("ben", True),
        ("chair_person", True),
        ("administrator", True),
        ("upper_person", True),
        ("minutes_person", False),
        ("economy_officer", False),
        ("economy_head", False),
        ("front_person", False),
        ("mass_person", False),
    ],
)
def test_who_may_enter_days_off(client, place, who, enters):
    client.force_login(getattr(place, who))

    assert client.get(LIST).status_code == 200
    assert ("Ghi ngày nghỉ" in client.get(LIST).content.decode()) is enters
    assert client.get(ENTER).status_code == (200 if enters else 403)


@pytest.mark.parametrize(
    ("who", "before", "after"),
    [
        ("anna", 200, 403),
        ("administrator", 200, 403),
        ("minutes_person", 403, 403),
        ("carla", 404, 404),
        ("upper_person", 404, 404),
    ],
)
def test_who_may_lift_them_and_only_once(client, place, held, who, before, after):
    due = due_of(held)
    closure = close(place, due, due, decided=TODAY, on=TODAY)
    address = reverse("desk:law-closure-lift", args=[closure.key])
    client.force_login(getattr(place, who))

    assert client.get(address).status_code == before
    clerk = client.__class__()
    clerk.force_login(place.anna)
    page = clerk.post(address, {"how": "wrong"}).content.decode()
    clerk.post(address, {"how": "wrong", "seen": seen_in(page)})

    assert due_of(held) == due
    assert client.get(address).status_code == after


def test_a_province_chooses_the_units_and_the_stranger_sees_nothing_of_it(client, place, held):
    client.force_login(place.upper_person)
    due = due_of(held)
    asked = said(due, due, issued_by="UBND thành phố") | {"units": [place.unit.pk]}
    seen = seen_in(client.post(ENTER, asked).content.decode())
    client.post(ENTER, asked | {"seen": seen})

    assert due_of(held) > due
    client.force_login(place.carla)
    assert "15/TB-UBND" not in client.get(LIST).content.decode()
    client.force_login(place.anna)
    assert "15/TB-UBND" in client.get(LIST).content.decode()


def test_the_date_is_explained_with_the_decision_and_the_calendar_shows_it(client, place, held):
    due = due_of(held)
    close(place, due, due, decided=TODAY, on=TODAY)
    client.force_login(place.anna)

    overview = client.get(reverse("desk:dialogue", args=[held.code])).content.decode()
    row = Duty.objects.get(dialogue=held.key, rule=ISSUE)
    why = reverse("desk:why", args=[row.regulation, ISSUE])
    asked = {"moc": HELD.isoformat(), "don-vi": place.unit.key, "han": row.due_on.isoformat()}

    assert f"{why}?moc={HELD.isoformat()}&amp;don-vi={place.unit.key}&amp;han={row.due_on.isoformat()}" in overview
    assert "15/TB-UBND" in client.get(why, asked).content.decode()
    assert "15/TB-UBND" in client.get(reverse("desk:law-calendar", args=[due.year])).content.decode()
    client.force_login(place.carla)
    assert "15/TB-UBND" not in client.get(reverse("desk:law-calendar", args=[due.year])).content.decode()


def test_a_date_that_had_passed_is_explained_by_the_days_of_its_own_time(client, place):
    held_on = date(2026, 8, 20)
    made = dialogue(place, state=DialogueState.HELD, conference_on=held_on)
    writing.record(ConferenceHeld(on=held_on, dialogue=made.key), by=place.actor(place.anna))
    services.refresh(made.key, on=TODAY)
    close(place, date(2026, 9, 3), date(2026, 9, 4), decided=date(2026, 9, 20), on=TODAY)
    client.force_login(place.anna)

    page = client.get(reverse("desk:why-duty", args=[Duty.objects.get(dialogue=made.key, rule=ISSUE).pk]))

    assert due_of(made) == date(2026, 9, 7)
    assert "7/9/2026" in page.content.decode()
    assert "15/TB-UBND" not in page.content.decode()


def upload(text=None):
    return {"file": SimpleUploadedFile("lich-2027.yaml", (text or template()).encode())}


@pytest.mark.skipif(date(2028, 1, 1) <= TODAY, reason="the template's year is over")
def test_the_administrator_imports_a_year_in_two_steps(client, place):
    client.force_login(place.administrator)

    page = client.post(IMPORT, upload()).content.decode()
    assert not CalendarYear.objects.exists()
    assert "VÍ DỤ 0000/TB-BNV ngày 15/10/2026" in page
    client.post(IMPORT, {"text": template(), "name": "lich-2027.yaml", "seen": seen_in(page)})

    row = CalendarYear.objects.get()
    assert (row.year, row.imported_by) == (2027, place.administrator)
    assert not calendars.national().is_provisional(date(2027, 1, 1), date(2027, 12, 31))
    year = client.get(reverse("desk:law-calendar", args=[2027])).content.decode()
    assert "Lịch năm này chưa công bố." not in year
    assert "VÍ DỤ 0000/TB-BNV" in year


def test_a_wrong_file_is_refused_with_its_line(client, place):
    client.force_login(place.administrator)

    page = client.post(IMPORT, upload(template().replace("weekday: T6, name_vi: Tết D", "weekday: T2, name_vi: Tết D")))

    assert "lich-2027.yaml, dòng 22: 1/1/2027 là T6, tệp ghi T2." in page.content.decode()
    assert not CalendarYear.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("administrator", 200), ("anna", 403), ("upper_person", 403), ("carla", 403)]
)
def test_only_the_administrator_imports_a_year(client, place, who, status):
    client.force_login(getattr(place, who))

    assert client.get(IMPORT).status_code == status


def test_where_the_province_has_an_administrator_a_commune_does_not_move_its_dates(client, place):
    above = account("quantritinh", Role.ADMINISTRATOR, place.city_government)
    client.force_login(place.administrator)
    assert client.get(IMPORT).status_code == 403

    client.force_login(above)
    assert client.get(IMPORT).status_code == 200


def test_the_template_can_be_fetched(client, place):
    client.force_login(place.anna)

    assert client.get(reverse("desk:law-year-template")).content.decode() == template()


@pytest.mark.parametrize(
    ("on", "year"),
    [
        pytest.param(date(2026, 9, 30), None, id="the day before October"),
        pytest.param(date(2026, 10, 1), 2027, id="from October on"),
        pytest.param(date(2027, 1, 4), 2027, id="in the year itself, at any time"),
    ],
)
def test_the_next_years_calendar_is_missed_from_october_on(on, year):
    assert calendars.year_waited_for(on) == year


@pytest.mark.parametrize(
    ("who", "told"),
    [("anna", "quản trị hệ thống nạp"), ("administrator", IMPORT), ("minutes_person", ""), ("economy_officer", "")],
)
def test_clerk_and_administrator_are_told_that_a_year_is_missing(client, place, who, told):
    client.force_login(getattr(place, who))
    year = calendars.year_waited_for(TODAY)

    page = client.get(reverse("desk:my-work")).content.decode()

    assert (f"Chưa có lịch nghỉ chính thức năm {year}." in page) is bool(told and year)
    assert told in page or not year
