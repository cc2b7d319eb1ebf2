"""Questions to petitioners: those of one case, those that somebody waits for."""

from django.db.models import Q, QuerySet

from doithoai.organisations.queries import Standing
from doithoai.petitions.enums import InformationState, PetitionState
from doithoai.petitions.models import InformationRequest, Petition, Submitter

_OVER = (PetitionState.WITHDRAWN, PetitionState.CLOSED, PetitionState.OUT_OF_SCOPE)


def questions_of(petition: Petition) -> list[InformationRequest]:
    """Return all questions on the petition, the newest first."""
    rows = petition.information_requests.select_related("body", "asked_by", "typed_by")
    return list(rows.order_by("-asked_on", "-pk"))


def questions_to(submitter: Submitter) -> list[InformationRequest]:
    """Return the questions to this petitioner, also on the parts into which their petition was split; newest first."""
    own = Q(petition=submitter.petition_id) | Q(petition__split_from=submitter.petition_id)
    rows = InformationRequest.objects.filter(own).select_related("body", "petition__dialogue__host_office")
    return list(rows.order_by("-asked_on", "-pk"))


def questions_waiting(standing: Standing) -> QuerySet[InformationRequest]:
    """Return the open questions of the person's bodies on matters that go on, the first to end first."""
    rows = InformationRequest.objects.filter(
        state=InformationState.OPEN, body__in=[one.body_id for one in standing.memberships]
    )
    return rows.exclude(petition__state__in=_OVER).select_related("petition", "body").order_by("due_on", "pk")
