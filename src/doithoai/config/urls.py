"""The root of all addresses: the public site at the top, /ban/ for staff, /hoi-truong/, /api/ for programs."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.http import require_safe


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer a monitor: 200 if the database answers too, 503 if not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database unreachable\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """Lead a browser that asks without being told (beside a PDF, an export) to the icon of the site."""
    return HttpResponseRedirect(static("doithoai/favicon.ico"))


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("favicon.ico", favicon, name="favicon"),
    path("api/", include("doithoai.api.urls")),
    path("ban/", include("doithoai.desk.urls")),
    path("hoi-truong/", include("doithoai.hall.urls")),
    path("", include("doithoai.portal.urls")),
]
