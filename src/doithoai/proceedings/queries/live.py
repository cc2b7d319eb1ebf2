"""How far a room has come: one number that only grows, kept in the database."""

from collections.abc import Iterable

from doithoai.dialogues.models import Dialogue
from doithoai.journal.models import Head
from doithoai.proceedings.models import LiveSequence


def sequence_of(dialogue: Dialogue) -> int:
    """Return the dialogue's number: it grows with every fact of its chain and every change in its room.

    A screen that shows number n and hears of a larger one reads itself again; nothing else needs to be kept for a
    screen that was away (`Last-Event-ID`). Two small queries.
    """
    facts = Head.objects.filter(stream=dialogue.stream).values_list("number", flat=True).first() or 0
    moves = LiveSequence.objects.filter(dialogue=dialogue).values_list("number", flat=True).first() or 0
    return facts + moves


def sequences(keys: Iterable[str]) -> dict[str, int]:
    """Return the numbers of many dialogues by key; two queries however many there are."""
    wanted = list(keys)
    facts = dict(Head.objects.filter(stream__in=[f"dialogue:{key}" for key in wanted]).values_list("stream", "number"))
    rows = LiveSequence.objects.filter(dialogue__key__in=wanted)
    moves = dict(rows.values_list("dialogue__key", "number"))
    return {key: facts.get(f"dialogue:{key}", 0) + moves.get(key, 0) for key in wanted}
