"""Releasing the public text: nobody is named, and what is searched is only what was released."""

from datetime import date

import pytest

from doithoai.accounts.vault import PersonalDetails
from doithoai.journal import queries as journal
from doithoai.petitions import services
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.errors import PublishingRefused
from doithoai.petitions.models import Petition
from tests.factories.dialogues import dialogue
from tests.factories.organisations import Place, tan_lach
from tests.factories.petitions import petition

ON = date(2026, 9, 9)
WHO = PersonalDetails(full_name="Nguyễn Văn Thử", phone="0912 345 678", email="thu@example.vn")


@pytest.fixture
def place(db: None) -> Place:
    return tan_lach()


@pytest.fixture
def road(place: Place) -> Petition:
    return petition(place, dialogue(place), text="Tôi là Nguyễn Văn Thử, đường hỏng.", details=WHO)


def release(place: Place, of: Petition, title: str, answer: str = "", *, read_through: bool = False) -> Petition:
    return services.release_public_text(
        petition=of, title=title, answer=answer, read_through=read_through, on=ON, by=place.actor(place.anna)
    )


def test_released_text_is_searchable_without_marks_and_leaves_a_fact(place: Place, road: Petition) -> None:
    done = release(place, road, "Sửa đường thôn Cầu Đá", "Đã giao khảo sát.")

    assert done.public_folded == "sua duong thon cau da da giao khao sat."
    assert (done.published_on, done.published_by) == (ON, place.anna)
    kinds = [entry.kind for entry in journal.entries_of_petition(road.key)]
    assert kinds[-1] == "public_text_released"


@pytest.mark.parametrize("leak", ["Ông NGUYEN VAN THU hỏi về đường", "Gọi 0912.345.678", "Viết tới thu@example.vn"])
def test_own_name_phone_or_mail_of_the_petitioner_is_refused_even_when_read_through(
    place: Place, road: Petition, leak: str
) -> None:
    with pytest.raises(PublishingRefused, match="chính người kiến nghị"):
        release(place, road, "Sửa đường", leak, read_through=True)

    road.refresh_from_db()
    assert road.published_on is None


def test_village_of_the_petitioner_may_be_named_but_not_the_house(place: Place) -> None:
    who = PersonalDetails(full_name="Lê Thị Ví Dụ", address="Thôn Bến Dưới")
    made = petition(place, dialogue(place), details=who)
    assert release(place, made, "Nước yếu ở thôn Bến Dưới").published_on == ON

    who = PersonalDetails(full_name="Lê Thị Ví Dụ", address="Số 9, thôn Bến Dưới")
    other = petition(place, made.dialogue, details=who)
    with pytest.raises(PublishingRefused, match="chính người kiến nghị"):
        release(place, other, "Nước yếu trước nhà", "Đã đến số 9 - thôn Bến Dưới.", read_through=True)


def test_short_name_waits_for_a_reader_as_it_may_be_a_word(place: Place) -> None:
    made = petition(place, dialogue(place), details=PersonalDetails(full_name="Lê An"))

    with pytest.raises(PublishingRefused, match="le an"):
        release(place, made, "Lễ an táng ở nghĩa trang")

    assert release(place, made, "Lễ an táng ở nghĩa trang", read_through=True).published_on == ON
    assert release(place, made, "Lệ anh ninh", read_through=False).published_on == ON


def test_name_of_somebody_merged_into_it_is_refused(place: Place, road: Petition) -> None:
    other = petition(place, road.dialogue, details=PersonalDetails(full_name="Trần Thị Ví Dụ"))
    Petition.objects.filter(pk=other.pk).update(state=PetitionState.MERGED, merged_into=road)

    with pytest.raises(PublishingRefused):
        release(place, road, "Đường trước nhà bà Trần Thị Ví Dụ", read_through=True)


def test_words_that_may_name_a_neighbour_wait_for_a_reader(place: Place, road: Petition) -> None:
    with pytest.raises(PublishingRefused, match="bà Lê Thị Mẫu"):
        release(place, road, "Rãnh nước", "Nước từ nhà bà Lê Thị Mẫu chảy ra.")

    assert release(place, road, "Rãnh nước", "Nhà bà Lê Thị Mẫu", read_through=True).published_on == ON


def test_a_merged_petition_speaks_through_the_other(place: Place, road: Petition) -> None:
    Petition.objects.filter(pk=road.pk).update(state=PetitionState.MERGED)

    with pytest.raises(PublishingRefused, match="kiến nghị còn lại"):
        release(place, road, "Sửa đường")


def test_taking_down_twice_leaves_one_fact(place: Place, road: Petition) -> None:
    release(place, road, "Sửa đường")
    by = place.actor(place.anna)

    services.take_down_public_text(petition=road, on=ON, by=by)
    services.take_down_public_text(petition=road, on=ON, by=by)

    kinds = [entry.kind for entry in journal.entries_of_petition(road.key)]
    assert kinds.count("public_text_taken_down") == 1
