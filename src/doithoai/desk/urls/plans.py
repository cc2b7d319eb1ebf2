"""Addresses of the yearly plan."""

from django.urls import URLPattern, path

from doithoai.desk.views import plans, requests

urlpatterns: list[URLPattern] = [
    path("ke-hoach/", plans.board, name="plans"),
    path("ke-hoach/<int:year>/", plans.board, name="plan"),
    path("ke-hoach/<int:year>/them/", plans.add_line, name="plan-add"),
    path("ke-hoach/<int:year>/phe-duyet/", plans.approve, name="plan-approve"),
    path("ke-hoach/<int:year>/van-ban/", plans.paper, name="plan-paper"),
    path("ke-hoach/yeu-cau/", requests.board, name="requests"),
    path("ke-hoach/yeu-cau-moi/", requests.add, name="request-add"),
    path("ke-hoach/yeu-cau/<str:key>/", requests.meet, name="request-meet"),
    path("ke-hoach/dong/<str:key>/", plans.move_line, name="plan-line"),
    path("ke-hoach/dong/<str:key>/bo/", plans.drop_line, name="plan-drop"),
]
