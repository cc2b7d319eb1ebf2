"""The minutes: the secretary's own lines, signing, correction pages."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from doithoai.common.actors import Actor
from doithoai.common.text import nfc
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.documents import services as documents
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.petitions.models import Petition
from doithoai.proceedings.enums import EntryKind
from doithoai.proceedings.errors import MinutesLocked, MinutesNotReady, PageUnsigned, ReasonMissing
from doithoai.proceedings.models import Minutes, MinutesEntry
from doithoai.proceedings.services import minutes_paper, papers, record
from doithoai.proceedings.services.lives import locked, person
from doithoai.regulations.facts import DocumentIssued, MinutesSigned

_WRITING = frozenset(
    {DialogueState.IN_SESSION, DialogueState.HELD, DialogueState.CONCLUDED, DialogueState.FOLLOWING_UP}
)


def _open_for_writing(dialogue: Dialogue) -> Dialogue:
    """Return the locked dialogue while its first page is unsigned; raises MinutesLocked, MinutesNotReady."""
    fresh = locked(dialogue)
    if fresh.state not in _WRITING:
        raise MinutesNotReady
    if Minutes.objects.filter(dialogue=fresh, secretary_signed_at__isnull=False).exists():
        raise MinutesLocked
    return fresh


@transaction.atomic
def add_remark(
    *, dialogue: Dialogue, text: str, at: datetime, by: Actor, petition: Petition | None = None
) -> MinutesEntry:
    """Add what the program cannot know. Raises ReasonMissing without words, MinutesLocked, MinutesNotReady."""
    who = person(by)
    dialogue = _open_for_writing(dialogue)
    if not nfc(text).strip():
        raise ReasonMissing("Hãy ghi nội dung cần thêm vào biên bản.")
    return record.note(dialogue, EntryKind.REMARK, text, at=at, petition=petition, written_by=who)


@transaction.atomic
def correct_entry(*, entry: MinutesEntry, text: str, by: Actor) -> MinutesEntry:
    """Correct a line by a new one that stands in its place; the old line stays readable in the record."""
    who = person(by)
    dialogue = _open_for_writing(entry.dialogue)
    if not nfc(text).strip():
        raise ReasonMissing("Hãy ghi nội dung đúng.")
    known = MinutesEntry.objects.filter(corrects=entry).first()
    if known is not None and known.text == nfc(text).strip():
        return known
    return record.note(
        dialogue,
        EntryKind.CORRECTION,
        text,
        at=entry.happened_at,
        petition=entry.petition,
        corrects=entry,
        written_by=who,
    )


@transaction.atomic
def sign_minutes_as_secretary(*, dialogue: Dialogue, at: datetime, by: Actor) -> Minutes:
    """Freeze the minutes and sign them as secretary; the host signs after that. A second click changes nothing.

    Raises MinutesNotReady while the conference runs.
    """
    who = person(by)
    dialogue = locked(dialogue)
    if dialogue.state not in _WRITING - {DialogueState.IN_SESSION}:
        raise MinutesNotReady
    page, _ = Minutes.objects.get_or_create(dialogue=dialogue, page=1)
    if page.secretary_signed_at is not None:
        return page
    paper = minutes_paper.minutes_paper(dialogue, on=timezone.localdate(at), secretary=who)
    page.text = minutes_paper.minutes_text(paper)
    page.document = papers.lay_down(dialogue, paper, by=by)
    page.secretary_signed_at, page.secretary_signed_by = at, who
    page.save()
    return page


@transaction.atomic
def send_minutes_back(*, page: Minutes, reason: str, at: datetime, by: Actor) -> Minutes:
    """Give the page back to the secretary for changes, with the host's reason.

    Raises MinutesLocked once the host has signed, ReasonMissing.
    """
    who = person(by)
    dialogue = locked(page.dialogue)
    page = Minutes.objects.get(pk=page.pk)
    if page.host_signed_at is not None:
        raise MinutesLocked
    if not nfc(reason).strip():
        raise ReasonMissing
    page.secretary_signed_at = page.secretary_signed_by = None
    page.save(update_fields=["secretary_signed_at", "secretary_signed_by"])
    record.note(dialogue, EntryKind.CORRECTION, f"Chủ trì yêu cầu sửa biên bản: {reason}", at=at, written_by=who)
    return page


@transaction.atomic
def sign_minutes_as_host(*, page: Minutes, at: datetime, by: Actor) -> Minutes:
    """Sign a page as host: it gets its number and is locked. A second click changes nothing.

    Raises MinutesNotReady while the secretary has not signed.
    """
    who = person(by)
    dialogue = locked(page.dialogue)
    page = Minutes.objects.select_related("document").get(pk=page.pk)
    if page.host_signed_at is not None:
        return page
    if page.secretary_signed_at is None or page.document is None:
        raise MinutesNotReady
    on = timezone.localdate(at)
    signed = documents.sign(page.document, on=on, by=by, signer=papers.host_signer(dialogue, on=on))
    page.host_signed_at, page.host_signed_by = at, who
    page.save(update_fields=["host_signed_at", "host_signed_by"])
    journal.record(MinutesSigned(on=on, dialogue=dialogue.key, page=page.page), by=by)
    issued = DocumentIssued(
        on=on, dialogue=dialogue.key, document=signed.key, type=signed.kind, number=papers.as_code(signed.symbol)
    )
    journal.record(issued, by=by)
    obligations.refresh(dialogue.key, on=on)
    return page


@transaction.atomic
def write_correction_page(*, dialogue: Dialogue, text: str, at: datetime, by: Actor) -> Minutes:
    """Write a page that corrects signed minutes, and sign it as secretary; the host signs it like the first.

    Raises PageUnsigned while an earlier page waits for a signature, ReasonMissing.
    """
    who = person(by)
    dialogue = locked(dialogue)
    words = nfc(text).strip()
    if not words:
        raise ReasonMissing("Hãy ghi nội dung đính chính.")
    last = Minutes.objects.filter(dialogue=dialogue).order_by("-page").first()
    if last is not None and last.text == words:
        return last
    if last is None or last.host_signed_at is None:
        raise PageUnsigned
    page = last.page + 1
    paper = minutes_paper.correction_paper(dialogue, words, page=page, on=timezone.localdate(at), secretary=who)
    document = documents.draft(paper, dialogue=dialogue.key, by=by)
    record.note(dialogue, EntryKind.CORRECTION, f"Trang đính chính {page}: {words}", at=at, written_by=who)
    return Minutes.objects.create(
        dialogue=dialogue,
        page=page,
        text=words,
        document=document,
        secretary_signed_at=at,
        secretary_signed_by=who,
    )
