"""Django's registration of this room."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Registers the room under its own name."""

    name = "doithoai.journal"
    label = "journal"
