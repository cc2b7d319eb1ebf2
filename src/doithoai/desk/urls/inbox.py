"""Addresses of the agency's inbox."""

from django.urls import URLPattern, path

from doithoai.desk.views import inbox

urlpatterns: list[URLPattern] = [
    path("viec-duoc-giao/", inbox.show, name="inbox"),
    path("viec-duoc-giao/nhan/", inbox.accept_many, name="inbox-accept-many"),
    path("viec-duoc-giao/<str:key>/nhan/", inbox.accept, name="inbox-accept"),
    path("viec-duoc-giao/<str:key>/tra-lai/", inbox.give_back, name="inbox-return"),
    path("viec-duoc-giao/<str:key>/xong/", inbox.finish, name="inbox-finish"),
]
