"""Which language a page speaks: Vietnamese, unless the person chose otherwise."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation

PARAMETER = "ngon_ngu"


class ChosenLanguageMiddleware:
    """Speak the language kept in the cookie; `?ngon_ngu=en` sets it.

    Not Django's own middleware: that follows the browser, and an office's browsers
    often say English though nobody chose it. A link rather than a form, so that a
    public page needs no cookie at all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the language, or note a new choice and go back to the same page."""
        chosen = request.GET.get(PARAMETER, "")
        if chosen in dict(settings.LANGUAGES) and request.method == "GET":
            return _noted(request, chosen)
        kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = kept if kept in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response


def _noted(request: HttpRequest, language: str) -> HttpResponse:
    rest = request.GET.copy()
    del rest[PARAMETER]
    query = rest.urlencode()
    # Only the path of this very request: a redirect that cannot lead elsewhere.
    path = "/" + request.path.lstrip("/")
    response = HttpResponseRedirect(f"{path}?{query}" if query else path)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )
    return response
