"""Locking a dialogue, and naming who acts."""

from doithoai.accounts import queries as accounts
from doithoai.accounts.models import Account
from doithoai.common.actors import Actor
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.proceedings.errors import NotInSession


def locked(dialogue: Dialogue) -> Dialogue:
    """Return the dialogue re-read under its lock: everything in the room happens one after the other."""
    rows = Dialogue.objects.select_for_update(of=("self",)).select_related("unit", "host_office", "secretary")
    return rows.get(pk=dialogue.pk)


def in_session(dialogue: Dialogue) -> Dialogue:
    """Return the locked dialogue, which must be in session; raises NotInSession."""
    fresh = locked(dialogue)
    if fresh.state != DialogueState.IN_SESSION:
        raise NotInSession
    return fresh


def person(by: Actor) -> Account:
    """Return the account that acts; every act in the room is somebody's."""
    return accounts.account_of(by)
