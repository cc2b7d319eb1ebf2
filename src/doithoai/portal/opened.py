"""What this browser has opened by code and secret: kept for half an hour, or until the person leaves."""

from django.http import HttpRequest
from django.utils import timezone

from doithoai.dialogues.models import Registration
from doithoai.petitions.models import Submitter

MINUTES = 30
_SLOT = "following"


def open_for(request: HttpRequest, found: Submitter | Registration) -> None:
    """Remember what was opened; the session gets a new name, so that nobody who knew the old one comes along."""
    request.session.cycle_key()
    sort = "petition" if isinstance(found, Submitter) else "registration"
    until = int(timezone.now().timestamp()) + MINUTES * 60
    request.session[_SLOT] = {"sort": sort, "key": found.key, "until": until}


def leave(request: HttpRequest) -> None:
    """Forget what was opened."""
    request.session.pop(_SLOT, None)


def _key(request: HttpRequest, sort: str) -> str:
    slot = request.session.get(_SLOT) or {}
    if slot.get("sort") != sort or slot.get("until", 0) < timezone.now().timestamp():
        return ""
    return str(slot["key"])


def petition_in(request: HttpRequest) -> Submitter | None:
    """Return the submitter whose petition is open here, None when nothing is or the half hour is over."""
    key = _key(request, "petition")
    rows = Submitter.objects.select_related(
        "identity",
        "petition__dialogue__unit",
        "petition__dialogue__host_office",
        "petition__merged_into__dialogue__host_office",
        "petition__late_arrival__missed",
    )
    return rows.filter(key=key).first() if key else None


def registration_in(request: HttpRequest) -> Registration | None:
    """Return the registration that is open here, None when there is none or the half hour is over."""
    key = _key(request, "registration")
    rows = Registration.objects.select_related("dialogue__unit", "dialogue__host_office", "venue_point")
    return rows.filter(key=key).first() if key else None
