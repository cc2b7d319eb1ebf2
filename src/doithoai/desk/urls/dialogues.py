"""Addresses of the workspace of a dialogue: overview, plan, notice, registrations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
