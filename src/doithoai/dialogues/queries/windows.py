"""When a dialogue takes opinions through the public site, and which one takes what comes too late for it."""

from datetime import date

from django.db.models import F, Min, Q, QuerySet

from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue

S = DialogueState
BEFORE = (S.PREPARING, S.ANNOUNCED, S.POSTPONED)


def window(on: date) -> Q:
    """Open: a last day was set and is not over; or none was set and the conference is announced."""
    return Q(state__in=BEFORE, collects_until__gte=on) | Q(state=S.ANNOUNCED, collects_until=None)


def is_collecting(dialogue: Dialogue, *, on: date) -> bool:
    """Say whether opinions for the dialogue are taken through the site on the day; the last day counts whole."""
    if dialogue.collects_until is None:
        return dialogue.state == S.ANNOUNCED
    return dialogue.state in BEFORE and dialogue.collects_until >= on


def collecting_after(dialogue: Dialogue, *, on: date) -> Dialogue | None:
    """Return the dialogue of the same unit that takes what came too late for this one, None while none does.

    One that the same office prepares comes first, then the one that is held first.
    """
    rows: QuerySet[Dialogue] = Dialogue.objects.filter(window(on), unit=dialogue.unit_id).exclude(pk=dialogue.pk)
    found = list(rows.annotate(first_at=Min("sessions__starts_at")).order_by(F("first_at").asc(nulls_last=True), "pk"))
    own = (row for row in found if row.host_office_id == dialogue.host_office_id)
    return next(own, found[0] if found else None)
