"""A hidden token that makes a form count once, however often its button is pressed."""

import secrets

from django import forms


def once_token() -> str:
    """Return a new token for one showing of a form."""
    return secrets.token_urlsafe(18)


class OnceMixin(forms.BaseForm):
    """Adds the field `once`; the view hands `cleaned_data["once"]` to `screens.once.first_time`.

    The token of a form that is shown again with mistakes stays the same: nothing was done yet.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.fields["once"] = forms.CharField(
            required=False, max_length=64, widget=forms.HiddenInput, initial=once_token
        )
