"""Questions to petitioners: those of one case, those to one person."""

from django.db.models import Q

from doithoai.petitions.models import InformationRequest, Petition, Submitter


def questions_of(petition: Petition) -> list[InformationRequest]:
    """Return all questions on the petition, the newest first."""
    rows = petition.information_requests.select_related("body", "asked_by", "typed_by")
    return list(rows.order_by("-asked_on", "-pk"))


def questions_to(submitter: Submitter) -> list[InformationRequest]:
    """Return the questions to this petitioner, also on the parts into which their petition was split; newest first."""
    own = Q(petition=submitter.petition_id) | Q(petition__split_from=submitter.petition_id)
    rows = InformationRequest.objects.filter(own).select_related("body", "petition__dialogue__host_office")
    return list(rows.order_by("-asked_on", "-pk"))
