from datetime import date

import pytest

from doithoai.journal import queries as journal
from doithoai.petitions.enums import Field, PetitionState
from doithoai.petitions.errors import NotUndoable, TriageRefused
from doithoai.petitions.models import Petition
from doithoai.petitions.services import (
    Part,
    link_to_earlier,
    merge_petitions,
    split_petition,
    undo,
    unmerge_petition,
)
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import NAMED, TODAY, assign, petition, receive

pytestmark = pytest.mark.django_db
P = PetitionState
PARTS = (
    Part(text="Sửa mặt đường", field=Field.TRANSPORT),
    Part(text="Cấm xe quá tải giờ tan trường", field=Field.SECURITY, place="Cổng trường"),
)


def test_splitting_keeps_the_whole_and_gives_each_matter_a_code():
    place = tan_lach()
    whole = receive(place, dialogue(place)).petition

    parts = split_petition(petition=whole, parts=PARTS, on=TODAY, by=place.actor(place.anna))

    whole.refresh_from_db()
    assert whole.state == P.SPLIT
    assert [(p.code, p.state, p.field, p.place) for p in parts] == [
        (f"{whole.code}.1", P.TRIAGED, Field.TRANSPORT, "Thôn Cầu Đá"),
        (f"{whole.code}.2", P.TRIAGED, Field.SECURITY, "Cổng trường"),
    ]
    assert [p.received_on for p in parts] == [whole.received_on] * 2


def test_splitting_is_undone_while_nobody_works_on_a_part_and_leaves_no_counted_fact():
    place = tan_lach()
    conversation = dialogue(place)
    whole = receive(place, conversation).petition
    by = place.actor(place.anna)
    split_petition(petition=whole, parts=PARTS, on=TODAY, by=by)

    undo(group=whole.changes.get().group, on=TODAY, by=by)

    whole.refresh_from_db()
    assert (whole.state, Petition.objects.count()) == (P.RECEIVED, 1)
    assert {fact.petition for fact in journal.facts_of(conversation.stream)} == {"", whole.key}
    assert split_petition(petition=whole, parts=PARTS, on=TODAY, by=by)[0].code == f"{whole.code}.1"


def test_splitting_is_not_undone_once_a_part_is_assigned():
    place = tan_lach()
    whole = receive(place, dialogue(place)).petition
    by = place.actor(place.anna)
    parts = split_petition(petition=whole, parts=PARTS, on=TODAY, by=by)
    assign(place, parts[0], place.economy)

    with pytest.raises(NotUndoable, match=parts[0].code):
        undo(group=whole.changes.get().group, on=TODAY, by=by)


@pytest.mark.parametrize("count", [0, 1, 10])
def test_a_petition_is_split_into_two_to_nine_matters(count):
    place = tan_lach()
    whole = receive(place, dialogue(place)).petition

    with pytest.raises(TriageRefused, match="từ 2 đến 9"):
        split_petition(petition=whole, parts=PARTS[:1] * count, on=TODAY, by=place.actor(place.anna))


def test_merged_petitions_keep_code_day_and_petitioner_and_can_be_parted_again():
    place = tan_lach()
    conversation = dialogue(place)
    main = petition(place, conversation, text="Đường Cầu Đá", state=P.TRIAGED)
    other = petition(
        place, conversation, text="Đường thôn Cầu Đá", state=P.RECEIVED, received_on=date(2026, 7, 22), details=NAMED
    )
    by = place.actor(place.anna)

    merge_petitions(into=main, others=[other], on=TODAY, by=by)

    other.refresh_from_db()
    assert (other.state, other.merged_into, other.received_on) == (P.MERGED, main, date(2026, 7, 22))
    assert other.submitters.get().code == other.code
    back = unmerge_petition(petition=other, on=TODAY, by=by)
    assert (back.state, back.merged_into) == (P.RECEIVED, None)


def test_undoing_a_merge_parts_all_that_one_click_merged():
    place = tan_lach()
    conversation = dialogue(place)
    main, *others = [petition(place, conversation, text=text) for text in ("A", "B", "C")]
    by = place.actor(place.anna)

    undo(group=merge_petitions(into=main, others=others, on=TODAY, by=by), on=TODAY, by=by)

    assert set(Petition.objects.values_list("state", "merged_into")) == {("triaged", None)}


def test_merging_never_gives_anybody_a_later_date():
    place = tan_lach()
    conversation = dialogue(place)
    main = petition(place, conversation, text="A", state=P.ASSIGNED)
    other = petition(place, conversation, text="B", state=P.ASSIGNED)
    late = assign(place, main, place.economy, due_on=date(2026, 8, 17))
    assign(place, other, place.economy, due_on=date(2026, 8, 10))

    merge_petitions(into=main, others=[other], on=TODAY, by=place.actor(place.anna))

    late.refresh_from_db()
    assert late.due_on == date(2026, 8, 10)


def test_petitions_of_two_dialogues_or_with_something_merged_in_are_not_merged():
    place = tan_lach()
    conversation = dialogue(place)
    elsewhere = dialogue(place, code="TL-2026-02")
    main = petition(place, conversation, text="A")
    holder = petition(place, conversation, text="B")
    held = petition(place, conversation, text="C")
    by = place.actor(place.anna)
    merge_petitions(into=holder, others=[held], on=TODAY, by=by)

    with pytest.raises(TriageRefused, match="cuộc đối thoại khác"):
        merge_petitions(into=main, others=[petition(place, elsewhere, text="D")], on=TODAY, by=by)
    with pytest.raises(TriageRefused, match=f"{held.code} đang gộp vào {holder.code}"):
        merge_petitions(into=main, others=[holder], on=TODAY, by=by)
    with pytest.raises(TriageRefused, match="Đã gộp"):
        merge_petitions(into=held, others=[main], on=TODAY, by=by)


def test_times_raised_go_up_along_the_chain_and_never_in_a_circle():
    place = tan_lach()
    conversation = dialogue(place)
    first, second, third = [
        petition(place, conversation, text=text, received_on=day)
        for text, day in (("A", date(2024, 10, 9)), ("B", date(2025, 11, 14)), ("C", TODAY))
    ]
    by = place.actor(place.anna)

    link_to_earlier(petition=second, earlier=first, on=TODAY, by=by)
    group = link_to_earlier(petition=third, earlier=second, on=TODAY, by=by)

    third.refresh_from_db()
    assert (third.times_raised, third.repeats) == (3, second)
    with pytest.raises(TriageRefused, match="cùng lúc hoặc sau"):
        link_to_earlier(petition=first, earlier=third, on=TODAY, by=by)
    undo(group=group, on=TODAY, by=by)
    third.refresh_from_db()
    assert (third.times_raised, third.repeats) == (1, None)


def test_merging_into_a_part_whose_split_was_just_undone_is_refused_in_words():
    place = tan_lach()
    whole = petition(place, dialogue(place), text="Đường và xe tải")
    other = petition(place, whole.dialogue, text="Đường")
    by = place.actor(place.anna)
    gone = split_petition(petition=whole, parts=PARTS, on=TODAY, by=by)[0]
    undo(group=whole.changes.get().group, on=TODAY, by=by)

    with pytest.raises(TriageRefused, match="vừa được bỏ"):
        merge_petitions(into=gone, others=[other], on=TODAY, by=by)


def test_split_is_not_undone_while_another_petition_hangs_on_a_part():
    place = tan_lach()
    whole = petition(place, dialogue(place), text="Đường và xe tải")
    other = petition(place, whole.dialogue, text="Đường")
    by = place.actor(place.anna)
    part = split_petition(petition=whole, parts=PARTS, on=TODAY, by=by)[0]
    group = whole.changes.get().group
    merge_petitions(into=part, others=[other], on=TODAY, by=by)

    with pytest.raises(NotUndoable, match=f"{other.code} đã gộp vào"):
        undo(group=group, on=TODAY, by=by)

    unmerge_petition(petition=other, on=TODAY, by=by)
    undo(group=group, on=TODAY, by=by)
    assert Petition.objects.get(pk=whole.pk).state == P.TRIAGED
