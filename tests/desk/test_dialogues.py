"""Opening a dialogue on the screen, the list, the overview, and why a date is what it is."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.queries import HostChoice
from doithoai.obligations.models import Duty
from doithoai.workdays import national
from tests.factories.dialogues import open_dialogue
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
FAR = national().next_working(TODAY + timedelta(days=40))


def typed(day):
    return f"{day.day}/{day.month}/{day.year}"


@pytest.fixture
def place():
    return tan_lach()


def filled(place, day=FAR, **more):
    return {
        "title": "Đối thoại định kỳ",
        "type": "periodic",
        "meeting_form": "in_person",
        f"host{place.party_head.pk}": "none",
        f"host{place.chair.pk}": "presides",
        "host_office": place.office.pk,
        "day0": typed(day),
        "from0": "7:30",
        "to0": "11h30",
        "place0": "Hội trường UBND xã",
        **more,
    }


def test_clerk_opens_a_dialogue_and_lands_on_its_overview(client, place):
    client.force_login(place.anna)

    answer = client.post(reverse("desk:dialogue-open"), filled(place), follow=True)

    made = Dialogue.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("desk:dialogue", args=[made.code])
    page = answer.content.decode()
    assert "Gửi giấy mời và loan báo" in page
    assert "Chưa công bố được" in page


def test_form_suggests_the_host_whom_the_clerks_office_serves(client, place):
    client.force_login(place.anna)

    form = client.get(reverse("desk:dialogue-open")).context["form"]

    assert form.initial[f"host{place.chair.pk}"] == "presides"
    assert form.initial["host_office"] == str(place.office.pk)
    assert f"host{place.party_head.pk}" not in form.initial


def test_double_click_opens_once(client, place):
    client.force_login(place.anna)
    for _ in range(2):
        client.post(reverse("desk:dialogue-open"), filled(place, once="same-token"))

    assert Dialogue.objects.count() == 1


def test_timeline_is_shown_without_saving(client, place):
    client.force_login(place.anna)

    page = client.post(reverse("desk:dialogue-open"), filled(place, xem="1")).content.decode()

    assert "Ban hành và gửi thông báo kết luận" in page
    assert not Dialogue.objects.exists()


def test_day_that_is_too_near_is_refused_until_it_is_accepted(client, place):
    client.force_login(place.anna)
    near = national().next_working(TODAY + timedelta(days=1))

    refused = client.post(reverse("desk:dialogue-open"), filled(place, near)).content.decode()
    assert "Ngày họp sớm nhất còn kịp" in refused
    assert 'value="Hội trường UBND xã"' in refused
    client.post(reverse("desk:dialogue-open"), filled(place, near, accepts_late_notice="on"))

    assert Dialogue.objects.count() == 1


def test_day_that_has_gone_by_is_refused_and_nothing_offers_it_all_the_same(client, place):
    client.force_login(place.anna)
    gone = national().previous_working(TODAY - timedelta(days=1))

    page = client.post(reverse("desk:dialogue-open"), filled(place, gone, xem="1")).content.decode()

    assert "Ngày họp đã qua. Hãy chọn ngày từ hôm nay trở đi." in page
    assert "Vẫn mở với ngày này" not in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day0": "31/2/2027"}, "Không có ngày 31/2/2027 trong lịch."),
        ({"day0": "1/1/2099"}, "Lịch ngày nghỉ chỉ có"),
        ({"to0": "7:00"}, "Giờ kết thúc của mỗi buổi phải sau giờ bắt đầu."),
        ({"type": "extraordinary"}, "Đối thoại đột xuất phải nêu trường hợp"),
        ({"place0": ""}, "Tên điểm họp"),
        ({"day1": "15/12/2026"}, "Buổi này cần đủ ngày, giờ bắt đầu và giờ kết thúc."),
    ],
)
def test_wrong_values_are_said_and_nothing_is_saved(client, place, wrong, said):
    client.force_login(place.anna)

    page = client.post(reverse("desk:dialogue-open"), filled(place) | wrong)

    assert page.status_code == 200
    assert said in page.content.decode()
    assert not Dialogue.objects.exists()


def test_preview_answers_with_a_fragment_and_survives_an_empty_form(client, place):
    client.force_login(place.anna)

    empty = client.post(reverse("desk:dialogue-open-preview"), {}).content.decode()
    full = client.post(reverse("desk:dialogue-open-preview"), filled(place)).content.decode()

    assert "hiện ra ở đây trước khi lưu" in empty
    assert "<html" not in full
    assert "Gửi giấy mời và loan báo" in full


@pytest.mark.parametrize(("who", "code"), [("anna", 200), ("front_person", 200), ("upper_person", 200), ("carla", 404)])
def test_overview_is_shown_to_those_with_a_relation_only(client, place, who, code):
    made = open_dialogue(place, on=TODAY, conference_on=FAR)
    client.force_login(getattr(place, who))

    assert client.get(reverse("desk:dialogue", args=[made.code])).status_code == code


def test_list_shows_own_dialogues_narrows_and_hides_those_of_strangers(client, place):
    open_dialogue(place, on=TODAY, conference_on=FAR, title="Chuyện nước sạch", topic="")
    open_dialogue(place, on=TODAY, conference_on=FAR, title="Chuyện đường thôn", topic="")
    client.force_login(place.anna)
    every = client.get(reverse("desk:dialogue-list")).content.decode()
    some = client.get(reverse("desk:dialogue-list"), {"q": "nước", "nam": "1; drop"}).content.decode()
    client.force_login(place.carla)
    none = client.get(reverse("desk:dialogue-list")).content.decode()

    assert ("nước sạch" in every, "đường thôn" in every) == (True, True)
    assert ("Chuyện nước sạch" in some, "Chuyện đường thôn" in some) == (True, False)
    assert "Chuyện" not in none


def test_why_answers_htmx_with_a_fragment_and_others_with_a_page(client, place):
    made = open_dialogue(place, on=TODAY, conference_on=FAR)
    duty = Duty.objects.get(dialogue=made.key, rule="HP-8.1-notice")
    client.force_login(place.anna)
    by_rule = reverse("desk:why", args=[duty.regulation, duty.rule])

    fragment = client.get(by_rule, {"moc": FAR.isoformat()}, headers={"HX-Request": "true"}).content.decode()
    page = client.get(reverse("desk:why-duty", args=[duty.pk])).content.decode()

    assert "<html" not in fragment
    assert "7 ngày làm việc" in fragment
    assert "<html" in page
    assert "Điều 8" in page


def test_why_of_a_duty_is_hidden_from_strangers_and_unknown_rules_are_not_found(client, place):
    made = open_dialogue(place, on=TODAY, conference_on=FAR)
    duty = Duty.objects.filter(dialogue=made.key).first()
    client.force_login(place.carla)

    assert client.get(reverse("desk:why-duty", args=[duty.pk])).status_code == 404
    for address in (("hai-phong-1155", "HP-99"), ("khong-co", "HP-8.1-notice"), ("hai-phong-1155@x", "HP-8.1-notice")):
        assert client.get(reverse("desk:why", args=address)).status_code == 404
    assert client.get(reverse("desk:why", args=("hai-phong-1155", "HP-10.1a")), {"moc": "x"}).status_code == 200


def test_the_line_that_leads_a_step_names_the_other_text_with_its_own_day(client, place):
    client.force_login(place.anna)
    made = open_dialogue(place, on=TODAY, conference_on=FAR)

    page = client.get(reverse("desk:dialogue", args=[made.code])).content.decode()

    led = Duty.objects.get(stream=made.stream, rule="L72-43-notice")
    assert page.count("Loan báo ít nhất 7 ngày trước ngày họp") == 0
    assert "Cũng theo Luật 72/2025" in page
    assert f"muộn nhất {led.due_on.day}/{led.due_on.month}" in page
    assert reverse("desk:law-rule", args=["luat-72-2025", "L72-43-notice"]) in page
    assert "Luật 72/2025, Điều 43" in page  # the results, of which only the law speaks


def test_a_duty_of_another_text_that_stands_otherwise_keeps_its_own_line(client, place):
    client.force_login(place.anna)
    made = open_dialogue(place, on=TODAY, conference_on=FAR)
    Duty.objects.filter(stream=made.stream, rule="L72-43-notice").update(status="met", met_on=TODAY)

    page = client.get(reverse("desk:dialogue", args=[made.code])).content.decode()

    assert "Loan báo ít nhất 7 ngày trước ngày họp" in page
    assert "Cũng theo Luật 72/2025" not in page


def test_head_names_only_the_texts_that_speak_of_the_dialogue(client, place):
    client.force_login(place.anna)
    chairs = open_dialogue(place, on=TODAY, conference_on=FAR)
    hosts = (HostChoice(post=place.party_head),)
    secretarys = open_dialogue(place, on=TODAY, conference_on=FAR, hosts=hosts, host_office=place.party_office)

    names = [
        [item.label for item in client.get(reverse("desk:dialogue", args=[made.code])).context["workspace"].instruments]
        for made in (chairs, secretarys)
    ]

    assert names == [["Quy chế 1155-QĐ/TU", "Luật 72/2025"], ["Quy chế 1155-QĐ/TU"]]
