"""Days off of a unit, and the file of a year."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from doithoai.obligations.enums import ClosureReason
from doithoai.obligations.models import Closure
from doithoai.obligations.services import ClosureWanted
from doithoai.organisations.models import Unit
from doithoai.screens.forms import LineField, OnceMixin, ViDateField

SEEN = "seen"  # the digest of the moves that the page has shown; empty before they were


class _Shown(OnceMixin, forms.Form):
    """A form whose consequences are shown before it counts."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def forget(self) -> None:
        """Let the consequences be shown again: what is changed now has others."""
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            self.data[SEEN] = ""

    def kept(self) -> list[str]:
        """Return the fields as hidden ones, for the page that shows the consequences."""
        return [field.as_hidden() for field in self if field.name != SEEN]


class ClosureForm(_Shown):
    """What the decision says."""

    first_on = ViDateField(label=_("Nghỉ từ ngày"), help_text=_("Ngày đầu đơn vị không làm việc, ví dụ 7/9/2026"))
    last_on = ViDateField(
        label=_("Đến hết ngày"), required=False, help_text=_("Ngày cuối còn nghỉ; để trống nếu nghỉ một ngày")
    )
    reason = forms.ChoiceField(label=_("Lý do"), choices=ClosureReason.choices, widget=forms.RadioSelect)
    number = LineField(label=_("Quyết định số"), max_length=60, help_text=_("Ví dụ 15/TB-UBND"))
    decided_on = ViDateField(
        label=_("Ngày ký"), help_text=_("Hạn đã hết trước ngày này vẫn là quá hạn; hạn còn lại được lùi")
    )
    issued_by = LineField(label=_("Cơ quan ban hành"), max_length=160)
    units = forms.ModelMultipleChoiceField(
        label=_("Đơn vị nghỉ"),
        queryset=Unit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chỉ các đơn vị mà quyết định nêu; đơn vị khác giữ nguyên hạn"),
    )

    def __init__(self, *args: Any, unit: Unit, below: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        field = self.fields["units"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Unit.objects.filter(pk__in=[unit.pk, *(one.pk for one in below)]).order_by("level", "name")
        if not below:
            del self.fields["units"]

    def clean(self) -> dict[str, Any]:
        """Let one day be enough."""
        values: dict[str, Any] = super().clean() or {}
        values["last_on"] = values.get("last_on") or values.get("first_on")
        return values

    @property
    def wanted(self) -> ClosureWanted:
        """Return what was entered, once the form is valid."""
        values = self.cleaned_data
        names = ("first_on", "last_on", "reason", "number", "decided_on", "issued_by")
        units = tuple(values["units"]) if "units" in self.fields else (self.unit,)
        return ClosureWanted(unit=self.unit, units=units, **{name: values[name] for name in names})


class LiftForm(_Shown):
    """Whether the days were off up to a day, or never."""

    how = forms.ChoiceField(
        label=_("Vì sao bãi bỏ"),
        choices=[
            ("ended", _("Đơn vị làm việc trở lại sớm hơn")),
            ("wrong", _("Ghi nhầm, các ngày này chưa bao giờ nghỉ")),
        ],
        widget=forms.RadioSelect,
    )
    since = ViDateField(
        label=_("Làm việc trở lại từ ngày"), required=False, help_text=_("Chỉ ghi khi làm việc trở lại sớm hơn")
    )
    number = LineField(label=_("Văn bản số"), max_length=60, required=False, help_text=_("Nếu có"))

    def __init__(self, *args: Any, closure: Closure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.closure = closure

    def clean(self) -> dict[str, Any]:
        """Ask for the day where days before it stay off."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("how") == "ended" and not values.get("since") and "since" not in self.errors:
            self.add_error("since", _("Ghi ngày làm việc trở lại."))
        return values

    @property
    def wrong(self) -> bool:
        """Whether they never were off."""
        return bool(self.cleaned_data["how"] == "wrong")

    @property
    def day(self) -> date:
        """Return from which day on the unit works."""
        return self.closure.first_on if self.wrong else self.cleaned_data["since"]


class YearForm(_Shown):
    """One file; on the second page its words, as they were read."""

    file = forms.FileField(
        label=_("Tệp lịch năm"),
        help_text=_("Tệp .yaml hoặc .json theo mẫu, mỗi năm một tệp"),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.json"}),
    )
    name = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    text = forms.CharField(required=False, max_length=100_000, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get("text")

    @cached_property
    def content(self) -> tuple[bytes, str]:
        """Return the file's content and name, once the form is valid."""
        file = self.cleaned_data["file"]
        if file:
            return file.read(), file.name
        return self.cleaned_data["text"].encode(), self.cleaned_data["name"] or "lich.yaml"

    def kept(self) -> list[str]:
        """Return the file's words as hidden fields: from the second page on they stand for the file."""
        content, name = self.content
        hidden = forms.HiddenInput()
        return [
            hidden.render("text", content.decode("utf-8-sig")),
            hidden.render("name", name),
            self["once"].as_hidden(),
        ]
