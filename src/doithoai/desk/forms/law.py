"""Trying out a rule: the day to count from, more time, the reading."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from doithoai.regulations.schema import Deadline, Setting
from doithoai.screens.forms import LineField, OnceMixin, TextField, ViDateField
from doithoai.screens.law.trial import within_calendar

ANCHOR, EXTENDED, READING = "moc", "gia-han", "cach-hieu"


class CountForm(forms.Form):
    """The day of the anchor; more time where the law gives it; the reading where there are several."""

    def __init__(self, *args: Any, deadline: Deadline, reading: Setting | None, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[ANCHOR] = ViDateField(label=label, help_text=gettext_lazy("Ví dụ 7/9/2026"))
        if reading:
            self.fields[READING] = forms.ChoiceField(
                label=reading.question_vi,
                choices=list(reading.choices.items()),
                initial=reading.default,
                required=False,
                widget=forms.RadioSelect,
            )
        if deadline.extension:
            self.fields[EXTENDED] = forms.BooleanField(label=gettext_lazy("Đã được kéo dài"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a day outside the years of the calendar."""
        if day := self.cleaned_data.get(ANCHOR):
            try:
                within_calendar(day)
            except forms.ValidationError as error:
                self.add_error(ANCHOR, error)
        return self.cleaned_data


class ReadingForm(OnceMixin, forms.Form):
    """How the unit reads an open place, from when, by which paper and why."""

    choice = forms.ChoiceField(label=gettext_lazy("Đơn vị hiểu thế nào"), widget=forms.RadioSelect)
    since = ViDateField(label=gettext_lazy("Áp dụng từ ngày"))
    number = LineField(label=gettext_lazy("Theo văn bản số"), max_length=60, help_text=gettext_lazy("Ví dụ 45-CV/ĐU"))
    reason = TextField(label=gettext_lazy("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, choices: Mapping[str, str], used: str, today: date, **kwargs: Any) -> None:
        """Offer the readings of the text; the one in use is marked."""
        super().__init__(*args, initial={"choice": used, "since": today}, **kwargs)
        field = self.fields["choice"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices.items())
