"""What a person sees on an address that only a button may open: after a sign-in in between, or typed in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class NotAllowedPageMiddleware:
    """Put words on the empty answer 405: nothing was done, and where to press again.

    A session that ends between two clicks leads through the sign-in back to the address of the
    button, which takes no bare visit; an empty page would look like a broken program.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Draw the page for a visit; a program that asks in another way reads the header."""
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET" or response.content:
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers.get("Allow", "POST")
        return page
