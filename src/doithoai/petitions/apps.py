"""Django's registration of this room."""

from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    """Registers the room under its own name."""

    name = "doithoai.petitions"
    label = "petitions"
