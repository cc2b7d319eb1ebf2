"""Clicks and keystrokes of the ten commonest jobs of an office, counted from real input events in a browser.

    python -m bench.clicks http://127.0.0.1:8000/ [--old] [--write]

Drives a running demo (`doithoai run --demo`) as its people would. Counted: every press of the mouse and every key
that the page itself sees. What the page cannot see is added by rule and said so: choosing from an open list is one
more click, picking a file in the system's window two. Words that have to be typed anyway (a petition, an answer) are
pasted: two keys. Signing in is not counted; each job begins on “Việc của tôi”.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from playwright.sync_api import Browser, Page, sync_playwright

PASSWORD = "tan-lach-2026"  # noqa: S105 -- of the demo, printed by it
RUNNING, AFTER = "TL-2026-03", "TL-2026-01"  # dialogues of the demo: opinions are collected · promises are kept
PAGE = Path(__file__).resolve().parents[1] / "docs" / "so-thao-tac.md"
# Kept across pages of one visit: a press counts before the page goes away.
_COUNTER = """(() => {
  const count = (kind) => window.counted(kind);
  addEventListener('pointerdown', (e) => { if (e.isTrusted) count('click'); }, true);
  addEventListener('keydown', (e) => { if (e.isTrusted && !['Shift', 'Control'].includes(e.key)) count('key'); }, true);
})()"""


@dataclass(slots=True)
class Job:
    """One job and what it took."""

    name: str
    clicks: int = 0
    keys: int = 0
    pages: int = 0


class Hand:
    """One person at the keyboard; everything the person does is counted."""

    def __init__(self, browser: Browser, root: str, user: str) -> None:
        self.root, self.clicks, self.keys, self.pages = root.rstrip("/"), 0, 0, 0
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
        context.expose_function("counted", self._count)
        context.add_init_script(_COUNTER)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("framenavigated", lambda _frame: self._turned())
        self.page.goto(f"{self.root}/ban/dang-nhap/")
        self.page.fill("[name=username]", user)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("button[type=submit]")

    def _count(self, kind: str) -> None:
        if kind == "click":
            self.clicks += 1
        else:
            self.keys += 1

    def _turned(self) -> None:
        self.pages += 1

    @contextmanager
    def job(self, name: str, jobs: list[Job]) -> Iterator[None]:
        """Count what happens inside, from the first page of the day."""
        self.page.goto(f"{self.root}/ban/")
        self.page.wait_for_load_state("networkidle")
        self.clicks = self.keys = self.pages = 0
        yield
        self.page.wait_for_load_state("networkidle")
        # A job is done when the page says so; a refusal must not pass for a short way.
        done = self.page.locator(".note-done, .note[role=status], main [role=status]")
        if not done.count():
            raise SystemExit(f"{name}: the page does not say that it was done: {self.page.url}")
        jobs.append(Job(name, self.clicks, self.keys, self.pages))

    def press(self, what: str) -> None:
        """Press what bears these words (or a selector)."""
        self.page.locator(what).locator("visible=true").first.click()
        self.page.wait_for_load_state("load")

    def follow(self, words: str) -> None:
        """Follow the link with these words."""
        self.page.get_by_role("link", name=words).locator("visible=true").first.click()
        self.page.wait_for_load_state("load")

    def button(self, words: str) -> None:
        """Press the button with these words."""
        self.page.get_by_role("button", name=words).locator("visible=true").first.click()
        self.page.wait_for_load_state("load")

    def write(self, field: str, words: str) -> None:
        """Click into a field and type."""
        self.page.click(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def paste(self, field: str, words: str) -> None:
        """Click into a field and paste what had to be written in any case."""
        self.page.click(field)
        self.page.locator(field).fill(words)
        self.keys += 1  # Ctrl+V: the page sees one key beside Ctrl

    def choose(self, field: str, value: str) -> None:
        """Open a list and choose from it."""
        self.page.select_option(field, value)
        self.clicks += 2

    def pick(self, field: str, path: Path) -> None:
        """Pick a file in the system's window: the file, then Open."""
        with self.page.expect_file_chooser() as chooser:
            self.page.click(field)
        chooser.value.set_files(path)
        self.clicks += 2


def sheet(many: int, name: str, *, twins: bool = False) -> Path:
    """Write a sheet of opinions that none of the demo's resembles."""
    folder = Path(tempfile.mkdtemp())
    book = xlsxwriter.Workbook(folder / f"{name}.xlsx")
    page = book.add_worksheet()
    matters = (
        "đường ngập nước",
        "đèn hỏng",
        "rác chưa thu gom",
        "nước sinh hoạt đục",
        "trường thiếu lớp",
        "trạm y tế thiếu thuốc",
    )
    page.write_row(0, 0, ("Nội dung", "Nơi xảy ra", "Ngày nhận"))
    for row in range(many):
        day = date.today() - timedelta(days=1)  # noqa: DTZ011 -- the day as the office writes it
        text = f"Đề nghị xem xét việc {matters[row % len(matters)]} ở ngõ {row + 1} {name}"
        page.write_row(row + 1, 0, (text, f"Thôn {row % 5 + 1}", f"{day.day}/{day.month}/{day.year}"))
    if twins:
        for row in (many + 1, many + 2):
            page.write_row(
                row,
                0,
                (
                    f"Đề nghị lắp gờ giảm tốc trước cổng trường tiểu học {name}{' sớm' * (row - many - 1)}",
                    "Thôn Xuân Mỹ",
                ),
            )
    book.close()
    return folder / f"{name}.xlsx"


# What each matter of the sheet is, for an officer who reads it.
FIELDS = {
    "đường ngập": "water", "đèn hỏng": "power", "rác chưa": "environment",
    "nước sinh hoạt": "water", "trường thiếu": "education", "trạm y tế": "health",
}  # fmt: skip


def to_petitions(hand: Hand) -> None:
    """Go from “Việc của tôi” to the petitions of the dialogue that collects."""
    hand.press('main a:has-text("nước sạch")')
    hand.press('.tabs a:has-text("Kiến nghị")')


def receive(hand: Hand, *, old: bool, which: str) -> None:
    """Register what a person says at the counter."""
    if old:
        to_petitions(hand)
        hand.follow("Ghi ý kiến")
    else:
        hand.press('main a:has-text("Ghi ý kiến")')
    hand.paste("#id_text", f"Đề nghị sửa mái nhà văn hóa thôn Xuân Mỹ bị dột, {which}.")
    hand.write("#id_place", "thôn Xuân Mỹ")
    for field, value in (("#id_channel", "counter"), ("#id_reply_channel", "counter")):
        if hand.page.locator(field).input_value() != value:
            hand.choose(field, value)
    hand.write("#id_full_name", "Trần Văn Thử")
    hand.write("#id_phone", "0900000021")
    hand.button("Ghi và cấp biên nhận")


def take_in(hand: Hand, *, old: bool) -> None:
    """Take in a sheet of thirty rows."""
    if old:
        to_petitions(hand)
        hand.follow("Nhập từ Excel")
    else:
        hand.press('main a:has-text("Nhập danh sách")')
    hand.pick("#id_file", sheet(30, "tờ 1"))
    hand.button("Xem trước")
    hand.press('main button:has-text("Nhập")')


def triage_one(hand: Hand) -> None:
    """Sort one petition by the first suggestion on its page."""
    hand.press('main a:has-text("Phân loại"):has-text("kiến nghị mới")')
    hand.press("main a.task >> nth=0")
    hand.press("#phan-loai button[name=field] >> nth=0")


def triage_thirty(hand: Hand, *, old: bool) -> None:
    """Sort thirty petitions of six kinds, each rightly."""
    if old:
        to_petitions(hand)
        hand.press('.views a:has-text("Chưa phân loại")')
        for matter, field in FIELDS.items():
            rows = hand.page.locator("main tbody tr", has=hand.page.locator("a.task", has_text=matter))
            for number in range(rows.count()):
                rows.nth(number).locator("input[name=chon]").click()
            hand.choose("#cl-lv", field)
            hand.press('button[value="phan-loai"]')
        return
    hand.press('main a:has-text("Phân loại"):has-text("kiến nghị mới")')
    rows = hand.page.locator("main tbody tr")
    for number in range(rows.count()):
        row = rows.nth(number)
        right = next((field for matter, field in FIELDS.items() if matter in row.inner_text()), "")
        select = row.locator("select")
        if right and select.input_value() != right:
            hand.choose(f"#{select.get_attribute('id')}", right)
    hand.button("Lưu các dòng có lĩnh vực")


def merge(hand: Hand) -> None:
    """Merge a petition that came twice."""
    to_petitions(hand)
    hand.follow("Nhóm cùng việc")
    hand.press('button:has-text("Gộp vào")')


def assign(hand: Hand, *, old: bool) -> None:
    """Ask a body to prepare the answer of one petition."""
    hand.press('main a:has-text("Mở"):has-text("Giao cơ quan chuẩn bị")')
    if old:
        hand.press('.views a:has-text("Chưa giao")')
    hand.press("main a.task >> nth=0")
    hand.press("section.next a")
    if not hand.page.locator("#id_lead").input_value():
        option = hand.page.locator("#id_lead option", has_text="Phòng Kinh tế").first.get_attribute("value") or ""
        hand.choose("#id_lead", option)
    hand.press('main p.acts-f button:has-text("Giao việc")')


def prepare(hand: Hand) -> None:
    """Accept the work, write the answer, put it to the head."""
    hand.press('nav a:has-text("Việc được giao")')
    hand.press("main a.task >> nth=0")
    if hand.page.get_by_role("button", name="Nhận việc").count():
        hand.button("Nhận việc")
    hand.paste("#id_text", "Đã tiếp nhận kiến nghị; phòng sẽ khảo sát và sửa trong tháng tới.")
    hand.button("Lưu và trình thủ trưởng")


def approve(hand: Hand) -> None:
    """Read the draft and approve it."""
    hand.press('main a:has-text("Mở"):has-text("Duyệt")')
    hand.press("main a.task >> nth=0")
    hand.press('button:has-text("Duyệt bản")')


def answer(hand: Hand) -> None:
    """Answer the petitioner in writing, from the approved draft or with words of one's own."""
    hand.press('main a:has-text("Mở"):has-text("Trả lời người kiến nghị")')
    hand.press("main a.task >> nth=0")
    hand.press('main a:has-text("Gửi văn bản cho người kiến nghị")')
    hand.choose("#id_kind", "final")
    hand.paste("#id_text", "Đã tăng chuyến thu gom hằng ngày từ tháng này.")
    hand.button("Ký và gửi")


def settle(hand: Hand) -> None:
    """Record that a matter that was answered is resolved."""
    hand.press('main a:has-text("Hội nghị đối thoại định kỳ")')
    hand.press('.tabs a:has-text("Theo dõi")')
    hand.press('main a:has-text("Đã trả lời, chưa ghi kết quả")')
    hand.press("main a.task >> nth=0")
    hand.press('main :is(a,button):has-text("Ghi kết quả")')
    hand.choose("#id_result", "resolved")
    hand.press('main p.acts-f button:has-text("Ghi kết quả")')


def measured(root: str, *, old: bool) -> list[Job]:
    """Do the ten jobs one after another and return what each took; a job that cannot be done stops the run."""
    jobs: list[Job] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or "chromium", args=["--no-sandbox"]
        )
        clerk = Hand(browser, root, "vanphong")
        clerk.page.goto(f"{clerk.root}/ban/")
        receive(clerk, old=True, which="lần đầu trong ngày")
        with clerk.job("Ghi ý kiến tại nơi tiếp dân", jobs):
            receive(clerk, old=old, which="người thứ hai")
        with clerk.job("Phân loại một kiến nghị", jobs):
            triage_one(clerk)
        with clerk.job("Nhập danh sách 30 dòng", jobs):
            take_in(clerk, old=old)
        with clerk.job("Phân loại 30 kiến nghị, sáu lĩnh vực", jobs):
            triage_thirty(clerk, old=old)
        clerk.page.goto(f"{clerk.root}/ban/doi-thoai/{RUNNING}/kien-nghi/nhap/")
        clerk.page.set_input_files("#id_file", sheet(3, "tờ 2", twins=True))
        clerk.button("Xem trước")
        clerk.press('main button:has-text("Nhập")')
        with clerk.job("Gộp một kiến nghị trùng", jobs):
            merge(clerk)
        with clerk.job("Giao một kiến nghị", jobs):
            assign(clerk, old=old)
        officer, head = Hand(browser, root, "kinhte"), Hand(browser, root, "tpkinhte")
        with officer.job("Nhận việc, soạn và trình trả lời", jobs):
            prepare(officer)
        with head.job("Duyệt trả lời", jobs):
            approve(head)
        with head.job("Trả lời người kiến nghị bằng văn bản", jobs):
            answer(head)
        settler = Hand(browser, root, "vpdanguy")
        with settler.job("Ghi kết quả đã giải quyết", jobs):
            settle(settler)
        browser.close()
    return jobs


# Before the longest three were shortened, 29/11/2026: counted in the same way, by the ways of then (`--old`).
BEFORE = {
    "Ghi ý kiến tại nơi tiếp dân": (12, 32, 4),
    "Phân loại một kiến nghị": (3, 0, 3),
    "Nhập danh sách 30 dòng": (8, 0, 5),
    "Phân loại 30 kiến nghị, sáu lĩnh vực": (52, 0, 9),
    "Gộp một kiến nghị trùng": (4, 0, 4),
    "Giao một kiến nghị": (5, 0, 5),
    "Nhận việc, soạn và trình trả lời": (5, 1, 4),
    "Duyệt trả lời": (3, 0, 3),
    "Trả lời người kiến nghị bằng văn bản": (7, 1, 4),
    "Ghi kết quả đã giải quyết": (8, 0, 6),
}
_HEAD = """# Một ngày làm việc: mười việc hay làm nhất tốn bao nhiêu thao tác

Đo bằng `python -m bench.clicks ADDRESS --write` trên dữ liệu dùng thử vừa nạp, bằng trình duyệt thật. Mỗi việc bắt
đầu ở “Việc của tôi”. Tính mọi lần bấm chuột và mọi phím mà trang nhận được; chọn trong danh sách thả xuống tính hai
lần bấm, chọn tệp tính ba. Nội dung kiến nghị, câu trả lời là phần phải viết nên tính như dán (một phím). Không tính
đăng nhập. Gõ chữ có dấu bằng Telex thì thêm phím dấu.

| Việc | Bấm trước | Bấm nay | Phím trước | Phím nay | Trang trước | Trang nay |
|---|--:|--:|--:|--:|--:|--:|
"""
_TAIL = """
Ba việc dài nhất đã rút ngắn:

* **Phân loại 30 kiến nghị**: trang “Phân loại nhanh” chọn sẵn lĩnh vực khi đủ chắc (từ 40 %), kèm chữ làm căn cứ;
  cán bộ đọc từng dòng, sửa chỗ sai, lưu một lần, hoàn tác một lần. Máy không tự quyết: dòng để trống thì giữ lại.
  Số lần bấm còn lại là các dòng phải sửa tay.
* **Ghi ý kiến tại nơi tiếp dân**: mở thẳng từ “Việc của tôi”; kênh và cách trả lời lấy theo người vừa ghi trước đó.
* **Nhập danh sách**: mở thẳng từ “Việc của tôi”.

Việc giao cũng ngắn hơn một lần bấm: mở từ “Việc của tôi” là thấy ngay các kiến nghị chưa giao.
"""


def table(jobs: list[Job]) -> str:
    """Return the page with what the jobs took before and take now."""
    lines = []
    for job in jobs:
        clicks, keys, pages = BEFORE[job.name]
        lines.append(f"| {job.name} | {clicks} | {job.clicks} | {keys} | {job.keys} | {pages} | {job.pages} |\n")
    return _HEAD + "".join(lines) + _TAIL


def main() -> int:
    """Measure against a running demo, print, and write the page if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--old", action="store_true", help="go the ways of before, where they are still there")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    asked = parser.parse_args()
    jobs = measured(asked.address, old=asked.old)
    for job in jobs:
        print(f"{job.clicks:3} bấm {job.keys:3} phím {job.pages:2} trang  {job.name}")
    if asked.write:
        PAGE.write_text(table(jobs), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
