"""Addresses of follow-up after the conclusion, escalation, oversight."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
