"""Asking the petitioner: a question by their own channel, with a day; the law says whether a clock stops for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from doithoai import regulations as law
from doithoai.accounts import queries as accounts
from doithoai.common.actors import PUBLIC, SYSTEM, Actor
from doithoai.common.text import nfc
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.obligations import services as obligations
from doithoai.obligations.models import Duty
from doithoai.organisations.models import Body
from doithoai.petitions import asking_letters as letters
from doithoai.petitions.enums import InformationState, InformationWay, PetitionState
from doithoai.petitions.errors import QuestionRefused
from doithoai.petitions.models import InformationRequest, Petition, Submitter
from doithoai.petitions.services.attaching import attach_files
from doithoai.petitions.services.moving import change, locked
from doithoai.regulations.errors import UnknownRegulation
from doithoai.regulations.facts import (
    InformationProvided,
    InformationRequested,
    InformationRequestLapsed,
    InformationRequestWithdrawn,
)
from doithoai.regulations.schema import Rule
from doithoai.regulations.types import Status
from doithoai.workdays.dates import vi_date

S = InformationState
QUESTION_MAX = 2_000
ANSWER_MAX = 5_000
# Nobody waits for what the petitioner might add any more.
_OVER = frozenset({PetitionState.WITHDRAWN, PetitionState.CLOSED, PetitionState.OUT_OF_SCOPE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A duty on the petition that runs while the petitioner is asked. `stops`: its own rule says so.

    `due_on` is None where the day on which it starts has not come; `expected_on` is then what can be told.
    """

    title: str
    citation: str
    due_on: date | None
    expected_on: date | None = None
    stops: bool = False


# By these facts the petitioner hears something: the duties that concern them first.
_HEARS = frozenset({"reply_sent", "petitioner_notified", "result_recorded"})


def running_for(petition: Petition) -> list[Running]:
    """Return the open duties on the petition, those to the petitioner first, then by day.

    Each says whether its own rule stops for a question to the petitioner.
    """
    rows = Duty.objects.filter(petition=petition.key, status__in=[Status.DUE, Status.OVERDUE, Status.PENDING])
    dated = [row for row in rows.order_by("position") if row.due_on or row.expected_on]
    found = [(_rule_of(row), row) for row in dated]
    found.sort(key=lambda one: (not _heard(one[0]), one[1].due_on or one[1].expected_on or date.max))
    return [
        Running(
            title=row.title_vi,
            citation=f"{row.citation}, {law.get_pinned(row.regulation).short_vi}" if rule else row.citation,
            due_on=row.due_on,
            expected_on=row.expected_on,
            stops=rule is not None and rule.stops_on == InformationRequested.kind,
        )
        for rule, row in found
    ]


def _rule_of(duty: Duty) -> Rule | None:
    try:
        return law.get_pinned(duty.regulation).rule(duty.rule)
    except UnknownRegulation:  # the library has lost the text: nothing can be read in it
        return None


def _heard(rule: Rule | None) -> bool:
    return rule is not None and bool(_HEARS & set(rule.done_when.facts))


def words_on_clock(running: Sequence[Running], *, on: date) -> str:
    """Return what the petitioner is told of the deadlines: by which article one stops, or that they go on.

    No text of the library stops a clock for a question to the petitioner; its silence means that it runs on.
    """
    stopped = next((one for one in running if one.stops), None)
    if stopped is not None:
        return f"Theo {stopped.citation}, hạn “{stopped.title}” dừng trong lúc chờ bạn trả lời."
    dated = next((one for one in running if one.due_on), None)
    if dated is not None:
        past = ", đã qua và không tính lại" if dated.due_on and dated.due_on < on else ""
        day = f"vẫn là {vi_date(dated.due_on)}" if dated.due_on else ""
        return f"Việc hỏi thêm không làm dừng thời hạn: hạn “{dated.title}” {day} ({dated.citation}){past}."
    expected = next(iter(running), None)
    if expected is not None and expected.expected_on:
        return (
            f"Việc hỏi thêm không làm dừng thời hạn: “{expected.title}” dự kiến đến {vi_date(expected.expected_on)} "
            f"({expected.citation})."
        )
    return "Việc hỏi thêm không làm dừng thời hạn nào: quy định không có điều nào cho dừng."


def submitters_of(petition: Petition) -> list[Submitter]:
    """Return those who put the matter forward; of a part, those of the whole that was split."""
    rows = Submitter.objects.filter(petition=petition.split_from_id or petition.pk)
    return list(rows.select_related("identity", "petition", "petition__dialogue").order_by("pk"))


@transaction.atomic
def request_information(
    *, petition: Petition, body: Body, text: str, due_on: date, on: date, by: Actor
) -> InformationRequest:
    """Ask the petitioner something on behalf of the body, by the channel that they chose for replies.

    The message says by which day to answer and what becomes of the deadlines. The same question again asks
    once. Raises QuestionRefused.
    """
    fresh = locked(petition)
    words = nfc(text).strip()
    _check_question(words, due_on, on=on)
    waiting = fresh.information_requests.filter(state=S.OPEN).select_related("body").first()
    if waiting is not None:
        if (waiting.text, waiting.body_id) == (words, body.pk):
            return waiting
        raise QuestionRefused(
            f"{waiting.body.short_name} đang chờ người dân trả lời một câu hỏi về {fresh.code}, "
            f"đến hết {vi_date(waiting.due_on)}. Hãy chờ, hoặc rút câu hỏi đó rồi hỏi gộp."
        )
    if fresh.is_aside or fresh.state == PetitionState.CLOSED:
        raise QuestionRefused(f"{fresh.code} đang ở bước “{fresh.get_state_display()}” nên không hỏi thêm được.")
    people = submitters_of(fresh)
    if not any(one.identity_id or one.secret_hash for one in people):
        raise QuestionRefused(
            f"{fresh.code} không có người gửi để hỏi: không ghi tên, cũng chưa cấp biên nhận. "
            "Hãy hỏi nơi đã chuyển kiến nghị đến."
        )
    made = InformationRequest.objects.create(
        petition=fresh,
        body=body,
        text=words,
        clock_said=words_on_clock(running_for(fresh), on=on),
        due_on=due_on,
        asked_on=on,
        asked_by=accounts.account_of(by),
    )
    change(fresh)
    fact = InformationRequested(
        on=on, dialogue=fresh.dialogue.key, petition=fresh.key, question=made.key, body=body.key, until=due_on
    )
    journal.record(fact, by=by)
    obligations.refresh(fresh.dialogue.key)
    notices.queue(*letters.asked(made, people))
    return made


def _check_question(words: str, due_on: date, *, on: date) -> None:
    if not words:
        raise QuestionRefused("Chưa có câu hỏi. Hãy ghi điều cần người dân cho biết thêm.")
    if len(words) > QUESTION_MAX:
        raise QuestionRefused(f"Câu hỏi dài quá {QUESTION_MAX} ký tự. Hãy hỏi gọn hơn.")
    if due_on <= on:
        raise QuestionRefused(f"Ngày {vi_date(due_on)} không ở sau hôm nay. Hãy chừa cho người dân ít nhất một ngày.")


def _locked_request(request: InformationRequest) -> tuple[InformationRequest, Petition]:
    """Return both under lock, the petition first as everywhere, so that two clicks never block each other."""
    petition = locked(request.petition)
    rows = InformationRequest.objects.select_for_update(of=("self",), no_key=True).select_related("body")
    fresh = rows.get(pk=request.pk)
    fresh.petition = petition
    return fresh, petition


@transaction.atomic
def provide_information(
    *,
    request: InformationRequest,
    text: str,
    files: Sequence[tuple[str, bytes]] = (),
    way: InformationWay = InformationWay.PORTAL,
    on: date,
    by: Actor = PUBLIC,
) -> InformationRequest:
    """Keep the petitioner's answer beside the question and tell who asked; not what it says.

    An answer after the day is taken as well: nothing that a petitioner says is lost. At the counter an
    officer types it. The same answer again changes nothing. Raises QuestionRefused, FileRefused.
    """
    fresh, petition = _locked_request(request)
    words = nfc(text).strip()
    if not words:
        raise QuestionRefused("Chưa có câu trả lời. Hãy ghi một vài câu, hoặc ghi “xem tệp kèm theo”.")
    if len(words) > ANSWER_MAX:
        raise QuestionRefused(f"Trả lời dài quá {ANSWER_MAX} ký tự. Hãy ghi phần chính và gửi bản đầy đủ bằng tệp.")
    if fresh.state == S.ANSWERED and fresh.answer == words:
        return fresh
    if fresh.state not in {S.OPEN, S.LAPSED}:
        raise QuestionRefused(
            "Câu hỏi này đã được rút, không cần trả lời nữa."
            if fresh.state == S.WITHDRAWN
            else "Câu hỏi này đã được trả lời. Muốn nói thêm, hãy dùng “Bổ sung, sửa thông tin”."
        )
    if petition.state in _OVER:
        raise QuestionRefused(
            f"{petition.code} đang ở bước “{petition.get_state_display()}” nên không cần trả lời nữa."
        )
    fresh.state, fresh.answer, fresh.answered_on, fresh.answered_way = S.ANSWERED, words, on, way
    fresh.ended_on = None
    fresh.typed_by = accounts.account_of(by) if way == InformationWay.COUNTER else None
    fresh.save(update_fields=["state", "answer", "answered_on", "answered_way", "ended_on", "typed_by"])
    if files:
        attach_files(petition=petition, files=files, from_citizen=True, on=on, by=by)
    else:
        change(petition)
    fact = InformationProvided(
        on=on,
        dialogue=petition.dialogue.key,
        petition=petition.key,
        question=fresh.key,
        body=fresh.body.key,
        files=len(files),
    )
    journal.record(fact, by=by)
    obligations.refresh(petition.dialogue.key)
    notices.queue(*letters.answered(fresh, on=on))
    return fresh


@transaction.atomic
def withdraw_information_request(*, request: InformationRequest, on: date, by: Actor) -> InformationRequest:
    """Take a question back. Whoever has been told of it is told; a letter not yet sent goes nowhere.

    A second click does nothing. Raises QuestionRefused once it was answered.
    """
    fresh, petition = _locked_request(request)
    if fresh.state == S.WITHDRAWN:
        return fresh
    if fresh.state == S.ANSWERED:
        raise QuestionRefused("Người dân đã trả lời nên không rút câu hỏi nữa. Hãy tải lại trang để đọc.")
    fresh.state, fresh.ended_on, fresh.ended_by = S.WITHDRAWN, on, accounts.account_of(by)
    fresh.save(update_fields=["state", "ended_on", "ended_by"])
    change(petition)
    fact = InformationRequestWithdrawn(
        on=on, dialogue=petition.dialogue.key, petition=petition.key, question=fresh.key, body=fresh.body.key
    )
    journal.record(fact, by=by)
    obligations.refresh(petition.dialogue.key)
    unsent = notices.take_back(event=letters.event_of(fresh))
    if not unsent:
        notices.queue(*letters.no_longer_asked(fresh, submitters_of(petition)))
    return fresh


def lapse_information_requests(*, on: date) -> int:
    """Let go of the questions whose last day has passed without an answer: the petition goes on, both are told.

    Asks what is over and still open, so a day that was missed is made up for. Returns how many.
    """
    waiting = InformationRequest.objects.filter(state=S.OPEN, due_on__lt=on).select_related("petition")
    return sum(_lapse(one, on=on) for one in waiting.order_by("pk"))


@transaction.atomic
def _lapse(request: InformationRequest, *, on: date) -> int:
    fresh, petition = _locked_request(request)
    if fresh.state != S.OPEN or fresh.due_on >= on:
        return 0  # answered or withdrawn since it was listed
    fresh.state, fresh.ended_on = S.LAPSED, on
    fresh.save(update_fields=["state", "ended_on"])
    fact = InformationRequestLapsed(
        on=on, dialogue=petition.dialogue.key, petition=petition.key, question=fresh.key, body=fresh.body.key
    )
    journal.record(fact, by=SYSTEM)
    obligations.refresh(petition.dialogue.key, on=on)
    if petition.state not in _OVER:
        notices.queue(*letters.lapsed(fresh, submitters_of(petition), on=on))
    return 1
