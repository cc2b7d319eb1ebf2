"""The petition of an address, with what every page of it asks first: may this person see it?"""

from dataclasses import dataclass

from django.http import Http404

from doithoai.desk.access import StaffRequest
from doithoai.obligations import calendars
from doithoai.petitions import permissions, queries, services
from doithoai.petitions.enums import AssignmentPart
from doithoai.petitions.models import Assignment, Petition
from doithoai.petitions.queries.lists import ACTIVE


@dataclass(frozen=True, slots=True)
class Found:
    """A petition that the person may see, and all its assignments."""

    petition: Petition
    assignments: list[Assignment]

    @property
    def active(self) -> list[Assignment]:
        """Return who is asked now, the lead first."""
        rows = [row for row in self.assignments if row.state in ACTIVE]
        return sorted(rows, key=lambda row: (row.part != AssignmentPart.LEAD, row.pk))

    @property
    def lead(self) -> Assignment | None:
        """Return who leads the answer now."""
        return next((row for row in self.active if row.part == AssignmentPart.LEAD), None)


def petition_or_404(request: StaffRequest, code: str) -> Found:
    """Return the petition if the person may see it; a stranger does not learn that it exists."""
    petition = queries.case_by_code(code)
    if petition is None:
        raise Http404
    assignments = queries.assignments_of(petition, on=request.standing.on)
    if not permissions.can_see_petition(request.standing, petition, assignments):
        raise Http404
    services.shield_for(request.standing, [petition], {petition.pk: assignments})
    calendars.counting_for(petition.dialogue.unit.key)
    return Found(petition, assignments)
