"""Who does the work of an absent officer or head, from when to when, by which paper. No clock waits for it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.accounts.queries import account_of
from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.journal import queries as journal_entries
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Substitution, Unit
from doithoai.regulations.facts import FactWithdrawn, SubstituteNamed, SubstitutionEnded
from doithoai.succession import letters
from doithoai.succession.errors import SubstituteRefused
from doithoai.workdays.dates import vi_date

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Who is away, who does the work, from the first day to the last (both included), by which paper."""

    absent: Account
    substitute: Account
    first: date
    last: date
    number: str
    decided_on: date
    approves: bool = False


@transaction.atomic
def name_substitute(*, unit: Unit, absence: Absence, on: date, by: Actor) -> Substitution:
    """Let somebody of the unit see and do the work of an absent officer or head of one of its bodies.

    `approves` hands over also what a head approves and sends. The same again changes nothing. Raises
    SubstituteRefused: among others for a second substitute at a time and for a substitute of a substitute.
    """
    Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=unit.pk)
    _check_paper(absence, on=on)
    _check_people(unit, absence)
    same = Substitution.objects.filter(
        unit=unit,
        absent=absence.absent,
        substitute=absence.substitute,
        valid_from=absence.first,
        valid_to=absence.last + _ONE_DAY,
        approves=absence.approves,
        withdrawn_at=None,
    ).first()
    if same is not None:
        return same
    _check_others(absence)
    made = Substitution.objects.create(
        unit=unit,
        absent=absence.absent,
        substitute=absence.substitute,
        approves=absence.approves,
        valid_from=absence.first,
        valid_to=absence.last + _ONE_DAY,
        number=one_line(absence.number)[:60],
        decided_on=absence.decided_on,
        recorded_by=account_of(by),
    )
    fact = SubstituteNamed(
        on=on,
        unit=unit.key,
        substitution=made.key,
        absent=absence.absent.key,
        substitute=absence.substitute.key,
        first=absence.first,
        last=absence.last,
        number=made.number.replace(" ", "_"),
        decided=made.decided_on,
        approves=made.approves,
    )
    journal.record(fact, by=by)
    notices.queue(*letters.standing_in(made, "named"))
    return made


def _check_paper(absence: Absence, *, on: date) -> None:
    if not one_line(absence.number):
        raise SubstituteRefused("Chưa ghi số văn bản. Hãy ghi giấy ủy quyền hoặc văn bản phân công.")
    if absence.decided_on > on:
        raise SubstituteRefused(f"Ngày ký {vi_date(absence.decided_on)} chưa tới. Hãy ghi đúng ngày trên văn bản.")
    if absence.last < absence.first:
        raise SubstituteRefused("Ngày cuối ở trước ngày đầu. Hãy ghi lại hai ngày.")
    if absence.last < on:
        raise SubstituteRefused(f"Ngày cuối {vi_date(absence.last)} đã qua. Hãy chọn từ hôm nay trở đi.")


def _check_people(unit: Unit, absence: Absence) -> None:
    absent, substitute = absence.absent, absence.substitute
    if absent.pk == substitute.pk:
        raise SubstituteRefused("Người vắng và người thay là một. Hãy chọn người khác.")
    seats = organisations.absent_seats(absent, unit, on=absence.first)
    if not seats:
        raise SubstituteRefused(f"{absent.full_name} không phải chuyên viên hay thủ trưởng cơ quan của {unit.name}.")
    if absence.approves and not any(seat.role == Role.AGENCY_HEAD for seat in seats):
        raise SubstituteRefused(f"{absent.full_name} không phải thủ trưởng nên không có việc duyệt, ký để giao.")
    if substitute not in organisations.people_of_unit(unit, on=absence.first):
        raise SubstituteRefused(
            f"{substitute.full_name} không làm việc ở {unit.name} vào {vi_date(absence.first)}. Hãy chọn người khác."
        )


def _check_others(absence: Absence) -> None:
    """Refuse what would overlap, and chains: whoever stands in must be there, whoever leaves must not stand in."""
    absent, substitute = absence.absent, absence.substitute
    meeting = Substitution.objects.filter(
        Q(absent__in=[absent, substitute]) | Q(substitute=absent),
        valid_from__lte=absence.last,
        valid_to__gt=absence.first,
        withdrawn_at=None,
    )
    for row in meeting.select_related("absent", "substitute").order_by("pk"):
        days = f"từ {vi_date(row.valid_from)} đến hết {vi_date(row.valid_to - _ONE_DAY)}" if row.valid_to else ""
        if row.absent_id == absent.pk:
            raise SubstituteRefused(
                f"{row.substitute.full_name} đã thay {absent.full_name} {days}. Hãy kết thúc lần ấy trước."
            )
        if row.absent_id == substitute.pk:
            raise SubstituteRefused(f"{substitute.full_name} cũng vắng {days}. Hãy chọn người khác.")
        raise SubstituteRefused(
            f"{absent.full_name} đang thay {row.absent.full_name} {days}. "
            f"Người thay không cử người thay tiếp: hãy cử người khác thay {row.absent.full_name} trước."
        )


def _locked(substitution: Substitution) -> Substitution:
    Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=substitution.unit_id)
    rows = Substitution.objects.select_for_update(of=("self",), no_key=True).select_related(
        "unit", "absent", "substitute"
    )
    return rows.get(pk=substitution.pk)


@transaction.atomic
def end_substitution(*, substitution: Substitution, last: date, on: date, by: Actor) -> Substitution:
    """Let the absent one be back sooner: `last` is the last day of the substitute. A second click does nothing.

    Raises SubstituteRefused.
    """
    fresh = _locked(substitution)
    if fresh.withdrawn_at is not None:
        raise SubstituteRefused("Lần cử này đã được rút. Hãy tải lại trang.")
    if fresh.valid_to == last + _ONE_DAY:
        return fresh
    if last < fresh.valid_from:
        raise SubstituteRefused(
            f"Ngày cuối ở trước ngày đầu {vi_date(fresh.valid_from)}. Không vắng nữa thì rút lần cử này."
        )
    if fresh.valid_to is not None and last >= fresh.valid_to:
        raise SubstituteRefused(
            f"Đang ghi đến hết {vi_date(fresh.valid_to - _ONE_DAY)}. Vắng thêm thì ghi một lần cử mới theo văn bản mới."
        )
    fresh.valid_to = last + _ONE_DAY
    fresh.save(update_fields=["valid_to"])
    journal.record(SubstitutionEnded(on=on, unit=fresh.unit.key, substitution=fresh.key, last=last), by=by)
    notices.queue(*letters.standing_in(fresh, "ended"))
    return fresh


@transaction.atomic
def withdraw_substitution(*, substitution: Substitution, on: date, by: Actor) -> Substitution:
    """Take back what was recorded by mistake, or an absence that did not come. A second click does nothing.

    What the substitute has done stays done.
    """
    fresh = _locked(substitution)
    if fresh.withdrawn_at is not None:
        return fresh
    fresh.withdrawn_at, fresh.withdrawn_by = timezone.now(), account_of(by)
    fresh.save(update_fields=["withdrawn_at", "withdrawn_by"])
    kinds = (SubstituteNamed.kind, SubstitutionEnded.kind)
    rows = journal_entries.entries_of(f"unit:{fresh.unit.key}").filter(kind__in=kinds, data__contains=fresh.key)
    for number in list(rows.order_by("number").values_list("number", flat=True)):
        journal.record(FactWithdrawn(on=on, entry=number, unit=fresh.unit.key), by=by)
    notices.queue(*letters.standing_in(fresh, "withdrawn"))
    return fresh
