"""Static files for a slow line: packed once, kept long by the browser, fresh after an upgrade."""

import gzip
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

_PACKED = {".css", ".js", ".svg", ".txt"}


class StampedStorage(StaticFilesStorage):
    """Gives each static file an address with the mark of its content: `theme.css?v=3f9a0c21`.

    A browser may keep a file for a month and still sees a new one at once. No
    manifest and no collectstatic: one PC runs from the checkout. Fonts have no
    mark: the style sheet names them plainly, and they never change under a name.
    """

    def url(self, name: str | None) -> str:
        """Return the address, with the mark where the file is one of ours."""
        plain = super().url(name)
        # While somebody works on a file (DEBUG), its mark is read afresh.
        read = _mark.__wrapped__ if settings.DEBUG else _mark
        mark = read(name) if name and not name.endswith(".woff2") else ""
        return f"{plain}?v={mark}" if mark else plain


@cache
def _mark(name: str) -> str:
    """Return the mark of a file's content, read once in the life of a process."""
    found = finders.find(name)
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:8] if isinstance(found, str) else ""


class PackedWhiteNoise(WhiteNoiseMiddleware):  # type: ignore[misc]  # WhiteNoise publishes no types
    """WhiteNoise, with a packed copy of each text file beside the data.

    Pages themselves are not packed: they hold a person's words next to a secret
    (the attack named BREACH); static files hold neither.
    """

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> StaticFile:
        """Return the file with its packed copy as the better alternative."""
        plain = super().get_static_file(path, url, stat_cache)
        packed = _packed(Path(path))
        if packed is None:
            return plain
        headers = [(name, value) for name, value in plain.alternatives[-1][2] if name != "Content-Length"]
        return StaticFile(path, headers, encodings={"gzip": str(packed)})


def _packed(source: Path) -> Path | None:
    """Return the packed copy, made on first sight of this content; None for what does not pack."""
    if source.suffix not in _PACKED:
        return None
    content = source.read_bytes()
    mark = hashlib.sha256(content).hexdigest()[:16]
    target = Path(settings.PACKED_ROOT) / f"{source.name}.{mark}.gz"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        # Two processes may start at once: each writes its own file, the last rename wins with the same content.
        draft = target.with_name(f"{target.name}.{id(source)}")
        draft.write_bytes(gzip.compress(content, 9, mtime=0))
        draft.replace(target)
    return target
