from datetime import date, timedelta

import pytest

from doithoai.documents.models import Document
from doithoai.journal import queries as journal
from doithoai.notices.models import Message
from doithoai.obligations.models import Duty
from doithoai.petitions.enums import PetitionState, ReplyKind
from doithoai.petitions.errors import FollowUpRefused
from doithoai.petitions.models import AgencyReport, DueProposal, Petition
from doithoai.petitions.services import decide_due_date, propose_due_date, report_to_host, send_reply, transfer
from tests.factories.follow_up import DAY, REPORT_DUE, followed, matter
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
P = PetitionState
FRIDAY = date(2026, 11, 20)


def report(place, rows, **changes):
    words = {
        "petitions": rows,
        "body": place.economy,
        "reception": "Đã tiếp nhận đủ.",
        "direction": "Giao tổ khảo sát.",
        "on": DAY,
        "by": place.actor(place.economy_head),
    }
    return report_to_host(**(words | changes))


def propose(place, rows, **changes):
    words = {
        "petitions": rows,
        "body": place.economy,
        "due_on": FRIDAY,
        "solution": "Dặm vá rồi rải nhựa.",
        "on": DAY,
        "by": place.actor(place.economy_officer),
    }
    return propose_due_date(**(words | changes))


def duty(petition, rule):
    return Duty.objects.get(petition=petition.key, rule=rule)


def test_one_report_for_many_petitions_is_one_numbered_letter_and_meets_each_duty():
    place = tan_lach()
    dialogue = followed(place)
    rows = [matter(place, dialogue, text=text) for text in ("A", "B", "C")]

    paper = report(place, rows)

    assert (paper.symbol, paper.signer, Document.objects.count()) == ("01/PKT", "Truongkinhte", 1)
    assert set(AgencyReport.objects.values_list("number", flat=True)) == {"01/PKT"}
    met = [(duty(row, "HP-10.2-report-host").due_on, duty(row, "HP-10.2-report-host").status) for row in rows]
    assert met == [(REPORT_DUE, "met")] * 3
    told = Message.objects.filter(account=place.anna)
    assert [message.subject for message in told] == ["Phòng Kinh tế báo cáo về 3 kiến nghị"]


@pytest.mark.parametrize(
    ("reported_on", "status"),
    [(REPORT_DUE, "met"), (REPORT_DUE + timedelta(days=1), "breached")],
    ids=["last day", "a day late"],
)
def test_a_late_report_is_taken_and_stays_late(reported_on, status):
    place = tan_lach()
    row = matter(place, followed(place))

    report(place, [row], on=reported_on)

    found = duty(row, "HP-10.2-report-host")
    assert (found.met_on, found.status) == (reported_on, status)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reception": "  "}, "Chưa ghi kết quả tiếp nhận"),
        ({"direction": ""}, "Chưa ghi hướng chỉ đạo giải quyết"),
        ({"petitions": []}, "Chưa chọn kiến nghị nào"),
    ],
)
def test_a_report_has_both_contents_and_something_to_speak_of(changes, said):
    place = tan_lach()
    rows = [matter(place, followed(place))]

    with pytest.raises(FollowUpRefused, match=said):
        report(place, rows, **changes)

    assert not Document.objects.exists()


def test_one_wrong_petition_stops_all_and_is_named():
    place = tan_lach()
    dialogue = followed(place)
    mine, theirs = matter(place, dialogue), matter(place, dialogue, lead=place.culture)

    with pytest.raises(FollowUpRefused) as caught:
        report(place, [mine, theirs])

    assert caught.value.rows == ((theirs.code, "Phòng Văn hóa - Xã hội chủ trì, không phải Phòng Kinh tế."),)
    assert not AgencyReport.objects.exists()


def test_a_proposed_date_binds_only_when_the_host_accepts():
    place = tan_lach()
    row = matter(place, followed(place))

    [proposal] = propose(place, [row])
    before = duty(row, "HP-12.1-answered").due_on
    decide_due_date(proposals=[proposal], accept=True, on=DAY, by=place.actor(place.chair_person))

    row.refresh_from_db()
    assert (before, duty(row, "HP-12.1-answered").due_on) == (None, FRIDAY)
    assert (row.state, row.agreed_due_on) == (P.IN_RESOLUTION, FRIDAY)
    assert duty(row, "HP-9.7-deadline").status == "met"


def test_a_refused_date_needs_words_and_the_agency_proposes_again():
    place = tan_lach()
    row = matter(place, followed(place))
    host = place.actor(place.chair_person)
    [first] = propose(place, [row])

    with pytest.raises(FollowUpRefused, match="lý do không chấp nhận"):
        decide_due_date(proposals=[first], accept=False, on=DAY, by=host)
    decide_due_date(proposals=[first], accept=False, note="Cần xong trước mùa mưa.", on=DAY, by=host)
    [second] = propose(place, [row], due_on=date(2026, 10, 15))
    decide_due_date(proposals=[second], accept=True, on=DAY, by=host)

    history = DueProposal.objects.order_by("pk").values_list("due_on", "accepted", "decision_note")
    assert list(history) == [(FRIDAY, False, "Cần xong trước mùa mưa."), (date(2026, 10, 15), True, "")]
    row.refresh_from_db()
    assert row.agreed_due_on == date(2026, 10, 15)


@pytest.mark.parametrize(
    ("due_on", "said"),
    [
        (DAY, "không ở sau hôm nay"),
        (date(2026, 11, 21), "ngày nghỉ. Ngày làm việc kế tiếp là thứ Hai 23/11/2026"),
        (date(2999, 1, 4), "quá xa"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_the_next_one_that_can(due_on, said):
    place = tan_lach()

    with pytest.raises(FollowUpRefused, match=said):
        propose(place, [matter(place, followed(place))], due_on=due_on)


def test_the_same_click_twice_makes_one_proposal_and_one_decision():
    place = tan_lach()
    row = matter(place, followed(place))
    host = place.actor(place.chair_person)

    proposals = [propose(place, [row])[0] for _ in range(2)]
    for _ in range(2):
        decide_due_date(proposals=proposals[:1], accept=True, on=DAY, by=host)

    assert DueProposal.objects.count() == 1
    kinds = [fact.kind for fact in journal.facts_of(row.dialogue.stream)]
    assert (kinds.count("resolution_date_proposed"), kinds.count("resolution_date_accepted")) == (1, 1)


def test_two_deciding_differently_the_second_is_told():
    place = tan_lach()
    row = matter(place, followed(place))
    host = place.actor(place.chair_person)
    [proposal] = propose(place, [row])
    decide_due_date(proposals=[proposal], accept=True, on=DAY, by=host)

    with pytest.raises(FollowUpRefused, match="chủ trì đã chấp nhận thứ Sáu 20/11/2026"):
        decide_due_date(proposals=[proposal], accept=False, note="Muộn quá", on=DAY, by=host)


def test_a_proposal_leaves_the_hosts_desk_when_the_matter_goes_to_another_body():
    place = tan_lach()
    row = matter(place, followed(place))
    [proposal] = propose(place, [row])

    transfer(petition=row, to_body=place.culture, reason="Thuộc Văn hóa", on=DAY, by=place.actor(place.anna))

    proposal.refresh_from_db()
    assert (proposal.accepted, proposal.decision_note) == (False, "Kiến nghị đã chuyển cơ quan khác.")


def test_a_proposal_leaves_the_hosts_desk_when_the_petitioner_was_answered():
    place = tan_lach()
    row = matter(place, followed(place))
    [proposal] = propose(place, [row])

    send_reply(
        petitions=[row],
        body=place.economy,
        kind=ReplyKind.FINAL,
        text="Đã vá xong.",
        on=DAY,
        by=place.actor(place.economy_head),
    )

    proposal.refresh_from_db()
    assert (proposal.accepted, proposal.decision_note) == (False, "Đã trả lời người kiến nghị bằng văn bản.")


def test_nothing_is_reported_before_the_conclusion():
    place = tan_lach()
    row = matter(place, followed(place))
    row.dialogue.state = "held"
    row.dialogue.save(update_fields=["state"])

    with pytest.raises(FollowUpRefused, match="từ khi ban hành kết luận"):
        report(place, [row])

    assert Petition.objects.get().version == row.version
