"""Django's registration of this room."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Registers the room under its own name."""

    name = "doithoai.organisations"
    label = "organisations"
