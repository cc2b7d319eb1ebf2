"""The agency's report to the host, and the date by which it will have resolved the matter."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from doithoai.accounts import queries as accounts
from doithoai.common.actors import Actor
from doithoai.common.text import nfc
from doithoai.dialogues.queries import papers
from doithoai.documents import services as documents
from doithoai.documents.models import Document
from doithoai.documents.papers import OfficialLetter
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.obligations import calendars
from doithoai.organisations.models import Body
from doithoai.petitions import follow_up_letters as letters
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.errors import FollowUpRefused
from doithoai.petitions.models import AgencyReport, DueProposal, Petition
from doithoai.petitions.services.following import (
    UNDER_WAY,
    issuer_and_signer,
    leads_of,
    locked_rows,
    not_led_by,
    one_dialogue,
    record_paper,
    refresh,
    refuse_rows,
)
from doithoai.petitions.services.moving import change, move
from doithoai.regulations.facts import (
    AgencyReported,
    ResolutionDateAccepted,
    ResolutionDateProposed,
    ResolutionDateRefused,
)
from doithoai.workdays import Calendar, CalendarEnds
from doithoai.workdays.dates import vi_date

P = PetitionState


@transaction.atomic
def report_to_host(
    *, petitions: Sequence[Petition], body: Body, reception: str, direction: str, on: date, by: Actor
) -> Document:
    """Report to the host in writing how petitions were received and how they are dealt with (HP-10.2-report-host).

    One signed and numbered letter for all. A report is no reply: the matter stays open. Where the host
    has already set the date, work on it is under way from here on. Raises FollowUpRefused.
    """
    rows = locked_rows(petitions)
    dialogue = one_dialogue(rows)
    words = _both_contents(reception, direction)
    refuse_rows(rows, not_led_by(body, leads_of(rows)))
    refuse_rows(rows, _nothing_under_way)
    paper = _report_paper(rows, body, *words, on=on, by=by)
    document = documents.issue(paper, dialogue=dialogue.key, on=on, by=by)
    record_paper(document=document, on=on, by=by)
    account = accounts.account_of(by)
    for petition in rows:
        AgencyReport.objects.create(
            petition=petition,
            body=body,
            reception=words[0],
            direction=words[1],
            number=document.symbol,
            reported_on=on,
            reported_by=account,
        )
        if petition.agreed_due_on and petition.state in {P.TAKEN_UP, P.TRANSFERRED, P.REOPENED}:
            move(petition, P.IN_RESOLUTION)
        else:
            change(petition)
        journal.record(_reported(petition, body, document, on=on), by=by)
    refresh(rows)
    notices.queue(*letters.reported(document, rows, body, on=on))
    return document


def _both_contents(reception: str, direction: str) -> tuple[str, str]:
    words = nfc(reception).strip(), nfc(direction).strip()
    if not words[0]:
        raise FollowUpRefused("Chưa ghi kết quả tiếp nhận. Báo cáo phải nêu đã tiếp nhận kiến nghị ra sao.")
    if not words[1]:
        raise FollowUpRefused("Chưa ghi hướng chỉ đạo giải quyết. Báo cáo phải nêu đang giải quyết thế nào.")
    return words


def _nothing_under_way(petition: Petition) -> str:
    if petition.state in UNDER_WAY:
        return ""
    return f"đang ở bước “{petition.get_state_display()}”, không còn việc phải giải quyết."


def _report_paper(
    petitions: Sequence[Petition], body: Body, reception: str, direction: str, *, on: date, by: Actor
) -> OfficialLetter:
    dialogue = petitions[0].dialogue
    issuer, signer = issuer_and_signer(body, dialogue, on=on, person=accounts.account_of(by))
    codes = ", ".join(petition.code for petition in petitions)
    return OfficialLetter(
        issuer=issuer,
        signer=signer,
        subject=f"V/v báo cáo việc tiếp nhận, giải quyết {len(petitions)} kiến nghị sau hội nghị đối thoại",
        addressees=(papers.conference_of(dialogue).host,),
        paragraphs=(
            f"{body.name} báo cáo về các kiến nghị được giao tại {dialogue.title}: {codes}.",
            f"Kết quả tiếp nhận: {reception}",
            f"Chỉ đạo giải quyết: {direction}",
        ),
        recipients=("Như trên", dialogue.host_office.name),
    )


def _reported(petition: Petition, body: Body, document: Document, *, on: date) -> AgencyReported:
    return AgencyReported(
        on=on,
        dialogue=petition.dialogue.key,
        petition=petition.key,
        body=body.key,
        number=document.symbol.replace(" ", ""),
    )


@transaction.atomic
def propose_due_date(
    *, petitions: Sequence[Petition], body: Body, due_on: date, solution: str, on: date, by: Actor
) -> list[DueProposal]:
    """Propose to the host by when the matters will be resolved, and how (HP-9.7-deadline).

    The date binds once the host accepts it (A12). The same proposal again makes no second one.
    Raises FollowUpRefused, naming the next working day when the date is a day off.
    """
    rows = locked_rows(petitions)
    words = nfc(solution).strip()
    if not words:
        raise FollowUpRefused("Chưa ghi cách giải quyết. Chủ trì cần biết làm gì mới quyết được thời hạn.")
    for unit in dict.fromkeys(row.dialogue.unit.key for row in rows):
        _check_date(due_on, calendars.calendar_of(unit), on=on)
    refuse_rows(rows, not_led_by(body, leads_of(rows)))
    refuse_rows(rows, _nothing_under_way)
    waiting = {row.petition_id: row for row in _waiting(rows)}
    refuse_rows(rows, lambda petition: _other_proposal(waiting.get(petition.pk), due_on, words))
    account = accounts.account_of(by)
    made = []
    for petition in rows:
        if petition.pk in waiting:
            made.append(waiting[petition.pk])
            continue
        made.append(
            DueProposal.objects.create(
                petition=petition, body=body, due_on=due_on, solution=words, proposed_on=on, proposed_by=account
            )
        )
        change(petition)
        journal.record(
            ResolutionDateProposed(
                on=on, dialogue=petition.dialogue.key, petition=petition.key, body=body.key, date_proposed=due_on
            ),
            by=by,
        )
    refresh(rows)
    notices.queue(*letters.proposed(made, on=on))
    return made


def _check_date(due_on: date, calendar: Calendar, *, on: date) -> None:
    if due_on <= on:
        raise FollowUpRefused(f"Thời hạn {vi_date(due_on)} không ở sau hôm nay. Hãy chọn ngày sắp tới.")
    try:
        working, following = calendar.is_working(due_on), calendar.next_working(due_on)
    except CalendarEnds as error:
        raise FollowUpRefused(f"Thời hạn {vi_date(due_on)} quá xa, chưa có lịch làm việc. Hãy xem lại năm.") from error
    if not working:
        raise FollowUpRefused(
            f"{vi_date(due_on)} là ngày nghỉ. Ngày làm việc kế tiếp là {vi_date(following)}; "
            "hãy chọn ngày đó hoặc sớm hơn."
        )


def _waiting(petitions: Sequence[Petition]) -> list[DueProposal]:
    rows = DueProposal.objects.filter(petition__in=petitions, accepted=None)
    return list(rows.select_related("petition", "petition__dialogue", "body"))


def _other_proposal(waiting: DueProposal | None, due_on: date, solution: str) -> str:
    if waiting is None or (waiting.due_on == due_on and waiting.solution == solution):
        return ""
    return f"đã đề xuất {vi_date(waiting.due_on)}, đang chờ chủ trì quyết định."


@transaction.atomic
def decide_due_date(
    *, proposals: Sequence[DueProposal], accept: bool, note: str = "", on: date, by: Actor
) -> list[DueProposal]:
    """Accept proposed dates, which bind from then on (A12), or refuse them with a reason; by the host.

    A second click of the same decision changes nothing. Raises FollowUpRefused.
    """
    rows = {petition.pk: petition for petition in locked_rows([proposal.petition for proposal in proposals])}
    words = nfc(note).strip()[:500]
    if not accept and not words:
        raise FollowUpRefused("Chưa ghi lý do không chấp nhận. Cơ quan cần lý do để đề xuất lại.")
    locked = DueProposal.objects.select_for_update(of=("self",), no_key=True).filter(
        pk__in=[one.pk for one in proposals]
    )
    fresh = list(locked.select_related("body", "proposed_by").order_by("pk"))
    decided_before = {one.petition_id: one for one in fresh if one.accepted is not None}
    refuse_rows(rows.values(), lambda petition: _decided_otherwise(decided_before.get(petition.pk), accept=accept))
    now_decided = [one for one in fresh if one.accepted is None]
    refuse_rows([rows[one.petition_id] for one in now_decided], _nothing_under_way)
    leads = leads_of(rows.values())
    for proposal in now_decided:
        refuse_rows([rows[proposal.petition_id]], not_led_by(proposal.body, leads))
    account = accounts.account_of(by)
    for proposal in now_decided:
        proposal.accepted, proposal.decided_on, proposal.decided_by = accept, on, account
        proposal.decision_note = words
        proposal.save(update_fields=["accepted", "decided_on", "decided_by", "decision_note"])
        proposal.petition = rows[proposal.petition_id]
        _carry_out(proposal, on=on, by=by)
    refresh(rows.values())
    notices.queue(*letters.date_decided(now_decided, on=on))
    return fresh


def _decided_otherwise(decided: DueProposal | None, *, accept: bool) -> str:
    if decided is None or decided.accepted == accept:
        return ""
    return f"chủ trì đã {'chấp nhận' if decided.accepted else 'từ chối'} {vi_date(decided.due_on)}."


def _carry_out(proposal: DueProposal, *, on: date, by: Actor) -> None:
    petition, body = proposal.petition, proposal.body
    key = petition.dialogue.key
    if not proposal.accepted:
        change(petition)
        refused = ResolutionDateRefused(
            on=on, dialogue=key, petition=petition.key, body=body.key, date_proposed=proposal.due_on
        )
        journal.record(refused, by=by)
        return
    # A matter that lies with the upper level stays there; the date holds all the same.
    to = PetitionState(petition.state) if petition.state == P.ESCALATED else P.IN_RESOLUTION
    move(petition, to, agreed_due_on=proposal.due_on)
    accepted = ResolutionDateAccepted(
        on=on, dialogue=key, petition=petition.key, body=body.key, date_accepted=proposal.due_on
    )
    journal.record(accepted, by=by)
