"""The follow-up on the page of one petition: what was sent, promised, put up, and what may be done now."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from doithoai.desk.access import StaffRequest
from doithoai.desk.views.follow_up.choosing import petition_address
from doithoai.desk.views.follow_up.deeds import Task, deeds_for
from doithoai.organisations.models import Body
from doithoai.petitions import follow_up_permissions as may
from doithoai.petitions import queries
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.models import Petition
from doithoai.petitions.queries.follow_up import ANSWERED, DONE, UNDER_WAY

# In which states a deed makes sense for one petition; where it does not, no button stands there.
_FITS: dict[str, tuple[PetitionState, ...]] = {
    "bao-cao": UNDER_WAY,
    "de-xuat": UNDER_WAY,
    "tra-loi": (*UNDER_WAY, PetitionState.ANSWERED_AT_CONFERENCE, PetitionState.DECLINED),
    "tra-loi-thay": (PetitionState.ESCALATED, PetitionState.IN_RESOLUTION),
    "ket-qua": (*UNDER_WAY, *ANSWERED),
    "nhac": UNDER_WAY,
    "ket-thuc": (*ANSWERED, PetitionState.RESOLVED),
}
_AWAY = (PetitionState.TAKEN_UP, PetitionState.TRANSFERRED, PetitionState.IN_RESOLUTION, PetitionState.REOPENED)


@dataclass(frozen=True, slots=True)
class Way:
    """A button: where it leads, its word and icon."""

    url: str
    word: str
    icon: str


def papers_of(petition: Petition) -> queries.Paperwork | None:
    """Return what was written since the conclusion; None before the petition has its outcome."""
    return queries.paperwork_of(petition) if petition.state in {*UNDER_WAY, *ANSWERED, *DONE} else None


def petition_part(
    request: StaffRequest, petition: Petition, papers: queries.Paperwork | None, matter: queries.Matter | None
) -> dict[str, object]:
    """Return the context of `desk/follow_up/parts/petition.html`, under the name `follow_up`.

    Empty values before the petition has its outcome: the part then shows nothing.
    """
    if papers is None or matter is None:
        return {"follow_up": None}
    return {
        "follow_up": {
            "matter": matter,
            "petition": petition,
            "today": request.standing.on,
            "replies": papers.replies,
            "reports": papers.reports,
            "proposals": papers.proposals,
            "escalations": papers.escalations,
            "notes": petition.notes.filter(kind__in=["reopened", "chased", "transferred"])
            .select_related("made_by")
            .order_by("-pk")
            if queries.has(petition, "notes")
            else [],
            "ways": _ways(request, petition, matter),
            "can_publish": may.can_publish(request.standing, petition),
        }
    }


def _ways(request: StaffRequest, petition: Petition, matter: queries.Matter) -> list[Way]:
    lead: Body | None = matter.lead.body if matter.lead else None
    body = lead if request.standing.works_for(lead) else None
    task = Task(request=request, dialogue=petition.dialogue, petitions=[petition], body=body)
    deeds = reverse("desk:follow-up-do", args=[petition.dialogue.code])
    back = petition_address(petition)
    found = [
        Way(f"{deeds}?{urlencode({'viec': deed.code, 'chon': petition.code, 've': back})}", str(deed.title), deed.icon)
        for deed in deeds_for(task)
        if petition.state in _FITS[deed.code]
    ]
    if may.can_settle(request.standing, petition.dialogue):
        waiting = matter.up is not None and matter.up.answered_on is None
        if petition.state in {*_AWAY, PetitionState.ESCALATED} and not waiting:
            found.append(Way(_address("petition-escalate", petition), _("Kiến nghị cấp trên"), "up"))
        if petition.state in _AWAY:
            found.append(Way(_address("petition-transfer", petition), _("Chuyển cơ quan khác"), "share"))
    if may.can_reopen(request.standing, petition):
        found.append(Way(_address("petition-reopen", petition), _("Mở lại"), "undo"))
    if may.can_write_rating(request.standing, petition):
        found.append(Way(_address("petition-rate", petition), _("Ghi đánh giá"), "pen"))
    return found


def _address(name: str, petition: Petition) -> str:
    return reverse(f"desk:{name}", args=[petition.code])
