"""Django's registration of this room."""

from django.apps import AppConfig


class DialoguesConfig(AppConfig):
    """Registers the room under its own name."""

    name = "doithoai.dialogues"
    label = "dialogues"
