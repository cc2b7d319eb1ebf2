"""Looking petitions up by words: alike on both databases, and kept by the database whoever writes."""

import unicodedata

import pytest
from django.db import connection

from doithoai.petitions.models import Petition
from doithoai.petitions.models.words import OFFICE_WORDS, PUBLIC_WORDS
from doithoai.petitions.services.receiving import folded_of
from doithoai.textsearch.queries import with_words
from tests.factories import dialogues, organisations
from tests.factories import petitions as factory
from tests.factories.organisations import Place

pytestmark = pytest.mark.django_db
ROAD = "Đường liên thôn bị xe tải cày nát, đề nghị sửa."
WATER = "Nước sạch chảy yếu ở thôn Đường Nhân; 12.5 m3 mỗi tháng."


@pytest.fixture
def place() -> Place:
    return organisations.tan_lach()


@pytest.fixture
def two(place: Place) -> tuple[Petition, Petition]:
    of = dialogues.dialogue(place)
    return factory.petition(place, of, text=ROAD), factory.petition(place, of, text=WATER)


def found(asked: str) -> set[str]:
    return set(with_words(Petition.objects.all(), OFFICE_WORDS, asked).values_list("text", flat=True))


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("đường", {ROAD, WATER}),
        ("DUONG", {ROAD, WATER}),
        (unicodedata.normalize("NFD", "Đường liên"), {ROAD}),
        ("xe tải", {ROAD}),
        ("tải xe", {ROAD}),  # in any order
        ('"xe tải"', {ROAD}),
        ('"tải xe"', set()),  # side by side, in this order
        ('"đường thôn"', set()),
        ('"đường liên thôn" sửa', {ROAD}),
        ('"đường liên', {ROAD}),  # a quotation mark that nobody closed
        ("nươ", {WATER}),  # half typed
        ("12.5", {WATER}),
        ("cầu cống", set()),
        ("   ", {ROAD, WATER}),
        ("!?", set()),
        ("') OR 1=1 --", set()),
        ("xe NOT tải", set()),
        ("xe AND", set()),
        ("sửa*", {ROAD}),
        ("a & | ! <-> b", set()),
    ],
)
def test_every_word_must_be_there_and_marks_do_not_matter(asked: str, expected: set[str]) -> None:
    assert found(asked) == expected


def test_a_code_is_found_whole_and_by_its_number(two: tuple[Petition, Petition]) -> None:
    first, second = two

    assert found(first.code) == {first.text}
    assert found(first.code.lower()) == {first.text}
    assert found(second.code.rsplit("-", 1)[1]) == {second.text}


def test_the_public_finds_published_words_only(two: tuple[Petition, Petition]) -> None:
    road, water = two
    road.public_folded = folded_of("Đường hỏng", "", "")
    road.save()

    public = with_words(Petition.objects.all(), PUBLIC_WORDS, "đường")

    assert list(public) == [road]
    assert not with_words(Petition.objects.all(), PUBLIC_WORDS, water.code)


def test_a_changed_text_is_found_by_its_new_words_alone(two: tuple[Petition, Petition]) -> None:
    road, _ = two

    Petition.objects.filter(pk=road.pk).update(folded="cau treo qua suoi")

    assert found("xe tải") == set()
    assert found("cầu treo") == {ROAD}


def test_a_removed_petition_leaves_no_words(two: tuple[Petition, Petition]) -> None:
    road, _ = two
    Petition.objects.filter(pk=road.pk).update(folded="cau treo")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM petitions_submitter WHERE petition_id = %s", [road.pk])
        cursor.execute("DELETE FROM petitions_petition WHERE id = %s", [road.pk])

    assert found("cầu treo") == set()


def test_laying_the_index_again_finds_what_was_there_before(two: tuple[Petition, Petition]) -> None:
    connection.check_constraints()  # PostgreSQL alters no table whose foreign keys are still to be checked
    OFFICE_WORDS.lay(connection)

    assert found("xe tải") == {two[0].text}
