"""The notices of the steps after the conclusion: to host, office, agencies, the upper level, petitioners."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from doithoai.accounts.enums import Role
from doithoai.documents.models import Document
from doithoai.notices.models import Channel
from doithoai.notices.services import Letter
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Body
from doithoai.petitions.enums import ReplyKind
from doithoai.petitions.letters import to_submitter
from doithoai.petitions.models import DueProposal, Escalation, Note, Petition, Reply, Submitter
from doithoai.workdays.dates import vi_date

_AGENCY = (Role.AGENCY_OFFICER, Role.AGENCY_HEAD, Role.FRONT, Role.CLERK)


def _in_app(
    body: Body, roles: tuple[Role, ...], petitions: Sequence[Petition], *, event: str, subject: str, text: str, on: date
) -> list[Letter]:
    """Return the notice for everybody who has one of the roles in the body."""
    return [
        Letter(
            event=f"{event}:{account.key}",
            channel=Channel.IN_APP,
            subject=subject,
            text=text,
            account=account,
            dialogue=petitions[0].dialogue.key,
            petition=petitions[0].key if len(petitions) == 1 else "",
        )
        for account in organisations.members_of(body, *roles, on=on)
    ]


def _what(petitions: Sequence[Petition]) -> str:
    return f"kiến nghị {petitions[0].code}" if len(petitions) == 1 else f"{len(petitions)} kiến nghị"


def reported(document: Document, petitions: Sequence[Petition], body: Body, *, on: date) -> list[Letter]:
    """Tell the host office that a report came in."""
    return _in_app(
        petitions[0].dialogue.host_office,
        (Role.CLERK,),
        petitions,
        event=f"reported:{document.key}",
        subject=f"{body.short_name} báo cáo về {_what(petitions)}",
        text=f"Báo cáo số {document.symbol} ngày {vi_date(on)}.",
        on=on,
    )


def proposed(proposals: Sequence[DueProposal], *, on: date) -> list[Letter]:
    """Tell the host and the host office that dates wait for a decision."""
    first = proposals[0]
    petitions = [proposal.petition for proposal in proposals]
    dialogue = first.petition.dialogue
    host = dialogue.hosts.select_related("post__body").get(presides=True).post.body
    subject = f"Chờ quyết định thời hạn của {_what(petitions)}"
    text = f"{first.body.short_name} đề xuất {vi_date(first.due_on)}: {first.solution}"
    event = f"proposed:{first.pk}"
    return [
        *_in_app(host, (Role.HOST,), petitions, event=event, subject=subject, text=text, on=on),
        *_in_app(dialogue.host_office, (Role.CLERK,), petitions, event=event, subject=subject, text=text, on=on),
    ]


def date_decided(proposals: Sequence[DueProposal], *, on: date) -> list[Letter]:
    """Tell each body what the host decided on its dates, once for all petitions of one click."""
    found: list[Letter] = []
    for body in {proposal.body_id: proposal.body for proposal in proposals}.values():
        mine = [proposal for proposal in proposals if proposal.body_id == body.pk]
        petitions = [proposal.petition for proposal in mine]
        verdict = "chấp nhận" if mine[0].accepted else "chưa chấp nhận"
        found += _in_app(
            body,
            _AGENCY,
            petitions,
            event=f"date-decided:{mine[0].pk}:{mine[0].accepted}",
            subject=f"Chủ trì {verdict} thời hạn của {_what(petitions)}",
            text=f"Thời hạn {vi_date(mine[0].due_on)}. {mine[0].decision_note}".strip(),
            on=on,
        )
    return found


_REPLY_WORDS = {
    ReplyKind.RECEPTION: "kết quả tiếp nhận",
    ReplyKind.INTERIM: "trả lời tạm",
    ReplyKind.HOLDING: "thông tin đã kiến nghị cấp trên",
    ReplyKind.FINAL: "văn bản trả lời",
}


def replied(reply: Reply, petition: Petition, submitters: Iterable[Submitter]) -> Iterator[Letter]:
    """Yield the notice of a written paper to each petitioner, by the channel that they chose."""
    what = _REPLY_WORDS[ReplyKind(reply.kind)]
    promise = f" Ngày hẹn trả lời: {vi_date(reply.new_date)}." if reply.new_date else ""
    for submitter in submitters:
        yield from to_submitter(
            submitter,
            petition,
            event=f"reply:{reply.key}",
            subject=f"Đã có {what} cho kiến nghị {submitter.code}",
            text=(
                f"{reply.body.name} gửi bạn {what}, văn bản số {reply.number} ngày {vi_date(reply.signed_on)}."
                f"{promise} Bạn xem toàn văn bằng mã kiến nghị và từ bí mật trên biên nhận."
            ),
        )


def passed_on(petition: Petition, body: Body, *, on: date) -> list[Letter]:
    """Tell the body that a matter came to it from another; its clock goes on."""
    return _in_app(
        body,
        _AGENCY,
        [petition],
        event=f"passed-on:{petition.key}:{petition.version}",
        subject=f"Được chuyển kiến nghị {petition.code}",
        text="Thời hạn của kiến nghị chạy tiếp, không tính lại từ đầu.",
        on=on,
    )


def transferred(petition: Petition, body: Body, submitters: Iterable[Submitter], *, on: date) -> Iterator[Letter]:
    """Yield what tells the petitioners which body has their matter now."""
    for submitter in submitters:
        yield from to_submitter(
            submitter,
            petition,
            event=f"transferred:{petition.key}:{body.key}:{on}",
            subject=f"Đã chuyển kiến nghị {submitter.code}",
            text=f"Kiến nghị {submitter.code} của bạn nay do {body.name} giải quyết, từ {vi_date(on)}.",
        )


def escalated(escalation: Escalation, number: str, *, on: date) -> list[Letter]:
    """Tell the upper level, in the program and by the body's mail."""
    petition, body = escalation.petition, escalation.to_body
    subject = f"{petition.dialogue.unit.name} kiến nghị cấp trên về {petition.code}"
    text = f"Văn bản số {number} ngày {vi_date(on)}. Hãy trả lời trong mục Việc sau hội nghị."
    roles = (Role.UPPER_LEVEL, Role.CLERK, Role.AGENCY_OFFICER, Role.AGENCY_HEAD)
    event = f"escalated:{escalation.key}"
    found = _in_app(body, roles, [petition], event=event, subject=subject, text=text, on=on)
    if body.email:
        found.append(Letter(event, Channel.EMAIL, subject, text, email=body.email, dialogue=petition.dialogue.key))
    return found


def escalation_answered(escalation: Escalation, lead: Body | None, *, on: date) -> list[Letter]:
    """Tell the host office and the lead that the upper level answered; the petitioner is still owed the reply."""
    petition = escalation.petition
    subject = f"Cấp trên đã trả lời về {petition.code}"
    text = f"{escalation.to_body.short_name} trả lời ngày {vi_date(on)}. Cần báo lại người kiến nghị bằng văn bản."
    event = f"escalation-answered:{escalation.key}"
    found = _in_app(
        petition.dialogue.host_office, (Role.CLERK,), [petition], event=event, subject=subject, text=text, on=on
    )
    if lead is not None and lead != petition.dialogue.host_office:
        found += _in_app(lead, _AGENCY, [petition], event=event, subject=subject, text=text, on=on)
    return found


def reopened(petition: Petition, lead: Body | None, *, from_citizen: bool, on: date) -> list[Letter]:
    """Tell the host office and the lead that the matter is open again."""
    who = "Người kiến nghị" if from_citizen else "Văn phòng"
    event = f"reopened:{petition.key}:{petition.reopened_times}"
    subject = f"Mở lại {petition.code}"
    text = f"{who} đề nghị giải quyết tiếp. Lý do ghi trong kiến nghị."
    found = _in_app(
        petition.dialogue.host_office, (Role.CLERK,), [petition], event=event, subject=subject, text=text, on=on
    )
    if lead is not None and lead != petition.dialogue.host_office:
        found += _in_app(lead, _AGENCY, [petition], event=event, subject=subject, text=text, on=on)
    return found


def chased(note: Note, petition: Petition, body: Body, *, on: date) -> list[Letter]:
    """Carry the office's reminder to the people of the body that leads."""
    return _in_app(
        body,
        _AGENCY,
        [petition],
        event=f"chased:{note.pk}",
        subject=f"Văn phòng nhắc việc {petition.code}",
        text=note.text,
        on=on,
    )
