"""Petition screens: strangers get 404, input is never lost, lists cost the same however long."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doithoai.accounts import receipts
from doithoai.accounts.models import IdentityLook
from doithoai.desk import history
from doithoai.desk.history import history_of
from doithoai.petitions.enums import AssignmentState, DraftState, Field, PetitionState
from doithoai.petitions.models import Draft, Petition
from doithoai.petitions.services import attach_files, triage_petitions
from doithoai.regulations import facts
from doithoai.regulations.facts.base import Fact
from tests.factories import dialogues
from tests.factories.dialogues import dialogue
from tests.factories.organisations import Place, tan_lach
from tests.factories.petitions import NAMED, ROAD, assign, draft, petition, receive

pytestmark = pytest.mark.django_db
P = PetitionState


def signed_in(place: Place, name: str) -> Client:
    client = Client()
    client.force_login(getattr(place, name))
    return client


def coming(place: Place, **changes):
    """Lay a dialogue whose conference lies ahead of the real today, as the screens read the clock."""
    today = timezone.localdate()
    return dialogue(
        place,
        **(
            {
                "conference_on": today + timedelta(days=20),
                "opened_on": today - timedelta(days=20),
            }
            | changes
        ),
    )


def case(place: Place, **changes) -> Petition:
    return petition(place, coming(place), received_on=timezone.localdate(), **changes)


def test_stranger_learns_of_no_petition_on_any_address():
    place = tan_lach()
    row = case(place, state=P.ASSIGNED, lead=place.economy, details=NAMED)
    assignment = row.assignments.get()
    carla = signed_in(place, "carla")
    below = ("", "phan-loai/", "ten-goi/", "ngoai-pham-vi/", "phieu-chuyen/", "rut/", "tach/", "gop/", "bo-gop/")
    below += (
        "tinh-chat/",
        "neu-lai/",
        "tung-neu/",
        "giao/",
        "du-thao/",
        "duyet/",
        "nguoi-gui/",
        "cho-biet/",
        "bien-nhan/",
        "tep/",
        "tep/1/",
    )
    of_dialogue = ("kien-nghi/", "kien-nghi/cung-luc/", "kien-nghi/giao/", "kien-nghi/them/", "kien-nghi/nhap/")
    of_dialogue += (
        "kien-nghi/nhap/mau.xlsx",
        "phan-cong/",
        "kien-nghi/van-ban/tong-hop/",
        "kien-nghi/van-ban/tong-hop/lap/",
        "kien-nghi/nhap/cot/",
        "kien-nghi/cung-viec/",
        "kien-nghi/them/tung-neu/",
    )

    addresses = [f"/ban/kien-nghi/{row.code}/{rest}" for rest in below]
    addresses += [f"/ban/doi-thoai/{row.dialogue.code}/{rest}" for rest in of_dialogue]
    addresses += [f"/ban/viec-duoc-giao/{assignment.key}/{rest}/" for rest in ("nhan", "tra-lai", "xong")]

    for address in addresses:
        statuses = {carla.get(address).status_code, carla.post(address).status_code}
        assert statuses <= {404, 405}, address
        assert 404 in statuses, address
    assert row.title not in carla.get("/ban/kien-nghi/").content.decode()


def test_body_of_the_unit_that_was_not_asked_sees_neither_list_nor_petition():
    place = tan_lach()
    row = case(place, state=P.ASSIGNED, lead=place.economy)
    culture, economy = signed_in(place, "culture_officer"), signed_in(place, "economy_officer")
    address = f"/ban/doi-thoai/{row.dialogue.code}/kien-nghi/"

    assert culture.get(f"/ban/kien-nghi/{row.code}/").status_code == 404
    assert row.title not in culture.get(address).content.decode()
    assert row.title in economy.get(address).content.decode()
    assert row.title in economy.get("/ban/viec-duoc-giao/").content.decode()


def test_lists_cost_the_same_with_one_row_and_with_three():
    place = tan_lach()
    conversation = coming(place)
    anna, officer = signed_in(place, "anna"), signed_in(place, "economy_officer")
    pages = (
        (anna, f"/ban/doi-thoai/{conversation.code}/kien-nghi/"),
        (anna, f"/ban/doi-thoai/{conversation.code}/phan-cong/"),
        (anna, "/ban/kien-nghi/"),
        (officer, "/ban/viec-duoc-giao/"),
    )

    def add(text):
        row = petition(
            place, conversation, text=text, state=P.ASSIGNED, lead=place.economy, received_on=timezone.localdate()
        )
        assign(place, row, place.culture, part="coordinating")
        draft(place, row, place.economy)

    def costs():
        found = []
        for client, address in pages:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            found.append(len(captured))
        return found

    add("Một")
    with_one = costs()
    add("Hai")
    add("Ba")

    assert costs() == with_one
    assert max(with_one) <= 24


FORM = {
    "text": ROAD,
    "place": "Cầu Đá",
    "channel": "paper",
    "urgency": "normal",
    "reply_channel": "portal",
    "full_name": "",
}


def form_of(**changes) -> dict[str, str]:
    today = timezone.localdate()
    return FORM | {"received_on": f"{today.day}/{today.month}/{today.year}", "once": "mot-lan"} | changes


def test_officer_registers_and_hands_over_a_receipt_whose_secret_works():
    place = tan_lach()
    conversation = coming(place)
    anna = signed_in(place, "anna")

    page = anna.post(f"/ban/doi-thoai/{conversation.code}/kien-nghi/them/", form_of()).content.decode()

    submitter = Petition.objects.get().submitters.get()
    secret = re.search(r'class="secret[^"]*">([^<]+)<', page).group(1)
    assert submitter.code in page
    assert "<svg" in page
    assert receipts.fits(secret, code=submitter.code, digest=submitter.secret_hash)


def test_the_same_form_sent_twice_makes_one_petition():
    place = tan_lach()
    conversation = coming(place)
    anna = signed_in(place, "anna")
    address = f"/ban/doi-thoai/{conversation.code}/kien-nghi/them/"
    anna.post(address, form_of())

    again = anna.post(address, form_of(), follow=True)

    assert Petition.objects.count() == 1
    assert "Phiếu này đã được ghi" in again.content.decode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"text": " "}, "Mục này còn trống"),
        ({"received_on": "1/1/2000"}, "quá xa"),
        ({"received_on": "32/1/2026"}, "Không có ngày"),
        ({"phone": "0900000017"}, "cần cả họ tên"),
        ({"full_name": "Thử", "reply_channel": "letter"}, "địa chỉ nhận thư"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(changes, message):
    place = tan_lach()
    conversation = coming(place)

    page = signed_in(place, "anna").post(f"/ban/doi-thoai/{conversation.code}/kien-nghi/them/", form_of(**changes))

    assert page.status_code == 200
    assert message in page.content.decode()
    assert "Cầu Đá" in page.content.decode()
    assert not Petition.objects.exists()


def test_clerk_with_an_old_page_is_told_what_changed_and_keeps_the_choice():
    place = tan_lach()
    row = case(place, state=P.TRIAGED)
    triage_petitions(petitions=[row], field=Field.WATER, on=timezone.localdate(), by=place.actor(place.chair_person))

    page = signed_in(place, "anna").post(
        f"/ban/kien-nghi/{row.code}/phan-loai/", {"field": "power", "urgency": "urgent", "seen": row.version}
    )

    text = page.content.decode()
    assert "người khác đã làm việc với" in text
    assert '<option value="power" selected>' in text
    row.refresh_from_db()
    assert row.field == Field.WATER


def test_triage_can_be_taken_back_from_the_note():
    place = tan_lach()
    row = case(place, state=P.RECEIVED)
    anna = signed_in(place, "anna")

    page = anna.post(
        f"/ban/kien-nghi/{row.code}/phan-loai/", {"field": "power", "urgency": "normal"}, follow=True
    ).content.decode()
    undo = re.search(r'action="(/ban/kien-nghi/hoan-tac/[^"]+)"', page).group(1)
    anna.post(undo)

    row.refresh_from_db()
    assert (row.state, row.field) == (P.RECEIVED, "")
    assert signed_in(place, "carla").post(undo).status_code == 404


def test_ticked_rows_are_triaged_merged_and_taken_on_to_assigning():
    place = tan_lach()
    conversation = coming(place)
    today = timezone.localdate()
    rows = [petition(place, conversation, text=text, state=P.RECEIVED, received_on=today) for text in ("A", "B", "C")]
    codes = [row.code for row in rows]
    anna = signed_in(place, "anna")
    address = f"/ban/doi-thoai/{conversation.code}/kien-nghi/cung-luc/"

    anna.post(address, {"chon": codes, "linh-vuc": "water", "viec": "phan-loai"})
    anna.post(address, {"chon": codes[:2], "viec": "gop"})
    onward = anna.post(address, {"chon": codes[2:], "viec": "giao", "co-quan": place.economy.key})

    assert list(Petition.objects.order_by("pk").values_list("state", "field")) == [
        ("triaged", "water"),
        ("merged", "water"),
        ("triaged", "water"),
    ]
    assert onward.url.endswith(f"/kien-nghi/giao/?ma={codes[2]}&co-quan={place.economy.key}")
    assert place.economy.key in anna.get(onward.url).content.decode()


def test_assigning_many_from_the_page_moves_them_and_says_how_dates_are_counted():
    place = tan_lach()
    row = case(place)
    anna = signed_in(place, "anna")
    address = f"/ban/doi-thoai/{row.dialogue.code}/kien-nghi/giao/?ma={row.code}"
    due = timezone.localdate() + timedelta(days=5)

    shown = anna.get(address).content.decode()
    anna.post(address, {"ma": row.code, "lead": place.economy.key, "due_on": f"{due.day}/{due.month}/{due.year}"})

    assert "không phải hạn luật định" in shown
    row.refresh_from_db()
    assert (row.state, row.assignments.get().due_on) == (P.ASSIGNED, due)


def test_sheet_is_previewed_then_taken_in_and_taken_back():
    place = tan_lach()
    conversation = coming(place)
    anna = signed_in(place, "anna")
    base = f"/ban/doi-thoai/{conversation.code}/kien-nghi/nhap/"
    file = SimpleUploadedFile("ds.csv", "Nội dung;Lĩnh vực\nĐường hỏng;Giao thông\nNước đục;\n".encode())

    preview = anna.post(base, {"file": file, "channel": "import"}).content.decode()
    assert not Petition.objects.exists()
    token = re.search(r'name="token" value="([^"]+)"', preview).group(1)
    anna.post(f"{base}xac-nhan/", {"token": token, "channel": "import"})
    assert set(Petition.objects.values_list("text", flat=True)) == {"Đường hỏng", "Nước đục"}
    batch = conversation.imports.get()
    anna.post(f"{base}{batch.key}/huy/")
    assert not Petition.objects.exists()


def test_sheet_of_another_clerk_cannot_be_confirmed():
    place = tan_lach()
    conversation = coming(place)
    base = f"/ban/doi-thoai/{conversation.code}/kien-nghi/nhap/"
    file = SimpleUploadedFile("ds.csv", "Nội dung\nĐường hỏng\n".encode())
    preview = signed_in(place, "anna").post(base, {"file": file, "channel": "import"}).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', preview).group(1)

    signed_in(place, "front_person").post(f"{base}xac-nhan/", {"token": token, "channel": "import"})

    assert not Petition.objects.exists()


def test_wrong_file_is_explained_beside_the_field():
    place = tan_lach()
    conversation = coming(place)
    file = SimpleUploadedFile("ds.xlsx", b"MZ\x90\x00" + b"\x00" * 100)

    page = signed_in(place, "anna").post(
        f"/ban/doi-thoai/{conversation.code}/kien-nghi/nhap/", {"file": file, "channel": "import"}
    )

    assert "chương trình máy tính" in page.content.decode()


def test_name_is_masked_until_a_purpose_is_given_and_every_look_leaves_a_trace():
    place = tan_lach()
    row = receive(place, coming(place), on=timezone.localdate()).petition
    anna = signed_in(place, "anna")
    address = f"/ban/kien-nghi/{row.code}/"
    before = anna.get(address).content.decode()

    anna.post(f"{address}nguoi-gui/", {"ai": row.code, "muc-dich": ""})
    assert not IdentityLook.objects.exists()
    anna.post(f"{address}nguoi-gui/", {"ai": row.code, "muc-dich": "contact"})
    after = anna.get(address).content.decode()

    assert "Nguyễn Văn Thử" not in before
    assert "Nguyễn Văn Thử" in after
    assert IdentityLook.objects.values_list("account__username", "purpose").get() == ("anna", "contact")
    assert "Xem tên người gửi: liên hệ để làm rõ nội dung" in [line.text for line in history_of(row.key)]
    IdentityLook.objects.update(looked_at=timezone.now() - timedelta(minutes=5, seconds=1))
    assert "Nguyễn Văn Thử" not in anna.get(address).content.decode()


def test_body_complained_about_sees_the_words_but_never_the_name_or_the_senders_files():
    place = tan_lach()
    row = case(place, state=P.ASSIGNED, lead=place.economy, complained_body=place.economy, details=NAMED)
    attach_files(
        petition=row,
        files=[("don.txt", "Tôi là Nguyễn Văn Thử".encode())],
        from_citizen=True,
        on=timezone.localdate(),
        by=place.actor(place.anna),
    )
    officer = signed_in(place, "economy_officer")
    address = f"/ban/kien-nghi/{row.code}/"

    page = officer.get(address).content.decode()

    assert ROAD in page
    assert "nơi bị phản ánh" in page
    assert officer.post(f"{address}nguoi-gui/", {"ai": row.code, "muc-dich": "reply"}).status_code == 403
    assert officer.get(f"{address}tep/{row.attachments.get().pk}/").status_code == 403
    given = signed_in(place, "anna").get(f"{address}tep/{row.attachments.get().pk}/")
    assert b"".join(given.streaming_content) == "Tôi là Nguyễn Văn Thử".encode()
    given.close()


def test_file_comes_as_a_download_that_no_browser_guesses_about():
    place = tan_lach()
    row = case(place)
    anna = signed_in(place, "anna")
    address = f"/ban/kien-nghi/{row.code}/tep/"

    anna.post(address, {"tep": SimpleUploadedFile("bien-ban.txt", "Biên bản khảo sát".encode())})
    refused = anna.post(address, {"tep": SimpleUploadedFile("a.pdf", b"MZ\x90\x00" + b"\x00" * 100)}, follow=True)
    assert "chương trình máy tính" in refused.content.decode()

    answer = anna.get(f"{address}{row.attachments.get().pk}/")

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer.close()


def test_officer_accepts_writes_submits_and_head_approves_on_the_page():
    place = tan_lach()
    row = case(place, state=P.ASSIGNED)
    asked = assign(place, row, place.economy, state=AssignmentState.SENT)
    officer, head = signed_in(place, "economy_officer"), signed_in(place, "economy_head")
    address = f"/ban/kien-nghi/{row.code}/"

    officer.post(f"/ban/viec-duoc-giao/{asked.key}/nhan/")
    officer.post(f"{address}du-thao/", {"text": "Đã tiếp nhận, sẽ sửa.", "seen": "0", "trinh": "1"})
    head.post(f"{address}duyet/", {"ban": "1", "duyet": "1"})

    row.refresh_from_db()
    assert (row.state, row.drafts.get().state) == (P.PREPARED, DraftState.APPROVED)


def test_text_of_an_officer_who_was_overtaken_stays_on_the_page():
    place = tan_lach()
    row = case(place, state=P.ASSIGNED, lead=place.economy)
    draft(place, row, place.economy, text="Bản của đồng nghiệp")

    page = signed_in(place, "economy_officer").post(
        f"/ban/kien-nghi/{row.code}/du-thao/", {"text": "Bản tôi vừa viết", "seen": "0"}
    )

    assert "vừa lưu bản 1" in page.content.decode()
    assert "Bản tôi vừa viết" in page.content.decode()
    assert Draft.objects.count() == 1


def test_head_cannot_approve_a_version_that_was_not_on_the_page():
    place = tan_lach()
    row = case(place, state=P.ASSIGNED, lead=place.economy)
    draft(place, row, place.economy, state=DraftState.SENT_BACK)
    newest = draft(place, row, place.economy, state=DraftState.SUBMITTED)

    signed_in(place, "economy_head").post(f"/ban/kien-nghi/{row.code}/duyet/", {"ban": "1", "duyet": "1"})

    newest.refresh_from_db()
    assert newest.state == DraftState.SUBMITTED


def test_work_is_given_back_with_a_reason_and_counted_by_body():
    place = tan_lach()
    row = case(place, state=P.ASSIGNED)
    asked = assign(place, row, place.economy, state=AssignmentState.SENT)

    signed_in(place, "economy_officer").post(
        f"/ban/viec-duoc-giao/{asked.key}/tra-lai/", {"reason": "Thuộc Công an xã"}
    )

    page = signed_in(place, "anna").get(f"/ban/kien-nghi/{row.code}/").content.decode()
    assert "Đã bị trả lại 1 lần" in page
    assert "Thuộc Công an xã" in page


def test_search_needs_no_marks_and_finds_by_code():
    place = tan_lach()
    conversation = coming(place)
    found = petition(place, conversation, text="Đèn đường tối", received_on=timezone.localdate())
    petition(place, conversation, text="Nước đục", received_on=timezone.localdate())
    anna = signed_in(place, "anna")

    for words in ("den duong", "ĐÈN", found.code.lower()):
        page = anna.get("/ban/kien-nghi/", {"q": words}).content.decode()
        assert "Đèn đường tối" in page, words
        assert "Nước đục" not in page, words


def test_complexity_is_asked_and_shown_only_under_a_law_that_weighs_it(client, monkeypatch):
    place = tan_lach()
    plain = petition(place, dialogue(place))
    monkeypatch.setattr(dialogues, "PIN", "than-uyen-2023@2023-01-01")
    weighed = petition(place, dialogue(place, code="TL-2026-02"))
    client.force_login(place.anna)

    client.post(
        f"/ban/kien-nghi/{weighed.code}/phan-loai/", {"field": "land", "urgency": "normal", "complexity": "complex"}
    )
    pages = [client.get(f"/ban/kien-nghi/{row.code}/").content.decode() for row in (plain, weighed)]

    weighed.refresh_from_db()
    assert weighed.complexity == "complex"
    assert ["Tính chất" in page for page in pages] == [False, True]
    assert [page.count('<span class="tag">phức tạp</span>') for page in pages] == [0, 1]


def test_matter_is_found_complex_with_a_reason_on_its_page(client, monkeypatch):
    place = tan_lach()
    monkeypatch.setattr(dialogues, "PIN", "than-uyen-2023@2023-01-01")
    row = petition(place, dialogue(place), state=PetitionState.TAKEN_UP)
    client.force_login(place.anna)
    address = f"/ban/kien-nghi/{row.code}/tinh-chat/"

    refused = client.post(address, {"complexity": "complex", "reason": ""})
    done = client.post(address, {"complexity": "complex", "reason": "Ba xã cùng liên quan"})

    row.refresh_from_db()
    assert (refused.status_code, done.status_code, row.complexity) == (200, 302, "complex")


def test_page_to_weigh_opens_only_under_such_a_law_and_to_the_host_side(client, monkeypatch):
    place = tan_lach()
    plain = petition(place, dialogue(place), state=PetitionState.TAKEN_UP)
    monkeypatch.setattr(dialogues, "PIN", "than-uyen-2023@2023-01-01")
    weighed = petition(place, dialogue(place, code="TL-2026-02"), state=PetitionState.TAKEN_UP)

    answers = {}
    for who in ("anna", "chair_person", "front_person"):
        client.force_login(getattr(place, who))
        answers[who] = [client.get(f"/ban/kien-nghi/{row.code}/tinh-chat/").status_code for row in (plain, weighed)]

    assert answers == {"anna": [403, 200], "chair_person": [403, 200], "front_person": [403, 403]}


# Facts about a list of petitions, never about one.
_OF_MANY = {
    "petitions_imported",
    "import_undone",
    "reply_report_ready",
    "conclusion_notice_issued",
    "results_published",
}


@pytest.mark.parametrize("module", [facts.petitions, facts.follow_up])
def test_history_has_vietnamese_words_for_every_fact_of_a_petition(module):
    found = [member for member in vars(module).values() if getattr(member, "__module__", "") == module.__name__]
    kinds = {member.kind for member in found if isinstance(member, type) and issubclass(member, Fact)}

    assert kinds - _OF_MANY - set(history.WORDS) - history.SAID_BESIDE == set()


def test_history_names_the_day_on_which_a_thing_happened_and_when_it_was_entered():
    place = tan_lach()
    row = petition(place, dialogue(place), received_on=date(2026, 8, 3))

    [line] = history_of(row.key)

    assert (line.on, line.same_day, line.at.date()) == (date(2026, 8, 3), False, timezone.now().date())


def test_suggested_field_is_saved_by_one_press_and_by_nothing_else():
    place = tan_lach()
    row = case(place, state=P.RECEIVED, text="Đèn đường xóm Đông hỏng ba tháng nay")
    anna = signed_in(place, "anna")

    page = anna.get(f"/ban/kien-nghi/{row.code}/").content.decode()
    row.refresh_from_db()
    before = row.field
    pressed = {"field": ["", "power"], "urgency": "normal", "seen": row.version}
    anna.post(f"/ban/kien-nghi/{row.code}/phan-loai/", pressed)
    row.refresh_from_db()

    assert 'name="field" value="power"' in page
    assert (before, row.field, row.state) == ("", "power", "triaged")


def test_suggested_body_is_asked_by_one_press():
    place = tan_lach()
    conversation = coming(place)
    for number in range(4):
        texts = (f"Mương tiêu số {number} bị lấp, ruộng úng", f"Nhà văn hóa thôn {number} dột nát")
        for text, lead in zip(texts, (place.economy, place.culture), strict=True):
            petition(place, conversation, text=text, lead=lead, received_on=timezone.localdate())
    row = petition(place, conversation, text="Ruộng úng vì mương lấp", received_on=timezone.localdate())
    anna = signed_in(place, "anna")

    page = anna.get(f"/ban/kien-nghi/{row.code}/giao/").content.decode()
    due = timezone.localdate() + timedelta(days=7)
    sent = {"lead": "", "goi-y": place.economy.key, "due_on": f"{due.day}/{due.month}/{due.year}"}
    anna.post(f"/ban/kien-nghi/{row.code}/giao/", sent)

    assert f'name="goi-y" value="{place.economy.key}"' in page
    assert row.assignments.get().body == place.economy


def test_page_says_how_often_suggestions_were_right():
    place = tan_lach()
    conversation = coming(place)
    for number in range(6):
        petition(place, conversation, text=f"Mương số {number} lấp, ruộng úng", field=Field.AGRICULTURE)

    page = signed_in(place, "anna").get("/ban/kien-nghi/goi-y/").content.decode()

    assert "Trong 6 quyết định, gợi ý đầu tiên đúng 6" in page
    assert "Còn ít quyết định" in page
    assert signed_in(place, "economy_officer").get("/ban/kien-nghi/goi-y/").status_code == 403


def test_officer_merges_a_group_of_one_matter_and_takes_it_back_and_look_alikes_stay_apart():
    place = tan_lach()
    conversation = coming(place)
    day = timezone.localdate()
    lights = "Đèn đường thôn Cầu Đá hỏng từ đầu năm, tối rất nguy hiểm cho trẻ đi học."
    first = petition(place, conversation, text=lights, place_of="Thôn Cầu Đá", received_on=day)
    again = "Đèn đường thôn Cầu Đá vẫn hỏng, trẻ đi học tối nguy hiểm"
    second = petition(place, conversation, text=again, place_of="Thôn Cầu Đá", received_on=day)
    other = lights.replace("Cầu Đá", "Xuân Mỹ")
    elsewhere = petition(place, conversation, text=other, place_of="Thôn Xuân Mỹ", received_on=day)
    anna, address = signed_in(place, "anna"), f"/ban/doi-thoai/{conversation.code}/kien-nghi/cung-viec/"

    page = anna.get(address).content.decode()
    anna.post(address, {"chon": [first.code, second.code]})
    second.refresh_from_db()
    merged = second.merged_into
    anna.post(f"/ban/kien-nghi/hoan-tac/{second.changes.get().group}/")
    second.refresh_from_db()

    assert (first.code in page, second.code in page, elsewhere.code in page) == (True, True, False)
    assert merged == first
    assert (second.merged_into, second.state) == (None, P.TRIAGED)
