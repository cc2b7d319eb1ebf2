"""Django's registration of this room."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Registers the room under its own name."""

    name = "doithoai.notices"
    label = "notices"
