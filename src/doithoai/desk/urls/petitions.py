"""Addresses of collecting, triage, assignment, the petition page."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
