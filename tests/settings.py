"""The settings under test: the real ones, on a data folder of their own that is thrown away.

`DATABASE_URL` chooses the database as in an office; empty is SQLite.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = tempfile.mkdtemp(prefix="doithoai-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["DOITHOAI_DATA"] = _folder
for _name in ("DOITHOAI_SECRET_KEY", "DOITHOAI_IDENTITY_KEY", "DOITHOAI_SMTP_HOST", "DOITHOAI_DEBUG", "DOITHOAI_TLS"):
    os.environ.pop(_name, None)

from doithoai.config.settings import *  # noqa: E402, F403 -- the folder must be named before it is read
from doithoai.config.settings import DATABASES  # noqa: E402 -- as above

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in an office: threads and processes meet at the lock there, and not in a memory of one thread.
    DATABASES["default"]["TEST"] = {"NAME": Path(_folder) / "test.sqlite3"}

# A real hash costs a tenth of a second for each sign-in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOGGING_CONFIG = None  # pytest listens itself; a handler made here would hold a stream that pytest closes
