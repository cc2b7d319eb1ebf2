"""Reminders: T-3, T, T+1, T+5 in working days, quiet on days off (FEATURES 63)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from doithoai.accounts.enums import Role
from doithoai.common.actors import SYSTEM
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.notices.models import Channel
from doithoai.notices.services import Letter
from doithoai.obligations import calendars
from doithoai.obligations.ladder import STEPS, Told, told_of
from doithoai.obligations.models import Duty, Reminder
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Body
from doithoai.regulations.facts import ReminderSent
from doithoai.regulations.types import Status
from doithoai.workdays import Calendar
from doithoai.workdays.dates import vi_date, vi_short

# Whose dates a change of the calendar moves is told; the work stays the same.
_MOVED = (Role.CLERK, Role.AGENCY_OFFICER, Role.AGENCY_HEAD, Role.FRONT, Role.MASS_MOBILISATION)
_LISTED = 5


def moved(moves: Sequence[tuple[Duty, date]], *, source: str, event: str, on: date) -> list[Letter]:
    """Return a message to the people of each body whose open dates moved: which, from when to when, by which paper."""
    keys = {duty.body for duty, _ in moves}
    bodies = {body.key: body for body in Body.objects.filter(key__in=keys)}
    letters = []
    for key, body in bodies.items():
        own = [(duty, before) for duty, before in moves if duty.body == key]
        lines = [f"{duty.title_vi}: {vi_short(before)} → {vi_date(duty.due_on)}" for duty, before in own if duty.due_on]
        # The same duty on many petitions is one line.
        lines = list(dict.fromkeys(lines))
        more = f"; và {len(lines) - _LISTED} việc khác" if len(lines) > _LISTED else ""
        letters += [
            Letter(
                event=f"moved:{event}:{key}:{account.key}",
                channel=Channel.IN_APP,
                subject=f"Hạn của {len(own)} việc đã dời",
                text=f"Theo {source}. {'; '.join(lines[:_LISTED])}{more}.",
                account=account,
                dialogue=own[0][0].dialogue if len({duty.dialogue for duty, _ in own}) == 1 else "",
            )
            for account in organisations.members_of(body, *_MOVED, on=on)
        ]
    return letters


def remind(*, on: date) -> int:
    """Queue the reminders that fall on this day; on a unit's day off it gets none, its next working day makes up."""
    known = calendars.current()
    open_duties = Duty.objects.filter(status__in=[Status.DUE, Status.OVERDUE], due_on__isnull=False).exclude(body="")
    return sum(
        _remind_of(duty, calendar, on=on)
        for duty in open_duties.order_by("pk").iterator()
        if (calendar := known.of(duty.unit)).is_working(on)
    )


def _remind_of(duty: Duty, calendar: Calendar, *, on: date) -> int:
    assert duty.due_on is not None
    distance = -calendar.working_days_between(on, duty.due_on)
    reached = [step for step in STEPS if step <= distance]
    if not reached:
        return 0
    return _send_step(duty, max(reached), on=on)


@transaction.atomic
def _send_step(duty: Duty, step: int, *, on: date) -> int:
    assert duty.due_on is not None  # the query asks for it
    _, first = Reminder.objects.get_or_create(
        stream=duty.stream,
        rule=duty.rule,
        petition=duty.petition,
        body=duty.body,
        due_on=duty.due_on,
        step=step,
        defaults={"noticed_on": on},
    )
    body = Body.objects.filter(key=duty.body).first() if first else None
    told = told_of(duty, body, step, on=on) if body else []
    if body is None or not told:
        return 0
    notices.queue(*_letters_of(duty, body, told, step))
    # Only a body of whose people somebody was told has been reminded. No refresh: the law reads no reminder,
    # and a sweep that reassessed its own traces would never end.
    if not all(one.watches for one in told):
        journal.record(_fact_of(duty, step, on=on), by=SYSTEM)
    return 1


def _letters_of(duty: Duty, body: Body, told: Sequence[Told], step: int) -> list[Letter]:
    assert duty.due_on is not None  # the query asks for it
    when = "Còn hạn đến" if step < 0 else "Hạn là" if step == 0 else "Đã quá hạn từ"
    guess = " (tạm tính, chờ lịch nghỉ chính thức)" if duty.provisional else ""
    text = f"{when} {vi_date(duty.due_on)}{guess}: {duty.title_vi} ({duty.citation})."
    # Who only watches is told whose it is.
    texts = {False: text, True: f"{body.short_name}. {text}"}
    return [
        Letter(
            event=f"remind:{duty.stream}:{duty.rule}:{duty.petition}:{duty.due_on}:{step}:{one.account.key}",
            channel=Channel.IN_APP,
            subject=duty.title_vi,
            text=texts[one.watches],
            account=one.account,
            dialogue=duty.dialogue,
            petition=duty.petition,
        )
        for one in told
    ]


def _fact_of(duty: Duty, step: int, *, on: date) -> ReminderSent:
    """Return the fact for the chain of the duty: its dialogue's, or its unit's where no dialogue is named."""
    return ReminderSent(
        on=on,
        dialogue=duty.dialogue,
        petition=duty.petition,
        rule=duty.rule,
        step=step,
        body=duty.body,
        unit="" if duty.dialogue else duty.unit,
    )
