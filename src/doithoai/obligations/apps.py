"""Django's registration of this room."""

from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    """Registers the room under its own name."""

    name = "doithoai.obligations"
    label = "obligations"
