"""What is due, late and coming: indexed reads of the projection."""

from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from doithoai.obligations.models import Duty, Remark
from doithoai.organisations.models import Body, Post
from doithoai.regulations.types import Status

_OPEN = [Status.DUE, Status.OVERDUE]


def duties_of_dialogue(dialogue: str) -> QuerySet[Duty]:
    """Return all duties of the dialogue: its own first, in the law's order, then petition by petition."""
    return Duty.objects.filter(stream=f"dialogue:{dialogue}").order_by("petition", "position")


def timeline_of_dialogue(dialogue: str) -> QuerySet[Duty]:
    """Return the duties of the dialogue as a whole, without those of single petitions."""
    return duties_of_dialogue(dialogue).filter(petition="")


def with_body_names(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """Add `body_name`, who owes each duty: the post where it is one person's, else the body's short name.

    A key that names nobody of ours adds nothing. `body_later` says what the body became, as `Body.later` holds it.
    """
    posts = Post.objects.filter(key=OuterRef("post")).values("title")[:1]
    bodies = Body.objects.filter(key=OuterRef("body")).values("short_name")[:1]
    later = Body.objects.filter(key=OuterRef("body")).values("later")[:1]
    return rows.annotate(body_name=Coalesce(Subquery(bodies), Subquery(posts), Value("")), body_later=Subquery(later))


def duties_of_petition(petition: str) -> QuerySet[Duty]:
    """Return the duties that speak of the petition."""
    return Duty.objects.filter(petition=petition).order_by("position")


def duties_of_unit(unit: str) -> QuerySet[Duty]:
    """Return the unit's yearly duties."""
    return Duty.objects.filter(stream=f"unit:{unit}").order_by("position")


def remarks_of_dialogue(dialogue: str) -> QuerySet[Remark]:
    """Return the warnings and deviations of the dialogue."""
    return Remark.objects.filter(stream=f"dialogue:{dialogue}").order_by("pk")


def open_duties(*, bodies: frozenset[str] | None = None, unit: str = "") -> QuerySet[Duty]:
    """Return open duties with a date, earliest first; of these bodies, of this unit where given."""
    rows = Duty.objects.filter(status__in=_OPEN, due_on__isnull=False)
    if bodies is not None:
        rows = rows.filter(body__in=bodies)
    if unit:
        rows = rows.filter(unit=unit)
    return rows.order_by("due_on", "pk")


def provisional(*, unit: str, year: int) -> QuerySet[Duty]:
    """Return the unit's open duties whose date rests on days of that year, or of a later one, not yet settled."""
    first = date(year, 1, 1)
    return open_duties(unit=unit).filter(Q(due_on__gte=first) | Q(anchor_on__gte=first), provisional=True)


def overdue(*, on: date, unit: str = "") -> QuerySet[Duty]:
    """Return what is late and still open on the day."""
    return open_duties(unit=unit).filter(due_on__lt=on)
