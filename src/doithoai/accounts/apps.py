"""Django's registration of this room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the room under its own name."""

    name = "doithoai.accounts"
    label = "accounts"
