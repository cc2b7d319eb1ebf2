"""The notices of a question to the petitioner: asked, answered, taken back, left without an answer."""

from collections.abc import Iterable
from datetime import date

from doithoai.accounts.enums import Role
from doithoai.notices.services import Letter
from doithoai.petitions.letters import to_members, to_submitter
from doithoai.petitions.models import InformationRequest, Submitter
from doithoai.workdays.dates import vi_date

_ASKERS = (Role.CLERK, Role.AGENCY_OFFICER, Role.AGENCY_HEAD, Role.FRONT)
_HOW = "Trả lời ở trang Theo dõi bằng mã kiến nghị và từ bí mật trên biên nhận, hoặc tại nơi tiếp dân của {office}."


def event_of(request: InformationRequest) -> str:
    """Return the beginning of the events of the question's own letters."""
    return f"asked-back:{request.key}"


def asked(request: InformationRequest, submitters: Iterable[Submitter]) -> Iterable[Letter]:
    """Yield the question to each petitioner, with the day, how to answer and what becomes of the deadlines."""
    office = request.petition.dialogue.host_office.name
    text = (
        f"{request.body.name} cần bạn cho biết thêm: {request.text}\n"
        f"Xin trả lời đến hết {vi_date(request.due_on)}. {_HOW.format(office=office)}\n"
        f"{request.clock_said} Không có trả lời thì việc vẫn được giải quyết tiếp theo điều đã biết."
    )
    return _to_each(submitters, event_of(request), "Cần bạn cho biết thêm về kiến nghị {code}", text)


def no_longer_asked(request: InformationRequest, submitters: Iterable[Submitter]) -> Iterable[Letter]:
    """Yield that the question needs no answer any more."""
    text = (
        f"{request.body.name} rút câu hỏi ngày {vi_date(request.asked_on)}; bạn không cần trả lời nữa. "
        "Kiến nghị của bạn vẫn được giải quyết."
    )
    event = f"not-asked:{request.key}"
    return _to_each(submitters, event, "Không cần trả lời thêm về kiến nghị {code}", text)


def lapsed(request: InformationRequest, submitters: Iterable[Submitter], *, on: date) -> Iterable[Letter]:
    """Yield to both sides that the day passed and that the petition goes on."""
    text = (
        f"Đã hết ngày {vi_date(request.due_on)}, {request.body.name} chưa nhận được trả lời của bạn. "
        "Kiến nghị vẫn được giải quyết tiếp theo điều đã biết; bạn vẫn gửi thêm được ở trang Theo dõi."
    )
    yield from _to_each(submitters, f"asked-lapsed:{request.key}", "Kiến nghị {code} vẫn được giải quyết tiếp", text)
    yield from to_members(
        request.body,
        _ASKERS,
        event=f"asked-lapsed:{request.key}",
        subject=f"Người kiến nghị chưa trả lời về {request.petition.code}",
        text=f"Đã hết ngày {vi_date(request.due_on)}. Hãy giải quyết tiếp theo điều đã biết.",
        petition=request.petition,
        on=on,
    )


def answered(request: InformationRequest, *, on: date) -> Iterable[Letter]:
    """Yield to who asked, and to the host office, that the petitioner answered; not what."""
    for body in dict.fromkeys((request.body, request.petition.dialogue.host_office)):
        yield from to_members(
            body,
            _ASKERS,
            event=f"asked-answered:{request.key}",
            subject=f"Người kiến nghị đã trả lời về {request.petition.code}",
            text="Hãy mở kiến nghị để đọc câu trả lời.",
            petition=request.petition,
            on=on,
        )


def _to_each(submitters: Iterable[Submitter], event: str, subject: str, text: str) -> Iterable[Letter]:
    for submitter in submitters:
        yield from to_submitter(
            submitter, submitter.petition, event=event, subject=subject.format(code=submitter.code), text=text
        )
