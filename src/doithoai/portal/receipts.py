"""Shows a secret once: on the page right after sending, and never again.

The page after a form is a redirect, so the secret must lie somewhere for a moment. It lies sealed,
with a key that is not in the database, under a name that only the form's own token leads to. A second
click on the same button finds it again, a reload of the receipt does not; after ten minutes it is gone.
"""

import base64
import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from doithoai.screens.forms.once import once_token

_LIES_FOR = timedelta(minutes=10)
_SLOT = "receipt"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is handed over: of which sort (petition, registration), its code, and the secret."""

    sort: str
    code: str
    secret: str


def put_away(receipt: Receipt, *, token: str) -> None:
    """Seal a new receipt; call it inside the transaction of the verb that made it."""
    sealed = _lock().encrypt(json.dumps(asdict(receipt)).encode()).decode()
    Session.objects.create(
        session_key=_drawer(token),
        session_data=Session.objects.encode({"sealed": sealed}),
        expire_date=timezone.now() + _LIES_FOR,
    )


def hand_over(request: HttpRequest, *, token: str) -> None:
    """Let the next page show the receipt of this token, with its secret, once."""
    request.session[_SLOT] = {"drawer": _drawer(token), "fresh": True}


def take(request: HttpRequest) -> tuple[Receipt | None, bool]:
    """Return the receipt and whether its secret may be shown; (None, False) when there is none any more."""
    slot: dict[str, Any] | None = request.session.get(_SLOT)
    if slot is None:
        return None, False
    receipt = _open(slot["drawer"])
    fresh = bool(slot["fresh"])
    if receipt is None:
        del request.session[_SLOT]
    elif fresh:
        request.session[_SLOT] = slot | {"fresh": False}
    return receipt, fresh and receipt is not None


def new_token() -> str:
    """Return a token for a form that came without one."""
    return once_token()


def _open(drawer: str) -> Receipt | None:
    row = Session.objects.filter(session_key=drawer, expire_date__gt=timezone.now()).first()
    if row is None:
        return None
    return Receipt(**json.loads(_lock().decrypt(str(row.get_decoded()["sealed"]).encode())))


def _lock() -> Fernet:
    """Return the lock; its key is made from the one outside the database, for this one purpose."""
    key = hashlib.sha256(f"doithoai.portal.receipts:{settings.IDENTITY_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _drawer(token: str) -> str:
    return salted_hmac("doithoai.portal.receipts", token, algorithm="sha256").hexdigest()[:40]
