"""The time of a duty, as it stands in a text that the program has not."""

from django import forms
from django.utils.translation import gettext_lazy as _

from doithoai.dialogues.services import TimeFound
from doithoai.regulations.external import PER_YEAR
from doithoai.screens.forms import LineField, OnceMixin


class ExternalValueForm(OnceMixin, forms.Form):
    """What the text says, and where."""

    form_of_time = forms.ChoiceField(
        label=_("Văn bản ghi thế nào"),
        choices=[
            ("at_least", _("Ít nhất … trước ngày họp")),
            ("conference_held", _("Chậm nhất … sau hội nghị")),
            ("conclusion_notice_issued", _("Chậm nhất … sau khi có thông báo kết luận")),
        ],
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(label=_("Số"), min_value=1, max_value=365)
    counted_in = forms.ChoiceField(
        label=_("Đếm bằng"),
        choices=[("working_days", _("ngày làm việc")), ("days", _("ngày")), ("months", _("tháng"))],
    )
    instrument = LineField(label=_("Văn bản số"), max_length=60, help_text=_("Ví dụ 1408-QĐ/TU"))
    article = LineField(label=_("Điều, khoản"), max_length=60, help_text=_("Ví dụ Điều 7 khoản 1"))

    @property
    def found(self) -> TimeFound:
        """Return what was entered, once the form is valid."""
        values = self.cleaned_data
        source = {"instrument": values["instrument"], "article": values["article"], "number": values["number"]}
        if values["form_of_time"] == "at_least":
            return TimeFound(form="at_least", counted_in=values["counted_in"], **source)
        anchor = values["form_of_time"]
        return TimeFound(form="at_most", counted_in=values["counted_in"], anchor=anchor, **source)


class TimesAYearForm(OnceMixin, forms.Form):
    """How often in a year the text asks for it, and where."""

    number = forms.IntegerField(label=_("Ít nhất mấy lần trong năm"), min_value=1, max_value=52)
    instrument = LineField(label=_("Văn bản số"), max_length=60, help_text=_("Ví dụ 1408-QĐ/TU"))
    article = LineField(label=_("Điều, khoản"), max_length=60, help_text=_("Ví dụ Điều 7 khoản 1"))

    @property
    def found(self) -> TimeFound:
        """Return what was entered, once the form is valid."""
        values = self.cleaned_data
        return TimeFound(
            form=PER_YEAR, number=values["number"], instrument=values["instrument"], article=values["article"]
        )
