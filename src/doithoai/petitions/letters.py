"""The notices that this room sends: to petitioners by their channel, to those who must work in the program."""

from collections.abc import Iterable, Sequence
from datetime import date

from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.dialogues.models import Dialogue
from doithoai.notices.models import Channel
from doithoai.notices.services import Letter
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Body
from doithoai.petitions.enums import AssignmentState, DraftState, ReplyChannel
from doithoai.petitions.models import Assignment, Draft, ErasureRequest, Petition, Submitter
from doithoai.workdays.dates import vi_date

_CHANNELS = {
    ReplyChannel.EMAIL: Channel.EMAIL,
    ReplyChannel.SMS: Channel.SMS,
    ReplyChannel.LETTER: Channel.LETTER,
    ReplyChannel.COUNTER: Channel.COUNTER,
}

_IN_HAND = (AssignmentState.SENT, AssignmentState.ACCEPTED)


def to_submitter(submitter: Submitter, petition: Petition, *, event: str, subject: str, text: str) -> list[Letter]:
    """Return the notice by the channel that the petitioner chose; none where they look it up themselves."""
    channel = _CHANNELS.get(ReplyChannel(submitter.reply_channel))
    if channel is None or submitter.identity is None:
        return []
    return [
        Letter(
            event=f"{event}:{submitter.key}",
            channel=channel,
            subject=subject,
            text=text,
            identity=submitter.identity,
            dialogue=petition.dialogue.key,
            petition=petition.key,
        )
    ]


def received(petition: Petition, submitter: Submitter) -> list[Letter]:
    """Tell the petitioner that the words came in; the secret travels on the receipt only."""
    if submitter.reply_channel not in {ReplyChannel.EMAIL, ReplyChannel.SMS}:
        return []  # the receipt itself was handed over
    return to_submitter(
        submitter,
        petition,
        event="received",
        subject=f"Đã nhận kiến nghị {petition.code}",
        text=(
            f"{petition.dialogue.unit.name} đã nhận kiến nghị của bạn ngày {vi_date(petition.received_on)}. "
            f"Mã kiến nghị: {petition.code}. Dùng mã này và từ bí mật trên biên nhận để theo dõi."
        ),
    )


def came_late(petition: Petition, submitter: Submitter, missed: Dialogue) -> list[Letter]:
    """Tell the petitioner that the words came too late for the dialogue meant, and to which they went instead."""
    last = f", chỉ nhận đến hết {vi_date(missed.collects_until)}" if missed.collects_until else ""
    return to_submitter(
        submitter,
        petition,
        event="came-late",
        subject=f"Kiến nghị {petition.code} chuyển sang cuộc đối thoại sau",
        text=(
            f"“{missed.title}” đã hết hạn gửi ý kiến{last}. Kiến nghị {petition.code} được chuyển sang "
            f"“{petition.dialogue.title}”; bạn không phải gửi lại."
        ),
    )


def handed_over(petition: Petition, submitters: Iterable[Submitter]) -> list[Letter]:
    """Tell the petitioners under which law their matter goes on and who has it now."""
    text = (
        f"Kiến nghị {petition.code} không thuộc phạm vi đối thoại. "
        f"Đã chuyển đến {petition.handed_over_to} để giải quyết theo quy định"
        f"{f' ngày {vi_date(petition.handed_over_on)}' if petition.handed_over_on else ''}."
    )
    return [
        letter
        for submitter in submitters
        for letter in to_submitter(
            submitter, petition, event="handed-over", subject=f"Đã chuyển kiến nghị {petition.code}", text=text
        )
    ]


def assigned(group: str, body: Body, assignments: Sequence[Assignment], *, on: date) -> list[Letter]:
    """Tell the people of a body that work has come, once for all petitions of one click."""
    first = assignments[0]
    count = len(assignments)
    what = f"kiến nghị {first.petition.code}" if count == 1 else f"{count} kiến nghị"
    due = min(row.due_on for row in assignments)
    return to_members(
        body,
        (Role.AGENCY_OFFICER, Role.AGENCY_HEAD, Role.CLERK),
        event=f"assigned:{group}",
        subject=f"Được giao {what}",
        text=f"{first.get_part_display()} chuẩn bị trả lời {what}, hạn {vi_date(due)}.",
        petition=first.petition,
        only_one=count == 1,
        on=on,
    )


def supplemented(petition: Petition, number: int, *, on: date) -> list[Letter]:
    """Tell the office, and whoever has the matter in hand, that the petitioner added something; not what."""
    bodies = [petition.dialogue.host_office]
    bodies += [row.body for row in petition.assignments.filter(state__in=_IN_HAND).select_related("body")]
    return [
        letter
        for body in dict.fromkeys(bodies)
        for letter in to_members(
            body,
            (Role.CLERK, Role.AGENCY_OFFICER),
            event=f"supplemented:{petition.key}:{number}",
            subject=f"Người kiến nghị bổ sung {petition.code}",
            text=f"Người kiến nghị vừa bổ sung thông tin cho {petition.code}. Hãy mở kiến nghị để đọc.",
            petition=petition,
            on=on,
        )
    ]


def erasure_asked(request: ErasureRequest, *, on: date) -> list[Letter]:
    """Tell the office that a petitioner wants to be forgotten, and by when it must answer."""
    petition = request.submitter.petition
    return to_members(
        petition.dialogue.host_office,
        (Role.CLERK,),
        event=f"erasure-asked:{request.key}",
        subject=f"Yêu cầu xóa dữ liệu cá nhân, {petition.code}",
        text=(
            f"Người gửi {petition.code} yêu cầu xóa dữ liệu cá nhân. Hãy mở kiến nghị, xem rồi xóa hoặc từ chối có "
            f"lý do, chậm nhất {vi_date(request.due_on)}."
        ),
        petition=petition,
        on=on,
    )


def erasure_refused(request: ErasureRequest) -> list[Letter]:
    """Tell the petitioner why the data are not erased."""
    petition = request.submitter.petition
    return to_submitter(
        request.submitter,
        petition,
        event=f"erasure-refused:{request.key}",
        subject=f"Trả lời yêu cầu xóa dữ liệu cá nhân, {petition.code}",
        text=(
            f"{petition.dialogue.unit.name} chưa xóa dữ liệu cá nhân của bạn ở kiến nghị {petition.code}. "
            f"Lý do: {request.get_ground_display()}. Bạn có thể yêu cầu lại hoặc khiếu nại."
        ),
    )


def returned(assignment: Assignment, office: Body, *, on: date) -> list[Letter]:
    """Tell the office that a body gave the work back."""
    return to_members(
        office,
        (Role.CLERK,),
        event=f"returned:{assignment.key}",
        subject=f"{assignment.body.short_name} trả lại {assignment.petition.code}",
        text=f"Lý do: {assignment.returned_reason}",
        petition=assignment.petition,
        on=on,
    )


def submitted(draft: Draft, *, on: date) -> list[Letter]:
    """Tell the heads of the body that a draft waits for them."""
    return to_members(
        draft.body,
        (Role.AGENCY_HEAD,),
        event=f"submitted:{draft.petition.key}:{draft.version}",
        subject=f"Chờ duyệt trả lời {draft.petition.code}",
        text=f"Dự thảo trả lời bản {draft.version} của {draft.petition.code} đang chờ bạn duyệt.",
        petition=draft.petition,
        on=on,
    )


def decided(draft: Draft) -> list[Letter]:
    """Tell the writer what the head decided."""
    approved = draft.state == DraftState.APPROVED
    word = "đã được duyệt" if approved else "cần sửa"
    return [
        Letter(
            event=f"decided:{draft.petition.key}:{draft.version}:{draft.state}",
            channel=Channel.IN_APP,
            subject=f"Trả lời {draft.petition.code} {word}",
            text=f"Dự thảo bản {draft.version} {word}." + ("" if approved else f" {draft.comment}"),
            account=draft.written_by,
            dialogue=draft.petition.dialogue.key,
            petition=draft.petition.key,
        )
    ]


def to_members(
    body: Body,
    roles: tuple[Role, ...],
    *,
    event: str,
    subject: str,
    text: str,
    petition: Petition,
    on: date,
    only_one: bool = True,
) -> list[Letter]:
    """Return the notice in the program for everybody who has one of the roles in the body."""
    members: Iterable[Account] = organisations.members_of(body, *roles, on=on)
    return [
        Letter(
            event=f"{event}:{body.key}:{account.key}",
            channel=Channel.IN_APP,
            subject=subject,
            text=text,
            account=account,
            dialogue=petition.dialogue.key,
            petition=petition.key if only_one else "",
        )
        for account in members
    ]
