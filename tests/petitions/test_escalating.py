import pytest

from doithoai.journal import queries as journal
from doithoai.notices.models import Message
from doithoai.obligations.models import Duty
from doithoai.petitions.enums import AssignmentState, PetitionState, ReplyChannel, ReplyKind
from doithoai.petitions.errors import FollowUpRefused
from doithoai.petitions.models import Escalation, Reply
from doithoai.petitions.services import answer_escalation, escalate, name_lead, send_reply, transfer
from tests.factories.follow_up import DAY, REPORT_DUE, followed, matter
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
P = PetitionState


def put_up(place, row, **changes):
    words = {
        "petition": row,
        "to_body": place.city_government,
        "text": "Đường do thành phố quản lý.",
        "on": DAY,
        "by": place.actor(place.anna),
    }
    return escalate(**(words | changes))


def duties(row):
    return dict(Duty.objects.filter(petition=row.key).values_list("rule", "status"))


def test_a_matter_goes_up_with_a_letter_of_the_host_and_the_petitioner_is_told_at_once():
    place = tan_lach()
    row = matter(place, followed(place), outcome="escalated", state=P.ESCALATED, channel=ReplyChannel.LETTER)

    escalation = put_up(place, row)

    row.refresh_from_db()
    assert row.state == P.ESCALATED
    assert escalation.document.symbol == "01/UBND-VP"
    assert Reply.objects.get().kind == ReplyKind.HOLDING
    assert (
        Message.objects.get(channel="letter").subject
        == f"Đã có thông tin đã kiến nghị cấp trên cho kiến nghị {row.code}"
    )
    assert Message.objects.filter(account=place.upper_person).count() == 1
    found = duties(row)
    assert (found["HP-15.2-escalation+sent"], found["HP-12.1-answered+holding"]) == ("met", "met")


def test_the_answer_comes_back_and_the_lower_level_still_owes_the_reply():
    place = tan_lach()
    row = matter(place, followed(place), outcome="escalated", state=P.ESCALATED)
    escalation = put_up(place, row)

    answer_escalation(
        escalation=escalation, answer="Thành phố bố trí vốn 2027.", on=DAY, by=place.actor(place.upper_person)
    )

    row.refresh_from_db()
    assert row.state == P.IN_RESOLUTION
    assert duties(row)["HP-12.1-answered+upper"] == "due"
    send_reply(
        petitions=[row],
        body=place.government,
        kind=ReplyKind.FINAL,
        text="Thành phố sẽ làm năm 2027.",
        on=DAY,
        by=place.actor(place.anna),
    )
    assert duties(row)["HP-12.1-answered+upper"] == "met"


def test_going_up_stops_the_clock_of_the_agency():
    place = tan_lach()
    row = matter(place, followed(place))

    put_up(place, row)

    assert duties(row)["HP-10.2-report-host"] == "not_applicable"


def test_a_second_click_makes_no_second_letter_and_another_addressee_waits():
    place = tan_lach()
    row = matter(place, followed(place))

    first, second = put_up(place, row), put_up(place, row)

    assert (first, Escalation.objects.count(), Reply.objects.count()) == (second, 1, 1)
    with pytest.raises(FollowUpRefused, match="đang chờ Ủy ban nhân dân thành phố"):
        put_up(place, row, to_body=place.city_party)


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"text": " "}, "Chưa ghi nội dung"), ({"own": True}, "không phải cơ quan cấp trên")],
)
def test_a_letter_upward_says_something_to_somebody_above(changes, said):
    place = tan_lach()
    row = matter(place, followed(place))
    if changes.pop("own", False):
        changes["to_body"] = place.culture

    with pytest.raises(FollowUpRefused, match=said):
        put_up(place, row, **changes)


def test_an_answered_matter_does_not_go_up():
    place = tan_lach()

    with pytest.raises(FollowUpRefused, match="Đã trả lời bằng văn bản"):
        put_up(place, matter(place, followed(place), state=P.REPLIED))


def test_two_people_of_the_upper_level_answering_the_second_is_told():
    place = tan_lach()
    escalation = put_up(place, matter(place, followed(place)))
    by = place.actor(place.upper_person)
    answer_escalation(escalation=escalation, answer="Đồng ý.", on=DAY, by=by)
    answer_escalation(escalation=escalation, answer="Đồng ý.", on=DAY, by=by)

    with pytest.raises(FollowUpRefused, match="đã được trả lời trước đó"):
        answer_escalation(escalation=escalation, answer="Không đồng ý.", on=DAY, by=by)


def test_another_agency_takes_over_the_clock_goes_on_and_the_petitioner_is_told():
    place = tan_lach()
    row = matter(place, followed(place), channel=ReplyChannel.LETTER)
    old_due = row.assignments.get().due_on

    made = transfer(
        petition=row, to_body=place.culture, reason="Thuộc nhà văn hóa thôn", on=DAY, by=place.actor(place.anna)
    )

    row.refresh_from_db()
    assert (row.state, made.body, made.due_on) == (P.TRANSFERRED, place.culture, old_due)
    assert sorted(row.assignments.values_list("body__symbol", "state")) == [
        ("PKT", AssignmentState.REPLACED),
        ("PVHXH", AssignmentState.SENT),
    ]
    assert Message.objects.filter(channel="letter", subject=f"Đã chuyển kiến nghị {row.code}").count() == 1
    report = Duty.objects.get(petition=row.key, rule="HP-10.2-report-host")
    assert (report.body, report.due_on) == (place.culture.key, REPORT_DUE)


def test_the_body_that_the_conference_charged_leads_even_if_another_prepared():
    place = tan_lach()
    row = matter(place, followed(place))

    for _ in range(2):
        name_lead(petition=row, body=place.culture, due_on=DAY, on=DAY, by=place.actor(place.anna))

    active = row.assignments.exclude(state=AssignmentState.REPLACED)
    assert list(active.values_list("body__symbol", "part")) == [("PVHXH", "lead")]
    kinds = [entry.kind for entry in journal.entries_of_petition(row.key)]
    assert kinds.count("petition_assigned") == 2
