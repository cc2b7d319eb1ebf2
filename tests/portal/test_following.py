"""Following one's own petition by code and secret: what it shows, what it never shows, what can be done."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from doithoai.accounts import receipts as secrets
from doithoai.accounts import services as accounts
from doithoai.accounts.vault import PersonalDetails
from doithoai.common.actors import PUBLIC
from doithoai.documents import services as documents
from doithoai.documents.models import Document
from doithoai.petitions.enums import Outcome, PetitionState, ReplyKind
from doithoai.petitions.models import ErasureRequest, Petition, Reply
from doithoai.petitions.services import ask_erasure, carry_out_erasure
from doithoai.portal import limits, opened
from tests.factories import public
from tests.factories.petitions import assign, petition

SECRET = "lua-cau-nang-271"
WHO = PersonalDetails(full_name="Trần Thị Ví Dụ", phone="0987654321")


def with_secret(made, details=WHO):
    submitter = made.submitters.get()
    submitter.secret_hash = secrets.digest_of(SECRET, code=submitter.code)
    submitter.identity = accounts.keep_identity(details) if details else None
    submitter.save()
    return submitter


@pytest.fixture
def dialogue(place):
    return public.held(place)


@pytest.fixture
def road(place, dialogue):
    made = petition(place, dialogue, text="Đường liên thôn hỏng, đề nghị sửa.")
    with_secret(made)
    return made


def open_it(citizen, made, secret=SECRET):
    return citizen.post("/theo-doi/", {"code": made.code, "secret": secret})


def text_of(response):
    return " ".join(response.content.decode().split())


def reply(place, of, kind=ReplyKind.FINAL, text="Đã sửa xong mặt đường.", **more):
    return Reply.objects.create(
        petition=of,
        body=place.economy,
        kind=kind,
        text=text,
        number="45/PKT",
        signed_on=date(2026, 9, 16),
        signer="Trưởng phòng",
        sent_by=place.economy_officer,
        **more,
    )


@pytest.mark.parametrize("typed", [SECRET, "LUA CAU NANG 271", "lúa – cầu – nắng 271"])
def test_code_and_secret_open_the_petition_however_they_are_typed(citizen, road, typed):
    assert open_it(citizen, road, typed).url == "/theo-doi/kien-nghi/"

    page = text_of(citizen.get("/theo-doi/kien-nghi/"))

    assert road.code in page
    assert "Đường liên thôn hỏng, đề nghị sửa." in page


def test_wrong_code_and_wrong_secret_get_one_and_the_same_answer(citizen, road):
    wrong_secret = text_of(open_it(citizen, road, "sai-sai-sai-111"))
    wrong_code = text_of(citizen.post("/theo-doi/", {"code": "TL-26-7777", "secret": SECRET}))

    said = "Mã và từ bí mật không khớp."
    assert said in wrong_secret
    assert wrong_secret.replace(road.code, "TL-26-7777").split("csrf")[0] == wrong_code.split("csrf")[0]
    assert (
        wrong_code.split('class="errs"')[1].split("</div>")[0]
        == wrong_secret.split('class="errs"')[1].split("</div>")[0]
    )


def test_code_alone_opens_nothing(citizen, road):
    assert "Ghi từ bí mật trên biên nhận." in text_of(open_it(citizen, road, ""))
    assert citizen.get("/theo-doi/kien-nghi/").url == "/theo-doi/"


def test_row_without_a_receipt_opens_to_nobody(citizen, place, dialogue):
    made = petition(place, dialogue)

    assert "không khớp" in text_of(open_it(citizen, made, "x"))


def test_after_eight_wrong_guesses_even_the_right_one_waits(citizen, road):
    for _ in range(limits.GUESSING.most):
        open_it(citizen, road, "sai-sai-sai-111")

    answer = open_it(citizen, road)

    assert answer.status_code == 429
    assert "Đã nhập sai nhiều lần" in text_of(answer)


def test_seven_wrong_guesses_do_not_lock_anybody_out(citizen, road):
    for _ in range(limits.GUESSING.most - 1):
        open_it(citizen, road, "sai-sai-sai-111")

    assert open_it(citizen, road).status_code == 302


def test_another_browser_has_to_know_the_secret_itself(citizen, client, road):
    open_it(citizen, road)

    assert client.get("/theo-doi/kien-nghi/").url == "/theo-doi/"


def test_page_closes_after_half_an_hour_and_on_leaving(citizen, road):
    open_it(citizen, road)
    session = citizen.session
    session["following"] |= {"until": int(timezone.now().timestamp()) - 1}
    session.save()
    assert citizen.get("/theo-doi/kien-nghi/").url == "/theo-doi/"

    open_it(citizen, road)
    citizen.post("/theo-doi/thoat/")

    assert opened.MINUTES == 30
    assert citizen.get("/theo-doi/kien-nghi/").url == "/theo-doi/"


@pytest.mark.parametrize("path", ["", "bo-sung/", "rut/", "mo-lai/", "danh-gia/", "tra-loi/x/"])
def test_every_personal_page_refuses_a_stranger_and_is_kept_by_nobody(citizen, db, path):
    response = citizen.get(f"/theo-doi/kien-nghi/{path}")

    assert response.url == "/theo-doi/"
    assert "no-store" in response["Cache-Control"]


def test_three_clocks_stand_apart_before_the_conclusion(citizen, road):
    open_it(citizen, road)

    page = text_of(citizen.get("/theo-doi/kien-nghi/"))

    clocks = page.split('<dl class="clocks">')[1].split("</dl>")[0]
    assert "3/8" in clocks
    assert "Chờ kết luận" in clocks
    assert "chưa hẹn" in clocks


def test_answered_is_not_resolved(citizen, place, road):
    public.with_outcome(place, road)
    reply(place, road)
    road.agreed_due_on = timezone.localdate() - timedelta(days=1)
    road.save()
    open_it(citizen, road)

    clocks = text_of(citizen.get("/theo-doi/kien-nghi/")).split('<dl class="clocks">')[1].split("</dl>")[0]

    assert "16/9" in clocks.split("<div>")[2]
    assert "Quá hạn" in clocks.split("<div>")[3]


def test_page_says_who_has_it_and_why_each_date(citizen, place, road, dialogue):
    public.with_outcome(place, road)
    assign(place, road, place.economy)
    public.conclude(place, dialogue, issued_on=date(2026, 9, 4))
    open_it(citizen, road)

    page = text_of(citizen.get("/theo-doi/kien-nghi/"))

    assert "Đang ở <b>Phòng Kinh tế</b>" in page
    assert "/quy-dinh/hai-phong-1155/HP-10.2-report-host/" in page
    assert "Vì sao hạn là 15/9/2026?" in page
    assert "Chậm so với quy định." in page


def test_looks_at_the_name_are_counted_with_office_and_purpose_and_no_officer_by_name(citizen, place, road):
    for _look in range(2):
        accounts.look_at_identity(road.submitters.get().identity, by=place.minutes_person, purpose="invite")
    open_it(citizen, road)

    page = text_of(citizen.get("/theo-doi/kien-nghi/"))

    assert "Gửi giấy mời, xếp lượt phát biểu" in page
    assert "2 lượt xem." in page
    assert place.minutes_person.memberships.get().body.name in page
    assert place.minutes_person.full_name not in page


def test_own_reply_is_downloaded_and_another_persons_is_not(citizen, place, road, dialogue):
    pdf = documents.keep(
        name="tra-loi.pdf", content=b"%PDF-1.7 %%EOF", media_type="application/pdf", by=place.actor(place.anna)
    )
    paper = Document.objects.create(
        kind="reply_letter",
        heading="state",
        issuer=place.economy.key,
        title="Trả lời",
        content={},
        pdf=pdf,
        created_by="x",
    )
    other = petition(place, dialogue, text="Việc của người khác hẳn.")
    mine, theirs = reply(place, road, document=paper), reply(place, other, document=paper)
    open_it(citizen, road)

    assert citizen.get(f"/theo-doi/kien-nghi/tra-loi/{mine.key}/").getvalue() == b"%PDF-1.7 %%EOF"
    assert citizen.get(f"/theo-doi/kien-nghi/tra-loi/{theirs.key}/").status_code == 404


def test_merged_petition_shows_its_own_words_and_nothing_of_the_other_person(citizen, place, road, dialogue):
    other = petition(place, dialogue, text="Tôi là Lê Bí Mật, nhà số 9, cũng hỏi đường này.", details=WHO)
    public.with_outcome(place, other, note="Trả lời riêng bà Bí Mật.")
    other.title = "Đường trước nhà bà Bí Mật"
    other.result_note = "Đã gặp bà Bí Mật."
    other.save()
    reply(place, other, text="Kính gửi bà Bí Mật.")
    Petition.objects.filter(pk=road.pk).update(state=PetitionState.MERGED, merged_into=other)
    open_it(citizen, road)

    page = text_of(citizen.get("/theo-doi/kien-nghi/"))

    assert "gộp với kiến nghị khác cùng nội dung" in page
    assert "Bí Mật" not in page
    assert other.code not in page
    assert "Tại hội nghị" in page


def test_split_petition_lists_its_matters_with_body_and_standing(citizen, place, road, dialogue):
    part = petition(place, dialogue, text="Xe quá tải chạy giờ cấm.", state=PetitionState.ASSIGNED)
    Petition.objects.filter(pk=part.pk).update(split_from=road, title="Xe quá tải, giờ cấm")
    assign(place, part, place.police)
    Petition.objects.filter(pk=road.pk).update(state=PetitionState.SPLIT)
    open_it(citizen, road)

    page = text_of(citizen.get("/theo-doi/kien-nghi/"))

    assert "Kiến nghị này gồm 1 việc" in page
    assert "<b>Xe quá tải, giờ cấm</b><br>Công an xã · Đã giao, chờ cơ quan chuẩn bị" in page


def test_addition_is_taken_once_and_told_back(citizen, road):
    open_it(citizen, road)
    form = {"text": "Chỗ hỏng dài thêm 20 m.", "once": "t1"}

    citizen.post("/theo-doi/kien-nghi/bo-sung/", form)
    citizen.post("/theo-doi/kien-nghi/bo-sung/", form)

    assert road.notes.count() == 1
    assert "Bạn đã bổ sung thông tin." in text_of(citizen.get("/theo-doi/kien-nghi/"))


def test_taking_back_before_the_conference_asks_first(citizen, road):
    open_it(citizen, road)
    assert "Không rút lại việc rút được" in text_of(citizen.get("/theo-doi/kien-nghi/rut/"))

    citizen.post("/theo-doi/kien-nghi/rut/", {"reason": "", "once": "t1"})

    road.refresh_from_db()
    assert road.state == PetitionState.WITHDRAWN


def test_taking_back_too_late_is_refused_in_words(citizen, place, road):
    public.with_outcome(place, road)
    open_it(citizen, road)

    page = text_of(citizen.post("/theo-doi/kien-nghi/rut/", {"reason": "Thôi", "once": "t1"}))

    assert "không rút được nữa" in page


def test_disagreeing_needs_a_reason_and_opens_the_matter_again(citizen, place, road, dialogue):
    public.with_outcome(place, road, Outcome.ANSWERED)
    public.conclude(place, dialogue, issued_on=date(2026, 9, 4))
    open_it(citizen, road)
    assert "Ghi lý do" in text_of(citizen.post("/theo-doi/kien-nghi/mo-lai/", {"reason": "", "once": "t1"}))

    citizen.post("/theo-doi/kien-nghi/mo-lai/", {"reason": "Hỏi đường, trả lời về cống.", "once": "t1"})

    road.refresh_from_db()
    assert (road.state, road.reopened_times) == (PetitionState.REOPENED, 1)


def test_rating_is_kept_and_may_be_changed(citizen, place, road):
    public.with_outcome(place, road, Outcome.ANSWERED)
    open_it(citizen, road)

    citizen.post("/theo-doi/kien-nghi/danh-gia/", {"stars": "2", "once": "t1"})
    citizen.post("/theo-doi/kien-nghi/danh-gia/", {"stars": "4", "once": "t2"})

    road.refresh_from_db()
    assert road.stars == 4


def test_page_asks_at_most_twelve_questions_however_much_happened(
    citizen, place, road, dialogue, django_assert_max_num_queries
):
    public.with_outcome(place, road)
    assign(place, road, place.economy)
    for number in range(3):
        reply(place, road, ReplyKind.INTERIM, f"Trả lời tạm {number}.", new_date=date(2026, 12, 1 + number))
        accounts.look_at_identity(road.submitters.get().identity, by=place.anna, purpose="reply")
    public.conclude(place, dialogue, issued_on=date(2026, 9, 4))
    open_it(citizen, road)

    with django_assert_max_num_queries(12):
        citizen.get("/theo-doi/kien-nghi/")


def test_asking_to_be_forgotten_needs_a_tick_is_made_once_and_its_standing_is_shown(citizen, place, road):
    open_it(citizen, road)
    address = "/theo-doi/kien-nghi/xoa-du-lieu/"

    page = text_of(citizen.get(address))
    unticked = text_of(citizen.post(address))
    for _press in range(2):
        citizen.post(address, {"hieu": "1"})

    assert "checked" not in page
    assert "Hãy đánh dấu ô xác nhận" in unticked
    asked = ErasureRequest.objects.get()
    assert (asked.submitter, asked.asked_by, asked.state) == (road.submitters.get(), None, "asked")
    assert "Văn phòng trả lời chậm nhất" in text_of(citizen.get(address))


def test_after_the_erasure_the_receipt_still_opens_the_petition_and_offers_no_second(citizen, place, road):
    open_it(citizen, road)
    made = ask_erasure(submitter=road.submitters.get(), on=timezone.localdate(), by=PUBLIC)
    carry_out_erasure(request=made, on=timezone.localdate(), by=place.actor(place.anna))

    page = text_of(citizen.get("/theo-doi/kien-nghi/"))

    assert road.code in page
    assert "Xóa dữ liệu cá nhân của tôi" not in page
    assert "Đã xóa dữ liệu cá nhân của bạn theo yêu cầu." in page
