"""While a citizen types: what is published about such a matter, and not a word that is not."""

import pytest
from django.urls import reverse

from doithoai.petitions.models import Petition
from doithoai.portal import limits
from doithoai.textsearch.folding import fold
from tests.factories import public
from tests.factories.petitions import petition
from tests.portal.test_sending import text_of

LIGHTS = "Đèn đường thôn Cầu Đá hỏng từ đầu năm, tối rất nguy hiểm cho trẻ đi học."
TYPED = "den duong thon cau da hong, tre di hoc toi nguy hiem"


@pytest.fixture
def made(place, soon, today):
    return public.announced(place, conference_on=soon, noticed_on=today, on=today)


@pytest.fixture
def published(place, made, today) -> Petition:
    row = petition(place, made, text=f"{LIGHTS} Nhà ông Bảy Chột.", received_on=today)
    title, answer = "Sửa đèn đường thôn Cầu Đá", "Xã thay 12 bóng trong quý IV."
    words = {"public_title": title, "public_answer": answer, "public_folded": fold(f"{title} {answer}")}
    Petition.objects.filter(pk=row.pk).update(**words, published_on=today, published_by=place.anna)
    return Petition.objects.get(pk=row.pk)


def ask(citizen, made, text: str) -> str:
    return text_of(citizen.post(reverse("portal:asked-before", args=[made.code]), {"text": text}))


def test_citizen_sees_the_published_answer_to_such_a_matter(citizen, made, published):
    said = ask(citizen, made, TYPED)

    assert published.public_title in said
    assert "Xã thay 12 bóng trong quý IV." in said
    assert "Bảy Chột" not in said


def test_words_of_a_petition_that_is_not_published_lead_to_nothing(citizen, place, made, published, today):
    petition(place, made, text="Trạm bơm thôn Thượng không chạy", received_on=today)

    assert "Trạm bơm" not in ask(citizen, made, "Trạm bơm thôn Thượng không chạy")
    assert published.public_title not in ask(citizen, made, "Nhà ông Bảy Chột")


def test_without_scripts_a_button_shows_it_and_sends_nothing(citizen, made, published):
    before = Petition.objects.count()
    form = {"dialogue": made.code, "text": TYPED, "xem": "1", "full_name": "Trần Thị Mẫu", "once": "t9"}

    page = text_of(citizen.post(reverse("portal:send-to", args=[made.code]), form))

    assert published.public_title in page
    assert TYPED in page
    assert "Trần Thị Mẫu" in page
    assert Petition.objects.count() == before


def test_who_asks_in_a_flood_is_shown_nothing_and_may_still_send(citizen, made, published, monkeypatch):
    monkeypatch.setattr(limits, "LOOKING", limits.Limit("looking", 1, 600))
    ask(citizen, made, TYPED)

    assert published.public_title not in ask(citizen, made, TYPED)
    assert citizen.get(reverse("portal:send-to", args=[made.code])).status_code == 200
