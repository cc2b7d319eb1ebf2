"""Trying out a rule: the day to count from, and a whole conference set for a day."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doithoai.organisations.enums import HostRole, Level
from doithoai.regulations.schema import Deadline, Setting
from doithoai.regulations.version import RegulationVersion
from doithoai.screens.forms import ViDateField
from doithoai.workdays import national

ANCHOR, EXTENDED, READING = "moc", "gia-han", "cach-hieu"


def _within_calendar(day: date) -> date:
    first, last = national().first, national().last
    if not first < day < last:
        raise forms.ValidationError(
            _("Lịch ngày nghỉ chỉ có từ năm %(first)d đến năm %(last)d. Chọn ngày trong khoảng này.")
            % {"first": first.year, "last": last.year}
        )
    return day


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
                _within_calendar(day)
            except forms.ValidationError as error:
                self.add_error(ANCHOR, error)
        return self.cleaned_data


class TrialForm(forms.Form):
    """A conference that nobody has opened: level, type, who hosts, on which day."""

    ngay = ViDateField(label=gettext_lazy("Ngày họp"), help_text=gettext_lazy("Ví dụ 7/9/2026"))
    cap = forms.ChoiceField(label=gettext_lazy("Cấp"))
    loai = forms.ChoiceField(label=gettext_lazy("Loại"))
    chu_tri = forms.ChoiceField(label=gettext_lazy("Chủ trì"))

    def __init__(self, *args: Any, version: RegulationVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hosts = dict.fromkeys(item.code for item in version.items("hosts"))
        offered: dict[str, list[tuple[str, str]]] = {
            "cap": [(code, str(Level(code).label)) for code in version.levels],
            "loai": [(item.code, item.vi) for item in version.types()],
            "chu_tri": [(code, str(HostRole(code).label)) for code in hosts],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean_ngay(self) -> date:
        """Refuse a day outside the years of the calendar."""
        day: date = self.cleaned_data["ngay"]
        return _within_calendar(day)
