"""Addresses of oversight figures and statutory reports."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
