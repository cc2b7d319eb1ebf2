"""All settings, in groups; values come from the environment.

A missing or odd value stops the start and says how to mend it. On one PC nothing
needs to be set: the data folder holds the database, the files and a key made on
first start.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlparse

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[3]
PACKAGE_DIR = Path(__file__).resolve().parents[1]


def _flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: đặt 1 hoặc 0 (set it to 1 or 0).")


def _list(name: str, default: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


# --- where things are kept -----------------------------------------------------------

DATA_DIR = Path(os.environ.get("DOITHOAI_DATA", BASE_DIR / "var")).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = DATA_DIR / "files"


def _kept_secret(variable: str, file_name: str) -> str:
    """Return the secret from the environment, or one made once and kept beside the data."""
    if value := os.environ.get(variable):
        return value
    path = DATA_DIR / file_name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


SECRET_KEY = _kept_secret("DOITHOAI_SECRET_KEY", "secret.key")
# Identities are encrypted with this key; it never enters the database or a backup of it.
IDENTITY_KEY = _kept_secret("DOITHOAI_IDENTITY_KEY", "identity.key")

# --- who may call us -----------------------------------------------------------------

DEBUG = _flag("DOITHOAI_DEBUG", default=False)
ALLOWED_HOSTS = _list("DOITHOAI_HOSTS", "localhost,127.0.0.1,[::1],testserver")
CSRF_TRUSTED_ORIGINS = _list("DOITHOAI_ORIGINS", "")
BEHIND_TLS = _flag("DOITHOAI_TLS", default=False)
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # a monitor on the same machine asks without TLS
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- applications --------------------------------------------------------------------

ROOMS = [
    "accounts",
    "organisations",
    "textsearch",
    "notices",
    "documents",
    "journal",
    "obligations",
    "dialogues",
    "petitions",
    "proceedings",
    "dossiers",
    "succession",
    "reporting",
    "screens",
    "api",
    "desk",
    "hall",
    "portal",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    *[f"doithoai.{room}" for room in ROOMS],
    "django.forms",  # last, so that the look's templates of widgets come before Django's
]
FORM_RENDERER = "doithoai.screens.forms.renderer.LookRenderer"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "doithoai.screens.assets.PackedWhiteNoise",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "doithoai.screens.languages.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "doithoai.screens.not_allowed.NotAllowedPageMiddleware",
    "doithoai.screens.counting.OneCalendarMiddleware",
]
ROOT_URLCONF = "doithoai.config.urls"
ASGI_APPLICATION = "doithoai.config.asgi.application"
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "desk:sign-in"
LOGIN_REDIRECT_URL = "desk:my-work"
LOGOUT_REDIRECT_URL = "desk:sign-in"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_TEMPLATE = "desk/signing_in/locked_out.html"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "doithoai.desk.context.frame",
                "doithoai.portal.context.site",
            ],
        },
    },
]

# --- content security ----------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# --- database ------------------------------------------------------------------------


def _database(url: str) -> dict[str, object]:
    """Read DATABASE_URL: empty for the SQLite file of this PC, `postgresql://…` for a province."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "doithoai.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # secure_delete: what is erased on request is overwritten, and does not linger in free pages.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                "PRAGMA secure_delete=ON;",
            },
        }
    parts = urlparse(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL bắt đầu bằng {parts.scheme!r}: "
            "dùng postgresql://người-dùng:mật-khẩu@máy:5432/tên, hoặc để trống."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or 5432,
        "CONN_HEALTH_CHECKS": True,
        # Each request has a thread of its own; a connection kept by it would outlive it, one of a pool does not.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 20, "timeout": 10}},
    }


DATABASES = {"default": _database(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- language and time ---------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

# --- files ---------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_USE_FINDERS = True  # one PC needs no collectstatic
WHITENOISE_MAX_AGE = 30 * 24 * 3600  # addresses carry a mark of the content
PACKED_ROOT = DATA_DIR / "packed"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "doithoai.screens.assets.StampedStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640
ATTACHMENT_MAX_BYTES = 20 * 1024 * 1024
# ClamAV's clamd: the path of its socket, or tcp://host:port. Empty: files are not scanned, and screens say so.
CLAMD = os.environ.get("DOITHOAI_CLAMD", "").strip()
if CLAMD and not CLAMD.startswith(("/", "tcp://")):
    raise ImproperlyConfigured(
        f"DOITHOAI_CLAMD là {CLAMD!r}: ghi đường dẫn socket (/run/clamav/clamd.ctl) hoặc tcp://máy:cổng."
    )

# --- the office's own dates ----------------------------------------------------------

# Working days counted back from the conference; the office's choice, no number of the law.
ANSWER_READY_DAYS = int(os.environ.get("DOITHOAI_ANSWER_READY_DAYS", "3"))
COORDINATION_DAYS = int(os.environ.get("DOITHOAI_COORDINATION_DAYS", "2"))
# How often petitioners may have their matter taken up again by themselves; after that the office decides.
REOPEN_LIMIT = int(os.environ.get("DOITHOAI_REOPEN_LIMIT", "2"))

# --- mail ----------------------------------------------------------------------------

EMAIL_HOST = os.environ.get("DOITHOAI_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("DOITHOAI_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("DOITHOAI_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("DOITHOAI_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("DOITHOAI_SMTP_TLS", default=True)
DEFAULT_FROM_EMAIL = os.environ.get("DOITHOAI_MAIL_FROM", "doithoai@localhost")
# Without a mail server the outbox keeps what it would send as files, so that nothing is lost unseen.
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 20  # seconds; a dead mail server must not hold up the rest of the outbox

# --- logs ----------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"doithoai": {"level": "INFO"}},
}
