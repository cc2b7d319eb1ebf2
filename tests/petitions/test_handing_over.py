import pytest

from doithoai.journal import queries as journal
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.errors import NotUndoable, PaperRefused
from doithoai.petitions.services import hand_over, put_out_of_scope, undo
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import NAMED, TODAY, receive

pytestmark = pytest.mark.django_db
P = PetitionState


def test_out_of_scope_petition_is_handed_over_with_a_numbered_slip_and_its_petitioner_told():
    place = tan_lach()
    row = receive(place, dialogue(place), details=NAMED).petition
    by = place.actor(place.anna)
    put_out_of_scope(petition=row, regime="complaint_law", handed_over_to="Thanh tra thành phố", on=TODAY, by=by)

    slip = hand_over(petition=row, on=TODAY, by=by)

    row.refresh_from_db()
    assert (row.state, row.regime, row.handed_over_on) == (P.OUT_OF_SCOPE, "complaint_law", TODAY)
    assert slip.symbol
    assert slip.petition == row.key
    assert "Nguyễn Văn Thử" not in str(slip.content)
    assert journal.entries_of_petition(row.key).last().kind == "petition_handed_over"


def test_slip_is_signed_once_and_then_cannot_be_taken_back():
    place = tan_lach()
    row = receive(place, dialogue(place)).petition
    by = place.actor(place.anna)
    group = put_out_of_scope(petition=row, regime="denunciation_law", handed_over_to="Công an", on=TODAY, by=by)
    hand_over(petition=row, on=TODAY, by=by)

    with pytest.raises(PaperRefused, match="đã chuyển rồi"):
        hand_over(petition=row, on=TODAY, by=by)
    with pytest.raises(NotUndoable, match="phiếu chuyển"):
        undo(group=group, on=TODAY, by=by)
