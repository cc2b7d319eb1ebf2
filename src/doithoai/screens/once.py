"""Makes a posted form count once: double clicks, the back button, a resent request.

    with transaction.atomic():
        if once.first_time(request, form.cleaned_data["once"]):
            petition = petitions.receive_petition(...)
            once.keep_result(token, reverse("desk:petition", args=[petition.key]))
    return redirect(once.result_of(token) or reverse("desk:petitions"))

Inside the verb's transaction, a refusal rolls the claim back too, so that the same
page can be sent again after its mistake is mended; two requests at the same moment
meet at the primary key of the session table, and the second waits for the first.
"""

from django.contrib.sessions.backends.base import CreateError
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

_KEPT_SECONDS = 7 * 24 * 3600


def first_time(request: HttpRequest, token: str) -> bool:
    """Claim the token; return False when a request has claimed it before.

    An empty token (a form made elsewhere) is not guarded and always counts. Call it
    inside the transaction of the verb.
    """
    if not token:
        return True
    claim = SessionStore(session_key=_key(token))
    claim["path"] = request.path
    claim.set_expiry(_KEPT_SECONDS)
    try:
        claim.save(must_create=True)
    except CreateError:
        return False
    return True


def keep_result(token: str, url: str) -> None:
    """Note where the claimed request led, for the ones that come after it."""
    if token:
        claim = SessionStore(session_key=_key(token))
        claim["result"] = url
        claim.save()


def result_of(token: str) -> str:
    """Return where the first request with this token led; empty when nothing was noted."""
    return str(SessionStore(session_key=_key(token)).get("result", "")) if token else ""


def _key(token: str) -> str:
    """Return the row of the session table that a token claims: never the token itself."""
    return salted_hmac("doithoai.screens.once", token, algorithm="sha256").hexdigest()[:40]
