"""Addresses of absences and substitutes."""

from django.urls import URLPattern, path

from doithoai.desk.views import absences

urlpatterns: list[URLPattern] = [
    path("vang-mat/", absences.show, name="absences"),
    path("vang-mat/ghi/", absences.add, name="absence-add"),
    path("vang-mat/<str:key>/ve-som/", absences.end, name="absence-end"),
    path("vang-mat/<str:key>/rut/", absences.withdraw, name="absence-withdraw"),
]
