"""Django's registration of this room."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Registers the room under its own name."""

    name = "doithoai.dossiers"
    label = "dossiers"
