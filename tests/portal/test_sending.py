"""Sending an opinion: words kept whole, one petition a press, a secret shown once."""

import unicodedata
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from doithoai.accounts import receipts as secrets
from doithoai.accounts import services as accounts
from doithoai.notices.models import Message
from doithoai.petitions.enums import ReplyChannel
from doithoai.petitions.models import Petition, Submitter
from doithoai.portal import limits
from tests.factories import public

WORDS = "Đường thôn Cầu Đá ngập sau mỗi trận mưa. Đề nghị làm cống."


@pytest.fixture
def made(place, soon, today):
    return public.announced(place, conference_on=soon, noticed_on=today, on=today)


@pytest.fixture
def address(made):
    return reverse("portal:send-to", args=[made.code])


def filled(**changes):
    return {"dialogue": "TL-2026-01", "text": WORDS, "reply_channel": "portal", "once": "t1", **changes}


def text_of(response):
    return " ".join(response.content.decode().split())


def secret_on(page):
    return page.split('class="secret num mb-3">')[1].split("<")[0]


def test_opinion_without_a_name_is_kept_word_for_word_and_gets_code_and_secret(citizen, address, made, today):
    sent = citizen.post(address, filled(text=f"  {WORDS}\r\nHai dòng. "))

    assert sent.url == "/bien-nhan/"
    page = text_of(citizen.get(sent.url))
    petition = Petition.objects.get()
    assert (petition.text, petition.channel, petition.received_on) == (f"  {WORDS}\nHai dòng. ", "portal", today)
    submitter = petition.submitters.get()
    assert submitter.identity is None
    assert secrets.fits(secret_on(page), code=petition.code, digest=submitter.secret_hash)
    assert "Bạn không ghi tên" in page


def test_name_goes_to_the_vault_and_the_chosen_way_of_answering_is_kept(citizen, address):
    citizen.post(
        address,
        filled(full_name="Nguyễn Văn Thử", reply_channel="sms", phone="0912 345 678", place="Thôn Cầu Đá"),
    )

    submitter = Submitter.objects.get()
    assert submitter.reply_channel == ReplyChannel.SMS
    assert accounts.address_for_sending(submitter.identity).full_name == "Nguyễn Văn Thử"
    assert "Nguyễn Văn Thử" not in str(Petition.objects.values().get())


def test_consent_to_publish_is_never_ticked_beforehand(citizen, address):
    page = citizen.get(address).content.decode()
    box = page.split('name="may_publish"')[1].split(">")[0]
    assert "checked" not in box

    citizen.post(address, filled())

    assert Petition.objects.get().may_publish is False


def test_two_presses_make_one_petition_and_both_lead_to_the_secret(citizen, address):
    citizen.post(address, filled())
    first = secret_on(text_of(citizen.get("/bien-nhan/")))

    citizen.post(address, filled())
    again = secret_on(text_of(citizen.get("/bien-nhan/")))

    assert Petition.objects.count() == 1
    assert again == first


def test_secret_is_shown_once_and_not_after_a_reload(citizen, address):
    citizen.post(address, filled())
    shown = text_of(citizen.get("/bien-nhan/"))

    reloaded = text_of(citizen.get("/bien-nhan/"))

    assert "Tải lại trang này là từ bí mật không hiện nữa" in shown
    assert secret_on(shown) not in reloaded
    assert "Đã hiện một lần và không hiện lại" in reloaded
    assert Petition.objects.get().code in reloaded


def test_another_browser_does_not_see_the_receipt(citizen, address, client):
    citizen.post(address, filled())

    assert client.get("/bien-nhan/").url == "/theo-doi/"


def test_secret_lies_open_nowhere(citizen, address, caplog):
    caplog.set_level("DEBUG")
    sent = citizen.post(address, filled(full_name="Nguyễn Văn Thử", reply_channel="email", email="a@example.vn"))
    secret = secret_on(text_of(citizen.get(sent.url)))

    lying = [row.session_data for row in Session.objects.all()] + [
        str(row.get_decoded()) for row in Session.objects.all()
    ]
    lying += [message.text for message in Message.objects.all()] + [sent.url, caplog.text]
    assert not any(secret in one or secret.replace("-", "") in one for one in lying)


def test_receipt_is_kept_by_nobody(citizen, address):
    citizen.post(address, filled())

    response = citizen.get("/bien-nhan/")

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": ""}, "Viết điều bạn muốn hỏi hoặc đề nghị."),
        ({"text": "Nước"}, "Nội dung quá ngắn"),
        ({"text": "a" * 50_001}, "Nội dung dài 50001 ký tự, nhiều hơn 50000."),
        ({"reply_channel": "email", "full_name": "Nguyễn Thử"}, "Ghi địa chỉ thư điện tử"),
        ({"reply_channel": "counter"}, "Muốn được trả lời riêng thì cần họ tên."),
        ({"phone": "0912345678"}, "Muốn được trả lời riêng thì cần họ tên."),
        ({"phone": "123", "full_name": "Nguyễn Thử"}, "từ 8 đến 13 chữ số"),
    ],
)
def test_a_mistake_is_said_on_top_and_nothing_typed_is_lost(citizen, address, changes, said):
    response = citizen.post(address, filled(place="Thôn Cầu Đá", **changes))

    page = text_of(response)
    assert said in page
    assert 'class="errs"' in page
    assert 'value="Thôn Cầu Đá"' in page
    assert not Petition.objects.exists()


def test_mended_form_can_be_sent_with_the_same_token(citizen, address):
    citizen.post(address, filled(text="Nước"))

    citizen.post(address, filled())

    assert Petition.objects.count() == 1


def test_fifty_thousand_characters_are_taken_whole(citizen, address):
    long = "Nước yếu. " * 5_000

    citizen.post(address, filled(text=long))

    assert Petition.objects.get().text == long


def test_decomposed_letters_are_stored_composed(citizen, address):
    citizen.post(address, filled(text=unicodedata.normalize("NFD", "Đường hỏng từ tháng ba năm nay")))

    assert Petition.objects.get().text == "Đường hỏng từ tháng ba năm nay"


def test_program_named_pdf_is_refused_by_its_content(citizen, address):
    file = SimpleUploadedFile("anh.pdf", b"MZ\x90\x00", content_type="application/pdf")

    page = text_of(citizen.post(address, filled(attachments=file)))

    assert "là chương trình máy tính" in page
    assert not Petition.objects.exists()


def test_photo_comes_along(citizen, address):
    file = SimpleUploadedFile("anh.png", b"\x89PNG\r\n\x1a\n" + b"0" * 100, content_type="image/png")

    citizen.post(address, filled(attachments=file))

    attached = Petition.objects.get().attachments.get()
    assert (attached.from_citizen, attached.file.media_type) == (True, "image/png")


def test_closed_window_says_so_and_offers_the_next_dialogue(citizen, place, made, today, soon, address):
    made.collects_until = today - timedelta(days=1)
    made.save(update_fields=["collects_until"])
    later = public.announced(place, conference_on=soon, noticed_on=today, on=today, code="TL-2026-02")

    page = text_of(citizen.get(address))

    assert "Cuộc này không nhận thêm ý kiến trước hội nghị" in page
    assert reverse("portal:send-to", args=[later.code]) in page
    assert reverse("portal:register", args=[made.code]) in page


def test_window_that_closes_while_one_writes_loses_nothing(citizen, made, today, address):
    citizen.get(address)
    made.collects_until = today - timedelta(days=1)
    made.save(update_fields=["collects_until"])

    page = text_of(citizen.post(address, filled()))

    assert WORDS in page
    assert "Hiện không có cuộc nào ở đây nhận ý kiến" in page
    assert not Petition.objects.exists()


def test_a_flood_is_slowed_down_without_losing_the_words(citizen, address):
    for number in range(limits.SENDING.most):
        citizen.post(address, filled(once=f"t{number}", text=f"{WORDS} {number}"))

    page = text_of(citizen.post(address, filled(once="one-more", text="Điều cuối cùng tôi muốn nêu.")))

    assert "vừa có quá nhiều lần gửi" in page
    assert "Điều cuối cùng tôi muốn nêu." in page
    assert Petition.objects.count() == limits.SENDING.most


def test_choice_leads_straight_on_where_there_is_only_one(citizen, made):
    assert citizen.get("/gui/").url == reverse("portal:send-to", args=[made.code])


def test_where_nothing_is_open_other_ways_are_named(citizen, db):
    assert "Hiện không có cuộc nào nhận ý kiến qua trang này." in text_of(citizen.get("/gui/"))
