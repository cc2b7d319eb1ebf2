"""The root of all addresses: the public site at the top, staff under /ban/, the hall under /hoi-truong/."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("ban/", include("doithoai.desk.urls")),
    path("hoi-truong/", include("doithoai.hall.urls")),
    path("", include("doithoai.portal.urls")),
]
