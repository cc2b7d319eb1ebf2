"""Addresses of what the Front, the organisations and Mass Mobilisation do."""

from django.urls import URLPattern, path

from doithoai.desk.views.front import forecasts

urlpatterns: list[URLPattern] = [
    path("doi-thoai/<str:code>/du-bao/", forecasts.forecast, name="dialogue-forecast"),
    path("doi-thoai/<str:code>/du-bao/tep/<str:key>/", forecasts.forecast_file, name="forecast-file"),
]
