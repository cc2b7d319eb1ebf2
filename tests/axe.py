"""axe-core over a page in the browser: `assert_no_axe_violations(page)` (WCAG 2.2 AA and axe's best practices)."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _source() -> str:
    return SCRIPT.read_text(encoding="utf-8")


def axe_violations(page: Page) -> list[dict[str, Any]]:
    """Return what axe finds on the page as it stands; the content security policy stays as it is."""
    page.evaluate(_source())
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    violations: list[dict[str, Any]] = found["violations"]
    return violations


def assert_no_axe_violations(page: Page) -> None:
    """Fail with rule, help and elements of everything that axe finds."""
    said = [
        f"{one['id']}: {one['help']}\n" + "\n".join(f"    {node['html'][:200]}" for node in one["nodes"][:5])
        for one in axe_violations(page)
    ]
    assert not said, f"{page.url}\n" + "\n".join(said)
