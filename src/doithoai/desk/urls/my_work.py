"""Addresses of my work and messages."""

from django.urls import URLPattern, path

from doithoai.desk.views import my_work

urlpatterns: list[URLPattern] = [
    path("", my_work.show, name="my-work"),
    path("thong-bao/", my_work.messages, name="messages"),
    path("thong-bao/da-doc/", my_work.mark_read, name="messages-read"),
]
