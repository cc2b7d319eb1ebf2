"""At the door: who registered is checked in, who did not is registered on the spot."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from doithoai.accounts import services as accounts
from doithoai.accounts.enums import Purpose
from doithoai.accounts.vault import PersonalDetails
from doithoai.common.actors import Actor
from doithoai.dialogues import services as dialogues
from doithoai.dialogues.enums import DialogueState, LinkToArea, RegistrationChannel
from doithoai.dialogues.models import Dialogue, Registration, VenuePoint
from doithoai.journal import services as journal
from doithoai.proceedings.services.lives import locked, person
from doithoai.proceedings.services.queue import fill_queue
from doithoai.regulations.facts import IdentityViewed


@transaction.atomic
def receive_participant(*, registration: Registration, at: datetime, by: Actor) -> Registration:
    """Check somebody in at the door; who comes after the opening and wants to speak gets a turn at once.

    A second click changes nothing. Raises RegistrationNotOpen, RegistrationClosed.
    """
    person(by)
    dialogue = locked(registration.dialogue)
    came = dialogues.check_in(registration=registration, now=at, on=timezone.localdate(at), by=by)
    if dialogue.state == DialogueState.IN_SESSION:
        fill_queue(dialogue)
    return came


@transaction.atomic
def receive_walk_in(
    *,
    dialogue: Dialogue,
    details: PersonalDetails,
    link_to_area: LinkToArea | str,
    venue_point: VenuePoint,
    wants_to_speak: bool,
    speaks_about: str,
    at: datetime,
    by: Actor,
) -> Registration:
    """Register on the spot somebody who did not before, and check them in. Raises NameMissing, RegistrationClosed."""
    row, _secret = dialogues.register(
        dialogue=dialogue,
        details=details,
        link_to_area=link_to_area,
        channel=RegistrationChannel.OFFICER,
        venue_point=venue_point,
        wants_to_speak=wants_to_speak,
        speaks_about=speaks_about,
        on=timezone.localdate(at),
        by=by,
    )
    return receive_participant(registration=row, at=at, by=by)


@transaction.atomic
def look_at_participant(*, registration: Registration, at: datetime, by: Actor) -> PersonalDetails:
    """Open one name for receiving the person; the look is logged in the vault and in the journal."""
    details = accounts.look_at_identity(registration.identity, by=person(by), purpose=Purpose.CHECK_IN)
    fact = IdentityViewed(
        on=timezone.localdate(at),
        dialogue=registration.dialogue.key,
        identity=registration.identity.key,
        purpose=Purpose.CHECK_IN,
    )
    journal.record(fact, by=by)
    return details
