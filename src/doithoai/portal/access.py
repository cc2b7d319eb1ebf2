"""How a page leaves the server: a personal one kept by nobody, found by no search engine; an open one packed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page

# For pages without a form's token or anything else secret in them, which packing could give away (BREACH).
packed = gzip_page

View = Callable[..., HttpResponseBase]


def personal(view: View) -> View:
    """Mark a page as one person's own: no store, no index."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = never_cache(view)(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped
