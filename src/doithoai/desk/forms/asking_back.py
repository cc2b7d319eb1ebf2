"""Forms of asking the petitioner back; they check shape, the services decide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from doithoai.petitions.services.asking_back import ANSWER_MAX, QUESTION_MAX
from doithoai.screens.forms import OnceMixin, TextField, ViDateField


class AskBackForm(OnceMixin, forms.Form):
    """One question and the day by which to answer."""

    text = TextField(
        label=_("Hỏi người kiến nghị điều gì"),
        help_text=_("Hỏi gọn, mỗi lần một việc. Câu này gửi nguyên văn cho người kiến nghị."),
        max_length=QUESTION_MAX,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Ghi điều cần người dân cho biết thêm.")},
    )
    due_on = ViDateField(
        label=_("Xin trả lời đến hết ngày"), help_text=_("Hết ngày này, không có trả lời thì việc vẫn tiếp tục.")
    )


class TypeAnswerForm(OnceMixin, forms.Form):
    """What the petitioner says at the counter, typed by an officer."""

    text = TextField(
        label=_("Người kiến nghị trả lời"),
        help_text=_("Ghi đúng lời người dân. Giấy tờ kèm theo thì thêm ở mục Tài liệu."),
        max_length=ANSWER_MAX,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Ghi câu trả lời của người dân.")},
    )
