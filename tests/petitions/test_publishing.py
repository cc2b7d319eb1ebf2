"""Releasing the public text: nobody is named, and what is searched is only what was released."""

import json
from datetime import date

import pytest

from doithoai.accounts.vault import PersonalDetails
from doithoai.documents.models import Redaction
from doithoai.documents.services.redacting import Offer
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


def offers(of: Petition, title: str, answer: str = "", also: tuple[str, ...] = ()) -> list[Offer]:
    return services.offers_for(of, services.texts_to_publish(of, title=title, answer=answer), also=also)


def release(
    place: Place, of: Petition, title: str, answer: str = "", *, hide: bool | None = None, also: tuple[str, ...] = ()
) -> Petition:
    """Publish; `hide` decides about everything found in one way, None decides about nothing."""
    found = offers(of, title, answer, also)
    decided = {} if hide is None else {one.key: hide for one in found}
    return services.release_public_text(
        petition=of, title=title, answer=answer, decided=decided, also=also, on=ON, by=place.actor(place.anna)
    )


def test_released_text_is_searchable_without_marks_and_leaves_a_fact(place: Place, road: Petition) -> None:
    done = release(place, road, "Sửa đường thôn Cầu Đá", "Đã giao khảo sát.")

    assert done.public_folded == "sua duong thon cau da da giao khao sat."
    assert (done.published_on, done.published_by) == (ON, place.anna)
    kinds = [entry.kind for entry in journal.entries_of_petition(road.key)]
    assert kinds[-1] == "public_text_released"


@pytest.mark.parametrize("leak", ["Ông NGUYEN VAN THU hỏi về đường", "Gọi 0912.345.678", "Viết tới thu@example.vn"])
def test_own_name_phone_or_mail_of_the_petitioner_can_only_be_hidden(place: Place, road: Petition, leak: str) -> None:
    with pytest.raises(PublishingRefused, match="chính người kiến nghị"):
        release(place, road, "Sửa đường", leak, hide=False)
    road.refresh_from_db()
    assert road.published_on is None

    done = release(place, road, "Sửa đường", leak, hide=True)

    assert "[đã ẩn" in done.public_answer
    assert not {"NGUYEN VAN THU", "0912.345.678", "thu@example.vn"} & set(done.public_answer.split())
    assert "345" not in done.public_answer
    assert "example" not in done.public_folded


def test_village_of_the_petitioner_may_be_named_but_not_the_house(place: Place) -> None:
    who = PersonalDetails(full_name="Lê Thị Ví Dụ", address="Thôn Bến Dưới")
    made = petition(place, dialogue(place), details=who)
    assert release(place, made, "Nước yếu ở thôn Bến Dưới").published_on == ON

    who = PersonalDetails(full_name="Lê Thị Ví Dụ", address="Số 9, thôn Bến Dưới")
    other = petition(place, made.dialogue, details=who)
    with pytest.raises(PublishingRefused, match="chính người kiến nghị"):
        release(place, other, "Nước yếu trước nhà", "Đã đến số 9 - thôn Bến Dưới.", hide=False)


def test_short_name_waits_for_a_reader_as_it_may_be_a_word(place: Place) -> None:
    made = petition(place, dialogue(place), details=PersonalDetails(full_name="Lê An"))

    with pytest.raises(PublishingRefused, match="Lễ an"):
        release(place, made, "Lễ an táng ở nghĩa trang")

    assert release(place, made, "Lễ an táng ở nghĩa trang", hide=False).public_title == "Lễ an táng ở nghĩa trang"
    assert release(place, made, "Lệ anh ninh").published_on == ON


def test_name_of_somebody_merged_into_it_can_only_be_hidden(place: Place, road: Petition) -> None:
    other = petition(place, road.dialogue, details=PersonalDetails(full_name="Trần Thị Ví Dụ"))
    Petition.objects.filter(pk=other.pk).update(state=PetitionState.MERGED, merged_into=road)

    with pytest.raises(PublishingRefused):
        release(place, road, "Đường trước nhà bà Trần Thị Ví Dụ", hide=False)


def test_a_neighbour_s_name_waits_for_a_decision_and_either_is_possible(place: Place, road: Petition) -> None:
    said = "Nước từ nhà bà Lê Thị Mẫu chảy ra."
    with pytest.raises(PublishingRefused, match="Lê Thị Mẫu"):
        release(place, road, "Rãnh nước", said)

    assert release(place, road, "Rãnh nước", said, hide=True).public_answer == (
        "Nước từ nhà bà [đã ẩn họ tên] chảy ra."
    )
    assert release(place, road, "Rãnh nước", said, hide=False).public_answer == said


def test_the_decision_is_kept_with_its_spans_and_the_fact_holds_no_words(place: Place, road: Petition) -> None:
    release(place, road, "Rãnh nước", "Bà Lê Thị Mẫu, 0987 654 321.", hide=True)

    row = Redaction.objects.get(subject=road.key, part="answer")
    [fact] = [one for one in journal.entries_of_petition(road.key) if one.kind == "text_redacted"]
    assert row.spans == [[3, 13, "name", True], [15, 27, "phone", True]]
    assert (row.made_by, json.loads(fact.data)) == (place.anna.key, {"hidden": 2, "kept": 0})


def test_an_answer_given_once_is_remembered_and_only_what_is_new_asks(place: Place, road: Petition) -> None:
    release(place, road, "Rãnh nước", "Nhà bà Lê Thị Mẫu.", hide=False)

    with pytest.raises(PublishingRefused, match="0987 654 321") as refused:
        release(place, road, "Rãnh nước", "Hôm qua, nhà bà Lê Thị Mẫu gọi 0987 654 321.")

    assert "Lê Thị Mẫu" not in str(refused.value)
    old = Redaction.objects.filter(subject=road.key, part="answer").count()
    release(place, road, "Rãnh nước", "Nhà bà Lê Thị Mẫu gọi 0987 654 321.", hide=True)
    sources = list(Redaction.objects.filter(subject=road.key, part="answer").values_list("source", flat=True))
    assert (len(sources), sources[0]) == (old + 1, "")  # of the version before, the spans stay and the words go


def test_words_marked_by_the_officer_are_hidden_wherever_they_stand(place: Place, road: Petition) -> None:
    done = release(place, road, "Cây đa đầu làng", "Chặt cây đa nhà đầu làng.", also=("đầu làng",), hide=True)

    assert (done.public_title, done.public_answer) == ("Cây đa [đã ẩn]", "Chặt cây đa nhà [đã ẩn].")


def test_a_file_s_name_is_looked_through_like_a_text(place: Place, road: Petition) -> None:
    services.attach_files(
        petition=road, files=[("Don cua Nguyen Van Thu.txt", b"noi dung")], on=ON, by=place.actor(place.anna)
    )

    assert [(one.words, one.must_hide) for one in offers(road, "Sửa đường")] == [("Nguyen Van Thu", True)]
    with pytest.raises(PublishingRefused, match="Nguyen Van Thu"):
        release(place, road, "Sửa đường")


def test_somebody_acting_in_a_post_is_proposed_to_be_kept(place: Place, road: Petition) -> None:
    found = offers(road, "Sửa đường", "Ông Trần Văn Việc, Chủ tịch UBND xã, đã trả lời bà Lê Thị Mẫu.")

    assert [(one.words, one.hidden) for one in found] == [("Trần Văn Việc", False), ("Lê Thị Mẫu", True)]


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
