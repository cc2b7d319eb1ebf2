"""Addresses of my work and messages."""

from django.urls import URLPattern, path

from doithoai.desk.views import my_work

urlpatterns: list[URLPattern] = [
    path("", my_work.my_work, name="my-work"),
]
