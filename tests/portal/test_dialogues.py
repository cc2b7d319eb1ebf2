"""Dialogues on the public site: what is shown before and after, and what is not yet anybody's business."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from doithoai.dialogues.enums import DialogueState
from doithoai.petitions.enums import Outcome, PetitionState
from doithoai.proceedings.models import ConclusionItem
from tests.factories import dialogues, public
from tests.factories.organisations import unit
from tests.factories.petitions import petition

HELD, DUE, LATE = date(2026, 8, 20), date(2026, 9, 7), date(2026, 9, 9)


def text_of(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_home_shows_what_is_announced_and_how_to_take_part(citizen, place, today, soon):
    public.announced(place, conference_on=soon, noticed_on=today, on=today)

    page = text_of(citizen.get("/"))

    assert "Đối thoại định kỳ năm 2026, xã Tân Lạch" in page
    assert "Hội trường UBND xã, Thôn Cầu Đá" in page
    assert reverse("portal:send-to", args=["TL-2026-01"]) in page
    assert reverse("portal:register", args=["TL-2026-01"]) in page


def test_home_names_the_office_that_answers_for_the_site(citizen, place):
    assert "Ủy ban nhân dân thành phố Hải Phòng chịu trách nhiệm về trang này." in text_of(citizen.get("/"))


def test_dialogue_in_preparation_is_nobodys_business_once_its_window_closed(citizen, place, today):
    made = dialogues.dialogue(place, conference_on=today + timedelta(days=6), opened_on=today)

    assert made.title not in text_of(citizen.get("/"))
    assert citizen.get(f"/cuoc/{made.code}/").status_code == 404


def test_dialogue_that_collects_is_shown_without_its_day_and_place(citizen, place, soon, today):
    made = dialogues.dialogue(place, conference_on=soon, opened_on=today)

    page = text_of(citizen.get(f"/cuoc/{made.code}/"))

    assert "Đang thu thập ý kiến" in page
    assert "Hội trường UBND xã" not in page
    assert f"{soon.day}/{soon.month}/{soon.year}" not in page


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_window_for_opinions_is_open_through_its_last_day(citizen, place, today, days):
    made = public.announced(place, conference_on=today + timedelta(days=14), noticed_on=today, on=today)
    made.collects_until = today + timedelta(days=days)
    made.save(update_fields=["collects_until"])

    page = text_of(citizen.get(f"/cuoc/{made.code}/"))

    assert ("Viết ý kiến" in page) == (days >= 0)


def test_announced_page_says_when_it_was_announced_and_why_that_was_in_time(citizen, place):
    made = public.announced(place)

    page = text_of(citizen.get(f"/cuoc/{made.code}/"))

    assert "Thông báo ngày thứ Sáu 7/8/2026; muộn nhất phải là thứ Hai 10/8/2026." in page
    assert "Vì sao hạn là 10/8/2026?" in page
    assert '<a class="art" href="/quy-dinh/hai-phong-1155/HP-8.1-notice/"' in page


def test_late_conclusion_is_called_late_by_how_many_working_days(citizen, place):
    made = public.held(place)
    public.conclude(place, made, issued_on=LATE)

    page = text_of(citizen.get(f"/cuoc/{made.code}/"))

    said = "Thông báo kết luận số 12/TB-UBND phát hành thứ Tư 9/9/2026, hạn thứ Hai 7/9/2026, muộn 2 ngày làm việc."
    assert said in page


@pytest.mark.parametrize(
    ("issued_on", "late"), [(DUE - timedelta(days=3), False), (DUE, False), (date(2026, 9, 8), True)]
)
def test_conclusion_is_late_only_after_its_last_day(citizen, place, issued_on, late):
    made = public.held(place)
    public.conclude(place, made, issued_on=issued_on)

    page = text_of(citizen.get(f"/cuoc/{made.code}/"))

    assert ("muộn 1 ngày làm việc" in page) == late
    assert (", đúng hạn." in page) == (not late)


def test_held_page_counts_all_petitions_and_says_how_many_are_not_shown(citizen, place):
    made = public.held(place)
    public.promise(place, made, "Sửa đường thôn Cầu Đá")
    public.with_outcome(place, petition(place, made, text="Việc chưa kiểm tra."), Outcome.ANSWERED)
    petition(place, made, state=PetitionState.OUT_OF_SCOPE)

    page = text_of(citizen.get(f"/cuoc/{made.code}/"))

    assert "2 kiến nghị, từng việc ra sao" in page
    assert "1 trong 2 kiến nghị chưa đăng ở đây" in page
    assert "Sửa đường thôn Cầu Đá" in page
    assert "Việc chưa kiểm tra" not in page


def test_directions_about_no_petition_are_shown_after_issue_only(citizen, place):
    made = public.held(place)
    ConclusionItem.objects.create(dialogue=made, section="assigned", text="Rà soát đèn đường toàn xã.", position=1)
    assert "Rà soát đèn đường" not in text_of(citizen.get(f"/cuoc/{made.code}/"))

    public.conclude(place, made, issued_on=LATE)

    assert "Rà soát đèn đường toàn xã." in text_of(citizen.get(f"/cuoc/{made.code}/"))


def test_postponed_conference_says_why_and_names_no_day(citizen, place, soon, today):
    made = public.announced(place, conference_on=soon, noticed_on=today, on=today, state=DialogueState.POSTPONED)
    made.postponed_reason = "Hội trường ngập sau bão"
    made.save(update_fields=["postponed_reason"])

    page = text_of(citizen.get(f"/cuoc/{made.code}/"))

    assert "Hội trường ngập sau bão" in page
    assert "Khi nào, ở đâu" not in page


def test_list_is_narrowed_to_one_place(citizen, place, soon, today):
    public.announced(place, conference_on=soon, noticed_on=today, on=today)
    other = dialogues.dialogue(place, conference_on=soon, opened_on=today, code="BS-2026-01")
    other.unit, other.title = unit("Xã Bãi Sậy", "BS", parent=place.province), "Đối thoại ở nơi khác"
    other.save()

    assert "Đối thoại ở nơi khác" in text_of(citizen.get("/cuoc/"))
    assert "Đối thoại ở nơi khác" not in text_of(citizen.get("/cuoc/?noi=TL"))


def test_rule_page_gives_our_summary_and_its_number_at_work(citizen, db):
    page = text_of(citizen.get("/quy-dinh/hai-phong-1155/HP-10.1a/"))

    assert "Ban hành và gửi thông báo kết luận" in page
    assert "Chậm nhất 10 ngày làm việc sau hội nghị." in page
    assert "Còn hiệu lực" in page


@pytest.mark.parametrize(
    "path",
    [
        "/quy-dinh/khong-co/HP-1/",
        "/quy-dinh/hai-phong-1155/HP-99/",
        "/cuoc/XX/",
        "/tra-loi/x/",
        "/cuoc/%00/",
        "/cuoc/Đ/",
    ],
)
def test_what_is_not_there_is_a_plain_404(citizen, db, path):
    assert citizen.get(path).status_code == 404


def test_public_pages_set_no_cookie_and_robots_stay_out_of_personal_ones(citizen, place):
    assert not citizen.get("/cuoc/").cookies
    assert "Disallow: /theo-doi/" in citizen.get("/robots.txt").content.decode()


@pytest.mark.parametrize("path", ["/", "/cuoc/?da=hop", "/loi-hua/", "/tra-loi/"])
def test_lists_ask_as_many_questions_for_three_rows_as_for_one(citizen, place, django_assert_max_num_queries, path):
    made = public.held(place)
    public.promise(place, made, "Việc một", due_on=date(2026, 12, 1))
    with django_assert_max_num_queries(12) as one:
        citizen.get(path)
    for number in (2, 3):
        other = public.held(place, code=f"TL-2026-0{number}")
        public.promise(place, other, f"Việc {number}", due_on=date(2026, 12, number))
    cache.clear()  # the home page keeps its figures for a minute: both times it counts anew

    with django_assert_max_num_queries(12) as three:
        citizen.get(path)

    assert len(three) == len(one)


def test_conference_page_asks_as_many_questions_for_three_petitions_as_for_one(
    citizen, place, django_assert_max_num_queries
):
    made = public.held(place)
    public.conclude(place, made, issued_on=LATE)
    public.promise(place, made, "Việc một", result="resolved")
    with django_assert_max_num_queries(12) as one:
        citizen.get(f"/cuoc/{made.code}/")
    public.promise(place, made, "Việc hai", result="resolved")
    public.promise(place, made, "Việc ba", result="resolved")

    with django_assert_max_num_queries(12) as three:
        citizen.get(f"/cuoc/{made.code}/")

    assert len(three) == len(one)


def test_direction_that_nobody_looked_through_names_no_person(citizen, place):
    made = public.held(place)
    ConclusionItem.objects.create(
        dialogue=made, section="assigned", text="Xem lại đơn của bà Lê Thị Mẫu, số máy 0987 654 321.", position=1
    )
    public.conclude(place, made, issued_on=LATE)

    page = text_of(citizen.get(f"/cuoc/{made.code}/"))

    assert "Xem lại đơn của bà [đã ẩn họ tên], số máy [đã ẩn số điện thoại]." in page
    assert "Mẫu" not in page
