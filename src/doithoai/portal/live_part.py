"""The live part of the public page: made once for all who look, at most once a second in each language."""

import time
from collections.abc import Callable
from threading import RLock
from typing import TypeVar

from django.template.loader import render_to_string
from django.utils import timezone, translation

from doithoai.portal.reads import live

T = TypeVar("T")

FRESH_SECONDS = 1.0
_MOST_KEPT = 200

_kept: dict[tuple[str, ...], tuple[float, object]] = {}
_making = RLock()  # a page holds the part


def kept(name: tuple[str, ...], make: Callable[[], T]) -> T:
    """Return what was made under this name within the last second, else make it; others wait for the one who makes."""
    found = _kept.get(name)
    if found is not None and found[0] > time.monotonic():
        return found[1]  # type: ignore[return-value]  # kept below under the same name
    with _making:
        found = _kept.get(name)
        if found is not None and found[0] > time.monotonic():
            return found[1]  # type: ignore[return-value]  # as above
        made = make()
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[name] = (time.monotonic() + FRESH_SECONDS, made)
        return made


def forget() -> None:
    """Forget what was made (a test that looks twice within a second)."""
    _kept.clear()


def part_of(code: str, language: str) -> str:
    """Return the live part of a conference as HTML; empty for one that the public does not know."""
    dialogue = live.running_dialogue(code)
    if dialogue is None:
        return ""
    with translation.override(language):
        context = {"live": live.live_of(dialogue, at=timezone.now()), "dialogue": dialogue}
        return render_to_string("portal/parts/live.html", context)
