"""Which programs hand petitions in, what they may reach, what they handed in."""

from hashlib import sha256

from django.db.models import Count, Max, Q, QuerySet

from doithoai.dialogues.models import Dialogue
from doithoai.organisations.models import Unit
from doithoai.petitions.enums import BEFORE_CONFERENCE, IntakeChannel
from doithoai.petitions.models import Gateway, Petition

# The site, the counter and the room have their own doors; a sheet is imported and looked at first.
CHANNELS = (IntakeChannel.PHONE, IntakeChannel.EMAIL, IntakeChannel.LETTER, IntakeChannel.MEDIA)


def token_digest(token: str) -> str:
    """Return what is kept of a token; it is 256 bits of chance, so a plain digest does not give it away."""
    return sha256(token.encode()).hexdigest()


def gateway_of(token: str) -> Gateway | None:
    """Return the gateway that bears the token and is not withdrawn."""
    rows = Gateway.objects.filter(token_digest=token_digest(token), withdrawn_on=None)
    return rows.select_related("unit").first()


def serves(gateway: Gateway, dialogue: Dialogue) -> bool:
    """Say whether the gateway hands in for this dialogue's unit: its own, or one right under it."""
    return gateway.unit_id in {dialogue.unit_id, dialogue.unit.parent_id}


def gateways_of(unit: Unit) -> QuerySet[Gateway]:
    """Return the unit's gateways with how much each handed in and when last (`count`, `last_at`), open ones first."""
    rows = Gateway.objects.filter(unit=unit).select_related("opened_by", "withdrawn_by")
    figures = rows.annotate(count=Count("handed_in"), last_at=Max("handed_in__created_at"))
    return figures.order_by("withdrawn_on", "name")


def collecting_for(gateway: Gateway) -> QuerySet[Dialogue]:
    """Return the dialogues into which the gateway may hand in now, the first to close first."""
    own = Q(unit=gateway.unit_id) | Q(unit__parent=gateway.unit_id)
    rows = Dialogue.objects.filter(own, state__in=BEFORE_CONFERENCE).select_related("unit")
    return rows.prefetch_related("sessions").order_by("collects_until", "code")


def handed_in_by(gateway: Gateway) -> QuerySet[Petition]:
    """Return the petitions that the gateway handed in."""
    return Petition.objects.filter(submitters__handed_in__gateway=gateway).select_related("dialogue", "dialogue__unit")
