"""How a matter stands, closing it, taking it up again; "answered" never counts as "resolved"."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db import transaction

from doithoai.accounts import queries as accounts
from doithoai.common.actors import PUBLIC, Actor
from doithoai.common.text import nfc
from doithoai.dialogues import services as dialogues
from doithoai.dialogues.enums import DialogueState
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.petitions import follow_up_letters as letters
from doithoai.petitions.enums import AssignmentState, PetitionState, ReplyKind, Result, SaidBy
from doithoai.petitions.errors import FollowUpRefused, ReopeningRefused
from doithoai.petitions.models import Note, Petition, Reply
from doithoai.petitions.services.following import (
    ANSWERED,
    UNDER_WAY,
    leads_of,
    locked_rows,
    refresh,
    refuse_rows,
)
from doithoai.petitions.services.moving import change, locked, move
from doithoai.regulations.facts import (
    AgencyChased,
    AnswerFoundDefective,
    PetitionClosed,
    PetitionRated,
    PetitionReopened,
    ResultRecorded,
)
from doithoai.workdays.dates import vi_date

P = PetitionState
# These are nothing without the words that say why, or where to.
_NEEDS_WORDS = {
    Result.NOT_ACCEPTED: "Chưa ghi lý do không tiếp thu. Người kiến nghị có quyền biết vì sao.",
    Result.FORWARDED: "Chưa ghi đã chuyển đến đâu. Hãy ghi tên cơ quan và số văn bản.",
    Result.DISPUTED: "Chưa ghi người dân chưa đồng ý điều gì.",
}
_STILL_OPEN = frozenset({Result.IN_PROGRESS, Result.DISPUTED})
_DONE = ANSWERED | {P.RESOLVED, P.CLOSED}


@transaction.atomic
def record_result(
    *, petitions: Sequence[Petition], result: Result, until: date | None = None, note: str = "", on: date, by: Actor
) -> list[Petition]:
    """Record how the matters stand now, kept apart from whether they were answered.

    Only what was answered, in writing or at the conference, can be resolved. The same again changes nothing.
    Raises FollowUpRefused.
    """
    rows = locked_rows(petitions)
    words = nfc(note).strip()
    _check_result(result, until, words, on=on)
    refuse_rows(rows, lambda petition: _unfit_for(petition, result))
    for petition in rows:
        _settle(petition, result, until if result == Result.IN_PROGRESS else None, words, on=on, by=by)
    refresh(rows)
    return rows


def _check_result(result: Result, until: date | None, words: str, *, on: date) -> None:
    if result == Result.IN_PROGRESS:
        if until is None:
            raise FollowUpRefused("Đang giải quyết thì phải hẹn ngày. Hãy chọn ngày dự kiến xong.")
        if until <= on:
            raise FollowUpRefused(f"Ngày hẹn {vi_date(until)} không ở sau hôm nay. Hãy chọn ngày sắp tới.")
    if result in _NEEDS_WORDS and not words:
        raise FollowUpRefused(_NEEDS_WORDS[result])


def _unfit_for(petition: Petition, result: Result) -> str:
    stands = petition.get_state_display()
    if petition.state in {P.RESOLVED, P.CLOSED}:
        same = petition.state == P.RESOLVED and result == Result.RESOLVED
        return "" if same else f"đang ở bước “{stands}”; muốn ghi khác, hãy mở lại."
    if petition.state not in ANSWERED | UNDER_WAY:
        return f"đang ở bước “{stands}”, chưa có kết quả tại hội nghị."
    if result == Result.RESOLVED and petition.state not in {P.REPLIED, P.ANSWERED_AT_CONFERENCE}:
        return "chưa trả lời bằng văn bản; trả lời người kiến nghị trước rồi mới ghi đã giải quyết xong."
    return ""


def _settle(petition: Petition, result: Result, until: date | None, words: str, *, on: date, by: Actor) -> None:
    if (petition.result, petition.result_until, petition.result_note) == (result, until, words):
        return
    to = P.RESOLVED if result == Result.RESOLVED else PetitionState(petition.state)
    move(petition, to, result=result, result_until=until, result_note=words)
    fact = ResultRecorded(on=on, dialogue=petition.dialogue.key, petition=petition.key, result=str(result), until=until)
    journal.record(fact, by=by)


@transaction.atomic
def close_petitions(*, petitions: Sequence[Petition], on: date, by: Actor) -> list[Petition]:
    """Close what was answered and whose result is final: nothing more is owed. Raises FollowUpRefused."""
    rows = locked_rows(petitions)
    refuse_rows(rows, _still_owed)
    for petition in rows:
        if petition.state == P.CLOSED:
            continue
        move(petition, P.CLOSED)
        journal.record(PetitionClosed(on=on, dialogue=petition.dialogue.key, petition=petition.key), by=by)
    refresh(rows)
    return rows


def _still_owed(petition: Petition) -> str:
    if petition.state not in _DONE:
        return "chưa trả lời bằng văn bản và cũng chưa được trả lời hay từ chối tại hội nghị."
    if petition.state == P.CLOSED:
        return ""
    if not petition.result:
        return "chưa ghi kết quả giải quyết."
    if petition.result in _STILL_OPEN:
        return f"kết quả đang là “{petition.get_result_display()}” nên chưa kết thúc được."
    return ""


@transaction.atomic
def close_petition(*, petition: Petition, on: date, by: Actor) -> Petition:
    """Close one petition; see `close_petitions`."""
    return close_petitions(petitions=[petition], on=on, by=by)[0]


@transaction.atomic
def reopen_petition(
    *,
    petition: Petition,
    reason: str,
    on: date,
    by: Actor = PUBLIC,
    from_citizen: bool = False,
    defective: bool = False,
) -> Petition:
    """Take the matter up again: the lead has it back, a new date and a new reply are owed.

    `defective`: the answer that went out was found wrong or incomplete, from which day some texts count anew.
    Petitioners may do so settings.REOPEN_LIMIT times (`from_citizen`; an officer may write it down for them), the
    office whenever it must; what the office reopens takes nothing from the petitioner's right. A petition that was
    merged reopens the one that stands for it. A closed dialogue is followed again; an archived one is not.
    Raises ReopeningRefused.
    """
    fresh = locked(petition.merged_into or petition)
    words = nfc(reason).strip()
    if not words:
        raise ReopeningRefused("Chưa ghi lý do. Hãy ghi điều chưa được giải quyết.")
    if fresh.state == P.REOPENED:
        return fresh
    _check_may_reopen(fresh, from_citizen=from_citizen)
    lead = leads_of([fresh]).get(fresh.pk)
    made_by = None if from_citizen else accounts.account_of(by)
    Note.objects.create(petition=fresh, kind="reopened", text=words, made_by=made_by)
    if fresh.dialogue.state == DialogueState.CLOSED:
        dialogues.move(fresh.dialogue, DialogueState.FOLLOWING_UP)
    cleared = {"result": "", "result_until": None, "result_note": "", "agreed_due_on": None, "stars": None}
    move(fresh, P.REOPENED, reopened_times=fresh.reopened_times + 1, **cleared)
    if lead is not None and lead.state == AssignmentState.DONE:
        lead.state = AssignmentState.ACCEPTED if lead.accepted_at else AssignmentState.SENT
        lead.save(update_fields=["state"])
    dialogue, key = fresh.dialogue.key, fresh.key
    if defective:
        body = lead.body.key if lead else ""
        journal.record(AnswerFoundDefective(on=on, dialogue=dialogue, petition=key, body=body), by=by)
    journal.record(PetitionReopened(on=on, dialogue=dialogue, petition=key, times=fresh.reopened_times), by=by)
    refresh([fresh])
    notices.queue(*letters.reopened(fresh, lead.body if lead else None, from_citizen=from_citizen, on=on))
    return fresh


def _check_may_reopen(petition: Petition, *, from_citizen: bool) -> None:
    if petition.dialogue.state not in {
        DialogueState.CONCLUDED,
        DialogueState.FOLLOWING_UP,
        DialogueState.CLOSED,
    }:
        raise ReopeningRefused(
            "Hồ sơ cuộc đối thoại này không mở lại được nữa. Hãy gửi kiến nghị mới; ghi mã cũ để được xem cùng."
        )
    if petition.state not in _DONE:
        raise ReopeningRefused(
            f"Kiến nghị {petition.code} đang được giải quyết (“{petition.get_state_display()}”) nên không cần mở lại."
        )
    if from_citizen and reopenings_left(petition) == 0:
        raise ReopeningRefused(
            f"Kiến nghị {petition.code} đã mở lại {settings.REOPEN_LIMIT} lần theo yêu cầu của người dân. "
            "Hãy liên hệ văn phòng tiếp dân; văn phòng mở lại được nếu việc chưa xong."
        )


def reopenings_left(petition: Petition) -> int:
    """Return how often the petitioner may still have the matter taken up again; no text sets a number."""
    asked = petition.notes.filter(kind="reopened", made_by=None).count()
    return max(0, settings.REOPEN_LIMIT - asked)


@transaction.atomic
def rate_petition(
    *, petition: Petition, stars: int, way: SaidBy | None = None, on: date, by: Actor = PUBLIC
) -> Petition:
    """Keep the petitioner's rating of the answer, 1 to 5; the newest counts.

    `way`: how it reached the officer who writes it down. Raises FollowUpRefused.
    """
    fresh = locked(petition)
    if not 1 <= stars <= 5:
        raise FollowUpRefused("Hãy chọn từ 1 đến 5 sao.")
    answered = Reply.objects.filter(petition=fresh, kind=ReplyKind.FINAL).exists()
    if fresh.state == P.REOPENED or not (answered or fresh.state in _DONE):
        raise FollowUpRefused(f"Kiến nghị {fresh.code} chưa có trả lời nên chưa đánh giá được.")
    if fresh.stars != stars:
        change(fresh, stars=stars)
        fact = PetitionRated(on=on, dialogue=fresh.dialogue.key, petition=fresh.key, stars=stars, way=way or "")
        journal.record(fact, by=by)
    return fresh


@transaction.atomic
def chase_petitions(*, petitions: Sequence[Petition], text: str, on: date, by: Actor) -> list[Note]:
    """Press the bodies that lead to act; the words are kept with the petition. Raises FollowUpRefused."""
    rows = locked_rows(petitions)
    words = nfc(text).strip()
    if not words:
        raise FollowUpRefused("Chưa ghi lời nhắc. Hãy ghi việc cần làm và ngày cần xong.")
    refuse_rows(rows, lambda petition: "" if petition.state in UNDER_WAY else "không còn việc để nhắc.")
    leads = leads_of(rows)
    refuse_rows(rows, lambda petition: "" if petition.pk in leads else "chưa có cơ quan chủ trì giải quyết.")
    account = accounts.account_of(by)
    made = []
    for petition in rows:
        body = leads[petition.pk].body
        note = Note.objects.create(petition=petition, kind="chased", text=words, made_by=account)
        journal.record(AgencyChased(on=on, dialogue=petition.dialogue.key, petition=petition.key, body=body.key), by=by)
        notices.queue(*letters.chased(note, petition, body, on=on))
        made.append(note)
    return made
