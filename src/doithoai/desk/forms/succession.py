"""Forms of decisions on bodies and places; they check shape, the services decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doithoai.desk.forms.petitions import BodiesField, BodyField
from doithoai.organisations.enums import PlaceKind, SuccessionKind
from doithoai.organisations.models import Place
from doithoai.screens.forms import Cards, LineField, OnceMixin, TextField, ViDateField
from doithoai.succession.services import BodyHeir, Decision

_HINTS = {
    SuccessionKind.RENAME: _("Một cơ quan, tên mới"),
    SuccessionKind.MERGE: _("Nhiều thành một, hoặc vào một cơ quan đang có"),
    SuccessionKind.SPLIT: _("Một thành nhiều; một nơi nhận việc đang mở"),
    SuccessionKind.END: _("Có hoặc không có nơi nhận việc còn lại"),
}
_PLACE_HINTS = {
    SuccessionKind.RENAME: _("Một địa bàn, tên mới"),
    SuccessionKind.MERGE: _("Nhiều thành một"),
    SuccessionKind.SPLIT: _("Một thành nhiều"),
    SuccessionKind.END: _("Không còn người ở, giải tỏa"),
}


class _DecisionForm(OnceMixin, forms.Form):
    """The paper behind a change."""

    number = LineField(label=_("Số quyết định"), max_length=60, help_text=_("Ví dụ 1234/QĐ-UBND"))
    decided_on = ViDateField(label=_("Ngày ký"))
    since = ViDateField(
        label=_("Có hiệu lực từ ngày"), help_text=_("Ngày đầu tiên theo tên mới; có thể đã qua hoặc sắp tới")
    )

    @property
    def decision(self) -> Decision:
        """Return the paper, once the form is valid."""
        values = self.cleaned_data
        return Decision(number=values["number"], decided_on=values["decided_on"], since=values["since"])

    @property
    def kind(self) -> SuccessionKind:
        """Return what kind of change it is, once the form is valid."""
        return SuccessionKind(self.cleaned_data["kind"])


class BodiesChangeForm(_DecisionForm):
    """Which bodies end, how, and who follows them."""

    olds = BodiesField(
        label=_("Cơ quan kết thúc hoặc đổi tên"), error_messages={"required": _("Hãy chọn ít nhất một cơ quan.")}
    )
    lead = BodyField(
        label=_("Cơ quan nhận các việc đang mở"),
        required=False,
        empty_label=_("Cơ quan mới, ghi tên dưới đây"),
    )
    name = LineField(label=_("Tên cơ quan mới"), max_length=200, required=False)
    short_name = LineField(label=_("Tên gọi ngắn"), max_length=80, required=False)
    symbol = LineField(label=_("Ký hiệu trên văn bản"), max_length=20, required=False, help_text=_("Để trống: như cũ"))
    others = BodiesField(label=_("Cơ quan đang có cùng tiếp nhận"), required=False)
    other_names = TextField(
        label=_("Các cơ quan mới khác"),
        required=False,
        max_length=1000,
        help_text=_("Mỗi dòng một tên. Các cơ quan này không nhận việc đang mở."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    keep_people = forms.BooleanField(
        label=_("Người của cơ quan cũ tiếp tục vai trò ấy ở cơ quan nhận việc"), required=False, initial=True
    )
    field_order = (
        "kind",
        "olds",
        "lead",
        "name",
        "short_name",
        "symbol",
        "others",
        "other_names",
        "keep_people",
        "number",
        "decided_on",
        "since",
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = _kind_field(_HINTS)
        self.order_fields(self.field_order)
        for name in ("olds", "lead", "others"):
            field = self.fields[name]
            assert isinstance(field, BodyField | BodiesField)
            field.queryset = bodies

    def clean(self) -> dict[str, Any]:
        """Ask for the names that the kind of change needs."""
        values = super().clean() or self.cleaned_data
        ends = values.get("kind") == SuccessionKind.END
        if not ends and not values.get("lead") and not values.get("name"):
            self.add_error("name", _("Hãy chọn cơ quan nhận việc, hoặc ghi tên cơ quan mới."))
        if values.get("lead") and values.get("name"):
            self.add_error("name", _("Đã chọn cơ quan đang có thì để trống tên mới."))
        return values

    @property
    def heirs(self) -> list[BodyHeir]:
        """Return who follows, the leading one first, once the form is valid."""
        values = self.cleaned_data
        found: list[BodyHeir] = []
        if values["lead"]:
            found.append(BodyHeir(body=values["lead"]))
        elif values["name"]:
            found.append(BodyHeir(name=values["name"], short_name=values["short_name"], symbol=values["symbol"]))
        if self.kind == SuccessionKind.SPLIT:
            found += [BodyHeir(body=body, leads=False) for body in values["others"]]
            names = [line for line in values["other_names"].splitlines() if line.strip()]
            found += [BodyHeir(name=line, leads=False) for line in names]
        return found


class PlacesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """Several places, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Place.objects.none(), to_field_name="key", **kwargs)


class PlacesChangeForm(_DecisionForm):
    """Which places go on under which names."""

    olds = PlacesField(label=_("Địa bàn cũ"), error_messages={"required": _("Hãy chọn ít nhất một địa bàn.")})
    news = TextField(
        label=_("Tên mới"),
        required=False,
        max_length=2000,
        help_text=_("Mỗi dòng một tên; dòng đầu được tính khi thống kê. Có thể giữ lại một tên cũ."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = _kind_field(_PLACE_HINTS)
        self.order_fields(("kind", "olds", "news", "number", "decided_on", "since"))
        field = self.fields["olds"]
        assert isinstance(field, PlacesField)
        field.queryset = places

    @property
    def names(self) -> list[str]:
        """Return the new names, once the form is valid."""
        return [line.strip() for line in self.cleaned_data["news"].splitlines() if line.strip()]


def _kind_field(hints: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Việc gì"), choices=SuccessionKind.choices, widget=Cards(hints=hints), initial=SuccessionKind.MERGE
    )


class PlacesAddForm(OnceMixin, forms.Form):
    """The unit's places, as they are called today."""

    names = TextField(
        label=_("Tên địa bàn"),
        max_length=20_000,
        help_text=_("Mỗi dòng một tên, ví dụ Thôn Cầu Đá. Tên đã có được bỏ qua."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=PlaceKind.choices, initial=PlaceKind.HAMLET)
    since = ViDateField(label=_("Có từ ngày"))


class PlacesUploadForm(forms.Form):
    """A list of merged places."""

    file = forms.FileField(label=_("Tệp danh sách"), help_text=_("Excel, Word hoặc CSV"))
