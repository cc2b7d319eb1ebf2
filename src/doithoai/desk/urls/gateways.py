"""Addresses of the programs that hand petitions in."""

from django.urls import URLPattern, path

from doithoai.desk.views import gateways

urlpatterns: list[URLPattern] = [
    path("ket-noi/", gateways.board, name="gateways"),
    path("ket-noi/mo/", gateways.add, name="gateway-open"),
    path("ket-noi/<str:key>/ngung/", gateways.withdraw, name="gateway-withdraw"),
]
