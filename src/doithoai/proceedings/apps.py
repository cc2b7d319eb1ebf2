"""Django's registration of this room."""

from django.apps import AppConfig


class ProceedingsConfig(AppConfig):
    """Registers the room under its own name."""

    name = "doithoai.proceedings"
    label = "proceedings"
