"""Addresses of the agency's inbox."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
