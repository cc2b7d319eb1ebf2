"""Addresses of the dossier and its package."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
