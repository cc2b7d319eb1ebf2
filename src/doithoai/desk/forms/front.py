"""What the Front, the organisations and Mass Mobilisation hand in and decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from doithoai.desk.forms.plans import choose
from doithoai.organisations.models import Body
from doithoai.screens.forms import FilesField, LineField, OnceMixin, TextField, ViDateField

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
        label=_("Tệp kèm theo"),
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


class SupervisionPlanForm(BodyForm):
    """What stands on the paper of a yearly supervision plan."""

    title = LineField(label=_("Tên kế hoạch"), max_length=300)
    number = LineField(label=_("Số, ký hiệu"), required=False, max_length=60, help_text=_("Ví dụ 05/KH-MTTQ"))
    covers_conclusions = forms.BooleanField(
        label=_("Kế hoạch có giám sát việc thực hiện thông báo kết luận đối thoại"), required=False
    )
    files = FilesField(  # type: ignore[assignment]  # as above
        label=_("Bản quét"),
        help_text=_FILES_HELP,
        required=False,
        max_files=1,
        max_bytes=settings.ATTACHMENT_MAX_BYTES,
    )


class AppraisalForm(OnceMixin, forms.Form):
    """What Mass Mobilisation says of a plan that it accepts."""

    note = TextField(
        label=_("Ý kiến thẩm định"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )


class SendBackForm(OnceMixin, forms.Form):
    """Why a plan goes back."""

    reason = LineField(label=_("Cần bổ sung gì"), max_length=500)
