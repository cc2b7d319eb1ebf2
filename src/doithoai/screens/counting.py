"""One look at the calendars in one request, whatever the page counts."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from doithoai.obligations import calendars


class OneCalendarMiddleware:
    """Let a request read once whether a calendar has changed, and only if it counts days at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Carry the request on inside its own scope."""
        with calendars.one_request():
            return self.get_response(request)
