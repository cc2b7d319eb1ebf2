"""Addresses of my work and messages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
