import pytest

from doithoai.journal import queries as journal
from doithoai.petitions.enums import Field, PetitionState, Urgency
from doithoai.petitions.errors import (
    ChangedMeanwhile,
    MoveNotAllowed,
    NotUndoable,
    TriageRefused,
)
from doithoai.petitions.models import Petition
from doithoai.petitions.services import (
    describe_petition,
    move,
    put_out_of_scope,
    triage_petitions,
    undo,
    withdraw_petition,
)
from doithoai.regulations.facts import PetitionTriaged
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import TODAY, assign, petition, receive

pytestmark = pytest.mark.django_db
P = PetitionState


def kinds(of: Petition) -> list[str]:
    return [entry.kind for entry in journal.entries_of_petition(of.key)]


def test_many_petitions_are_triaged_at_once_and_taken_back_at_once():
    place = tan_lach()
    conversation = dialogue(place)
    rows = [receive(place, conversation, text=text).petition for text in ("Điện", "Đường", "Trường")]
    by = place.actor(place.anna)

    group = triage_petitions(petitions=rows, field=Field.TRANSPORT, urgency=Urgency.URGENT, on=TODAY, by=by)

    assert set(Petition.objects.values_list("state", "field", "urgency")) == {("triaged", "transport", "urgent")}
    undo(group=group, on=TODAY, by=by)
    assert set(Petition.objects.values_list("state", "field", "urgency")) == {("received", "", "normal")}
    assert not any(isinstance(fact, PetitionTriaged) for fact in journal.facts_of(conversation.stream))


def test_undoing_twice_changes_nothing_the_second_time():
    place = tan_lach()
    row = receive(place, dialogue(place)).petition
    by = place.actor(place.anna)
    group = triage_petitions(petitions=[row], field=Field.WATER, on=TODAY, by=by)
    undo(group=group, on=TODAY, by=by)
    before = kinds(row)

    assert undo(group=group, on=TODAY, by=by) == []
    assert kinds(row) == before


def test_what_somebody_has_worked_on_since_is_not_taken_back():
    place = tan_lach()
    row = receive(place, dialogue(place)).petition
    by = place.actor(place.anna)
    group = triage_petitions(petitions=[row], field=Field.WATER, on=TODAY, by=by)
    triage_petitions(petitions=[row], field=Field.POWER, on=TODAY, by=by)

    with pytest.raises(NotUndoable, match="đã có thay đổi sau đó"):
        undo(group=group, on=TODAY, by=by)


def test_urgency_alone_does_not_triage_a_petition_without_a_field():
    place = tan_lach()
    row = receive(place, dialogue(place)).petition

    with pytest.raises(TriageRefused, match="chưa có lĩnh vực"):
        triage_petitions(petitions=[row], urgency=Urgency.URGENT, on=TODAY, by=place.actor(place.anna))


def test_second_clerk_with_an_old_form_is_told_how_the_petition_stands_now():
    place = tan_lach()
    conversation = dialogue(place)
    row = petition(place, conversation, state=P.TRIAGED)
    seen = row.version
    triage_petitions(petitions=[row], field=Field.WATER, seen=seen, on=TODAY, by=place.actor(place.anna))

    with pytest.raises(ChangedMeanwhile, match=r"Đã phân loại, chưa giao.*còn nguyên"):
        triage_petitions(petitions=[row], field=Field.POWER, seen=seen, on=TODAY, by=place.actor(place.ben))

    row.refresh_from_db()
    assert row.field == Field.WATER


def test_describing_changes_title_and_place_but_never_the_words():
    place = tan_lach()
    row = receive(place, dialogue(place)).petition

    described = describe_petition(
        petition=row,
        title=" Đường  Cầu Đá hỏng ",
        place="Thôn Xuân Mỹ",
        complained_body=place.economy,
        on=TODAY,
        by=place.actor(place.anna),
    )

    assert (described.title, described.place, described.text) == ("Đường Cầu Đá hỏng", "Thôn Xuân Mỹ", row.text)
    assert described.folded.startswith("duong cau da hong thon xuan my duong lien thon")


def test_out_of_scope_is_taken_back_before_the_slip_goes():
    place = tan_lach()
    row = receive(place, dialogue(place)).petition
    by = place.actor(place.anna)
    group = put_out_of_scope(petition=row, regime="complaint_law", handed_over_to="Thanh tra", on=TODAY, by=by)

    undo(group=group, on=TODAY, by=by)

    row.refresh_from_db()
    assert (row.state, row.regime, row.handed_over_to) == (P.RECEIVED, "", "")


def test_assigned_petition_must_be_called_back_before_it_leaves_the_scope():
    place = tan_lach()
    row = petition(place, dialogue(place), state=P.ASSIGNED, lead=place.economy)

    with pytest.raises(TriageRefused, match="đang giao"):
        put_out_of_scope(petition=row, regime="complaint_law", handed_over_to="X", on=TODAY, by=place.actor(place.anna))


@pytest.mark.parametrize(
    ("state", "to", "allowed"),
    [
        (P.RECEIVED, P.ANSWERED_AT_CONFERENCE, True),
        (P.TAKEN_UP, P.IN_RESOLUTION, True),
        (P.RECEIVED, P.REPLIED, False),
        (P.CLOSED, P.TAKEN_UP, False),
        (P.WITHDRAWN, P.RECEIVED, False),
    ],
)
def test_a_petition_moves_only_along_the_table(state, to, allowed):
    place = tan_lach()
    row = petition(place, dialogue(place), state=state)

    if allowed:
        assert move(row, to).state == to
        assert Petition.objects.get(pk=row.pk).state == to
    else:
        with pytest.raises(MoveNotAllowed, match=row.code):
            move(row, to)


def test_withdrawing_frees_the_bodies_and_is_not_possible_after_the_conference():
    place = tan_lach()
    conversation = dialogue(place)
    row = petition(place, conversation, state=P.ASSIGNED)
    assigned = assign(place, row, place.economy)
    answered = petition(place, conversation, text="Khác", state=P.ANSWERED_AT_CONFERENCE)

    withdraw_petition(petition=row, reason="Đã được giải quyết", on=TODAY, by=place.actor(place.anna))

    assigned.refresh_from_db()
    assert assigned.state == "replaced"
    assert row.notes.get().text == "Đã được giải quyết"
    with pytest.raises(MoveNotAllowed):
        withdraw_petition(petition=answered, reason="", on=TODAY, by=place.actor(place.anna))
