"""Choices as cards, each with a line that says what it means."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise


class _Hinted:
    """Gives each choice of a widget its hint."""

    hints: Mapping[str, str | Promise]

    def __init__(self, *args: Any, hints: Mapping[str, str | Promise] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return a choice as the template draws it, with its hint."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]  # a mixin
        return option | {"hint": self.hints.get(str(value), "")}


class Cards(_Hinted, forms.RadioSelect):
    """One choice of several; `hints` maps a value to its small line."""


class CheckCards(_Hinted, forms.CheckboxSelectMultiple):
    """Any of several choices; `hints` maps a value to its small line."""
