from datetime import date, timedelta

import pytest
from django.utils import timezone

from doithoai.documents.models import Document
from doithoai.journal import queries as journal
from doithoai.notices.models import Message
from doithoai.obligations.models import Duty
from doithoai.petitions.enums import AssignmentState, DraftState, PetitionState, ReplyChannel, ReplyKind
from doithoai.petitions.errors import FollowUpRefused
from doithoai.petitions.models import Petition, Reply
from doithoai.petitions.services import (
    decide_due_date,
    escalate,
    propose_due_date,
    reopen_petition,
    save_draft,
    send_reply,
)
from tests.factories.follow_up import DAY, LANH, followed, matter
from tests.factories.organisations import tan_lach
from tests.factories.petitions import draft

pytestmark = pytest.mark.django_db
P = PetitionState
ANSWER = "Đã tiếp nhận kiến nghị.\nPhòng đã rải nhựa xong 400 m đường thôn."


def approved(place, row, text=ANSWER):
    made = draft(place, row, place.economy, state=DraftState.APPROVED, text=text)
    made.decided_at, made.decided_by = timezone.now(), place.economy_head
    made.save()


def send(place, rows, **changes):
    words = {
        "petitions": rows,
        "body": place.economy,
        "kind": ReplyKind.FINAL,
        "on": DAY,
        "by": place.actor(place.economy_head),
    }
    return send_reply(**(words | changes))


def merged_into(place, row):
    other = matter(place, row.dialogue, text="Đường thôn Đông hỏng nặng")
    Petition.objects.filter(pk=other.pk).update(state=P.MERGED, merged_into=row)
    other.refresh_from_db()
    return other


def kinds_of(row) -> list[str]:
    return [entry.kind for entry in journal.entries_of_petition(row.key)]


def test_the_approved_text_is_the_text_sent_and_the_matter_is_replied_not_resolved():
    place = tan_lach()
    row = matter(place, followed(place))
    approved(place, row)

    [reply] = send(place, [row])

    row.refresh_from_db()
    assert (row.state, row.result) == (P.REPLIED, "")
    assert (reply.text, reply.number, reply.signed_on) == (ANSWER, "01/PKT", DAY)
    assert row.assignments.get().state == AssignmentState.DONE
    assert Duty.objects.get(petition=row.key, rule="HP-12.1-answered").status == "met"


def test_the_stored_letter_names_nobody():
    place = tan_lach()
    row = matter(place, followed(place))
    approved(place, row)

    send(place, [row])

    content = str(Document.objects.get().content)
    assert f"Người có kiến nghị mã số {row.code}" in content
    assert LANH.full_name not in content
    assert LANH.address not in content


def test_every_petitioner_of_a_merged_matter_gets_letter_notice_and_fact():
    place = tan_lach()
    row = matter(place, followed(place), channel=ReplyChannel.LETTER)
    other = merged_into(place, row)
    approved(place, row)

    replies = send(place, [row])

    assert [(reply.petition, reply.number) for reply in replies] == [(row, "01/PKT"), (other, "02/PKT")]
    assert "reply_sent" in kinds_of(other)
    other.refresh_from_db()
    assert other.state == P.MERGED
    told = Message.objects.filter(subject__startswith="Đã có văn bản trả lời").order_by("pk")
    assert [(message.channel, message.petition) for message in told] == [("letter", row.key), ("counter", other.key)]
    duties = Duty.objects.filter(rule="HP-12.1-answered").values_list("petition", "status")
    assert set(duties) == {(row.key, "met"), (other.key, "met")}


def test_a_reply_after_the_agreed_day_shows_by_how_much():
    place = tan_lach()
    row = matter(place, followed(place))
    approved(place, row)
    agreed = date(2026, 10, 15)
    proposals = propose_due_date(
        petitions=[row],
        body=place.economy,
        due_on=agreed,
        solution="Rải nhựa",
        on=DAY,
        by=place.actor(place.economy_officer),
    )
    decide_due_date(proposals=proposals, accept=True, on=DAY, by=place.actor(place.chair_person))

    send(place, [row], on=agreed + timedelta(days=4))

    duty = Duty.objects.get(petition=row.key, rule="HP-12.1-answered")
    assert (duty.status, duty.due_on, duty.met_on) == ("breached", agreed, date(2026, 10, 19))


def test_without_an_approved_draft_nothing_goes_out_to_anybody():
    place = tan_lach()
    dialogue = followed(place)
    ready, bare = matter(place, dialogue), matter(place, dialogue)
    approved(place, ready)
    draft(place, bare, place.economy, state=DraftState.SUBMITTED)

    with pytest.raises(FollowUpRefused) as caught:
        send(place, [ready, bare])

    assert caught.value.rows == ((bare.code, "chưa có bản trả lời đã duyệt; hãy duyệt dự thảo trước."),)
    assert (Reply.objects.count(), Document.objects.count()) == (0, 0)


def test_a_newer_version_that_is_not_approved_holds_the_older_one_back():
    place = tan_lach()
    row = matter(place, followed(place))
    approved(place, row)
    draft(place, row, place.economy, text="Bản mới chưa duyệt")

    with pytest.raises(FollowUpRefused, match="chưa có bản trả lời đã duyệt"):
        send(place, [row])


def test_the_reply_goes_out_once():
    place = tan_lach()
    row = matter(place, followed(place))
    approved(place, row)
    send(place, [row])

    with pytest.raises(FollowUpRefused, match="đã trả lời rồi"):
        send(place, [row])

    assert Reply.objects.count() == 1


def test_after_reopening_the_old_answer_is_not_sent_again():
    place = tan_lach()
    row = matter(place, followed(place))
    approved(place, row)
    send(place, [row])
    reopen_petition(petition=row, reason="Đường lại hỏng", on=DAY, by=place.actor(place.anna))

    with pytest.raises(FollowUpRefused, match="chưa có bản trả lời đã duyệt"):
        send(place, [row])
    approved(place, row, text="Đã vá lại.")
    [reply] = send(place, [row])

    assert reply.text == "Đã vá lại."


@pytest.mark.parametrize(
    ("new_date", "said"),
    [(None, "phải hẹn ngày mới"), (DAY, "không ở sau hôm nay")],
)
def test_an_interim_letter_names_a_day_to_come(new_date, said):
    place = tan_lach()

    with pytest.raises(FollowUpRefused, match=said):
        send(
            place,
            [matter(place, followed(place))],
            kind=ReplyKind.INTERIM,
            text="Còn chờ khảo sát",
            new_date=new_date,
        )


def test_interim_and_reception_leave_the_matter_open():
    place = tan_lach()
    row = matter(place, followed(place))

    send(place, [row], kind=ReplyKind.RECEPTION, text="Đã tiếp nhận, giao tổ khảo sát.")
    send(place, [row], kind=ReplyKind.INTERIM, text="Còn chờ vốn.", new_date=date(2026, 12, 1))

    row.refresh_from_db()
    assert row.state == P.TAKEN_UP
    assert kinds_of(row)[-3:] == ["petitioner_notified", "document_issued", "interim_reply_sent"]
    assert Duty.objects.get(petition=row.key, rule="HP-10.2-notify-petitioner").status == "met"


def test_while_the_upper_level_has_not_answered_only_a_holding_letter_goes_out():
    place = tan_lach()
    row = matter(place, followed(place))
    approved(place, row)
    escalate(
        petition=row,
        to_body=place.city_government,
        text="Vượt thẩm quyền xã",
        tell_petitioner=False,
        on=DAY,
        by=place.actor(place.anna),
    )

    with pytest.raises(FollowUpRefused, match="cấp trên chưa trả lời"):
        send(place, [row])
    [reply] = send(place, [row], kind=ReplyKind.HOLDING, body=place.government, by=place.actor(place.anna))

    assert "Ủy ban nhân dân thành phố Hải Phòng" in reply.text
    assert reply.signer == "Chủ tịch Thử, CHỦ TỊCH"


def test_another_body_cannot_answer_in_the_place_of_the_lead():
    place = tan_lach()
    row = matter(place, followed(place), lead=place.culture)

    with pytest.raises(FollowUpRefused, match="Phòng Văn hóa - Xã hội chủ trì"):
        send(place, [row], text="Trả lời thay")


def test_what_the_conference_took_up_is_answered_anew_though_an_answer_was_approved_before():
    place = tan_lach()
    row = matter(place, followed(place))
    approved(place, row, text="Trả lời chuẩn bị trước hội nghị.")

    save_draft(petition=row, body=place.economy, text="Đã làm xong.", on=DAY, by=place.actor(place.economy_officer))

    with pytest.raises(FollowUpRefused, match="chưa có bản trả lời đã duyệt"):
        send(place, [row])
