"""Addresses of the yearly plan."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
