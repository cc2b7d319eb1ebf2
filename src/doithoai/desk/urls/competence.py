"""Addresses of the competence map."""

from django.urls import URLPattern, path

from doithoai.desk.views.competence import changing, reading

urlpatterns: list[URLPattern] = [
    path("tham-quyen/", reading.show, name="competence"),
    path("tham-quyen/ghi/", changing.add, name="competence-add"),
    path("tham-quyen/nhap/", changing.import_sheet, name="competence-import"),
    path("tham-quyen/nhap/mau/", changing.sheet, name="competence-sheet"),
    path("tham-quyen/<str:key>/thoi/", changing.end, name="competence-end"),
    path("tham-quyen/<str:key>/rut/", changing.withdraw, name="competence-withdraw"),
]
