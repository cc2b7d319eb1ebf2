"""Addresses of oversight figures and statutory reports."""

from django.urls import URLPattern, path

from doithoai.desk.views import oversight, reports

urlpatterns: list[URLPattern] = [
    path("giam-sat/", oversight.show, name="oversight"),
    path("bao-cao/", reports.index, name="reports"),
    path("bao-cao/<str:unit>/<int:year>/<str:rule>/", reports.show, name="report"),
    path("bao-cao/<str:unit>/<int:year>/<str:rule>/gui/", reports.submit, name="report-submit"),
    path("bao-cao/<str:unit>/<int:year>/<str:rule>/so/<str:code>/", reports.figure, name="report-figure"),
    path("bao-cao/<str:unit>/<int:year>/<str:rule>/van-ban/", reports.paper, name="report-paper"),
]
