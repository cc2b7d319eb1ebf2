"""Addresses of the programme, the conference, the conclusion."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
