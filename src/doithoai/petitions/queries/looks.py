"""Who looked at whose identity, when and what for; and who looked at uncommonly many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncHour, TruncMonth

from doithoai.accounts.enums import Purpose
from doithoai.accounts.models import Account, IdentityLook
from doithoai.dialogues.models import Registration
from doithoai.organisations.models import Unit
from doithoai.petitions.models import Submitter

MANY = 15  # different persons in one hour; whoever answers a heap of letters looks at fewer


@dataclass(frozen=True, slots=True)
class Burst:
    """An hour in which one person looked at many identities."""

    account: Account
    hour: datetime
    persons: int


def looks_at_people_of(offices: Sequence[int]) -> QuerySet[IdentityLook]:
    """Return the looks at whoever handed in to, or registered for, a dialogue that these offices prepare; newest first.

    Each comes with `petition` (its code), `registration` and `dialogue` (codes), empty where there is none.
    """
    people = Submitter.objects.filter(identity=OuterRef("identity"))
    seats = Registration.objects.filter(identity=OuterRef("identity"))
    ours = Q(Exists(people.filter(petition__dialogue__host_office__in=offices)))
    ours |= Q(Exists(seats.filter(dialogue__host_office__in=offices)))
    rows = IdentityLook.objects.filter(ours).select_related("account").order_by("-looked_at", "-pk")
    return rows.annotate(
        petition=Subquery(people.order_by("pk").values("petition__code")[:1]),
        petition_dialogue=Subquery(people.order_by("pk").values("petition__dialogue__code")[:1]),
        registration=Subquery(seats.order_by("pk").values("code")[:1]),
        registration_dialogue=Subquery(seats.order_by("pk").values("dialogue__code")[:1]),
    )


def looks_found(
    rows: QuerySet[IdentityLook], *, petition: str = "", person: str = "", month: date | None = None
) -> QuerySet[IdentityLook]:
    """Narrow the looks to a petition's code, a person's key, the month of a day."""
    if petition:
        rows = rows.filter(identity__submissions__petition__code=petition)
    if person:
        rows = rows.filter(account__key=person)
    if month is not None:
        rows = rows.filter(looked_at__year=month.year, looked_at__month=month.month)
    return rows


def bursts_in(rows: QuerySet[IdentityLook]) -> list[Burst]:
    """Return who looked at many persons within one hour, the latest first.

    The list at the door is opened whole, by one press and for one reason: it does not count.
    """
    hours = (
        rows.exclude(purpose=Purpose.CHECK_IN)
        .order_by()
        .values("account", hour=TruncHour("looked_at"))
        .annotate(persons=Count("identity", distinct=True))
        .filter(persons__gte=MANY)
        .order_by("-hour", "account")[:20]
    )
    found = list(hours)
    people = Account.objects.in_bulk([row["account"] for row in found])
    return [Burst(people[row["account"]], row["hour"], row["persons"]) for row in found]


def looks_by_month(units: Sequence[Unit]) -> list[tuple[date, str, int]]:
    """Return (month, purpose, how many looks) over the people of these units' dialogues, the latest month first.

    Figures alone, for those who watch: neither who looked nor at whom.
    """
    people = Submitter.objects.filter(identity=OuterRef("identity"), petition__dialogue__unit__in=units)
    seats = Registration.objects.filter(identity=OuterRef("identity"), dialogue__unit__in=units)
    rows = (
        IdentityLook.objects.filter(Q(Exists(people)) | Q(Exists(seats)))
        .order_by()
        .values("purpose", month=TruncMonth("looked_at"))
        .annotate(looks=Count("pk"))
        .order_by("-month", "purpose")[:60]
    )
    return [(row["month"].date(), row["purpose"], row["looks"]) for row in rows]
