"""The office of a journey: people who sign in with a browser, on days that the test chooses."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import time_machine
from django.utils import timezone
from playwright.sync_api import Browser, Page

from tests.axe import axe_violations
from tests.journeys.course import Course

PASSWORD = "tan-lach-2026"
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
# Real petitions lie beside a checkout for trials and are never part of it; elsewhere made-up ones do the same work.
TRIALS = Path(__file__).resolve().parents[3] / "shared" / "data" / "petitions.jsonl"
PICTURES = os.environ.get("PICTURES", "")  # a folder for a picture of every kind of screen, to look at them
WIDTH = {"width": 1280, "height": 900}


@dataclass
class Office:
    """Opens a browser profile for a person on a day; remembers which kinds of screens were seen."""

    browser: Browser
    address: str
    clock: time_machine.Traveller
    course: Course
    name: str = "office"
    examined: tuple[str, ...] = ("",)  # parts of the addresses that axe examines; "" is a part of all
    signed_in: dict[tuple[str, date], Any] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def on(self, day: date, hour: int = 9, minute: int = 0) -> None:
        """Let it be this day, at this hour in the office."""
        self.clock.move_to(datetime.combine(day, time(hour, minute), tzinfo=VIETNAM))

    @contextmanager
    def person(self, username: str) -> Iterator["Screen"]:
        """Let somebody sign in; `""` is a citizen, who needs no account."""
        context = self.browser.new_context(viewport=WIDTH, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
        screen = Screen(self, context.new_page())
        screen.page.set_default_timeout(180_000)  # a slow machine signs 200 letters at once
        if username:
            self._sign_in(screen, username)
        yield screen
        context.close()

    def _sign_in(self, screen: "Screen", username: str) -> None:
        """Sign in with the form, once a day: who comes back on the same day is still signed in."""
        today = (username, timezone.localdate())
        if cookies := self.signed_in.get(today):
            screen.page.context.add_cookies(cookies)
            return
        screen.go("/ban/dang-nhap/")
        screen.fill(username=username, password=PASSWORD)
        screen.press("Đăng nhập")
        self.signed_in[today] = screen.page.context.cookies()


class Receipt(NamedTuple):
    """What a citizen takes home: the code, and the secret that only they know."""

    code: str
    secret: str


@dataclass
class Screen:
    """What a person does with a page: go, fill by field name, press by word, read."""

    office: Office
    page: Page

    def go(self, path: str) -> None:
        """Open an address; it must answer, and axe must find nothing."""
        answer = self.page.goto(self.office.address + path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        self.look()

    def look(self) -> None:
        """Look at a kind of screen not seen yet; addresses alike but for codes and numbers are one kind."""
        kind = "".join("#" if ch.isdigit() else ch for ch in self.page.url.split("?")[0])
        if kind in self.office.seen:
            return
        self.office.seen.add(kind)
        if self.page.evaluate("document.contentType") != "text/html":
            return  # a paper in the browser's own viewer
        self.page.wait_for_selector(".htmx-request", state="detached")  # what the page still fetches is pale
        if PICTURES:
            name = f"{len(self.office.seen):03d}-{kind.split('/', 3)[3].replace('/', '_')[:60]}.png"
            self.page.screenshot(path=Path(PICTURES) / self.office.name / name, full_page=True)
        if any(part in kind for part in self.office.examined):
            self.office.faults += [
                f"{self.page.url}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in axe_violations(self.page)
            ]

    def fill(self, **values: str) -> None:
        """Fill fields by name; a choice is chosen by its value."""
        for name, value in values.items():
            field_ = self.page.locator(f"main [name='{name}']").first
            kind = field_.evaluate("e => e.tagName == 'SELECT' ? 'select' : e.type")
            if kind == "select":
                field_.select_option(value)
            elif kind == "checkbox" and value == "on":
                field_.check(force=True)
            elif kind in {"radio", "checkbox"}:
                self.page.locator(f"main [name='{name}'][value='{value}']").check(force=True)
            else:
                field_.fill(value)

    def press(self, word: str, *, within: str = "main") -> None:
        """Press the button with this word, and look at the page that follows."""
        self.page.locator(f"{within} button", has_text=word).first.click()
        self.page.wait_for_load_state("load")
        self.look()

    def follow(self, word: str, *, within: str = "main") -> None:
        """Follow the link with this word."""
        self.page.locator(f"{within} a", has_text=word).first.click()
        self.page.wait_for_load_state("load")
        self.look()

    def tick_all(self, name: str = "chon") -> None:
        """Tick every box of this name on the page."""
        boxes = f"main [name={name}]"
        self.page.evaluate(f"() => document.querySelectorAll('{boxes}').forEach(box => {{ box.checked = true }})")

    def texts(self, selector: str) -> list[str]:
        """Return what each of the page's elements of this kind says, in their order."""
        found: list[str] = self.page.locator(selector).all_inner_texts()
        return [text.strip() for text in found]

    def articles(self, selector: str = "main") -> list[str]:
        """Return the clauses that this part of the page cites, in their order, each once where it stands twice."""
        cited = self.page.locator(f"{selector} [data-rule]").evaluate_all("all => all.map(one => one.dataset.rule)")
        return list(dict.fromkeys(cited))

    @property
    def text(self) -> str:
        """Return what the page says."""
        return self.page.inner_text("main")


def sheet(folder: Path, count: int = 80) -> tuple[Path, int]:
    """Write a file of so many made-up petitions; return it and the number."""
    path = folder / "kien-nghi.jsonl"
    rows = [
        {"text": f"Đường thôn {number} hỏng, đề nghị sửa đoạn thứ {number}.", "place": f"Thôn {number}", "date": ""}
        for number in range(1, count + 1)
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path, len(rows)


def whole_commune(folder: Path) -> tuple[Path, int]:
    """Return a file of petitions to import and how many it holds: the 220 real ones where they are, else made-up ones.

    Of the made-up ones fewer: more than a page of any list holds, and every other machine is spared the minutes.
    """
    if TRIALS.exists():
        return TRIALS, len(TRIALS.read_text(encoding="utf-8").splitlines())
    return sheet(folder)
