"""Who is at the door: a program with a token."""

from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.throttling import AuthRateThrottle

from doithoai.petitions.models import Gateway
from doithoai.petitions.queries.gateways import gateway_of


class Token(HttpBearer):
    """`Authorization: Bearer …`, the token that the desk showed once when the gateway was opened."""

    def authenticate(self, _request: HttpRequest, token: str) -> Gateway | None:
        """Return the gateway, None for a token that opens nothing (any more)."""
        return gateway_of(token)


class Pace(AuthRateThrottle):
    """So many calls of one program in a minute: a busy hotline needs a tenth of it."""

    def get_cache_key(self, request: HttpRequest) -> str:
        """Count by gateway, not by address: several hotlines may stand behind one."""
        gateway: Gateway = request.auth  # type: ignore[attr-defined]  # set by the token, which is asked first
        return f"api:pace:{gateway.key}"


PACE = Pace("600/m")
