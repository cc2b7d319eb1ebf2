"""The competence map: a line comes in by a paper, ends by another, is withdrawn when it was a mistake."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from doithoai.accounts import queries as accounts
from doithoai.common.actors import Actor
from doithoai.common.keys import new_key
from doithoai.common.text import one_line
from doithoai.journal import queries as journal_entries
from doithoai.journal import services as journal
from doithoai.organisations.enums import Level
from doithoai.organisations.models import Body, Place, Unit
from doithoai.petitions.enums import Field
from doithoai.petitions.errors import CompetenceRefused
from doithoai.petitions.models import Competence
from doithoai.regulations.facts import CompetenceEnded, CompetenceRecorded, FactWithdrawn
from doithoai.workdays.dates import vi_date

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the map as somebody wants it; `last` is the last day, None while no end is known."""

    field: Field
    body: Body
    since: date
    number: str
    decided_on: date
    place: Place | None = None
    last: date | None = None
    article: str = ""


@transaction.atomic
def record_competence(
    *, unit: Unit, line: Line, replaces: bool = False, batch: str = "", on: date, by: Actor
) -> Competence:
    """Say which body is competent from a day. The level is that of the body's unit: the unit itself or one above.

    `replaces`: the line that holds on that day ends the day before, by the same paper. The same line again changes
    nothing. Raises CompetenceRefused.
    """
    Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=unit.pk)
    level = _checked(unit, line, on=on)
    known = Competence.objects.filter(unit=unit, field=line.field, level=level, place=line.place, withdrawn_at=None)
    rows = list(known.select_related("body").order_by("valid_from"))
    number = one_line(line.number)[:60]
    until = line.last + _ONE_DAY if line.last else None
    for row in rows:
        if (row.body_id, row.valid_from, row.valid_to, row.number) == (line.body.pk, line.since, until, number):
            return row
    old = _replaced([row for row in rows if _meet(row, line.since, until)], line, replaces=replaces)
    before = old.valid_to if old else None
    if old is not None:
        _end(old, line.since, number=number, on=on, by=by)
    made = Competence.objects.create(
        unit=unit,
        field=line.field,
        level=level,
        place=line.place,
        body=line.body,
        valid_from=line.since,
        valid_to=until,
        number=number,
        decided_on=line.decided_on,
        article=one_line(line.article)[:60],
        batch=batch,
        replaced=old,
        replaced_until=before,
        recorded_by=accounts.account_of(by),
    )
    fact = CompetenceRecorded(
        on=on,
        unit=unit.key,
        entry=made.key,
        field=made.field,
        level=made.level,
        body=line.body.key,
        place=line.place.key if line.place else "",
        since=line.since,
        until=line.last,
        number=number.replace(" ", "_"),
        decided=line.decided_on,
    )
    journal.record(fact, by=by)
    return made


def _checked(unit: Unit, line: Line, *, on: date) -> Level:
    """Return the level of the line, or refuse what cannot be."""
    if not one_line(line.number):
        raise CompetenceRefused("Chưa ghi số văn bản. Hãy ghi văn bản phân công thẩm quyền, ví dụ 12/QĐ-UBND.")
    if line.decided_on > on:
        raise CompetenceRefused(f"Ngày ký {vi_date(line.decided_on)} chưa tới. Hãy ghi đúng ngày trên văn bản.")
    if line.last is not None and line.last < line.since:
        raise CompetenceRefused("Ngày cuối ở trước ngày đầu. Hãy ghi lại hai ngày.")
    if line.place is not None and line.place.unit_id != unit.pk:
        raise CompetenceRefused(f"{line.place.name} không thuộc {unit.name}. Hãy chọn địa bàn của đơn vị.")
    _check_stands(line)
    above: Unit | None = unit
    while above is not None and above.pk != line.body.unit_id:
        above = above.parent
    if above is None:
        raise CompetenceRefused(f"{line.body.name} không phải cơ quan của {unit.name} hay của cấp trên.")
    return Level(above.level)


def _check_stands(line: Line) -> None:
    if line.body.valid_to is not None and line.body.valid_to <= line.since:
        now = line.body.name_since(line.since)
        instead = f" Hãy chọn {now}." if now else " Hãy chọn cơ quan đang hoạt động."
        raise CompetenceRefused(f"{line.body.name} không còn hoạt động từ {vi_date(line.body.valid_to)}.{instead}")
    if line.body.valid_from > line.since:
        raise CompetenceRefused(
            f"{line.body.name} hoạt động từ {vi_date(line.body.valid_from)}, sau ngày đầu {vi_date(line.since)}."
        )


def _replaced(meeting: list[Competence], line: Line, *, replaces: bool) -> Competence | None:
    """Return the line that ends where the new one begins; refuse a new one that would hide another's beginning."""
    for row in meeting:
        if not replaces or row.valid_from >= line.since:
            raise CompetenceRefused(_in_the_way(row, line))
    return meeting[0] if meeting else None


def _meet(row: Competence, since: date, until: date | None) -> bool:
    """Say whether a line holds on a day of the half-open span."""
    return (row.valid_to is None or row.valid_to > since) and (until is None or row.valid_from < until)


def _in_the_way(row: Competence, line: Line) -> str:
    last = f" đến hết {vi_date(row.valid_to - _ONE_DAY)}" if row.valid_to else ""
    said = f"Đã ghi {row.body.short_name} từ {vi_date(row.valid_from)}{last} theo {row.number}."
    if row.valid_from < line.since:
        return f"{said} Hãy đánh dấu “Thay dòng đang áp dụng”, hoặc cho dòng ấy thôi áp dụng trước."
    return f"{said} Hãy chọn ngày đầu khác, hoặc rút dòng ấy nếu ghi nhầm."


def _locked(entry: Competence) -> Competence:
    Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=entry.unit_id)
    rows = Competence.objects.select_for_update(of=("self",), no_key=True).select_related("unit", "body")
    fresh = rows.get(pk=entry.pk)
    if fresh.withdrawn_at is not None:
        raise CompetenceRefused("Dòng này đã được rút trước đó. Hãy tải lại trang.")
    return fresh


def _end(entry: Competence, valid_to: date, *, number: str, on: date, by: Actor) -> None:
    entry.valid_to, entry.ended_by = valid_to, number
    entry.save(update_fields=["valid_to", "ended_by"])
    fact = CompetenceEnded(
        on=on,
        unit=entry.unit.key,
        entry=entry.key,
        until=valid_to - _ONE_DAY,
        number=number.replace(" ", "_"),
    )
    journal.record(fact, by=by)


@transaction.atomic
def end_competence(*, entry: Competence, last: date, number: str = "", on: date, by: Actor) -> Competence:
    """Let a line hold until a last day. What was decided by it stays as it was. A second click does nothing.

    Raises CompetenceRefused.
    """
    fresh = _locked(entry)
    if last < fresh.valid_from:
        raise CompetenceRefused(
            f"Dòng này áp dụng từ {vi_date(fresh.valid_from)}, sau ngày cuối. Ghi nhầm thì rút dòng ấy."
        )
    if fresh.valid_to == last + _ONE_DAY:
        return fresh
    later = Competence.objects.filter(
        Q(valid_from__gt=fresh.valid_from, valid_from__lte=last),
        unit=fresh.unit,
        field=fresh.field,
        level=fresh.level,
        place=fresh.place,
        withdrawn_at=None,
    ).select_related("body")
    if (row := later.first()) is not None:
        raise CompetenceRefused(
            f"Từ {vi_date(row.valid_from)} đã ghi {row.body.short_name}. Hãy chọn ngày cuối trước ngày ấy."
        )
    _end(fresh, last + _ONE_DAY, number=one_line(number)[:60], on=on, by=by)
    return fresh


@transaction.atomic
def withdraw_competence(*, entry: Competence, on: date, by: Actor) -> Competence:
    """Take a line back that was recorded by mistake: it counts for no day, and what it replaced holds on.

    A second click does nothing.
    """
    Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=entry.unit_id)
    rows = Competence.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
    fresh = rows.get(pk=entry.pk)
    if fresh.withdrawn_at is not None:
        return fresh
    fresh.withdrawn_at, fresh.withdrawn_by = timezone.now(), accounts.account_of(by)
    fresh.save(update_fields=["withdrawn_at", "withdrawn_by"])
    numbers = _entries(fresh, CompetenceRecorded.kind, CompetenceEnded.kind)
    known = rows.filter(replaced_by=fresh, withdrawn_at=None, valid_to=fresh.valid_from)
    old = known.first()
    if old is not None:
        old.valid_to, old.ended_by = fresh.replaced_until, ""
        old.save(update_fields=["valid_to", "ended_by"])
        numbers += _entries(old, CompetenceEnded.kind)[-1:]
    for number in numbers:
        journal.record(FactWithdrawn(on=on, entry=number, unit=fresh.unit.key), by=by)
    return fresh


def _entries(entry: Competence, *kinds: str) -> list[int]:
    """Return the numbers of the journal's entries of these kinds that tell of the line, oldest first."""
    rows = journal_entries.entries_of(f"unit:{entry.unit.key}").filter(kind__in=kinds, data__contains=entry.key)
    return list(rows.order_by("number").values_list("number", flat=True))


@transaction.atomic
def record_competences(*, unit: Unit, lines: list[tuple[int, Line]], on: date, by: Actor) -> list[Competence]:
    """Record all lines of a sheet, or none; each comes with its row's number. Earlier lines are replaced.

    Raises CompetenceRefused with every wrong row.
    """
    batch, made, faults = new_key(), [], []
    for number, line in lines:
        try:
            with transaction.atomic():
                made.append(record_competence(unit=unit, line=line, replaces=True, batch=batch, on=on, by=by))
        except CompetenceRefused as error:
            faults.append((number, str(error)))
    if faults:
        raise CompetenceRefused(rows=faults)
    return made
