"""What lies in the tree is whole: no half-solved merge, and scripts that a browser can read."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("src", "tests", "bench", "docs", "changelog", ".ci")
ENDINGS = {".py", ".js", ".css", ".html", ".po", ".yaml", ".csv", ".md", ".typ", ".json", ".toml", ".txt"}
_MARK = re.compile(r"^(<{7} |={7}$|>{7} )", re.MULTILINE)
FILES = [path for place in PLACES for path in sorted((ROOT / place).rglob("*")) if path.suffix in ENDINGS]
SCRIPTS = [path for path in FILES if path.suffix == ".js" and "static" in path.parts and ".min." not in path.name]


def test_no_file_holds_a_half_solved_merge():
    assert [str(path.relative_to(ROOT)) for path in FILES if _MARK.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.browser
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_browser_can_read_our_script(browser: Browser, script):
    page = browser.new_page()

    fault = page.evaluate(
        "text => { try { new Function(text); return ''; } catch (e) { return String(e); } }", script.read_text()
    )

    page.close()
    assert fault == ""
