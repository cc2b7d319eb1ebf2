"""Written papers to petitioners: reception, interim, holding, the reply. The approved text is the text sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from doithoai.accounts import queries as accounts
from doithoai.common.actors import Actor
from doithoai.common.text import nfc
from doithoai.dialogues import queries as dialogues
from doithoai.documents import services as documents
from doithoai.documents.papers import Issuer, ReplyLetter, Signer
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.organisations.models import Body
from doithoai.petitions import follow_up_letters as letters
from doithoai.petitions.enums import AssignmentState, PetitionState, ReplyKind
from doithoai.petitions.errors import FollowUpRefused
from doithoai.petitions.models import AgencyReport, Escalation, Petition, Reply, Submitter
from doithoai.petitions.queries.follow_up import approved_answers
from doithoai.petitions.services.following import (
    ANSWERED,
    UNDER_WAY,
    drop_proposals,
    host_body,
    issuer_and_signer,
    leads_of,
    locked_rows,
    not_led_by,
    one_dialogue,
    record_paper,
    refresh,
    refuse_rows,
    with_merged,
)
from doithoai.petitions.services.moving import change, move
from doithoai.petitions.validators import check_text
from doithoai.regulations.facts import Fact, HoldingReplySent, InterimReplySent, PetitionerNotified, ReplySent
from doithoai.workdays.dates import vi_date

P = PetitionState


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Under whose head and hand the letters of one click go out."""

    body: Body
    issuer: Issuer
    signer: Signer


@transaction.atomic
def send_reply(
    *,
    petitions: Sequence[Petition],
    body: Body,
    kind: ReplyKind,
    text: str | None = None,
    new_date: date | None = None,
    signer: Signer | None = None,
    on: date,
    by: Actor,
) -> list[Reply]:
    """Sign, number and send one letter for each petition, and one for each petition merged into it.

    `text` None: for a reply the draft that the body's head approved, for reception the body's last
    report, for holding where the matter went. The stored letter names nobody: it is addressed to who
    raised the petition with this code. `signer` replaces the one whom the body has by itself.
    Raises FollowUpRefused, petition by petition; then nothing is sent.
    """
    rows = locked_rows(petitions)
    dialogue = one_dialogue(rows)
    if body != host_body(dialogue):
        refuse_rows(rows, not_led_by(body, leads_of(rows)))
    refuse_rows(rows, lambda petition: _out_of_turn(petition, kind))
    _check_new_date(kind, new_date, on=on)
    texts = _texts(rows, body, kind, text)
    refuse_rows(rows, lambda petition: "" if texts.get(petition.pk) else _NO_TEXT[kind])
    issuer, own_signer = issuer_and_signer(body, dialogue, on=on, person=accounts.account_of(by))
    sender = Sender(body=body, issuer=issuer, signer=signer or own_signer)
    sent = [
        _send_one(one, texts[one.merged_into_id or one.pk], sender, kind, new_date, on=on, by=by)
        for one in with_merged(rows)
    ]
    if kind == ReplyKind.FINAL:
        drop_proposals(petitions=rows, why="Đã trả lời người kiến nghị bằng văn bản.", on=on, by=by)
    for petition in rows:
        _move_on(petition, kind)
    refresh(rows)
    return sent


_NO_TEXT = {
    ReplyKind.RECEPTION: "chưa có báo cáo nêu kết quả tiếp nhận để báo lại; hãy ghi nội dung.",
    ReplyKind.INTERIM: "chưa ghi vì sao chưa trả lời được.",
    ReplyKind.HOLDING: "chưa có văn bản kiến nghị cấp trên.",
    ReplyKind.FINAL: "chưa có bản trả lời đã duyệt; hãy duyệt dự thảo trước.",
}


def _out_of_turn(petition: Petition, kind: ReplyKind) -> str:
    """Say why this paper cannot go out now: an answer goes out once for each time the matter is open."""
    stands = petition.get_state_display()
    if kind == ReplyKind.HOLDING:
        return "" if petition.state == P.ESCALATED else f"đang ở bước “{stands}”, chưa kiến nghị cấp trên."
    if kind != ReplyKind.FINAL:
        return "" if petition.state in UNDER_WAY else f"đang ở bước “{stands}” nên không còn gì để báo."
    if petition.state not in UNDER_WAY | (ANSWERED - {P.REPLIED}):
        return f"đang ở bước “{stands}”, đã trả lời rồi hoặc chưa tới lúc trả lời."
    if petition.state == P.ESCALATED and petition.escalations.filter(answered_on=None).exists():
        return "cấp trên chưa trả lời; hãy báo tạm cho người kiến nghị."
    return ""


def _check_new_date(kind: ReplyKind, new_date: date | None, *, on: date) -> None:
    if kind != ReplyKind.INTERIM:
        return
    if new_date is None:
        raise FollowUpRefused("Trả lời tạm phải hẹn ngày mới. Hãy chọn ngày sẽ trả lời.")
    if new_date <= on:
        raise FollowUpRefused(f"Ngày hẹn {vi_date(new_date)} không ở sau hôm nay. Hãy chọn ngày sắp tới.")


def _texts(petitions: Sequence[Petition], body: Body, kind: ReplyKind, text: str | None) -> dict[int, str]:
    if text is not None and text.strip():
        words = check_text(text)
        return {petition.pk: words for petition in petitions}
    if kind == ReplyKind.FINAL:
        return {pk: draft.text for pk, draft in approved_answers(petitions, body).items()}
    if kind == ReplyKind.RECEPTION:
        rows = AgencyReport.objects.filter(petition__in=petitions, body=body).order_by("pk")
        return {row.petition_id: f"{row.reception}\n{row.direction}" for row in rows}
    if kind == ReplyKind.HOLDING:
        escalations = Escalation.objects.filter(petition__in=petitions).select_related("to_body", "document")
        return {row.petition_id: _holding_text(row) for row in escalations.order_by("pk")}
    return {}


def _holding_text(escalation: Escalation) -> str:
    number = f" bằng văn bản số {escalation.document.symbol}" if escalation.document else ""
    return (
        f"Nội dung kiến nghị vượt thẩm quyền nên đã được chuyển, kiến nghị {escalation.to_body.name} xem xét{number} "
        f"ngày {vi_date(escalation.sent_on)}.\nKhi có trả lời của cấp trên, chúng tôi sẽ báo lại bằng văn bản."
    )


def _recipients(petition: Petition, kind: ReplyKind) -> tuple[str, ...]:
    """Return the lines of "Nơi nhận": the petitioner, whom else the regulation names for an answer, the host office."""
    items = dialogues.main_law_of(petition.dialogue).items("reply_recipients") if kind == ReplyKind.FINAL else ()
    others = (item.vi for item in items if item.code != "petitioner")
    return ("Như trên", *others, petition.dialogue.host_office.name)


def _send_one(
    petition: Petition, text: str, sender: Sender, kind: ReplyKind, new_date: date | None, *, on: date, by: Actor
) -> Reply:
    paper = ReplyLetter(
        issuer=sender.issuer,
        signer=sender.signer,
        addressee=f"Người có kiến nghị mã số {petition.code}",
        matter=petition.title,
        answer=tuple(line.strip() for line in text.split("\n") if line.strip()),
        code=petition.code,
        received_on=petition.received_on,
        next_on=new_date,
        recipients=_recipients(petition, kind),
    )
    document = documents.issue(paper, dialogue=petition.dialogue.key, petition=petition.key, on=on, by=by)
    record_paper(document=document, on=on, by=by)
    reply = Reply.objects.create(
        petition=petition,
        body=sender.body,
        kind=kind,
        text=nfc(text),
        number=document.symbol,
        signed_on=on,
        signer=", ".join(part for part in (sender.signer.name, sender.signer.title) if part)[:160],
        new_date=new_date,
        document=document,
        sent_by=accounts.account_of(by),
    )
    journal.record(_fact(reply, petition, on=on), by=by)
    submitters = Submitter.objects.filter(petition=petition).select_related("identity").order_by("pk")
    notices.queue(*letters.replied(reply, petition, submitters))
    return reply


def _fact(reply: Reply, petition: Petition, *, on: date) -> Fact:
    dialogue, number = petition.dialogue.key, reply.number.replace(" ", "")
    if reply.kind == ReplyKind.RECEPTION:
        return PetitionerNotified(on=on, dialogue=dialogue, petition=petition.key, body=reply.body.key)
    if reply.kind == ReplyKind.HOLDING:
        return HoldingReplySent(on=on, dialogue=dialogue, petition=petition.key)
    if reply.kind == ReplyKind.INTERIM:
        assert reply.new_date is not None
        return InterimReplySent(on=on, dialogue=dialogue, petition=petition.key, new_date=reply.new_date, number=number)
    return ReplySent(on=on, dialogue=dialogue, petition=petition.key, number=number, body=reply.body.key)


def _move_on(petition: Petition, kind: ReplyKind) -> None:
    """Bring the petition on: only the reply moves it, the other papers leave the matter open."""
    if kind != ReplyKind.FINAL:
        change(petition)
        return
    move(petition, P.REPLIED)
    leads = petition.assignments.filter(part="lead", state__in=[AssignmentState.SENT, AssignmentState.ACCEPTED])
    leads.update(state=AssignmentState.DONE)
