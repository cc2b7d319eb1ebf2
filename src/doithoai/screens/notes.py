"""What a page says after something was done, with a way back.

A view calls `notes.done(request, "Đã giao 4 kiến nghị.", undo=url)` and redirects; the
next page shows it. `undo` is an address that takes a POST and reverses the verb.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

_UNDO = "undo="
_LOOKS = {
    messages.SUCCESS: ("note-met", "ok"),
    messages.WARNING: ("note-now", "warn"),
    messages.ERROR: ("note-bad", "warn"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """One message as the page shows it: a bold lead, the rest, a look, a way back."""

    lead: str
    more: str
    look: str
    icon: str
    role: str
    undo_url: str


def done(request: HttpRequest, lead: str, more: str = "", *, undo: str = "") -> None:
    """Say that something was done; `undo` is the address that takes it back by POST."""
    messages.success(request, _text(lead, more), extra_tags=f"{_UNDO}{undo}" if undo else "")


def told(request: HttpRequest, lead: str, more: str = "") -> None:
    """Say something that asks for nothing."""
    messages.info(request, _text(lead, more))


def warned(request: HttpRequest, lead: str, more: str = "") -> None:
    """Say something to heed before going on."""
    messages.warning(request, _text(lead, more))


def refused(request: HttpRequest, lead: str, more: str = "") -> None:
    """Say that something was not done, and why (`str(error)` of a DomainError)."""
    messages.error(request, _text(lead, more))


def note_of(message: Message) -> Note:
    """Return a stored message as a page shows it."""
    lead, _, more = str(message.message).partition("\n")
    look, icon = _LOOKS.get(message.level, ("", "info"))
    undo = next((tag[len(_UNDO) :] for tag in (message.extra_tags or "").split() if tag.startswith(_UNDO)), "")
    role = "alert" if message.level >= messages.ERROR else "status"
    return Note(lead, more, look, icon, role, undo)


def _text(lead: str, more: str) -> str:
    return f"{lead}\n{more}" if more else lead
