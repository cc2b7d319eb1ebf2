"""Forms of absences; they check shape, the services decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doithoai.accounts.models import Account
from doithoai.screens.forms import LineField, OnceMixin, ViDateField
from doithoai.succession.services import Absence


class AbsenceForm(OnceMixin, forms.Form):
    """Who is away, who does the work, the days, the paper."""

    absent = forms.ChoiceField(label=_("Người vắng"))
    substitute = forms.ChoiceField(
        label=_("Người xử lý thay"), help_text=_("Người của đơn vị, không vắng trong những ngày ấy")
    )
    first = ViDateField(label=_("Từ ngày"))
    last = ViDateField(label=_("Đến hết ngày"), help_text=_("Hết ngày này quyền của người thay tự dừng"))
    number = LineField(label=_("Số văn bản"), max_length=60, help_text=_("Ví dụ 15/GUQ-UBND"))
    decided_on = ViDateField(label=_("Ngày ký"))
    approves = forms.BooleanField(
        label=_("Văn bản giao cả việc duyệt, ký của thủ trưởng"), required=False, initial=False
    )

    def __init__(self, *args: Any, absent: Sequence[Account], people: Sequence[Account], **kwargs: Any) -> None:
        """Offer those who may be away and those who may do their work."""
        super().__init__(*args, **kwargs)
        self._people = {one.key: one for one in (*absent, *people)}
        for name, rows in (("absent", absent), ("substitute", people)):
            choices = [(one.key, f"{one.full_name}, {one.title}" if one.title else one.full_name) for one in rows]
            self.fields[name].choices = [("", _("Chọn người")), *choices]  # type: ignore[attr-defined]  # a ChoiceField
        if len(absent) == 1:
            self.fields["absent"].initial = absent[0].key

    def absence(self) -> Absence:
        """Return what is wanted, once the form is valid."""
        data = self.cleaned_data
        return Absence(
            absent=self._people[data["absent"]],
            substitute=self._people[data["substitute"]],
            first=data["first"],
            last=data["last"],
            number=data["number"],
            decided_on=data["decided_on"],
            approves=data["approves"],
        )


class BackForm(OnceMixin, forms.Form):
    """The last day of the substitute, sooner than it was."""

    last = ViDateField(label=_("Ngày cuối của người thay"))
