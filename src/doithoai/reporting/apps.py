"""Django's registration of this room."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Registers the room under its own name."""

    name = "doithoai.reporting"
    label = "reporting"
