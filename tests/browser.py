"""Finds the browser for the tests marked `browser`."""

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",  # tests run as root in CI
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


def chromium() -> str | None:
    """Return the path of the browser: CHROMIUM if it is set, else the first one installed."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


if __name__ == "__main__" and chromium() is None:
    sys.stdout.write(
        "Không thấy Chromium: các kiểm thử trên trình duyệt sẽ được bỏ qua. Cài bằng: sudo apt install chromium\n"
        "(No Chromium: browser tests will be skipped.)\n"
    )
