"""Addresses of bodies and places and the decisions on them."""

from django.urls import URLPattern, path

from doithoai.desk.views.succession import changing, history

urlpatterns: list[URLPattern] = [
    path("co-quan/", history.show, name="bodies"),
    path("co-quan/ghi/", changing.bodies, name="bodies-change"),
    path("co-quan/quyet-dinh/<str:key>/rut-lai/", history.withdraw, name="bodies-withdraw"),
    path("co-quan/dia-ban/ghi/", changing.places, name="bodies-places-change"),
    path("co-quan/dia-ban/them/", changing.add_places, name="bodies-places-add"),
    path("co-quan/dia-ban/nhap/", changing.import_places, name="bodies-places-import"),
    path("co-quan/dia-ban/nhap/mau/", changing.places_sheet, name="bodies-places-sheet"),
]
