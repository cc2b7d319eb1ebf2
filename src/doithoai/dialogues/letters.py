"""Notices that this room sends: a task to its body, a change of plan to those who registered."""

from collections.abc import Iterator
from datetime import date

from doithoai.accounts import services as accounts
from doithoai.accounts.enums import Role
from doithoai.dialogues import queries
from doithoai.dialogues.models import Dialogue, PreparationTask, Registration
from doithoai.notices.models import Channel
from doithoai.notices.services import Letter
from doithoai.organisations import queries as organisations
from doithoai.workdays.dates import vi_date

_DOERS = (Role.AGENCY_OFFICER, Role.AGENCY_HEAD, Role.CLERK, Role.FRONT)


def task_given(task: PreparationTask, *, on: date) -> Iterator[Letter]:
    """Yield a notice to everybody who works on such things in the body that was asked."""
    until = f" Xong trước hết {vi_date(task.due_on)}." if task.due_on else ""
    for account in organisations.members_of(task.body, *_DOERS, on=on):
        yield Letter(
            event=f"task:{task.key}:{account.key}",
            channel=Channel.IN_APP,
            subject=f"Việc chuẩn bị đối thoại {task.dialogue.code}",
            text=f"{task.body.name} được giao: {task.what}.{until}",
            account=account,
            dialogue=task.dialogue.key,
        )


def moved(dialogue: Dialogue) -> Iterator[Letter]:
    """Yield a notice of the new day and place to those who registered and left an e-mail address."""
    sessions = queries.sessions_of(dialogue)
    when = f"{sessions[0].starts_at:%Y%m%d%H%M}"
    text = f"Hội nghị chuyển sang {vi_date(queries.first_day(dialogue))}, tại {queries.venue_line(dialogue)}."
    yield from _to_registered(dialogue, f"moved:{when}", "Đổi ngày, nơi họp đối thoại", text)


def stopped(dialogue: Dialogue, *, cancelled: bool) -> Iterator[Letter]:
    """Yield a notice that the conference was put off or called off."""
    word = "đã hủy" if cancelled else "tạm hoãn, sẽ có thông báo mới"
    event = f"{'cancelled' if cancelled else 'postponed'}:{queries.schedule_number(dialogue)}"
    yield from _to_registered(dialogue, event, "Hội nghị đối thoại thay đổi", f"Hội nghị {word}.")


def seat_kept(registration: Registration) -> Iterator[Letter]:
    """Yield a notice that a seat is kept, where the person left an e-mail address."""
    dialogue = registration.dialogue
    place = registration.venue_point.name if registration.venue_point else queries.venue_line(dialogue)
    text = f"Văn phòng đã giữ chỗ cho bạn tại {place}, {vi_date(queries.first_day(dialogue))}. Mã: {registration.code}."
    yield from _one(registration, f"seat:{registration.venue_point_id}", "Mời dự hội nghị đối thoại", text)


def _to_registered(dialogue: Dialogue, event: str, subject: str, text: str) -> Iterator[Letter]:
    rows = dialogue.registrations.filter(state__in=queries.SEATED, identity__erased_at=None)
    for registration in rows.select_related("identity", "dialogue"):
        yield from _one(registration, event, subject, text)


def _one(registration: Registration, event: str, subject: str, text: str) -> Iterator[Letter]:
    # Opened for the machine only: whether there is an address at all. Who has none is told by the office.
    if accounts.address_for_sending(registration.identity).email:
        yield Letter(
            event=f"registration:{registration.key}:{event}",
            channel=Channel.EMAIL,
            subject=subject,
            text=f"{registration.dialogue.title}\n\n{text}",
            identity=registration.identity,
            dialogue=registration.dialogue.key,
        )
