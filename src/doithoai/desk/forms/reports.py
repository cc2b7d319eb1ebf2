"""Forms of statutory reports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from doithoai.screens.forms import TextField


class ReportForm(forms.Form):
    """The office's own words beside the figures."""

    assessment = TextField(
        label=_("Đánh giá"),
        help_text=_("Việc làm được, việc còn chậm, nguyên nhân"),
        required=False,
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 6, "data-draft": "report-assessment"}),
    )
    proposals = TextField(
        label=_("Kiến nghị, đề xuất"),
        required=False,
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 4, "data-draft": "report-proposals"}),
    )
