"""The end of a journey: those who watch, the yearly report, the dossier, its package verified without the program."""

import subprocess
import sys
import zipfile
from pathlib import Path

from playwright.sync_api import FilePayload

from doithoai.dialogues.models import Dialogue
from doithoai.reporting.models import Report
from tests.journeys.office import Office
from tests.journeys.preparing import Look

# The yearly plan is signed on paper; the register names the petitioners, whom no paper of the program names.
_ON_PAPER = ("annual_plan", "petition_register")
_SCAN: FilePayload = {
    "name": "ke-hoach-nam.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n",
}


def watch(office: Office) -> None:
    with office.person("danvan") as overseer:
        overseer.go("/ban/giam-sat/")
        overseer.go("/ban/bao-cao/")


def report_the_year(office: Office, look: Look = lambda _screen: None) -> None:
    """Sign the commune's figures of the year; each figure opens the cases behind it."""
    with office.person(office.course.clerk) as clerk:
        clerk.go("/ban/bao-cao/")
        look(clerk)
        task = clerk.page.locator("main a.task")
        if not task.count():
            return
        task.last.click()
        clerk.page.wait_for_load_state("load")
        clerk.look()
        report = clerk.page.url
        clerk.page.locator("main td.r a").first.click()
        clerk.page.wait_for_load_state("load")
        clerk.look()
        clerk.page.goto(report)
        clerk.press("Ký và gửi")
    assert Report.objects.get().submitted_on == office.course.settled


def fill_the_dossier(office: Office, base: str, look: Look = lambda _screen: None) -> None:
    """Close the dialogue, lay the finished papers in, and say why a paper of the list is not there."""
    office.on(office.course.closed)
    with office.person(office.course.clerk) as clerk:
        clerk.go(f"{base}ho-so/")
        look(clerk)
        clerk.press("giấy tờ đã xong vào hồ sơ")
        clerk.follow("Kết thúc")
        clerk.press("Kết thúc")
        for item in _ON_PAPER:
            add = clerk.page.locator(f"main a[href$='/ho-so/them/{item}/']")
            if add.count():
                add.first.click()
                clerk.page.set_input_files("main [name='scans']", _SCAN)
                clerk.press("Đưa vào hồ sơ")
        while clerk.page.locator("main a[href*='/ho-so/khong-co/']").count():
            clerk.page.locator("main a[href*='/ho-so/khong-co/']").first.click()
            clerk.page.wait_for_load_state("load")
            clerk.look()
            clerk.fill(reason="Không phát sinh ở cuộc này")
            clerk.press("Ghi lý do")
    assert Dialogue.objects.latest("pk").state == "closed"


def archive(office: Office, base: str, folder: Path) -> Path:
    """Seal the dossier and take its package away; return the file."""
    with office.person(office.course.clerk) as clerk:
        clerk.go(f"{base}ho-so/")
        clerk.press("Lưu trữ")
        assert "Hồ sơ đã khóa" in clerk.text
        with clerk.page.expect_download() as taken:
            clerk.page.locator("main a", has_text="Tải gói hồ sơ").click()
        path = folder / "ho-so.zip"
        taken.value.save_as(path)
    assert Dialogue.objects.latest("pk").state == "archived"
    return path


def verify_offline(package: Path) -> str:
    """Unpack the package somewhere else and let the program that travels in it look, with nothing of ours."""
    folder = package.parent / "mo-ra"
    with zipfile.ZipFile(package) as archive_:
        archive_.extractall(folder)
    script = next(folder.rglob("verify.py"))
    looked = subprocess.run(
        [sys.executable, "-I", str(script), str(script.parent)], capture_output=True, text=True, check=False
    )
    assert looked.returncode == 0, looked.stdout + looked.stderr
    return looked.stdout
