"""Addresses of the law library and why a date is what it is."""

from django.urls import URLPattern, path

from doithoai.desk.views import law

urlpatterns: list[URLPattern] = [
    path("vi-sao/viec/<int:pk>/", law.why_duty, name="why-duty"),
    path("vi-sao/<str:regulation>/<str:rule>/", law.why, name="why"),
]
