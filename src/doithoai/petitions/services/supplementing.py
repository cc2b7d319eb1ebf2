"""What a petitioner adds later: beside the words that were received, never in their place."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from doithoai.common.actors import Actor
from doithoai.common.text import nfc
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.petitions import letters
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.errors import MoveNotAllowed, TextRefused
from doithoai.petitions.models import Note, Petition, Submitter
from doithoai.petitions.services.attaching import attach_files
from doithoai.petitions.services.moving import locked
from doithoai.regulations.facts import PetitionSupplemented

SUPPLEMENT = "supplement"
_OVER = frozenset({PetitionState.WITHDRAWN, PetitionState.CLOSED, PetitionState.OUT_OF_SCOPE})


@transaction.atomic
def supplement_petition(
    *, submitter: Submitter, text: str, files: Sequence[tuple[str, bytes]] = (), on: date, by: Actor
) -> Petition:
    """Keep what the petitioner adds or asks to put right, and tell those who have the matter in hand.

    Raises TextRefused without words, MoveNotAllowed once the matter is over, FileRefused.
    """
    words = nfc(text).strip()
    if not words:
        raise TextRefused("Chưa có nội dung bổ sung. Hãy ghi điều cần thêm hoặc cần sửa.")
    fresh = locked(submitter.petition)
    if fresh.state in _OVER:
        raise MoveNotAllowed(
            f"{fresh.code} đang ở trạng thái “{fresh.get_state_display()}” nên không bổ sung được. "
            "Hãy gửi kiến nghị mới."
        )
    note = Note.objects.create(petition=fresh, kind=SUPPLEMENT, text=words)
    attach_files(petition=fresh, files=files, from_citizen=True, on=on, by=by)
    fact = PetitionSupplemented(on=on, dialogue=fresh.dialogue.key, petition=fresh.key, files=len(files))
    journal.record(fact, by=by)
    notices.queue(*letters.supplemented(fresh, note.pk, on=on))
    return fresh
