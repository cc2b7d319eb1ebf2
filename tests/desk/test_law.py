"""The law library: every rule in plain words, a clause with its calculator, the calendar; chips that lead there."""

import re
from datetime import date, datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.template import Context, Template
from django.urls import reverse

from doithoai import regulations as law
from doithoai.desk.library import reading
from doithoai.desk.library.addresses import article_url, pinned_url
from doithoai.desk.library.calendar_year import year_of
from doithoai.dialogues import services
from doithoai.screens.law import words
from doithoai.workdays import national
from tests.factories import dialogues, organisations

HP = "hai-phong-1155"
TABS = ["law-regulation", "law-lists", "law-readings", "law-clauses", "law-cases", "law-trial"]


@pytest.fixture
def place():
    return organisations.tan_lach()


@pytest.fixture
def clerk(client, place):
    client.force_login(place.anna)
    return client


def shown(client, name, *args, **query):
    response = client.get(reverse(f"desk:{name}", args=args), query)
    return response.status_code, response.content.decode()


# --- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "large", "sentence"),
    [
        ("HP-10.1a", "≤ 10", "Chậm nhất 10 ngày làm việc sau khi hội nghị họp xong."),
        ("HP-10.1-to-front", "≤ 10", "Chậm nhất 10 ngày làm việc sau khi hội nghị họp xong."),
        ("HP-8.1-notice", "≥ 7", "Ít nhất 7 ngày làm việc trước ngày họp."),
        ("HP-15.1a-half", "trước 30/6", "Trước ngày 30/6 hằng năm."),
        ("HP-5.2a-frequency", "trong năm", "Trong năm dương lịch."),
        ("HP-8.1-plan", "trước họp", "Trước ngày họp; quy định không ấn định số ngày."),
        ("HP-9.1-secretary", "ngày họp", "Chậm nhất ngày họp; quy định không ấn định số ngày."),
        ("HP-12.1-answered", "theo ngày hẹn", "Hạn là ngày do chủ trì chấp nhận; quy định không ấn định số ngày."),
        ("HP-10.3-file", "không hạn", "Quy định không ấn định số ngày."),
    ],
)
def test_a_rule_says_by_when_in_one_sentence(rule, large, sentence):
    version = law.get(HP)

    card = reading.card_of(version, version.rule(rule))

    assert (card.value.large, card.by_when) == (large, sentence)


@pytest.mark.parametrize("version", law.library(), ids=lambda version: version.id)
def test_no_card_shows_a_code_for_who_or_what_ends_it(version):
    cards = [reading.card_of(version, rule) for rule in version.rules]

    said = [text for card in cards for text in (card.who, card.done, card.by_when, card.only_for)]

    assert [text for text in said if "_" in text] == []


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("GL-7.3-notice", "≥ 7 ngày"),
        ("GL-7.3-duration", "1–2 buổi"),
        ("GL-7.3-min-50", "≥ 50 người dân ở mỗi điểm"),
        ("GL-9.2-reply", "≤ 15 ngày làm việc"),
        ("GL-14.3-half", "đến hết 30/6, hằng năm"),
        ("GL-7.1-programme", "ngày họp, không ấn định số ngày"),
        ("GL-16.5-notice", "không ấn định số ngày"),
    ],
)
def test_a_value_reads_as_one_line(rule, line):
    version = law.get("gia-lai-553")

    assert reading.card_of(version, version.rule(rule)).value.line == line


def test_a_reading_that_a_unit_must_choose_is_said_to_be_one():
    version = law.get("gia-lai-553")

    cards = {rule: reading.card_of(version, version.rule(rule)) for rule in ("GL-7.3-notice", "GL-7.3-notice+working")}

    assert [card.recommended for card in cards.values()] == [True, False]


def test_every_list_of_the_library_has_a_name():
    assert {name for version in law.library() for name in version.lists} <= set(words.LISTS)


# --- pages -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_list_says_number_days_and_how_many_dialogues_are_pinned(clerk, place):
    dialogues.dialogue(place)

    status, page = shown(clerk, "law")

    assert status == 200
    assert [text in page for text in ("Quy chế 1155-QĐ/TU", "từ 20/10/2023", "162 khoản mục", "1 cuộc đối thoại")] == [
        True
    ] * 4


@pytest.mark.django_db
@pytest.mark.parametrize("name", TABS)
@pytest.mark.parametrize("address", [HP, f"{HP}@2023-10-20"])
def test_every_part_of_a_regulation_opens_by_id_and_by_pin(clerk, name, address):
    assert shown(clerk, name, address)[0] == 200


@pytest.mark.django_db
@pytest.mark.parametrize("name", TABS)
@pytest.mark.parametrize("address", ["nowhere", f"{HP}@1999-01-01"])
def test_a_regulation_that_is_not_there_is_not_found(clerk, name, address):
    assert shown(clerk, name, address)[0] == 404


@pytest.mark.django_db
def test_every_rule_and_every_clause_has_a_page(clerk):
    version = law.get(HP)
    some = [*list(version.clauses)[::9], *(rule.id for rule in version.rules if "+" in rule.id)]

    statuses = {clause: shown(clerk, "law-rule", HP, clause)[0] for clause in some}

    assert set(statuses.values()) == {200}


@pytest.mark.django_db
def test_an_unknown_clause_is_not_found(clerk):
    assert shown(clerk, "law-rule", HP, "HP-99.9")[0] == 404


@pytest.mark.django_db
def test_cases_are_run_and_all_come_out_right(clerk):
    _, page = shown(clerk, "law-cases", HP)

    assert ("Đúng cả" in page, "ca sai" in page) == (True, False)


# --- the calculator ----------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("clause", "query", "answer"),
    [
        pytest.param("HP-10.1a", {"moc": "20/8/2026"}, "thứ Hai 7/9/2026", id="made-up Saturday, holidays"),
        pytest.param("HP-10.1a", {"moc": "2026-08-20", "gia-han": "on"}, "thứ Hai 14/9/2026", id="extended"),
        pytest.param("HP-10.1b-extension", {"moc": "20/8/2026"}, "thứ Hai 7/9/2026", id="clause of the extension"),
        pytest.param("HP-8.1-notice", {"moc": "18/9/2026"}, "thứ Ba 8/9/2026", id="clear days"),
        pytest.param(
            "HP-8.1-notice", {"moc": "18/9/2026", "cach-hieu": "difference"}, "thứ Tư 9/9/2026", id="other reading"
        ),
        pytest.param("HP-15.1a-half", {"moc": "1/3/2026"}, "thứ Hai 29/6/2026", id="before a date"),
        pytest.param("HP-15.1a-half", {"moc": "1/3/2026", "cach-hieu": "yes"}, "thứ Ba 30/6/2026", id="inclusive"),
    ],
)
def test_a_day_is_counted_and_explained(clerk, clause, query, answer):
    _, page = shown(clerk, "law-rule", HP, clause, **query)

    assert (answer in page, 'class="cal' in page) == (True, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("31/2/2026", "Không có ngày 31/2/2026"),
        ("hôm qua", "Viết ngày theo kiểu"),
        ("1/1/2019", "Lịch ngày nghỉ chỉ có từ năm 2019 đến năm 2035"),
        ("31/12/2035", "Lịch ngày nghỉ chỉ có từ năm 2019 đến năm 2035"),
        ("25/12/2035", "không tính được hạn"),
    ],
)
def test_a_day_that_cannot_be_counted_is_refused_beside_the_field(clerk, given, said):
    status, page = shown(clerk, "law-rule", HP, "HP-10.1a", moc=given)

    assert (status, said in page, 'class="answer"' in page) == (200, True, False)


@pytest.mark.django_db
@pytest.mark.parametrize("clause", ["HP-12.1-answered", "HP-10.3-file"])
def test_where_the_law_gives_no_number_no_date_is_offered(clerk, clause):
    _, page = shown(clerk, "law-rule", HP, clause, moc="20/8/2026")

    assert ("Không có số ngày để tính" in page, 'name="moc"' in page) == (True, False)


@pytest.mark.django_db
def test_a_conference_can_be_tried_for_any_day(clerk):
    query = {"ngay": "18/12/2026", "cap": "commune", "loai": "periodic", "chu_tri": "government_head"}

    _, page = shown(clerk, "law-trial", HP, **query)

    assert [text in page for text in ("Nếu họp thứ Sáu 18/12/2026", "8/12", "Dự kiến <b>thứ Hai 4/1/2027")] == [
        True
    ] * 3


# --- what hangs on a clause ---------------------------------------------------------------------


def test_what_is_counted_from_the_conclusion_notice_hangs_on_it():
    page = reading.clause_page(law.get(HP), "HP-10.1a")

    followers = {card.rule.id for card in page.follows}

    assert {"HP-10.1-to-front", "HP-10.2-report-host"} <= followers
    assert "HP-10.1a" not in followers


def test_a_waiver_names_the_rules_that_it_frees():
    page = reading.clause_page(law.get(HP), "HP-8.3-waiver")

    assert "HP-8.1-notice" in {card.rule.id for card in page.freed}


def test_the_rule_asked_for_stands_first():
    page = reading.clause_page(law.get(HP), "HP-8.2-assign-reply+answer")

    assert [card.rule.id for card in page.cards] == ["HP-8.2-assign-reply+answer", "HP-8.2-assign-reply"]


# --- the calendar ------------------------------------------------------------------------------


def test_the_year_counts_its_working_days_once():
    year = year_of(national(), 2026)

    worked = sum(national().is_working(day.date) for day in national().days if day.date.year == 2026)

    assert (year.working, year.made_up, year.off, year.provisional) == (worked, 2, 13, False)


@pytest.mark.django_db
def test_the_calendar_names_swaps_with_their_decision(clerk):
    _, page = shown(clerk, "law-calendar", 2026)

    assert [text in page for text in ("Làm bù cho thứ Sáu 2/1", "12729/VPCP-KGVX", "Tạm tính")] == [True] * 3


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "status"), [(2018, 404), (2019, 200), (2027, 200), (2035, 200), (2036, 404)])
def test_the_calendar_has_the_years_that_it_has(clerk, year, status):
    assert shown(clerk, "law-calendar", year)[0] == status


@pytest.mark.django_db
def test_a_year_that_is_not_announced_says_so(clerk):
    _, page = shown(clerk, "law-calendar", 2027)

    assert "Lịch năm này chưa công bố." in page


# --- chips that lead here -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "url"),
    [
        ("HP-10.1a", f"/ban/quy-dinh/{HP}/khoan/HP-10.1a/"),
        ("HP-8.2-assign-reply+answer", f"/ban/quy-dinh/{HP}/khoan/HP-8.2-assign-reply+answer/"),
        ("HP-99", ""),
        ("XX-1", ""),
        ("", ""),
    ],
)
def test_the_id_of_a_rule_tells_the_regulation_and_the_page(rule, url):
    assert article_url(rule) == url


def test_the_newest_version_is_addressed_by_its_plain_id():
    assert pinned_url(f"{HP}@2023-10-20", "HP-10.1a") == article_url("HP-10.1a")


@pytest.mark.parametrize("rule", ["HP-10.1a", "XX-1"])
def test_a_chip_asks_the_front_for_its_address(rule):
    drawn = Template("{% load screens %}{% article rule 'Điều 10 khoản 1' %}").render(
        Context({"rule": rule, "article_url": article_url})
    )

    assert ("<a " in drawn) == (rule == "HP-10.1a")


@pytest.mark.django_db
def test_chips_in_the_dossier_lead_to_the_clause(clerk, place):
    dialogue = dialogues.dialogue(place, conference_on=date(2026, 8, 20))

    page = clerk.get(reverse("desk:dialogue-dossier", args=[dialogue.code])).content.decode()

    assert f'href="/ban/quy-dinh/{HP}/khoan/HP-15.2-minutes/"' in page


# --- two regulations side by side, a day tried out --------------------------------------------


@pytest.mark.django_db
def test_two_regulations_stand_side_by_side(clerk):
    status, page = shown(clerk, "law-compare", a=HP, b=HP, hien="tat-ca")

    assert status == 200
    assert "Khác nhau 0 trong" in page
    assert 'class="tb cmp"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("query", [{}, {"a": "nowhere", "b": HP}])
def test_without_two_known_regulations_only_the_choice_is_shown(clerk, query):
    status, page = shown(clerk, "law-compare", **query)

    assert (status, 'class="tb cmp"' in page, 'name="a"' in page) == (200, False, True)


@pytest.mark.django_db
def test_a_moved_day_is_shown_beside_the_one_before(clerk):
    query = {"ngay": "18/9/2026", "cap": "commune", "loai": "periodic", "chu_tri": "party_head"}

    _, page = shown(clerk, "law-trial", HP, **query, moc="conference_start", sang="25/9/2026")

    assert "trước là 8/9/2026, +7 ngày" in page


@pytest.mark.django_db
def test_an_extraordinary_conference_is_shown_as_freed(clerk):
    query = {"ngay": "18/9/2026", "cap": "commune", "loai": "extraordinary", "chu_tri": "party_head"}

    _, page = shown(clerk, "law-trial", HP, **query)

    assert "st-waived" in page


# --- the unit's own reading --------------------------------------------------------------------


@pytest.mark.django_db
def test_clerk_chooses_another_reading_and_sees_it_with_its_paper(clerk):
    page = reverse("desk:law-reading-choose", args=[HP, "notice_counting"])
    given = {"choice": "difference", "since": "1/7/2026", "number": "45-CV/ĐU", "reason": "Theo Văn phòng Thành ủy."}
    with time_machine.travel(datetime(2026, 7, 20, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))):
        form = clerk.get(page).content.decode()
        saved = clerk.post(page, given)
        body = shown(clerk, "law-readings", HP)[1]

    assert "Ngày họp được tính là ngày làm việc thứ 7." in form
    assert saved.status_code == 302
    assert "theo 45-CV/ĐU" in body
    assert "Theo Văn phòng Thành ủy." in body


@pytest.mark.django_db
def test_reading_in_use_chosen_again_is_refused_and_the_input_stays(clerk):
    page = reverse("desk:law-reading-choose", args=[HP, "notice_counting"])

    response = clerk.post(page, {"choice": "clear", "since": "1/7/2026", "number": "45-CV/ĐU", "reason": "Như cũ"})

    body = response.content.decode()
    assert "Đơn vị đang dùng đúng cách hiểu này rồi." in body
    assert "45-CV/ĐU" in body


@pytest.mark.django_db
@pytest.mark.parametrize(("regulation", "setting"), [("kon-tum-04", "notice_counting"), (HP, "colour")])
def test_text_of_another_province_and_an_unknown_place_are_not_there_to_choose(clerk, regulation, setting):
    assert shown(clerk, "law-reading-choose", regulation, setting)[0] == 404


@pytest.mark.django_db
def test_officer_of_an_agency_sees_the_readings_but_may_not_choose(client, place):
    client.force_login(place.economy_officer)

    assert "Chọn cách khác" not in shown(client, "law-readings", HP)[1]
    assert shown(client, "law-reading-choose", HP, "notice_counting")[0] == 403


@pytest.mark.django_db
def test_a_rule_names_the_countrys_law_that_asks_for_the_same_step(client, place):
    client.force_login(place.anna)

    page = client.get(reverse("desk:law-rule", args=["hai-phong-1155", "HP-8.1-notice"])).content.decode()
    alone = client.get(reverse("desk:law-rule", args=["hai-phong-1155", "HP-10.3-file"])).content.decode()

    assert "Văn bản khác cũng đòi" in page
    assert reverse("desk:law-rule", args=["luat-72-2025", "L72-43-notice"]) in page
    assert "Ít nhất 7 ngày trước ngày họp." in page
    assert "luat-65-2025" not in page
    assert "Văn bản khác cũng đòi" not in alone


@pytest.mark.django_db
def test_articles_of_a_dialogue_under_a_chosen_reading_lead_to_the_text_so_read(clerk, place):
    services.choose_reading(
        unit=place.unit,
        regulation=HP,
        setting="notice_counting",
        choice="difference",
        since=dialogues.OPENED,
        number="45-CV/ĐU",
        reason="Theo Văn phòng Thành ủy.",
        on=dialogues.OPENED,
        by=place.actor(place.anna),
    )
    made = dialogues.open_dialogue(place)

    page = clerk.get(reverse("desk:dialogue", args=[made.code])).content.decode()
    links = {unescape(link) for link in re.findall(r'class="art" href="([^"]+)"', page)}

    assert [link for link in links if "notice_counting" in link]
    assert {link for link in links if clerk.get(link).status_code != 200} == set()
    public = reverse("portal:rule", args=[made.instruments.split(",")[0], "HP-8.1-notice"])
    assert clerk.get(public).status_code == 200
