"""What the Front, the organisations and Mass Mobilisation hand in and decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from doithoai.desk.forms.plans import choose
from doithoai.organisations.models import Body
from doithoai.screens.forms import FilesField, OnceMixin, TextField, ViDateField

_FILES_HELP = _("PDF, Word hoặc ảnh chụp; mỗi tệp tối đa 20 MB")


class BodyForm(OnceMixin, forms.Form):
    """A form of one body; who works for one body only is not asked which."""

    body = forms.ChoiceField(label=_("Nơi nộp"))

    def __init__(self, *args: Any, bodies: Sequence[Body], **kwargs: Any) -> None:
        """Offer the bodies for which the person may act."""
        super().__init__(*args, **kwargs)
        self.bodies = bodies
        if len(bodies) == 1:
            del self.fields["body"]
        else:
            choose(self.fields["body"], [(str(body.pk), body.name) for body in bodies])

    @property
    def chosen_body(self) -> Body:
        """Return the body of a valid form."""
        if len(self.bodies) == 1:
            return self.bodies[0]
        return next(body for body in self.bodies if str(body.pk) == self.cleaned_data["body"])


class ForecastForm(BodyForm):
    """The forecast in words, in files, or both."""

    text = TextField(
        label=_("Dự báo"),
        help_text=_("Việc dân quan tâm, việc có thể nóng lên tại hội nghị, đề xuất cách chuẩn bị"),
        required=False,
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 8, "data-draft": "forecast"}),
    )
    files = FilesField(  # type: ignore[assignment]  # a declared field leaves the class, so that `files` stays the uploads
        label=_("Tệp đính kèm"),
        help_text=_FILES_HELP,
        required=False,
        max_files=5,
        max_bytes=settings.ATTACHMENT_MAX_BYTES,
    )
    submitted_on = ViDateField(label=_("Ngày nộp"))

    def __init__(self, *args: Any, on_behalf: bool, **kwargs: Any) -> None:
        """Ask for the day only of those who record a paper that came before."""
        super().__init__(*args, **kwargs)
        if not on_behalf:
            del self.fields["submitted_on"]
