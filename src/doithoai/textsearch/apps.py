"""Django's registration of this room."""

from django.apps import AppConfig


class TextsearchConfig(AppConfig):
    """Registers the room under its own name."""

    name = "doithoai.textsearch"
    label = "textsearch"
