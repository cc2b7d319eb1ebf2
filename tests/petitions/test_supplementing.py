"""What a petitioner adds later stands beside the words received and reaches those who have the matter."""

from datetime import date

import pytest

from doithoai.common.actors import PUBLIC
from doithoai.journal import queries as journal
from doithoai.notices.models import Message
from doithoai.petitions import services
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.errors import MoveNotAllowed, TextRefused
from tests.factories.dialogues import dialogue
from tests.factories.organisations import Place, tan_lach
from tests.factories.petitions import NAMED, petition

ON = date(2026, 8, 5)


@pytest.fixture
def place(db: None) -> Place:
    return tan_lach()


def test_addition_is_kept_beside_the_words_and_told_without_repeating_it(place: Place) -> None:
    made = petition(place, dialogue(place), lead=place.economy, state=PetitionState.ASSIGNED, details=NAMED)
    words = made.text

    services.supplement_petition(submitter=made.submitters.get(), text="Thêm: chỗ cống số 3.", on=ON, by=PUBLIC)

    made.refresh_from_db()
    assert made.text == words
    assert [(note.kind, note.text, note.made_by) for note in made.notes.all()] == [
        ("supplement", "Thêm: chỗ cống số 3.", None)
    ]
    assert journal.entries_of_petition(made.key).last().kind == "petition_supplemented"
    told = Message.objects.filter(petition=made.key)
    assert {message.account for message in told} >= {place.anna, place.economy_officer}
    assert not any("cống số 3" in message.text for message in told)


def test_addition_needs_words(place: Place) -> None:
    made = petition(place, dialogue(place))

    with pytest.raises(TextRefused):
        services.supplement_petition(submitter=made.submitters.get(), text=" \n ", on=ON, by=PUBLIC)


@pytest.mark.parametrize("state", [PetitionState.WITHDRAWN, PetitionState.CLOSED, PetitionState.OUT_OF_SCOPE])
def test_nothing_is_added_to_a_matter_that_is_over(place: Place, state: PetitionState) -> None:
    made = petition(place, dialogue(place), state=state)

    with pytest.raises(MoveNotAllowed, match="gửi kiến nghị mới"):
        services.supplement_petition(submitter=made.submitters.get(), text="Thêm.", on=ON, by=PUBLIC)


def test_a_program_named_pdf_leaves_nothing_behind(place: Place) -> None:
    made = petition(place, dialogue(place))

    with pytest.raises(Exception, match="chương trình máy tính"):
        services.supplement_petition(
            submitter=made.submitters.get(), text="Xem tệp.", files=[("anh.pdf", b"MZ\x90")], on=ON, by=PUBLIC
        )

    assert not made.notes.exists()
