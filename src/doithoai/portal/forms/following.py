"""Opening what one has sent by code and secret, and what can be done from there."""

from django import forms
from django.utils.translation import gettext_lazy as _

from doithoai.portal.forms.files import ReadFiles, files_field
from doithoai.screens.forms import LineField, OnceMixin, TextField

_MORE_MAX = 5_000


class FollowForm(forms.Form):
    """Code and secret from a receipt; which of the two is wrong is never said."""

    code = LineField(
        label=_("Mã trên biên nhận"),
        max_length=40,
        help_text=_("Ví dụ TL-26-0312"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
        error_messages={"required": _("Ghi mã trên biên nhận.")},
    )
    secret = LineField(
        label=_("Từ bí mật"),
        max_length=80,
        help_text=_("Ví dụ lua-cau-nang-271; gõ có dấu, không dấu đều được"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": _("Ghi từ bí mật trên biên nhận.")},
    )

    def clean_code(self) -> str:
        """Return the code in capitals, with any dash that a keyboard makes as a plain one."""
        code: str = self.cleaned_data["code"]
        return code.upper().replace("–", "-").replace("—", "-").replace(" ", "")


class SupplementForm(ReadFiles, OnceMixin, forms.Form):
    """Something to add to, or to put right in, what was sent."""

    text = TextField(
        label=_("Bạn muốn bổ sung hoặc sửa điều gì"),
        max_length=_MORE_MAX,
        help_text=_("Điều đã gửi được giữ nguyên; phần này ghi thêm bên cạnh."),
        error_messages={"required": _("Ghi điều bạn muốn bổ sung hoặc sửa.")},
    )
    attachments = files_field()


class QuestionForm(ReadFiles, OnceMixin, forms.Form):
    """The answer to what the office or the agency asked."""

    text = TextField(
        label=_("Trả lời của bạn"),
        max_length=_MORE_MAX,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Ghi câu trả lời, một vài câu là đủ.")},
    )
    attachments = files_field()


class RateForm(OnceMixin, forms.Form):
    """How good the answer was; never needed, never shown with a name."""

    stars = forms.TypedChoiceField(
        label=_("Câu trả lời có ích cho bạn không?"),
        coerce=int,
        choices=[
            (5, _("5: rất có ích")),
            (4, _("4: có ích")),
            (3, _("3: tạm được")),
            (2, _("2: ít có ích")),
            (1, _("1: không có ích")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một mức.")},
    )


class ReasonForm(OnceMixin, forms.Form):
    """Why the petitioner does not agree with the answer, or takes the matter back."""

    reason = TextField(
        label=_("Lý do"),
        max_length=_MORE_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Ghi lý do, một vài câu là đủ.")},
    )
