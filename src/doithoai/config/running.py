"""Knows whether the site or the worker is running on this data folder, so that a restore does not pull it away."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from doithoai.common.errors import DomainError


class StillRunning(DomainError):
    """The data folder is in use."""

    message = (
        "Đối Thoại đang chạy trên thư mục dữ liệu này. Hãy dừng trang và tiến trình nền "
        "(Ctrl-C, hoặc systemctl stop doithoai doithoai-worker) rồi chạy lại lệnh."
    )


@contextmanager
def in_use() -> Iterator[None]:
    """Hold the data folder together with others that serve it; the system lets go when the process ends."""
    with (settings.DATA_DIR / "running.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


@contextmanager
def alone() -> Iterator[None]:
    """Hold the data folder alone. Raises StillRunning if anything serves it."""
    with (settings.DATA_DIR / "running.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StillRunning from error
        yield
