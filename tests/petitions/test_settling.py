from datetime import date

import pytest

from doithoai.common.actors import PUBLIC
from doithoai.dialogues.enums import DialogueState
from doithoai.journal import queries as journal
from doithoai.notices.models import Message
from doithoai.petitions.enums import AssignmentState, PetitionState, Result, SaidBy
from doithoai.petitions.errors import FollowUpRefused, ReopeningRefused
from doithoai.petitions.models import Note, Petition
from doithoai.petitions.services import (
    chase_petitions,
    close_petition,
    close_petitions,
    rate_petition,
    record_result,
    reopen_petition,
    reopenings_left,
)
from tests.factories.follow_up import DAY, followed, matter
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
P = PetitionState
R = Result
LATER = date(2026, 12, 1)


def laid(state, **changes):
    place = tan_lach()
    return place, matter(place, followed(place), state=state, **changes)


def settle(place, row, result, **changes):
    words = {"petitions": [row], "result": result, "on": DAY, "by": place.actor(place.anna)}
    record_result(**(words | changes))
    row.refresh_from_db()


@pytest.mark.parametrize(
    ("state", "result", "after"),
    [
        (P.REPLIED, R.RESOLVED, P.RESOLVED),
        (P.REPLIED, R.EXPLAINED, P.REPLIED),
        (P.REPLIED, R.NO_FUNDS, P.REPLIED),
        (P.ANSWERED_AT_CONFERENCE, R.RESOLVED, P.RESOLVED),
        (P.ANSWERED_AT_CONFERENCE, R.EXPLAINED, P.ANSWERED_AT_CONFERENCE),
        (P.DECLINED, R.NOT_ACCEPTED, P.DECLINED),
        (P.IN_RESOLUTION, R.IN_PROGRESS, P.IN_RESOLUTION),
    ],
)
def test_how_it_stands_is_kept_apart_from_whether_it_was_answered(state, result, after):
    place, row = laid(state)

    settle(place, row, result, until=LATER, note="Ghi rõ")

    assert (row.state, row.result) == (after, result)
    assert row.result_until == (LATER if result == R.IN_PROGRESS else None)


@pytest.mark.parametrize("state", [P.TAKEN_UP, P.TRANSFERRED, P.IN_RESOLUTION, P.REOPENED, P.DECLINED])
def test_what_was_not_answered_is_not_resolved(state):
    place, row = laid(state)

    with pytest.raises(FollowUpRefused, match="chưa trả lời bằng văn bản"):
        settle(place, row, R.RESOLVED)


@pytest.mark.parametrize(
    ("result", "until", "said"),
    [
        (R.IN_PROGRESS, None, "phải hẹn ngày"),
        (R.IN_PROGRESS, DAY, "không ở sau hôm nay"),
        (R.NOT_ACCEPTED, None, "lý do không tiếp thu"),
        (R.FORWARDED, None, "chuyển đến đâu"),
        (R.DISPUTED, None, "chưa đồng ý điều gì"),
    ],
)
def test_a_result_says_what_it_must(result, until, said):
    place, row = laid(P.REPLIED)

    with pytest.raises(FollowUpRefused, match=said):
        settle(place, row, result, until=until)


def test_the_same_result_twice_is_one_fact():
    place, row = laid(P.REPLIED)

    for _ in range(2):
        settle(place, row, R.RESOLVED)

    kinds = [entry.kind for entry in journal.entries_of_petition(row.key)]
    assert kinds.count("result_recorded") == 1


@pytest.mark.parametrize(
    ("state", "result", "said"),
    [
        (P.IN_RESOLUTION, "", "chưa trả lời bằng văn bản"),
        (P.REPLIED, "", "chưa ghi kết quả"),
        (P.REPLIED, R.IN_PROGRESS, "Đang giải quyết, có hẹn ngày"),
        (P.REPLIED, R.DISPUTED, "Người dân chưa đồng ý"),
    ],
)
def test_what_is_still_owed_keeps_a_petition_open_and_names_it(state, result, said):
    place, row = laid(state)
    done = matter(place, row.dialogue, state=P.REPLIED)
    Petition.objects.filter(pk=row.pk).update(result=result)
    Petition.objects.filter(pk=done.pk).update(result=R.EXPLAINED)

    with pytest.raises(FollowUpRefused, match=said) as caught:
        close_petitions(petitions=[row, done], on=DAY, by=place.actor(place.anna))

    assert [code for code, _ in caught.value.rows] == [row.code]
    done.refresh_from_db()
    assert done.state == P.REPLIED


def test_closing_twice_is_closing_once():
    place, row = laid(P.ANSWERED_AT_CONFERENCE)
    settle(place, row, R.EXPLAINED)

    for _ in range(2):
        close_petition(petition=row, on=DAY, by=place.actor(place.anna))

    kinds = [entry.kind for entry in journal.entries_of_petition(row.key)]
    assert kinds.count("petition_closed") == 1


def test_the_citizen_reopens_twice_and_then_asks_the_office():
    place, row = laid(P.REPLIED)
    again = {"petition": row, "reason": "Đường vẫn hỏng", "on": DAY}
    for _ in range(2):
        reopen_petition(**again, by=PUBLIC, from_citizen=True)
        Petition.objects.filter(pk=row.pk).update(state=P.REPLIED)

    with pytest.raises(ReopeningRefused, match="đã mở lại 2 lần"):
        reopen_petition(**again, by=PUBLIC, from_citizen=True)
    reopened = reopen_petition(**again, by=place.actor(place.anna))

    assert (reopened.state, reopened.reopened_times) == (P.REOPENED, 3)
    assert list(Note.objects.values_list("made_by", flat=True)) == [None, None, place.anna.pk]


def test_reopening_clears_result_and_date_and_gives_the_lead_the_work_back():
    place, row = laid(P.RESOLVED)
    Petition.objects.filter(pk=row.pk).update(result=R.RESOLVED, agreed_due_on=LATER, stars=2)
    row.assignments.update(state=AssignmentState.DONE)

    reopen_petition(petition=row, reason="Chưa xong", on=DAY, by=place.actor(place.anna))

    row.refresh_from_db()
    assert (row.state, row.result, row.agreed_due_on, row.stars) == (P.REOPENED, "", None, None)
    assert row.assignments.get().state == AssignmentState.SENT
    told = Message.objects.filter(subject=f"Mở lại {row.code}").values_list("account", flat=True)
    assert set(told) == {place.anna.pk, place.economy_officer.pk, place.economy_head.pk}


@pytest.mark.parametrize("defective", [True, False])
def test_answer_found_wrong_is_a_fact_of_its_own_before_the_matter_is_taken_up_again(defective):
    place, row = laid(P.REPLIED)

    reopen_petition(petition=row, reason="Trả lời nhầm tuyến", defective=defective, on=DAY, by=place.actor(place.anna))

    kinds = [entry.kind for entry in journal.entries_of_petition(row.key)]
    assert kinds[-2:] == (["answer_found_defective"] if defective else kinds[-2:-1]) + ["petition_reopened"]
    assert ("answer_found_defective" in kinds) == defective


@pytest.mark.parametrize(
    ("state", "reopens"),
    [
        (DialogueState.CONCLUDED, True),
        (DialogueState.FOLLOWING_UP, True),
        (DialogueState.CLOSED, True),
        (DialogueState.ARCHIVED, False),
        (DialogueState.HELD, False),
    ],
)
def test_a_closed_dialogue_is_followed_again_an_archived_one_is_not(state, reopens):
    place = tan_lach()
    row = matter(place, followed(place, state=state), state=P.CLOSED)

    if reopens:
        reopen_petition(petition=row, reason="Chưa xong", on=DAY, by=PUBLIC, from_citizen=True)
    else:
        with pytest.raises(ReopeningRefused, match="Hãy gửi kiến nghị mới"):
            reopen_petition(petition=row, reason="Chưa xong", on=DAY, by=PUBLIC, from_citizen=True)

    row.dialogue.refresh_from_db()
    expected = DialogueState.FOLLOWING_UP if state == DialogueState.CLOSED else state
    assert row.dialogue.state == expected


def test_the_petitioner_of_a_merged_matter_reopens_the_one_that_stands_for_it():
    place, row = laid(P.REPLIED)
    other = matter(place, row.dialogue)
    Petition.objects.filter(pk=other.pk).update(state=P.MERGED, merged_into=row)
    other.refresh_from_db()

    reopened = reopen_petition(petition=other, reason="Chưa xong", on=DAY, by=PUBLIC, from_citizen=True)

    assert (reopened.pk, reopened.state) == (row.pk, P.REOPENED)


def test_what_is_still_being_worked_on_needs_no_reopening():
    _, row = laid(P.IN_RESOLUTION)

    with pytest.raises(ReopeningRefused, match="đang được giải quyết"):
        reopen_petition(petition=row, reason="Chậm", on=DAY, by=PUBLIC, from_citizen=True)


@pytest.mark.parametrize(("stars", "said"), [(0, "1 đến 5"), (6, "1 đến 5")])
def test_stars_are_one_to_five(stars, said):
    _, row = laid(P.REPLIED)

    with pytest.raises(FollowUpRefused, match=said):
        rate_petition(petition=row, stars=stars, on=DAY)


def test_an_answer_is_rated_and_the_newest_counts():
    _, row = laid(P.ANSWERED_AT_CONFERENCE)

    for stars in (2, 4, 4):
        rate_petition(petition=row, stars=stars, on=DAY)

    row.refresh_from_db()
    assert row.stars == 4
    facts = [fact.stars for fact in journal.facts_of(row.dialogue.stream) if fact.kind == "petition_rated"]
    assert facts == [2, 4]


def test_what_was_not_answered_is_not_rated():
    _, row = laid(P.TAKEN_UP)

    with pytest.raises(FollowUpRefused, match="chưa có trả lời"):
        rate_petition(petition=row, stars=5, on=DAY)


def test_pressing_reaches_the_people_of_the_lead_and_is_kept():
    place, row = laid(P.IN_RESOLUTION)

    chase_petitions(petitions=[row], text="Trả lời trước thứ Sáu.", on=DAY, by=place.actor(place.anna))

    assert Note.objects.get().text == "Trả lời trước thứ Sáu."
    told = Message.objects.filter(subject=f"Văn phòng nhắc việc {row.code}").values_list("account", flat=True)
    assert set(told) == {place.economy_officer.pk, place.economy_head.pk}


def test_what_the_office_reopens_takes_nothing_from_the_petitioners_right():
    place, row = laid(P.REPLIED)
    for _ in range(3):
        reopen_petition(petition=row, reason="Trả lời nhầm tuyến", on=DAY, by=place.actor(place.anna))
        Petition.objects.filter(pk=row.pk).update(state=P.REPLIED)

    assert reopenings_left(row) == 2
    assert reopen_petition(petition=row, reason="Chưa xong", on=DAY, by=PUBLIC, from_citizen=True).state == P.REOPENED


def test_reopening_asked_at_the_counter_counts_as_the_petitioners_own():
    place, row = laid(P.REPLIED)
    asked = {"petition": row, "reason": "Đường vẫn hỏng", "from_citizen": True, "on": DAY}
    for left in (1, 0):
        reopen_petition(**asked, by=place.actor(place.anna))
        Petition.objects.filter(pk=row.pk).update(state=P.REPLIED)
        assert reopenings_left(row) == left

    with pytest.raises(ReopeningRefused, match="theo yêu cầu của người dân"):
        reopen_petition(**asked, by=place.actor(place.anna))

    last = journal.entries_of_petition(row.key).filter(kind="petition_reopened").last()
    assert last.account == place.anna.key


@pytest.mark.parametrize("way", SaidBy)
def test_rating_said_to_an_officer_is_kept_with_the_way_and_who_wrote_it(way):
    place, row = laid(P.REPLIED)

    for _ in range(2):
        rate_petition(petition=row, stars=2, way=way, on=DAY, by=place.actor(place.anna))

    row.refresh_from_db()
    rated = [entry for entry in journal.entries_of_petition(row.key) if entry.kind == "petition_rated"]
    facts = [journal.fact_of(entry) for entry in rated]
    assert row.stars == 2
    assert [(fact.stars, fact.way, entry.account) for fact, entry in zip(facts, rated, strict=True)] == [
        (2, way, place.anna.key)
    ]
