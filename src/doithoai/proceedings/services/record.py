"""Lines of the minutes, written by the program as things happen. Append-only."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from doithoai.accounts.models import Account
from doithoai.common.text import nfc
from doithoai.dialogues.models import Dialogue
from doithoai.petitions.models import Petition
from doithoai.proceedings.enums import EntryKind
from doithoai.proceedings.models import MinutesEntry


def note(
    dialogue: Dialogue,
    kind: EntryKind,
    text: str,
    *,
    at: datetime,
    petition: Petition | None = None,
    corrects: MinutesEntry | None = None,
    written_by: Account | None = None,
) -> MinutesEntry:
    """Append a line; without `written_by` it is the program's own."""
    entry = _line(dialogue, kind, text, at=at, petition=petition, corrects=corrects, written_by=written_by)
    entry.save()
    return entry


def note_all(dialogue: Dialogue, kind: EntryKind, lines: Iterable[tuple[Petition, str]], *, at: datetime) -> None:
    """Append the program's own lines on many petitions, in this order."""
    MinutesEntry.objects.bulk_create(
        [_line(dialogue, kind, text, at=at, petition=petition) for petition, text in lines], batch_size=200
    )


def _line(
    dialogue: Dialogue,
    kind: EntryKind,
    text: str,
    *,
    at: datetime,
    petition: Petition | None,
    corrects: MinutesEntry | None = None,
    written_by: Account | None = None,
) -> MinutesEntry:
    return MinutesEntry(
        dialogue=dialogue,
        kind=kind,
        text=nfc(text).strip(),
        petition=petition,
        corrects=corrects,
        happened_at=at,
        written_by=written_by,
    )


def clock(at: datetime) -> str:
    """Return the hour as minutes write it: 7 giờ 30."""
    local = timezone.localtime(at)
    return f"{local.hour} giờ {local.minute:02d}"
