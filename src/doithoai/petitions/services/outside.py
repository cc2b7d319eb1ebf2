"""Bodies without anybody in the program (an enterprise, a central agency) answer by a link, once.

What comes in is the body's word; it counts when the office accepts it and is never published by itself.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from doithoai.accounts import queries as accounts
from doithoai.accounts.enums import Role
from doithoai.common.actors import PUBLIC, SYSTEM, Actor
from doithoai.common.text import nfc, one_line
from doithoai.documents.services import redacting as documents
from doithoai.documents.services.redacting import Part
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Body
from doithoai.petitions import outside_letters as letters
from doithoai.petitions.enums import AssignmentPart, AssignmentState, OutsideState, PetitionState
from doithoai.petitions.errors import OutsideRefused, PublishingRefused
from doithoai.petitions.models import Assignment, Escalation, OutsideLink, Petition
from doithoai.petitions.queries.outside import link_digest
from doithoai.petitions.services.answering import approve_draft, save_draft
from doithoai.petitions.services.assigning import accept_assignment, finish_help
from doithoai.petitions.services.attaching import attach_files
from doithoai.petitions.services.escalating import answer_escalation
from doithoai.petitions.services.following import leads_of, refresh
from doithoai.petitions.services.moving import change, locked
from doithoai.petitions.services.publishing import known_of
from doithoai.petitions.validators import check_text
from doithoai.regulations.facts import (
    OutsideAnswerAccepted,
    OutsideAnswerDeclined,
    OutsideAnswerReceived,
    OutsideAnswerWanted,
    OutsideBodySilent,
    OutsideLinkWithdrawn,
)
from doithoai.workdays.dates import vi_date

S = OutsideState
# A link lies in somebody's mail box; it must not open a door for ever. Ours, no number of the law.
LONGEST = timedelta(days=180)
WHY_MAX = 500
_OVER = frozenset({PetitionState.WITHDRAWN, PetitionState.CLOSED, PetitionState.OUT_OF_SCOPE})


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideQuestion:
    """What the office asks a body outside. `read_through`: a person has looked for names in the text."""

    text: str
    wanted_on: date
    wanted_why: str
    valid_until: date
    name: str = ""  # where neither an assignment nor an escalation names the body
    assignment: Assignment | None = None
    escalation: Escalation | None = None
    read_through: bool = False

    @property
    def body(self) -> Body | None:
        """Return the body that is asked, None where it is not one of ours."""
        if self.assignment is not None:
            return self.assignment.body
        return self.escalation.to_body if self.escalation is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideAnswer:
    """What the body writes: its words, who answers, its own paper."""

    text: str
    answerer: str
    answerer_post: str
    paper_number: str = ""
    paper_on: date | None = None
    files: Sequence[tuple[str, bytes]] = ()


@transaction.atomic
def ask_outside(*, petition: Petition, question: OutsideQuestion, on: date, by: Actor) -> tuple[OutsideLink, str]:
    """Make the link for a body that nobody of the program works for; return it with its secret, shown once.

    The page behind it shows the text without the petitioner. Raises OutsideRefused, PublishingRefused.
    """
    fresh = locked(petition)
    name = one_line(question.body.name if question.body else question.name)[:200]
    text, why = nfc(question.text).strip(), one_line(question.wanted_why)[:WHY_MAX]
    _check_question(question, name, text, why, on=on)
    _check_may_be_asked(fresh, question, on=on)
    _check_nobody_is_named(fresh, text, read_through=question.read_through)
    _give_way(fresh, name, on=on, by=by)
    secret = secrets.token_urlsafe(24)
    made = OutsideLink.objects.create(
        petition=fresh,
        body=question.body,
        name=name,
        assignment=question.assignment,
        escalation=question.escalation,
        text=text,
        wanted_on=question.wanted_on,
        wanted_why=why,
        secret_digest=link_digest(secret),
        valid_until=question.valid_until,
        made_on=on,
        made_by=accounts.account_of(by),
    )
    change(fresh)
    fact = OutsideAnswerWanted(
        on=on,
        dialogue=fresh.dialogue.key,
        petition=fresh.key,
        link=made.key,
        until=made.wanted_on,
        body=_body_key(made),
    )
    journal.record(fact, by=by)
    return made, secret


def _check_question(question: OutsideQuestion, name: str, text: str, why: str, *, on: date) -> None:
    if not name:
        raise OutsideRefused("Chưa ghi hỏi nơi nào. Hãy ghi tên, ví dụ “Điện lực An Lão”.")
    if not text:
        raise OutsideRefused("Chưa có nội dung gửi đi. Hãy ghi việc gì, ở đâu, cần trả lời điều gì.")
    if not why:
        raise OutsideRefused("Chưa ghi vì sao cần ngày đó. Nơi được hỏi cần biết hạn nào đang chạy.")
    if question.wanted_on <= on:
        raise OutsideRefused(f"Ngày cần trả lời {vi_date(question.wanted_on)} không ở sau hôm nay.")
    if question.valid_until < question.wanted_on:
        raise OutsideRefused("Đường dẫn phải dùng được ít nhất đến ngày cần trả lời.")
    if question.valid_until > on + LONGEST:
        raise OutsideRefused(f"Đường dẫn dùng được nhiều nhất {LONGEST.days} ngày. Hãy chọn ngày gần hơn.")


def _check_nobody_is_named(petition: Petition, text: str, *, read_through: bool) -> None:
    """Refuse a text that names the petitioner, or may give somebody away and was not read through."""
    offers = documents.offers_of([Part("text", text)], known_of(petition))
    if any(one.must_hide for one in offers):
        raise PublishingRefused(
            f"Nội dung định gửi đi của {petition.code} có thông tin của chính người kiến nghị "
            "(họ tên, điện thoại, thư điện tử hoặc địa chỉ). Hãy bỏ phần đó rồi tạo lại."
        )
    if offers and not read_through:
        words = "; ".join(f"“{one.words}”" for one in offers[:8])
        raise PublishingRefused(
            f"Có chỗ có thể lộ một người: {words}. Hãy sửa, hoặc xác nhận đã đọc và các chữ này không chỉ riêng ai."
        )


def _check_may_be_asked(petition: Petition, question: OutsideQuestion, *, on: date) -> None:
    if petition.is_aside or petition.state == PetitionState.CLOSED:
        raise OutsideRefused(f"{petition.code} đang ở bước “{petition.get_state_display()}” nên không hỏi thêm ai.")
    body = question.body
    if body is not None and organisations.members_of(body, *Role, on=on).exists():
        raise OutsideRefused(
            f"{body.name} có người dùng chương trình, hãy để họ trả lời trong đó. "
            "Đường dẫn chỉ dành cho nơi chưa có ai."
        )
    if _is_over(question.assignment, question.escalation):
        raise OutsideRefused(f"Việc này không còn ở {body.name if body else 'nơi đó'}. Hãy tải lại trang.")


def _is_over(assignment: Assignment | None, escalation: Escalation | None) -> bool:
    """Say whether what the link is for was given to another, finished or answered."""
    if assignment is not None:
        return not Assignment.objects.filter(
            pk=assignment.pk, state__in=[AssignmentState.SENT, AssignmentState.ACCEPTED, AssignmentState.DONE]
        ).exists()
    return escalation is not None and not Escalation.objects.filter(pk=escalation.pk, answered_on=None).exists()


def _give_way(petition: Petition, name: str, *, on: date, by: Actor) -> None:
    """Refuse a second link beside one that lives; take one back whose last day has passed."""
    other = petition.outside_links.filter(name=name, state__in=[S.OPEN, S.ANSWERED]).first()
    if other is None:
        return
    if other.state == S.ANSWERED:
        raise OutsideRefused(f"{name} vừa trả lời. Hãy xem và quyết định câu trả lời đó trước.")
    if other.valid_until >= on:
        raise OutsideRefused(
            f"Đã có đường dẫn cho {name}, dùng được đến hết {vi_date(other.valid_until)}. "
            "Mất đường dẫn thì rút đường dẫn đó rồi tạo lại."
        )
    _withdraw(other, petition, on=on, by=by)


def _body_key(link: OutsideLink) -> str:
    return link.body.key if link.body else ""


def _locked_link(link: OutsideLink) -> tuple[OutsideLink, Petition]:
    petition = locked(link.petition)
    rows = OutsideLink.objects.select_for_update(of=("self",), no_key=True).select_related(
        "body", "assignment__body", "escalation"
    )
    fresh = rows.get(pk=link.pk)
    fresh.petition = petition
    return fresh, petition


def takes_answer(link: OutsideLink, *, on: date) -> bool:
    """Say whether the link takes an answer on the day; its last day counts whole."""
    if link.state != S.OPEN or link.valid_until < on or link.petition.state in _OVER:
        return False
    return not _is_over(link.assignment, link.escalation)


@transaction.atomic
def receive_outside_answer(*, link: OutsideLink, answer: OutsideAnswer, now: datetime) -> OutsideLink:
    """Keep what a body writes by its link, once; the office is told, nothing else follows yet.

    The same again (a page sent twice) changes nothing. Raises OutsideRefused, TextRefused, FileRefused.
    """
    fresh, petition = _locked_link(link)
    words = check_text(answer.text).strip()
    if fresh.state == S.ANSWERED and fresh.answer == words:
        return fresh
    on = timezone.localdate(now)
    if not takes_answer(fresh, on=on):
        raise OutsideRefused(
            "Đường dẫn này đã nhận một câu trả lời trước đó."
            if fresh.answered_at
            else "Đường dẫn này không còn nhận trả lời: đã hết hạn, được rút, hoặc việc đã xong."
        )
    if not one_line(answer.answerer):
        raise OutsideRefused("Chưa ghi người trả lời. Hãy ghi họ tên và chức vụ.")
    if answer.paper_on is not None and answer.paper_on > on:
        raise OutsideRefused(f"Ngày văn bản {vi_date(answer.paper_on)} ở sau hôm nay. Hãy xem lại.")
    attached = attach_files(petition=petition, files=answer.files, on=on, by=PUBLIC)
    fresh.state, fresh.answer, fresh.answered_at = S.ANSWERED, words, now
    fresh.answerer, fresh.answerer_post = one_line(answer.answerer)[:120], one_line(answer.answerer_post)[:160]
    fresh.paper_number, fresh.paper_on = one_line(answer.paper_number)[:60], answer.paper_on
    fresh.save(
        update_fields=[
            "state",
            "answer",
            "answered_at",
            "answerer",
            "answerer_post",
            "paper_number",
            "paper_on",
        ]
    )
    fresh.attachments.set(attached)
    fact = OutsideAnswerReceived(
        on=on,
        dialogue=petition.dialogue.key,
        petition=petition.key,
        link=fresh.key,
        body=_body_key(fresh),
        files=len(attached),
    )
    journal.record(fact, by=PUBLIC)
    notices.queue(*letters.outside_answered(fresh, on=on))
    return fresh


@transaction.atomic
def accept_outside_answer(*, link: OutsideLink, on: date, by: Actor) -> OutsideLink:
    """Take the answer for the body's own, word for word: what it was asked for is done by it.

    The lead's becomes its approved answer, a helper's its part, the upper level's its answer back; an opinion
    of others stays beside the petition for whoever answers. A second click does nothing. Raises OutsideRefused
    and what those verbs raise.
    """
    fresh, petition = _locked_link(link)
    if fresh.state == S.ACCEPTED:
        return fresh
    if fresh.state != S.ANSWERED:
        raise OutsideRefused(f"{fresh.name} chưa trả lời nên chưa nhận được.")
    if _is_over(fresh.assignment, fresh.escalation):
        raise OutsideRefused(
            f"Trong lúc chờ, việc này đã giao nơi khác hoặc đã có trả lời. Câu trả lời của {fresh.name} vẫn lưu ở đây; "
            "hãy ghi vì sao không dùng."
        )
    if fresh.assignment is not None:
        _work_done(fresh, petition, fresh.assignment, on=on, by=by)
    elif fresh.escalation is not None:
        answer_escalation(escalation=fresh.escalation, answer=fresh.answer, on=on, by=by)
    _decide(fresh, S.ACCEPTED, "", on=on, by=by)
    fact = OutsideAnswerAccepted(
        on=on, dialogue=petition.dialogue.key, petition=petition.key, link=fresh.key, body=_body_key(fresh)
    )
    journal.record(fact, by=by)
    refresh([petition])
    lead = leads_of([petition]).get(petition.pk)
    if lead is not None and lead.body_id != fresh.body_id:
        notices.queue(*letters.opinion_for(fresh, lead.body, on=on))
    return fresh


def _work_done(link: OutsideLink, petition: Petition, assignment: Assignment, *, on: date, by: Actor) -> None:
    """Do for the body what its own people would do in the program."""
    if assignment.state == AssignmentState.SENT:
        assignment = accept_assignment(assignment=assignment, on=on, by=by)
    if assignment.part == AssignmentPart.LEAD:
        draft = save_draft(petition=petition, body=assignment.body, text=link.answer, on=on, by=by)
        approve_draft(draft=draft, on=on, by=by)
    elif assignment.state == AssignmentState.ACCEPTED:
        finish_help(assignment=assignment, on=on, by=by)


@transaction.atomic
def decline_outside_answer(*, link: OutsideLink, reason: str, on: date, by: Actor) -> OutsideLink:
    """Leave the answer aside, saying why; another link may be made. Raises OutsideRefused."""
    fresh, petition = _locked_link(link)
    words = one_line(reason)
    if fresh.state == S.DECLINED:
        return fresh
    if fresh.state != S.ANSWERED:
        raise OutsideRefused("Câu trả lời này đã được quyết định. Hãy tải lại trang.")
    if not words:
        raise OutsideRefused("Chưa ghi vì sao. Hãy ghi điều còn thiếu, để hỏi lại cho đúng.")
    _decide(fresh, S.DECLINED, words[:WHY_MAX], on=on, by=by)
    change(petition)
    fact = OutsideAnswerDeclined(
        on=on, dialogue=petition.dialogue.key, petition=petition.key, link=fresh.key, body=_body_key(fresh)
    )
    journal.record(fact, by=by)
    return fresh


def _decide(link: OutsideLink, state: OutsideState, why: str, *, on: date, by: Actor) -> None:
    link.state, link.decided_on, link.decided_by, link.decided_why = state, on, accounts.account_of(by), why
    link.save(update_fields=["state", "decided_on", "decided_by", "decided_why"])


@transaction.atomic
def withdraw_outside_link(*, link: OutsideLink, on: date, by: Actor) -> OutsideLink:
    """Let the link take no answer any more. A second click does nothing. Raises OutsideRefused once answered."""
    fresh, petition = _locked_link(link)
    if fresh.state == S.WITHDRAWN:
        return fresh
    if fresh.state != S.OPEN:
        raise OutsideRefused(f"{fresh.name} đã trả lời nên không rút đường dẫn nữa. Hãy tải lại trang để đọc.")
    _withdraw(fresh, petition, on=on, by=by)
    change(petition)
    return fresh


def _withdraw(link: OutsideLink, petition: Petition, *, on: date, by: Actor) -> None:
    _decide(link, S.WITHDRAWN, "", on=on, by=by)
    fact = OutsideLinkWithdrawn(
        on=on, dialogue=petition.dialogue.key, petition=petition.key, link=link.key, body=_body_key(link)
    )
    journal.record(fact, by=by)


def note_silence_outside(*, on: date) -> int:
    """Note of every link whose wanted day has passed without an answer that its body is silent; tell the office.

    Each is noted once; the link goes on taking an answer until its own last day. Returns how many.
    """
    waiting = OutsideLink.objects.filter(state=S.OPEN, silent_on=None, wanted_on__lt=on)
    return sum(_note_silence(one, on=on) for one in waiting.select_related("petition").order_by("pk"))


@transaction.atomic
def _note_silence(link: OutsideLink, *, on: date) -> int:
    fresh, petition = _locked_link(link)
    if fresh.state != S.OPEN or fresh.silent_on is not None or petition.state in _OVER:
        return 0
    fresh.silent_on = on
    fresh.save(update_fields=["silent_on"])
    fact = OutsideBodySilent(
        on=on, dialogue=petition.dialogue.key, petition=petition.key, link=fresh.key, body=_body_key(fresh)
    )
    journal.record(fact, by=SYSTEM)
    notices.queue(*letters.outside_silent(fresh, on=on))
    return 1
