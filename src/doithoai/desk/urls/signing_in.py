"""Addresses of signing in and out."""

from django.urls import URLPattern, path

from doithoai.desk.views import signing_in

urlpatterns: list[URLPattern] = [
    path("dang-nhap/", signing_in.SignIn.as_view(), name="sign-in"),
    path("dang-xuat/", signing_in.SignOut.as_view(), name="sign-out"),
    path("doi-mat-khau/", signing_in.ChangePassword.as_view(), name="password"),
]
