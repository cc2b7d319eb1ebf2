"""What is out with people who have no account: questions to petitioners, answers of bodies outside."""

from datetime import date
from typing import NamedTuple

from django.db.models import CharField, F, Value

from doithoai.accounts.enums import Role
from doithoai.organisations.queries import Standing
from doithoai.petitions.enums import InformationState, OutsideState, PetitionState
from doithoai.petitions.models import InformationRequest, OutsideLink

_OVER = (PetitionState.WITHDRAWN, PetitionState.CLOSED, PetitionState.OUT_OF_SCOPE)
MOST = 12


class Out(NamedTuple):
    """One thing that is out or has come back.

    `sort`: asked (a petitioner, by `who`), open (a link is with `who`) or answered (`who` did; the office decides).
    """

    day: date
    sort: str
    who: str
    code: str


def out_with_others(standing: Standing) -> list[Out]:
    """Return the open questions of the person's bodies and, for a host office, the links that are open or answered.

    The first to end first, at most MOST; one query.
    """
    bodies = [one.body_id for one in standing.memberships]
    offices = [one.body_id for one in standing.memberships if one.role == Role.CLERK]
    asked = InformationRequest.objects.filter(state=InformationState.OPEN, body__in=bodies)
    sent = OutsideLink.objects.filter(petition__dialogue__host_office__in=offices)
    sent = sent.filter(state__in=[OutsideState.OPEN, OutsideState.ANSWERED])
    rows = (
        asked.exclude(petition__state__in=_OVER)
        .order_by()
        .annotate(sort=Value("asked", CharField()), who=F("body__short_name"))
        .values_list("due_on", "sort", "who", "petition__code")
    )
    links = (
        sent.exclude(petition__state__in=_OVER)
        .order_by()
        .annotate(sort=F("state"), who=F("name"))
        .values_list("wanted_on", "sort", "who", "petition__code")
    )
    found = rows.union(links, all=True).order_by("due_on", "petition__code")[:MOST]
    return [Out(*row) for row in found]
