"""Drawing who speaks: the list is closed first, the seed comes later from a public source; anybody can replay it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.dialogues import services as dialogues
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.proceedings.drawing import Slip, digest_of, listed
from doithoai.proceedings.errors import DrawNotPossible, DrawOpen, ReasonMissing, SeedTooEarly
from doithoai.proceedings.models import SpeakerDraw
from doithoai.proceedings.queries.draws import candidates, result_of, slip_number
from doithoai.proceedings.services.lives import locked, person

_BEFORE = (DialogueState.PREPARING, DialogueState.ANNOUNCED)


@transaction.atomic
def close_draw_list(
    *, dialogue: Dialogue, seats: int, by_point: bool, seed_source: str, at: datetime, by: Actor
) -> SpeakerDraw:
    """Close the list of who wants to speak and name where the seed will come from; the digest is public at once.

    `seats` are drawn of each venue point, or of all together. A second click finds the list closed. Raises
    ReasonMissing without a source, DrawNotPossible with fewer than two slips or once the session has opened.
    """
    who = person(by)
    dialogue = locked(dialogue)
    known = SpeakerDraw.objects.filter(dialogue=dialogue, drawn_at=None).first()
    if known is not None:
        return known
    source = one_line(seed_source)[:300]
    if not source:
        raise ReasonMissing("Hãy ghi số gieo sẽ lấy từ đâu, ví dụ giải đặc biệt xổ số miền Bắc ngày nào.")
    rows = list(candidates(dialogue))
    if dialogue.state not in _BEFORE or len(rows) < 2 or seats < 1:
        raise DrawNotPossible
    slips = listed(
        Slip(slip_number(row), one_line(row.venue_point.name) if by_point and row.venue_point else "") for row in rows
    )
    return SpeakerDraw.objects.create(
        dialogue=dialogue,
        slips=slips,
        digest=digest_of(slips),
        seats=seats,
        seed_source=source,
        closed_at=at,
        closed_by=who,
    )


@transaction.atomic
def draw_speakers(*, draw: SpeakerDraw, seed: str, at: datetime, by: Actor) -> SpeakerDraw:
    """Draw with the seed: who is in gets a place in the speaking order, in the order of the ranks.

    Who withdrew since the list was closed keeps the slip in the list, so that the digest stays true, and is left
    out of the order. A second click finds it drawn. Raises ReasonMissing, SeedTooEarly, DrawNotPossible.
    """
    who = person(by)
    dialogue = locked(draw.dialogue)
    draw = SpeakerDraw.objects.select_related("dialogue").get(pk=draw.pk)
    if draw.drawn_at is not None:
        return draw
    words = one_line(seed)[:100]
    if not words:
        raise ReasonMissing("Hãy nhập số gieo đúng như nguồn đã công bố.")
    if at <= draw.closed_at:
        raise SeedTooEarly
    if dialogue.state not in _BEFORE:
        raise DrawNotPossible
    draw.seed, draw.drawn_at, draw.drawn_by = words, at, who
    draw.save(update_fields=["seed", "drawn_at", "drawn_by"])
    on = timezone.localdate(at)
    by_slip = {slip_number(row): row for row in candidates(dialogue)}
    place = 0
    for one in result_of(draw):
        row = by_slip.get(one.slip.number)
        if one.place and row is not None:
            place += 1
            dialogues.set_speaking_order(registration=row, order=place, on=on, by=by)
    return draw


@transaction.atomic
def drop_draw(*, draw: SpeakerDraw, by: Actor) -> None:
    """Open the list again before the seed is known: nobody has been drawn yet. Raises DrawOpen once it is drawn."""
    person(by)
    locked(draw.dialogue)
    draw = SpeakerDraw.objects.get(pk=draw.pk)
    if draw.drawn_at is not None:
        raise DrawOpen
    draw.delete()
