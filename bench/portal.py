"""What a phone must fetch to see the public home page for the first time."""

import re

from django.test import Client
from django.urls import reverse

from bench import office
from bench.figures import Figure

_ASSET = re.compile(r'(?:href|src)="(/static/[^"#]+)')
_FONT = re.compile(r'url\(["\']?([^"\')]+\.woff2)')


def run() -> list[Figure]:
    office.place()
    client = Client(headers={"Accept-Encoding": "gzip"})
    page = client.get(reverse("portal:home"))
    text = page.content.decode()
    assets = {path: _fetched(client, path) for path in dict.fromkeys(_ASSET.findall(text))}
    styles = [body for path, (body, _) in assets.items() if ".css" in path]
    fonts = {name for style in styles for name in _FONT.findall(style.decode())}
    sizes = {
        "html": len(page.content),
        "css": _sum(assets, ".css"),
        "script": _sum(assets, ".js"),
        "icons": _sum(assets, ".svg"),
        # Both weights, Latin and Vietnamese: a Vietnamese page needs all four.
        "fonts": sum(_fetched(client, f"/static/doithoai/{name}")[1] for name in sorted(fonts)),
    }
    parts = ", ".join(f"{name} {size / 1024:.0f}" for name, size in sizes.items())
    return [Figure(f"public home page, first load ({parts} KB)", sum(sizes.values()) / 1024, "KB", 100)]


def _sum(assets: dict[str, tuple[bytes, int]], ending: str) -> int:
    return sum(size for path, (_, size) in assets.items() if ending in path)


def _fetched(client: Client, path: str) -> tuple[bytes, int]:
    """Return the plain content and how many bytes cross the line, packed where the server packs."""
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    packed = client.get(path)
    if packed.status_code != 200:
        raise RuntimeError(f"{path} answered {packed.status_code}")
    return plain.getvalue(), len(packed.getvalue())
