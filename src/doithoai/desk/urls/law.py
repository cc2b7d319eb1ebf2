"""Addresses of the law library and why a date is what it is."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
