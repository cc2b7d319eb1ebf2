"""Who is late, by how much, under which article: for those who watch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from doithoai.obligations import calendars
from doithoai.obligations.models import Duty
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Body, Unit
from doithoai.regulations.types import Status

_OPEN = (Status.DUE, Status.OVERDUE)


@dataclass(frozen=True, slots=True)
class BodyLoad:
    """How one body stands: duties open, late, done in time, done late or no longer mendable.

    `before`: bodies that have ended and for which it answers today; what they owed counts here.
    """

    body: Body
    open: int
    late: int
    met: int
    breached: int
    oldest: date | None
    oldest_days: int  # working days since the oldest late date
    before: tuple[Body, ...] = ()

    @property
    def judged(self) -> int:
        """Return how many duties have been decided one way or the other."""
        return self.met + self.breached + self.late


def units_below(units: Sequence[Unit]) -> list[Unit]:
    """Return the units and those right below them, by name."""
    pks = [unit.pk for unit in units]
    return list(Unit.objects.filter(Q(pk__in=pks) | Q(parent__in=pks)).order_by("level", "name"))


def late_rows(units: Sequence[Unit], *, on: date, body: str = "") -> QuerySet[Duty]:
    """Return what is late and still open in these units, oldest first; of one body with those before it."""
    rows = Duty.objects.filter(unit__in=[unit.key for unit in units], status__in=_OPEN, due_on__lt=on, strength="must")
    if body:
        rows = rows.filter(body__in=organisations.keys_answered_by(body, on=on))
    return rows.order_by("due_on", "pk")


def late_by_body(units: Sequence[Unit], *, on: date) -> list[BodyLoad]:
    """Return every body that owes something in these units, the most late first; two queries, a third for successors.

    What an ended body owed counts for the one that answers for it today.

    Denominators stay in sight: what was done in time stands beside what is late.
    """
    late = Q(status__in=_OPEN, due_on__lt=on)
    groups = (
        Duty.objects.filter(unit__in=[unit.key for unit in units], strength="must")
        .exclude(body="")
        .order_by()
        .values("body")
        .annotate(
            open=Count("pk", filter=Q(status__in=_OPEN)),
            late=Count("pk", filter=late),
            met=Count("pk", filter=Q(status=Status.MET)),
            breached=Count("pk", filter=Q(status=Status.BREACHED)),
            oldest=Min("due_on", filter=late),
        )
    )
    rows = {row["body"]: row for row in groups}
    known = {body.key: body for body in Body.objects.filter(key__in=rows).select_related("unit")}
    today = {key: body.key_since(on) for key, body in known.items()}
    if missing := set(today.values()) - known.keys():
        known |= {body.key: body for body in Body.objects.filter(key__in=missing).select_related("unit")}
    loads = [
        _load(known[key], [(known[old], dict(rows[old])) for old in today if today[old] == key], on=on)
        for key in dict.fromkeys(today.values())
    ]
    return sorted(loads, key=lambda load: (-load.late, load.oldest or on, load.body.name))


def _load(body: Body, owed: Sequence[tuple[Body, dict[str, object]]], *, on: date) -> BodyLoad:
    """Add up what the body and those before it owed."""
    counts = {name: sum(int(str(row[name])) for _, row in owed) for name in ("open", "late", "met", "breached")}
    oldest = min((row["oldest"] for _, row in owed if isinstance(row["oldest"], date)), default=None)
    days = calendars.calendar_of(body.unit.key).working_days_between(oldest, on) if oldest else 0
    before = tuple(old for old, _ in owed if old.key != body.key)
    return BodyLoad(body=body, oldest=oldest, oldest_days=days, before=before, **counts)
