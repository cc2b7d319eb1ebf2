"""Which matters a person sees in the follow-up of a dialogue, and which were ticked."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from doithoai.desk.access import StaffRequest, require
from doithoai.dialogues.models import Dialogue
from doithoai.organisations.models import Body
from doithoai.petitions import follow_up_permissions as may
from doithoai.petitions import permissions, queries, services
from doithoai.petitions.enums import AssignmentPart, Result
from doithoai.petitions.models import Assignment, Petition
from doithoai.petitions.queries.lists import ACTIVE
from doithoai.textsearch.folding import fold

MOST = 500  # petitions of one click


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is asked for: a saved view, words, a body's key, a result."""

    view: str = ""
    words: str = ""
    body: str = ""
    result: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Wanted":
        """Read the address; what is not known counts as not asked for."""
        result = query.get("ket-qua", "")
        return cls(
            view=query.get("xem", ""),
            words=query.get("q", "").strip()[:200],
            body=query.get("co-quan", ""),
            result=result if result in Result.values else "",
        )

    @property
    def query(self) -> str:
        """Return the filters as the end of an address, without the saved view."""
        asked = {"q": self.words, "co-quan": self.body, "ket-qua": self.result}
        return urlencode({name: value for name, value in asked.items() if value})


def own_bodies(request: StaffRequest, dialogue: Dialogue) -> list[int] | None:
    """Return the bodies to which the person is bound, or None for those who see the whole dialogue."""
    if permissions.sees_all(request.standing, dialogue):
        return None
    return [membership.body_id for membership in request.standing.memberships]


def seen_matters(request: StaffRequest, dialogue: Dialogue) -> QuerySet[Petition]:
    """Return the matters that the person may see here."""
    return queries.matters_of(dialogue, bodies=own_bodies(request, dialogue))


def filtered(rows: QuerySet[Petition], wanted: Wanted, request: StaffRequest) -> QuerySet[Petition]:
    """Return the rows that match the filters and the saved view."""
    if wanted.words:
        rows = queries.searchable_by(rows, request.standing, wanted.words)
    for word in fold(wanted.words).split()[:8]:
        rows = rows.filter(Q(folded__contains=word) | Q(code__icontains=word))
    if wanted.body:
        leads = Assignment.objects.filter(
            petition=OuterRef("pk"), part=AssignmentPart.LEAD, state__in=ACTIVE, body__key=wanted.body
        )
        rows = rows.filter(Exists(leads))
    if wanted.result:
        rows = rows.filter(result=wanted.result)
    views = queries.follow_up_views(on=request.standing.on)
    if wanted.view in views and (wanted.view or not wanted.result):
        return rows.filter(views[wanted.view])
    return rows


def ticked(request: StaffRequest, dialogue: Dialogue, data: QueryDict) -> list[Petition]:
    """Return the chosen petitions among those that the person may see; others are quietly not there.

    `tat-ca` stands for everything that the filters of the list show.
    """
    rows = seen_matters(request, dialogue).select_related("dialogue", "dialogue__unit", "dialogue__host_office")
    if data.get("tat-ca"):
        return list(filtered(rows, Wanted.of(data), request)[:MOST])
    return list(rows.filter(code__in=data.getlist("chon")[:MOST]))


def petition_or_404(request: StaffRequest, code: str) -> Petition:
    """Return the petition if the person may read it; a stranger does not learn that it exists."""
    rows = Petition.objects.select_related(
        "dialogue", "dialogue__unit", "dialogue__unit__parent", "dialogue__host_office"
    )
    petition = get_object_or_404(rows, code=code)
    assignments = queries.assignments_of(petition)
    if not permissions.can_see_petition(request.standing, petition, assignments):
        raise Http404
    services.shield_for(request.standing, [petition], {petition.pk: assignments})
    return petition


def petition_address(petition: Petition) -> str:
    """Return the address of the petition's own page."""
    return reverse("desk:petition", args=[petition.code])


def sending_body(request: StaffRequest, petitions: Iterable[Petition]) -> Body | None:
    """Return the body for which the person acts on these petitions: one of theirs that leads on the first."""
    for petition in petitions:
        for assignment in queries.assignments_of(petition):
            leads = assignment.part == AssignmentPart.LEAD and assignment.state in ACTIVE
            if leads and request.standing.works_for(assignment.body):
                return assignment.body
    return None


def require_seen(request: StaffRequest, dialogue: Dialogue) -> None:
    """Let in whoever may see the follow-up of the dialogue."""
    require(may.can_see_follow_up(request.standing, dialogue))
