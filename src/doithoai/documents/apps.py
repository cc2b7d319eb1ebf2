"""Django's registration of this room."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Registers the room under its own name."""

    name = "doithoai.documents"
    label = "documents"
