"""Django's registration of this room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Registers the room under its own name."""

    name = "doithoai.desk"
    label = "desk"
