"""Forms of the competence map; they check shape, the services decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doithoai.organisations.models import Body, Place
from doithoai.petitions.enums import Field
from doithoai.petitions.services import Line
from doithoai.screens.forms import LineField, OnceMixin, ViDateField


class LineForm(OnceMixin, forms.Form):
    """Field, area, body, and the paper that says so."""

    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=[("", _("Chọn lĩnh vực")), *Field.choices])
    place = forms.ModelChoiceField(
        label=_("Địa bàn"),
        queryset=Place.objects.none(),
        to_field_name="key",
        required=False,
        empty_label=_("Cả đơn vị"),
        help_text=_("Chỉ chọn khi địa bàn này khác phần còn lại của đơn vị"),
    )
    body = forms.ChoiceField(
        label=_("Cơ quan có thẩm quyền"), help_text=_("Cơ quan cấp trên: việc vượt thẩm quyền của đơn vị")
    )
    number = LineField(label=_("Số văn bản"), max_length=60, help_text=_("Ví dụ 12/QĐ-UBND"))
    decided_on = ViDateField(label=_("Ngày ký"))
    article = LineField(label=_("Điều, khoản"), max_length=60, required=False, help_text=_("Ví dụ: khoản 2 Điều 5"))
    since = ViDateField(label=_("Từ ngày"))
    last = ViDateField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống: chưa biết ngày cuối"))
    replaces = forms.BooleanField(
        label=_("Thay dòng đang áp dụng cho cùng lĩnh vực, địa bàn, cấp"), required=False, initial=True
    )

    def __init__(self, *args: Any, bodies: list[tuple[str, list[Body]]], places: Any, **kwargs: Any) -> None:
        """Offer the bodies of the unit and of the levels above it, each level apart."""
        super().__init__(*args, **kwargs)
        self._bodies = {body.key: body for _name, rows in bodies for body in rows}
        groups = [(name, [(body.key, body.short_name) for body in rows]) for name, rows in bodies if rows]
        self.fields["body"].choices = [("", _("Chọn cơ quan")), *groups]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["place"].queryset = places  # type: ignore[attr-defined]  # a ModelChoiceField

    def line(self) -> Line:
        """Return what is wanted, once the form is valid."""
        data = self.cleaned_data
        return Line(
            field=Field(data["field"]),
            body=self._bodies[data["body"]],
            place=data["place"],
            since=data["since"],
            last=data["last"],
            number=data["number"],
            decided_on=data["decided_on"],
            article=data["article"],
        )


class EndForm(OnceMixin, forms.Form):
    """The last day of a line, and the paper that ends it."""

    last = ViDateField(label=_("Áp dụng đến hết ngày"))
    number = LineField(
        label=_("Số văn bản bãi bỏ, thay thế"), max_length=60, required=False, help_text=_("Để trống nếu không có")
    )


class MapUploadForm(forms.Form):
    """A sheet with lines of the map."""

    file = forms.FileField(
        label=_("Tệp danh sách"),
        help_text=_("Excel, bảng trong Word hoặc CSV"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.docx,.csv"}),
    )
