"""Locking a dialogue, and naming who acts."""

from django.db.models import F

from doithoai.accounts import queries as accounts
from doithoai.accounts.models import Account
from doithoai.common.actors import Actor
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.proceedings.errors import NotInSession
from doithoai.proceedings.models import LiveSequence
from doithoai.proceedings.services.announcing import announce


def locked(dialogue: Dialogue) -> Dialogue:
    """Return the dialogue re-read under its lock: everything in the room happens one after the other.

    Who takes the lock is about to change something, so the screens are told, once it holds.
    """
    rows = Dialogue.objects.select_for_update(of=("self",), no_key=True).select_related(
        "unit", "host_office", "secretary"
    )
    fresh = rows.get(pk=dialogue.pk)
    move_on(fresh)
    return fresh


def move_on(dialogue: Dialogue) -> None:
    """Count one more change of what the room's screens show, and tell them when the transaction holds."""
    if not LiveSequence.objects.filter(dialogue=dialogue).update(number=F("number") + 1):
        # The first change: several may come at once where nobody holds the dialogue's lock.
        LiveSequence.objects.get_or_create(dialogue=dialogue, defaults={"number": 1})
    announce(dialogue.key)


def in_session(dialogue: Dialogue) -> Dialogue:
    """Return the locked dialogue, which must be in session; raises NotInSession."""
    fresh = locked(dialogue)
    if fresh.state != DialogueState.IN_SESSION:
        raise NotInSession
    return fresh


def person(by: Actor) -> Account:
    """Return the account that acts; every act in the room is somebody's."""
    return accounts.account_of(by)
