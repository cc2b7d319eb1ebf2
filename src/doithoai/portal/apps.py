"""Django's registration of this room."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Registers the room under its own name."""

    name = "doithoai.portal"
    label = "portal"
