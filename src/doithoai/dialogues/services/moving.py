"""Moving a dialogue from state to state: the table of moves is in `enums`, the lock is here."""

from doithoai.common.text import one_line
from doithoai.dialogues.enums import MOVES, DialogueState
from doithoai.dialogues.errors import MoveNotAllowed, ReasonMissing
from doithoai.dialogues.models import Dialogue


def locked(dialogue: Dialogue) -> Dialogue:
    """Return the dialogue re-read under lock; call it inside the verb's transaction."""
    return (
        Dialogue.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit", "host_office")
        .get(pk=dialogue.pk)
    )


def move(dialogue: Dialogue, to: DialogueState) -> Dialogue:
    """Move a dialogue inside the caller's verb: lock, check the table of moves, save; return it fresh.

    The caller records the fact. Raises MoveNotAllowed, also for a second click.
    """
    fresh = locked(dialogue)
    if to not in MOVES[DialogueState(fresh.state)]:
        raise MoveNotAllowed(
            f"Cuộc đối thoại đang ở giai đoạn «{fresh.get_state_display()}» nên không chuyển sang «{to.label}» được. "
            "Hãy tải lại trang để xem việc tiếp theo."
        )
    fresh.state = to
    fresh.save(update_fields=["state"])
    dialogue.state = to
    return fresh


def require_state(dialogue: Dialogue, *states: DialogueState) -> None:
    """Refuse when the dialogue stands elsewhere."""
    if dialogue.state not in states:
        words = ", ".join(f"«{state.label}»" for state in states)
        raise MoveNotAllowed(
            f"Cuộc đối thoại đang ở giai đoạn «{dialogue.get_state_display()}»; "
            f"việc này chỉ làm được ở giai đoạn {words}."
        )


def reason_of(text: str) -> str:
    """Return the reason on one line; raises ReasonMissing when there is none."""
    reason = one_line(text)[:500]
    if not reason:
        raise ReasonMissing
    return reason
