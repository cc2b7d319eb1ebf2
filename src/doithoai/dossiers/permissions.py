"""Who may work on the record of a dialogue."""

from doithoai.dialogues import permissions as dialogues
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.permissions import Relation
from doithoai.organisations.queries import Standing

_READERS = {
    Relation.HOST_OFFICE,
    Relation.HOST,
    Relation.SECRETARY,
    Relation.MASS_MOBILISATION,
    Relation.UPPER_LEVEL,
    Relation.ADMINISTRATOR,
}
_FILED_AFTER = {DialogueState.HELD, DialogueState.CONCLUDED, DialogueState.FOLLOWING_UP, DialogueState.CLOSED}


def can_see_dossier(person: Standing, dialogue: Dialogue) -> bool:
    """The office, the host and those who oversee may read the dossier; agencies see their own papers elsewhere."""
    return bool(_READERS & dialogues.relations(person, dialogue))


def can_file(person: Standing, dialogue: Dialogue) -> bool:
    """The host office keeps the dossier (HP-15.2-place) until it is archived."""
    return dialogues.can_prepare(person, dialogue)


def can_pack(person: Standing, dialogue: Dialogue) -> bool:
    """The host office packs once the conference was held; packing again before archiving is harmless."""
    return can_file(person, dialogue) and dialogue.state in _FILED_AFTER


def can_close(person: Standing, dialogue: Dialogue) -> bool:
    """The host office closes the dialogue when nothing is open any more."""
    return can_file(person, dialogue) and dialogue.state in {DialogueState.CONCLUDED, DialogueState.FOLLOWING_UP}


def can_archive(person: Standing, dialogue: Dialogue) -> bool:
    """The host office archives a closed dialogue."""
    return can_file(person, dialogue) and dialogue.state == DialogueState.CLOSED


def can_download(person: Standing, dialogue: Dialogue) -> bool:
    """Whoever may read the dossier may take its package along."""
    return can_see_dossier(person, dialogue)
