"""Django's registration of this room."""

from django.apps import AppConfig


class SuccessionConfig(AppConfig):
    """Registers the room under its own name."""

    name = "doithoai.succession"
    label = "succession"
