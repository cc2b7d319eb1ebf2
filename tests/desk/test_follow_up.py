"""The screens after the conclusion: who sees what, all or nothing, once."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from doithoai.dialogues.enums import DialogueState
from doithoai.petitions.enums import DraftState, PetitionState, ReplyChannel, ReplyKind
from doithoai.petitions.models import AgencyReport, DueProposal, Petition, Reply
from doithoai.petitions.services import escalate, propose_due_date, send_reply
from doithoai.workdays import national
from tests.factories.follow_up import LANH, followed, matter
from tests.factories.organisations import tan_lach
from tests.factories.petitions import draft

pytestmark = pytest.mark.django_db
P = PetitionState


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def dialogue(place):
    return followed(place)


def today() -> date:
    return timezone.localdate()


def tab(dialogue) -> str:
    return reverse("desk:dialogue-follow-up", args=[dialogue.code])


def do(dialogue) -> str:
    return reverse("desk:follow-up-do", args=[dialogue.code])


def press(client, dialogue, deed, rows, **fields):
    chosen = [row.code for row in rows]
    return client.post(do(dialogue), {"viec": deed, "chon": chosen, **fields}, follow=True)


def next_working_day() -> date:
    return national().next_working(date(today().year + 1, 3, 9))


def test_the_office_sees_every_matter_and_an_agency_its_own(client, place, dialogue):
    mine, theirs = matter(place, dialogue), matter(place, dialogue, lead=place.culture)
    seen = {}

    for who in (place.anna, place.economy_officer):
        client.force_login(who)
        page = client.get(tab(dialogue)).content.decode()
        seen[who.username] = (mine.code in page, theirs.code in page)

    assert seen == {"anna": (True, True), "kinhte": (True, False)}


def test_a_stranger_learns_nothing(client, place, dialogue):
    row = matter(place, dialogue)
    escalation = escalate(
        petition=row,
        to_body=place.city_government,
        text="Vượt quyền",
        on=today(),
        by=place.actor(place.anna),
    )
    reply = Reply.objects.get()
    client.force_login(place.carla)

    addresses = [
        tab(dialogue),
        do(dialogue),
        *(
            reverse(f"desk:{name}", args=[dialogue.code])
            for name in ("follow-up-promises", "follow-up-escalations", "follow-up-letters")
        ),
        *(
            reverse(f"desk:{name}", args=[row.code])
            for name in ("petition-escalate", "petition-transfer", "petition-reopen", "petition-publish")
        ),
        reverse("desk:petition-reply-paper", args=[row.code, reply.key]),
        reverse("desk:escalation-answer", args=[escalation.key]),
        reverse("desk:escalation-paper", args=[escalation.key]),
    ]

    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 404)


def test_no_page_shows_who_asked(client, place, dialogue):
    row = matter(place, dialogue, channel=ReplyChannel.LETTER)
    row.complained_body = place.economy
    row.save()
    client.force_login(place.economy_head)

    pages = [client.get(tab(dialogue)), client.get(f"{do(dialogue)}?viec=bao-cao&chon={row.code}")]

    assert [LANH.full_name in page.content.decode() for page in pages] == [False, False]


def test_the_officer_proposes_and_only_the_head_signs(client, place, dialogue):
    row = matter(place, dialogue)
    buttons = {}

    for who in (place.economy_officer, place.economy_head, place.anna, place.chair_person, place.front_person):
        client.force_login(who)
        page = client.get(tab(dialogue)).content.decode()
        buttons[who.username] = re.findall(r'name="viec" value="([a-z-]+)"', page)
    client.force_login(place.economy_officer)
    refused = press(client, dialogue, "bao-cao", [row], reception="Đã nhận", direction="Đã giao")

    assert buttons == {
        "kinhte": ["de-xuat"],
        "truongkinhte": ["bao-cao", "de-xuat", "tra-loi"],
        "anna": ["ket-qua", "nhac", "ket-thuc", "tra-loi-thay"],
        "chutich": ["tra-loi-thay"],
        "mattran": [],
    }
    assert refused.status_code == 403
    assert not AgencyReport.objects.exists()


def test_a_report_is_made_once_however_often_the_button_is_pressed(client, place, dialogue):
    rows = [matter(place, dialogue), matter(place, dialogue)]
    client.force_login(place.economy_head)
    words = {"reception": "Đã tiếp nhận.", "direction": "Giao tổ khảo sát.", "once": "token-1"}

    pages = [press(client, dialogue, "bao-cao", rows, **words) for _ in range(2)]

    assert AgencyReport.objects.count() == 2
    assert "Đã gửi báo cáo số 01/PKT về 2 kiến nghị." in pages[0].content.decode()
    assert "Đã xong ở lần bấm trước" in pages[1].content.decode()


def test_one_wrong_row_stops_all_is_named_and_the_words_are_kept(client, place, dialogue):
    ready, bare = matter(place, dialogue), matter(place, dialogue)
    made = draft(place, ready, place.economy, state=DraftState.APPROVED, text="Đã rải nhựa.")
    made.decided_at, made.decided_by = timezone.now(), place.economy_head
    made.save()
    client.force_login(place.economy_head)

    page = press(client, dialogue, "tra-loi", [ready, bare], kind=ReplyKind.FINAL, text="", new_date="1/3/2099")

    text = page.content.decode()
    assert "chưa có bản trả lời đã duyệt; hãy duyệt dự thảo trước." in text
    assert 'value="1/3/2099"' in text
    assert not Reply.objects.exists()


def test_nothing_chosen_leads_back_with_a_word(client, place, dialogue):
    matter(place, dialogue)
    client.force_login(place.economy_head)

    page = client.get(f"{do(dialogue)}?viec=bao-cao", follow=True)

    assert "Chưa chọn kiến nghị nào." in page.content.decode()


def test_all_that_the_filters_show_is_chosen_at_once(client, place, dialogue):
    rows = [matter(place, dialogue) for _ in range(3)]
    matter(place, dialogue, lead=place.culture)
    client.force_login(place.anna)

    page = client.get(f"{do(dialogue)}?viec=nhac&tat-ca=1&co-quan={place.economy.key}").content.decode()

    assert [page.count(f'name="chon" value="{row.code}"') for row in rows] == [1, 1, 1]
    assert page.count('name="chon"') == 3


def proposal(place, row) -> DueProposal:
    [made] = propose_due_date(
        petitions=[row],
        body=place.economy,
        due_on=next_working_day(),
        solution="Rải nhựa",
        on=today(),
        by=place.actor(place.economy_officer),
    )
    return made


def test_only_the_host_decides_on_dates(client, place, dialogue):
    row = matter(place, dialogue)
    made = proposal(place, row)
    address = reverse("desk:follow-up-decide", args=[dialogue.code])
    statuses = {}

    for who in (place.anna, place.economy_head, place.carla):
        client.force_login(who)
        statuses[who.username] = client.post(address, {"han": made.pk, "quyet": "chap-nhan"}).status_code
    client.force_login(place.chair_person)
    client.post(address, {"han": made.pk, "quyet": "chap-nhan"})

    row.refresh_from_db()
    assert statuses == {"anna": 403, "truongkinhte": 403, "carla": 404}
    assert (row.state, row.agreed_due_on) == (P.IN_RESOLUTION, next_working_day())


def test_refusing_without_a_word_is_refused_on_the_page(client, place, dialogue):
    made = proposal(place, matter(place, dialogue))
    client.force_login(place.chair_person)

    page = client.post(
        reverse("desk:follow-up-decide", args=[dialogue.code]), {"han": made.pk, "quyet": "tu-choi"}, follow=True
    )

    made.refresh_from_db()
    assert made.accepted is None
    assert "Cơ quan cần lý do để đề xuất lại." in page.content.decode()


def test_a_matter_goes_up_comes_back_and_the_petitioner_is_told(client, place, dialogue):
    row = matter(place, dialogue)
    client.force_login(place.anna)
    client.post(
        reverse("desk:petition-escalate", args=[row.code]),
        {"to_body": place.city_government.pk, "text": "Đường của thành phố", "tell_petitioner": "on"},
    )
    escalation = row.escalations.get()
    client.force_login(place.upper_person)
    listed = client.get(reverse("desk:escalations")).content.decode()
    client.post(reverse("desk:escalation-answer", args=[escalation.key]), {"answer": "Năm 2027 làm."})
    client.force_login(place.anna)
    press(client, dialogue, "tra-loi-thay", [row], kind=ReplyKind.FINAL, text="Thành phố làm năm 2027.")

    row.refresh_from_db()
    assert row.code in listed
    assert list(row.replies.order_by("pk").values_list("kind", flat=True)) == ["holding", "final"]
    assert row.state == P.REPLIED


def test_another_commune_does_not_answer_what_went_up(client, place, dialogue):
    row = matter(place, dialogue)
    escalation = escalate(
        petition=row, to_body=place.city_party, text="Vượt quyền", on=today(), by=place.actor(place.anna)
    )
    client.force_login(place.upper_person)

    page = client.post(reverse("desk:escalation-answer", args=[escalation.key]), {"answer": "Không"})

    escalation.refresh_from_db()
    assert (page.status_code, escalation.answered_on) == (404, None)


def sent(place, row) -> None:
    send_reply(
        petitions=[row],
        body=place.economy,
        kind=ReplyKind.FINAL,
        text="Đã rải nhựa xong.",
        on=today(),
        by=place.actor(place.economy_head),
    )


def test_letters_show_a_mask_and_the_name_only_on_paper(client, place, dialogue):
    row = matter(place, dialogue, channel=ReplyChannel.LETTER)
    sent(place, row)
    client.force_login(place.anna)

    page = client.get(reverse("desk:follow-up-letters", args=[dialogue.code]))
    [(post, may_know)] = page.context["rows"]
    printed = client.post(reverse("desk:follow-up-print", args=[dialogue.code, post.message.key]))

    assert (may_know, LANH.full_name in page.content.decode()) == (True, False)
    assert (printed["Content-Type"], printed["Cache-Control"]) == ("application/pdf", "private, no-store")


def test_the_office_complained_about_does_not_print_the_name(client, place, dialogue):
    row = matter(place, dialogue, channel=ReplyChannel.LETTER)
    Petition.objects.filter(pk=row.pk).update(complained_body=place.office)
    sent(place, row)
    client.force_login(place.anna)

    page = client.get(reverse("desk:follow-up-letters", args=[dialogue.code]))
    [(post, may_know)] = page.context["rows"]
    printed = client.post(reverse("desk:follow-up-print", args=[dialogue.code, post.message.key]))

    assert (may_know, printed.status_code) == (False, 403)


def test_letters_handed_over_leave_the_list(client, place, dialogue):
    row = matter(place, dialogue, channel=ReplyChannel.COUNTER)
    sent(place, row)
    client.force_login(place.anna)
    address = reverse("desk:follow-up-letters", args=[dialogue.code])
    [(post, _)] = client.get(address).context["rows"]

    client.post(reverse("desk:follow-up-hand-over", args=[dialogue.code]), {"thu": post.message.key})

    assert client.get(address).context["rows"] == []


def test_publishing_shows_what_was_found_and_stops_while_it_is_undecided(client, place, dialogue):
    row = matter(place, dialogue, state=P.REPLIED)
    client.force_login(place.anna)
    address = reverse("desk:petition-publish", args=[row.code])
    texts = {"title": f"Đường trước nhà {LANH.full_name}", "answer": "Bà Lê Thị Mẫu và ông Bùi Văn Tám đã thống nhất."}

    refused = client.post(address, texts).content.decode()
    page = client.post(address, {**texts, "viec": "xem", "them": ["thống nhất", ""]})
    keys = {one.words: one.key for one in page.context["offers"]}
    ticked = [keys[LANH.full_name], keys["Lê Thị Mẫu"], keys["thống nhất"]]
    decided = {"cho": list(keys.values()), "an": ticked, "them": ["thống nhất"], "viec": "dang"}
    client.post(address, {**texts, **decided})

    row.refresh_from_db()
    assert "chưa được quyết định" in refused
    assert row.published_on == today()
    assert row.public_title == "Đường trước nhà [đã ẩn họ tên]"
    assert row.public_answer == "Bà [đã ẩn họ tên] và ông Bùi Văn Tám đã [đã ẩn]."
    assert 'name="an" value="' + keys["Lê Thị Mẫu"] in client.get(address).content.decode()


def test_the_petitioner_s_own_name_has_no_switch_and_cannot_be_published(client, place, dialogue):
    row = matter(place, dialogue, state=P.REPLIED)
    client.force_login(place.anna)
    address = reverse("desk:petition-publish", args=[row.code])
    texts = {"title": f"Đường trước nhà {LANH.full_name}", "answer": ""}

    page = client.post(address, {**texts, "viec": "xem"})
    [offer] = page.context["offers"]
    forced = client.post(address, {**texts, "cho": [offer.key], "viec": "dang"}).content.decode()

    row.refresh_from_db()
    assert '<input type="checkbox" name="an"' not in page.content.decode()
    assert "Phần đó phải được ẩn" in forced
    assert row.published_on is None


def test_what_was_published_before_anybody_was_asked_about_persons_is_pointed_out(client, place, dialogue):
    row = matter(place, dialogue, state=P.REPLIED)
    Petition.objects.filter(pk=row.pk).update(
        public_title="Nước thải nhà bà Lê Thị Mẫu", published_on=today(), published_by=place.anna
    )
    client.force_login(place.anna)
    address = reverse("desk:petition-publish", args=[row.code])

    before = client.get(address)
    [offer] = before.context["offers"]
    texts = {"title": "Nước thải nhà bà Lê Thị Mẫu", "answer": ""}
    client.post(address, {**texts, "cho": [offer.key], "an": [offer.key], "viec": "dang"})
    after = client.get(address)

    assert (before.context["undecided"], after.context["undecided"]) == (1, 0)
    assert "Bản đang đăng có 1 chỗ" in before.content.decode()
    row.refresh_from_db()
    assert row.public_title == "Nước thải nhà bà [đã ẩn họ tên]"


def test_the_agency_sees_its_matters_of_every_dialogue_on_one_page(client, place, dialogue):
    mine = matter(place, dialogue)
    answered = matter(place, dialogue, state=P.REPLIED)
    client.force_login(place.economy_officer)

    page = client.get(reverse("desk:agency-follow-up")).content.decode()

    assert (mine.code in page, answered.code in page) == (True, False)


@pytest.mark.parametrize("state", [DialogueState.PREPARING, DialogueState.HELD, DialogueState.ARCHIVED])
def test_outside_the_follow_up_the_page_shows_and_lets_nobody_act(client, place, state):
    dialogue = followed(place, state=state)
    row = matter(place, dialogue)
    client.force_login(place.anna)

    page = client.get(tab(dialogue)).content.decode()
    done = press(client, dialogue, "ket-qua", [row], result="explained")

    assert row.code in page
    assert 'name="viec"' not in page
    assert done.status_code == 403


def test_the_list_asks_the_database_as_often_for_six_as_for_two(client, place, dialogue, django_assert_max_num_queries):
    for _ in range(2):
        matter(place, dialogue)
    client.force_login(place.anna)
    with django_assert_max_num_queries(200) as two:
        client.get(tab(dialogue))
    for _ in range(4):
        matter(place, dialogue)

    with django_assert_max_num_queries(len(two)):
        client.get(tab(dialogue))
