"""Links for bodies outside the program: by their secret, of a case, of a dialogue."""

from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Count, Q

from doithoai.dialogues.models import Dialogue
from doithoai.petitions.enums import OutsideState
from doithoai.petitions.models import OutsideLink, Petition


def link_digest(secret: str) -> str:
    """Return what is kept of a link's secret: 192 bits of chance need no slow hash."""
    return sha256(secret.encode()).hexdigest()


def link_by_secret(secret: str) -> OutsideLink | None:
    """Return the link with what its page shows, or None; the front counts and stops wrong guesses."""
    rows = OutsideLink.objects.select_related(
        "petition__dialogue__unit", "petition__dialogue__host_office", "assignment", "escalation", "body"
    )
    return rows.filter(secret_digest=link_digest(secret)).first()


def links_of(petition: Petition) -> list[OutsideLink]:
    """Return all links of the petition with what was answered, the newest first; two queries."""
    rows = petition.outside_links.select_related("body", "made_by", "decided_by", "assignment", "escalation")
    return list(rows.prefetch_related("attachments__file").order_by("-made_on", "-pk"))


@dataclass(frozen=True, slots=True)
class OutsideTally:
    """How bodies outside answered in a dialogue: links sent, answered, noted as silent by the wanted day."""

    sent: int
    answered: int
    silent: int


def outside_tally(dialogue: Dialogue) -> OutsideTally:
    """Return the figures of the dialogue's links that were not withdrawn; a late answer was silent, too."""
    rows = OutsideLink.objects.filter(petition__dialogue=dialogue).exclude(state=OutsideState.WITHDRAWN)
    found = rows.aggregate(
        sent=Count("pk"),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
        silent=Count("pk", filter=Q(silent_on__isnull=False)),
    )
    return OutsideTally(**found)
