"""What a body outside writes by its one-time link."""

from django import forms
from django.utils.translation import gettext_lazy as _

from doithoai.petitions.validators import TEXT_MAX
from doithoai.portal.forms.files import ReadFiles, files_field
from doithoai.screens.forms import LineField, TextField, ViDateField


class OutsideAnswerForm(ReadFiles, forms.Form):
    """The answer, who gives it, and the paper it stands in."""

    text = TextField(
        label=_("Nội dung trả lời"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 9}),
        error_messages={"required": _("Ghi nội dung trả lời.")},
    )
    answerer = LineField(
        label=_("Họ tên người trả lời"), max_length=120, error_messages={"required": _("Ghi họ tên người trả lời.")}
    )
    answerer_post = LineField(
        label=_("Chức vụ"), max_length=160, error_messages={"required": _("Ghi chức vụ người trả lời.")}
    )
    paper_number = LineField(
        label=_("Số văn bản, nếu có"), max_length=60, required=False, help_text=_("Ví dụ 125/ĐLAL-KD")
    )
    paper_on = ViDateField(label=_("Ngày văn bản, nếu có"), required=False)
    attachments = files_field()
