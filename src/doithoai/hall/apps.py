"""Django's registration of this room."""

from django.apps import AppConfig


class HallConfig(AppConfig):
    """Registers the room under its own name."""

    name = "doithoai.hall"
    label = "hall"
