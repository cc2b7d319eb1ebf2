from datetime import date, timedelta

import pytest

from doithoai.journal import queries as journal
from doithoai.notices.models import Message
from doithoai.petitions.enums import AssignmentPart, AssignmentState, DraftState, PetitionState
from doithoai.petitions.errors import AssignmentRefused, ChangedMeanwhile, DraftRefused, NotUndoable
from doithoai.petitions.models import Assignment, Draft, Petition
from doithoai.petitions.services import (
    Order,
    accept_assignment,
    accept_assignments,
    approve_draft,
    assign_petitions,
    finish_help,
    name_lead,
    return_assignment,
    save_draft,
    send_back_draft,
    submit_draft,
    suggest_dates,
    undo,
)
from doithoai.petitions.services.helping_dates import help_day
from doithoai.workdays.calendar import national
from tests.factories.dialogues import HELD, dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import TODAY, assign, draft, petition, receive

pytestmark = pytest.mark.django_db
P = PetitionState
DUE = date(2026, 8, 17)


def order(place, **changes) -> Order:
    return Order(**({"lead": place.economy, "due_on": DUE} | changes))


def test_dates_are_counted_back_from_the_conference_in_working_days():
    place = tan_lach()

    dates = suggest_dates(dialogue(place, conference_on=HELD), on=TODAY)

    # Thursday 20/8: three working days before is Monday 17/8, two before that Thursday 13/8.
    assert (dates.due_on, dates.coordinating_due_on) == (date(2026, 8, 17), date(2026, 8, 13))
    assert "không phải hạn luật định" in dates.why


def test_dates_that_have_passed_become_today_and_it_is_said():
    place = tan_lach()

    dates = suggest_dates(dialogue(place, conference_on=HELD), on=date(2026, 8, 19))

    assert (dates.due_on, dates.coordinating_due_on) == (date(2026, 8, 19), date(2026, 8, 19))
    assert "đã qua nên lấy hôm nay" in dates.why


def test_no_dates_are_counted_back_from_a_conference_that_is_over():
    place = tan_lach()

    assert suggest_dates(dialogue(place, conference_on=HELD), on=HELD + timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("due_on", "helps_until"),
    [
        pytest.param(date(2026, 8, 17), date(2026, 8, 13), id="over a weekend"),
        pytest.param(date(2026, 8, 25), date(2026, 8, 22), id="over the working Saturday 22/8"),
        pytest.param(date(2026, 9, 3), date(2026, 8, 27), id="over National Day and its neighbours"),
        pytest.param(TODAY + timedelta(days=2), TODAY, id="just enough"),
        pytest.param(TODAY + timedelta(days=1), TODAY, id="tomorrow: today"),
        pytest.param(TODAY, TODAY, id="the lead has today only"),
    ],
)
def test_helpers_without_a_date_get_one_inside_the_leads_counted_back(due_on, helps_until):
    place = tan_lach()
    row = petition(place, dialogue(place))

    assign_petitions(
        petitions=[row],
        order=order(place, due_on=due_on, coordinating=[place.culture]),
        on=TODAY,
        by=place.actor(place.anna),
    )

    assert row.assignments.get(body=place.culture).due_on == helps_until


def test_day_of_helpers_is_explained_day_by_day():
    told = help_day(national(), date(2026, 8, 17), on=TODAY)

    assert told.why == (
        "Hạn chủ trì thứ Hai 17/8/2026 lùi 2 ngày làm việc (14/8, 13/8, không tính ngày nghỉ 16/8, 15/8): "
        "thứ Năm 13/8/2026."
    )


def test_new_lead_with_an_earlier_date_brings_the_helpers_forward_and_leaves_the_done_alone():
    place = tan_lach()
    row = petition(place, dialogue(place), state=P.TAKEN_UP, lead=place.economy)
    helper = assign(place, row, place.culture, part=AssignmentPart.COORDINATING, due_on=date(2026, 8, 14))
    done = assign(
        place, row, place.police, part=AssignmentPart.COORDINATING, due_on=date(2026, 8, 14), state=AssignmentState.DONE
    )

    name_lead(petition=row, body=place.health, due_on=date(2026, 8, 10), on=TODAY, by=place.actor(place.anna))

    helper.refresh_from_db()
    done.refresh_from_db()
    facts = [fact for fact in journal.facts_of(row.dialogue.stream) if fact.kind == "petition_assigned"]
    assert (helper.due_on, done.due_on) == (date(2026, 8, 6), date(2026, 8, 14))
    assert [(fact.body, fact.due_on) for fact in facts[-2:]] == [
        (place.culture.key, date(2026, 8, 6)),
        (place.health.key, date(2026, 8, 10)),
    ]


def test_one_click_assigns_many_with_lead_and_helper_and_tells_each_body_once():
    place = tan_lach()
    conversation = dialogue(place)
    rows = [petition(place, conversation, text=text) for text in ("A", "B")]

    assign_petitions(
        petitions=rows,
        order=order(place, coordinating=[place.culture], coordinating_due_on=date(2026, 8, 13)),
        on=TODAY,
        by=place.actor(place.anna),
    )

    assert set(Petition.objects.values_list("state", flat=True)) == {P.ASSIGNED}
    assert sorted(Assignment.objects.values_list("body__short_name", "part", "due_on")) == [
        ("Phòng Kinh tế", "lead", DUE),
        ("Phòng Kinh tế", "lead", DUE),
        ("Phòng Văn hóa - Xã hội", "coordinating", date(2026, 8, 13)),
        ("Phòng Văn hóa - Xã hội", "coordinating", date(2026, 8, 13)),
    ]
    told = Message.objects.filter(account=place.economy_officer)
    assert [message.subject for message in told] == ["Được giao 2 kiến nghị"]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        pytest.param({"due_on": TODAY - timedelta(days=1)}, "đã qua", id="yesterday"),
        pytest.param({"helps": DUE + timedelta(days=1)}, "ở sau hạn chủ trì", id="helper after lead"),
        pytest.param({"helps": DUE}, "trùng hạn chủ trì .* Hãy ghi thứ Năm 13/8/2026", id="helper on the lead's day"),
        pytest.param({"helps": TODAY - timedelta(days=1)}, "Hạn phối hợp .* đã qua", id="helper yesterday"),
    ],
)
def test_impossible_dates_are_refused(changes, refusal):
    place = tan_lach()
    row = petition(place, dialogue(place))
    if "helps" in changes:
        changes = {"coordinating": [place.culture], "coordinating_due_on": changes["helps"]}

    with pytest.raises(AssignmentRefused, match=refusal):
        assign_petitions(petitions=[row], order=order(place, **changes), on=TODAY, by=place.actor(place.anna))


def test_untriaged_and_lead_that_helps_itself_and_abolished_bodies_are_refused():
    place = tan_lach()
    conversation = dialogue(place)
    row = petition(place, conversation)
    untriaged = receive(place, conversation, text="Chưa phân loại").petition
    by = place.actor(place.anna)
    place.culture.valid_to = TODAY
    place.culture.later = [{"since": TODAY.isoformat(), "name": place.economy.name, "key": place.economy.key}]
    place.culture.save()

    with pytest.raises(AssignmentRefused, match=f"Chưa phân loại: {untriaged.code}"):
        assign_petitions(petitions=[row, untriaged], order=order(place), on=TODAY, by=by)
    with pytest.raises(AssignmentRefused, match="đã chủ trì"):
        assign_petitions(petitions=[row], order=order(place, coordinating=[place.economy]), on=TODAY, by=by)
    with pytest.raises(AssignmentRefused, match="Nay là Phòng Kinh tế"):
        assign_petitions(petitions=[row], order=order(place, lead=place.culture), on=TODAY, by=by)
    assert not Assignment.objects.exists()


def test_reassigning_replaces_and_undoing_gives_it_back_to_the_first_body():
    place = tan_lach()
    row = petition(place, dialogue(place), state=P.ASSIGNED)
    first = assign(place, row, place.economy)
    by = place.actor(place.anna)

    group = assign_petitions(petitions=[row], order=order(place, lead=place.culture), on=TODAY, by=by)

    first.refresh_from_db()
    assert first.state == AssignmentState.REPLACED
    undo(group=group, on=TODAY, by=by)
    assert sorted(row.assignments.values_list("body__short_name", "state")) == [
        ("Phòng Kinh tế", "accepted"),
        ("Phòng Văn hóa - Xã hội", "replaced"),
    ]


def test_assignment_that_was_accepted_is_not_taken_back():
    place = tan_lach()
    row = petition(place, dialogue(place))
    by = place.actor(place.anna)
    group = assign_petitions(petitions=[row], order=order(place), on=TODAY, by=by)
    accept_assignment(assignment=row.assignments.get(), on=TODAY, by=place.actor(place.economy_officer))

    with pytest.raises(NotUndoable, match="đã nhận"):
        undo(group=group, on=TODAY, by=by)


def test_accepting_twice_counts_once():
    place = tan_lach()
    row = petition(place, dialogue(place), state=P.ASSIGNED)
    asked = assign(place, row, place.economy, state=AssignmentState.SENT)
    by = place.actor(place.economy_officer)

    for _ in range(2):
        accept_assignment(assignment=asked, on=TODAY, by=by)

    kinds = [entry.kind for entry in journal.entries_of_petition(row.key)]
    assert kinds.count("assignment_accepted") == 1


def test_returning_needs_a_reason_frees_the_petition_and_tells_the_office():
    place = tan_lach()
    row = petition(place, dialogue(place), state=P.ASSIGNED)
    asked = assign(place, row, place.economy, state=AssignmentState.SENT)
    by = place.actor(place.economy_officer)

    with pytest.raises(AssignmentRefused, match="Chưa ghi lý do"):
        return_assignment(assignment=asked, reason="  ", on=TODAY, by=by)
    return_assignment(assignment=asked, reason="Thuộc Công an xã", on=TODAY, by=by)

    row.refresh_from_db()
    assert row.state == P.TRIAGED
    assert Message.objects.get(account=place.anna).text == "Lý do: Thuộc Công an xã"
    with pytest.raises(AssignmentRefused, match="không còn ở"):
        accept_assignment(assignment=asked, on=TODAY, by=by)


def test_helper_reports_its_part_done_and_the_lead_does_not_this_way():
    place = tan_lach()
    row = petition(place, dialogue(place), state=P.ASSIGNED)
    lead = assign(place, row, place.economy)
    helper = assign(place, row, place.culture, part="coordinating")

    assert finish_help(assignment=helper, on=TODAY, by=place.actor(place.culture_officer)).state == "done"
    with pytest.raises(AssignmentRefused):
        finish_help(assignment=lead, on=TODAY, by=place.actor(place.economy_officer))


def test_who_helps_is_asked_for_an_opinion_by_the_lead_and_gives_it():
    place = tan_lach()
    row = petition(place, dialogue(place), state=P.TRIAGED)
    wanted = order(place, coordinating=[place.culture])
    assign_petitions(petitions=[row], order=wanted, on=TODAY, by=place.actor(place.anna))
    helper = row.assignments.get(part="coordinating")
    who = {"on": TODAY, "by": place.actor(place.culture_officer)}

    accept_assignment(assignment=helper, **who)
    finish_help(assignment=helper, **who)

    facts = {fact.kind: fact for fact in journal.facts_of(row.dialogue.stream)}
    asked, given = facts["opinion_asked"], facts["opinion_given"]
    assert (asked.body, asked.asker, given.body) == (place.culture.key, place.economy.key, place.culture.key)


def test_answer_goes_from_draft_to_approval_in_versions():
    place = tan_lach()
    row = petition(place, dialogue(place), state=P.ASSIGNED, lead=place.economy)
    officer, head = place.actor(place.economy_officer), place.actor(place.economy_head)

    one = save_draft(petition=row, body=place.economy, text="Đã tiếp nhận.", on=TODAY, by=officer)
    submit_draft(draft=one, on=TODAY, by=officer)
    send_back_draft(draft=one, comment="Thiếu hướng giải quyết", on=TODAY, by=head)
    two = save_draft(petition=row, body=place.economy, text="Đã tiếp nhận, sẽ sửa.", on=TODAY, by=officer)
    submit_draft(draft=two, on=TODAY, by=officer)
    approve_draft(draft=two, on=TODAY, by=head)

    row.refresh_from_db()
    assert row.state == P.PREPARED
    assert list(row.drafts.order_by("version").values_list("version", "text", "state", "comment")) == [
        (1, "Đã tiếp nhận.", "sent_back", "Thiếu hướng giải quyết"),
        (2, "Đã tiếp nhận, sẽ sửa.", "approved", ""),
    ]
    assert row.assignments.get().state == AssignmentState.DONE
    assert [entry.kind for entry in journal.entries_of_petition(row.key)][-6:] == [
        "answer_drafted",
        "answer_submitted",
        "answer_sent_back",
        "answer_drafted",
        "answer_submitted",
        "answer_approved",
    ]


def test_approved_answer_is_locked_until_the_head_takes_it_back_before_the_conference():
    place = tan_lach()
    row = petition(place, dialogue(place), state=P.ASSIGNED, lead=place.economy)
    head = place.actor(place.economy_head)
    approved = approve_draft(draft=draft(place, row, place.economy, state=DraftState.SUBMITTED), on=TODAY, by=head)

    with pytest.raises(DraftRefused, match="nên không sửa"):
        save_draft(petition=row, body=place.economy, text="Khác", on=TODAY, by=head)
    send_back_draft(draft=approved, comment="Sai số liệu", on=TODAY, by=head)

    row.refresh_from_db()
    assert (row.state, row.assignments.get().state) == (P.ASSIGNED, "accepted")
    assert save_draft(petition=row, body=place.economy, text="Khác", on=TODAY, by=head).version == 2


def test_two_officers_on_one_draft_lose_nothing():
    place = tan_lach()
    row = petition(place, dialogue(place), state=P.ASSIGNED, lead=place.economy)
    by = place.actor(place.economy_officer)
    save_draft(petition=row, body=place.economy, text="Một", seen_version=0, on=TODAY, by=by)

    with pytest.raises(ChangedMeanwhile, match="vừa lưu bản 1"):
        save_draft(petition=row, body=place.economy, text="Hai", seen_version=0, on=TODAY, by=by)
    again = save_draft(petition=row, body=place.economy, text="Một", seen_version=1, on=TODAY, by=by)

    assert (again.version, Draft.objects.count()) == (1, 1)


def test_only_a_body_that_accepted_the_lead_drafts():
    place = tan_lach()
    row = petition(place, dialogue(place), state=P.ASSIGNED)
    assign(place, row, place.economy, state=AssignmentState.SENT)

    with pytest.raises(DraftRefused, match="chưa nhận chủ trì"):
        save_draft(petition=row, body=place.economy, text="Một", on=TODAY, by=place.actor(place.economy_officer))


def test_accepting_many_accepts_all_or_none():
    place = tan_lach()
    of = dialogue(place)
    rows = [assign(place, petition(place, of), place.economy, state=AssignmentState.SENT) for _ in range(2)]
    undone = assign(place, petition(place, of), place.economy, state=AssignmentState.RETURNED)
    by = place.actor(place.economy_officer)

    with pytest.raises(AssignmentRefused):
        accept_assignments(assignments=[rows[0], undone], on=TODAY, by=by)
    refused = rows[0].petition.assignments.get().state
    done = accept_assignments(assignments=rows, on=TODAY, by=by)

    states = {row.petition.assignments.get().state for row in rows}
    assert (refused, done, states) == (AssignmentState.SENT, 2, {AssignmentState.ACCEPTED})
