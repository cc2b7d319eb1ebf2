"""Django's registration of this room."""

from django.apps import AppConfig


class ScreensConfig(AppConfig):
    """Registers the room under its own name."""

    name = "doithoai.screens"
    label = "screens"
