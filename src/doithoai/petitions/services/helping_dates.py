"""The last day of those who help: before the lead's, counted back in working days, and said how."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from doithoai.common.actors import Actor
from doithoai.journal import services as journal
from doithoai.obligations import calendars
from doithoai.petitions.enums import AssignmentPart, AssignmentState
from doithoai.petitions.errors import AssignmentRefused
from doithoai.petitions.models import Petition
from doithoai.regulations.facts import PetitionAssigned
from doithoai.workdays.calendar import Calendar
from doithoai.workdays.dates import vi_date

_UNFINISHED = (AssignmentState.SENT, AssignmentState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class HelpDay:
    """The last day for those who help, and the sentence that counts back to it."""

    on: date
    why: str


def help_day(calendar: Calendar, due_on: date, *, on: date) -> HelpDay:
    """Return the day that lies settings.COORDINATION_DAYS working days before the lead's; never before today.

    The office's own number, not one of the law. Where the lead itself must be done today, helpers have today too.
    """
    days = settings.COORDINATION_DAYS
    wanted = calendar.latest_before(due_on, days, "working_days", "difference")
    counted, off = _days_back(calendar, due_on, wanted)
    skipped = f", không tính ngày nghỉ {', '.join(off)}" if off else ""
    why = f"Hạn chủ trì {vi_date(due_on)} lùi {days} ngày làm việc ({', '.join(counted)}{skipped}): {vi_date(wanted)}."
    if wanted < on:
        return HelpDay(on, f"{why} Ngày ấy đã qua nên lấy hôm nay.")
    return HelpDay(wanted, why)


def _days_back(calendar: Calendar, start: date, end: date) -> tuple[list[str], list[str]]:
    """Return the days from the day before `start` back to `end`, those that count and those off."""
    days = [start - timedelta(days=n) for n in range(1, (start - end).days + 1)]
    counted = [_short(day) for day in days if calendar.is_working(day)]
    return counted, [_short(day) for day in days if not calendar.is_working(day)]


def _short(day: date) -> str:
    return f"{day.day}/{day.month}"


def check_help_day(calendar: Calendar, helping_until: date, due_on: date, *, on: date) -> None:
    """Refuse a day of those who help that has passed or leaves the lead no time; says which day would do."""
    if helping_until < on:
        raise AssignmentRefused(f"Hạn phối hợp {vi_date(helping_until)} đã qua. Hãy chọn từ hôm nay trở đi.")
    if helping_until < due_on or helping_until == due_on == on:
        return
    told = help_day(calendar, due_on, on=on)
    place = "trùng" if helping_until == due_on else "ở sau"
    raise AssignmentRefused(
        f"Hạn phối hợp {vi_date(helping_until)} {place} hạn chủ trì {vi_date(due_on)}. Cơ quan phối hợp phải xong "
        f"trước để cơ quan chủ trì tổng hợp. {told.why} Hãy ghi {vi_date(told.on)}, hoặc để trống thì máy lấy ngày ấy."
    )


def move_helpers_before(petition: Petition, due_on: date, *, on: date, by: Actor) -> None:
    """Bring those who help and are not done before the lead's new date, with a fact for each that moves."""
    rows = petition.assignments.filter(part=AssignmentPart.COORDINATING, state__in=_UNFINISHED, due_on__gte=due_on)
    late = [row for row in rows.select_related("body").order_by("pk") if not row.due_on == due_on == on]
    if not late:
        return
    day = help_day(calendars.calendar_of(petition.dialogue.unit.key), due_on, on=on)
    for row in late:
        row.due_on = day.on
        row.save(update_fields=["due_on"])
        fact = PetitionAssigned(
            on=on,
            dialogue=petition.dialogue.key,
            petition=petition.key,
            body=row.body.key,
            part=row.part,
            due_on=day.on,
        )
        journal.record(fact, by=by)
