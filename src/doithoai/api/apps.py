"""Room of the interface for programs."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The interface."""

    name = "doithoai.api"
    verbose_name = "API"
