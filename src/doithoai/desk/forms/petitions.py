"""Forms of collecting, triage and assignment; they check shape, the services decide."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from doithoai.accounts.vault import PersonalDetails
from doithoai.organisations.models import Body
from doithoai.petitions.enums import Complexity, Field, IntakeChannel, ReplyChannel, Urgency
from doithoai.petitions.services import Opinion, Order, Part, Petitioner
from doithoai.petitions.validators import PLACE_MAX, TITLE_MAX
from doithoai.screens.forms import FilesField, LineField, OnceMixin, TextField, ViDateField

MAX_FILES = 10
# What an officer may choose; the portal's and the import's own channels set themselves.
OFFICER_CHANNELS = [
    choice for choice in IntakeChannel.choices if choice[0] not in {IntakeChannel.PORTAL, IntakeChannel.IMPORT}
]
_FIELDS = [("", _("Để sau")), *Field.choices]


class BodyField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A body of the unit, by its key and its short name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Body.objects.none(), to_field_name="key", **kwargs)

    def label_from_instance(self, obj: Body) -> str:
        """Return the short name."""
        return obj.short_name


class BodiesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """Several bodies of the unit, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Body.objects.none(), to_field_name="key", **kwargs)

    def label_from_instance(self, obj: Body) -> str:
        """Return the short name."""
        return obj.short_name


class _OfUnit(forms.Form):
    """A form whose body fields offer the bodies of one unit."""

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, BodyField | BodiesField):
                field.queryset = bodies


class ReceiveForm(OnceMixin, _OfUnit):
    """One opinion, as an officer writes it down."""

    text = TextField(
        label=_("Nội dung"),
        help_text=_("Ghi đúng lời người dân, không sửa, không tóm tắt. Một phiếu nhiều việc: cứ ghi cả, tách sau."),
        strip=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    place = LineField(
        label=_("Nơi xảy ra"),
        max_length=PLACE_MAX,
        required=False,
        help_text=_("Thôn, tuyến đường, công trình"),
        widget=forms.TextInput(attrs={"list": "dia-ban"}),
    )
    received_on = ViDateField(label=_("Ngày nhận"), help_text=_("Ngày ý kiến đến tay cán bộ"))
    channel = forms.ChoiceField(label=_("Kênh"), choices=OFFICER_CHANNELS)
    handed_in_by = BodyField(label=_("Cơ quan chuyển đến"), required=False, empty_label=_("Không có"))
    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=_FIELDS, required=False)
    urgency = forms.ChoiceField(label=_("Mức độ"), choices=Urgency.choices)
    complained_body = BodyField(
        label=_("Phản ánh về cơ quan"),
        required=False,
        empty_label=_("Không phản ánh cơ quan nào"),
        help_text=_("Cơ quan này sẽ không thấy ai phản ánh"),
    )
    full_name = LineField(
        label=_("Họ tên"), max_length=120, required=False, help_text=_("Để trống nếu người gửi không muốn ghi tên")
    )
    phone = LineField(label=_("Điện thoại"), max_length=20, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    address = LineField(label=_("Địa chỉ"), max_length=200, required=False)
    is_group = forms.BooleanField(label=_("Người này đại diện cho nhiều người"), required=False)
    represents = LineField(
        label=_("Đại diện cho"), max_length=200, required=False, help_text=_("Ví dụ: 17 hộ thôn Cầu Đá")
    )
    reply_channel = forms.ChoiceField(label=_("Muốn nhận trả lời bằng"), choices=ReplyChannel.choices)
    may_publish = forms.BooleanField(
        label=_("Người gửi đồng ý công khai nội dung, không kèm tên"), required=False, initial=False
    )
    attachments = FilesField(
        label=_("Tệp kèm theo"),
        max_files=MAX_FILES,
        max_bytes=settings.ATTACHMENT_MAX_BYTES,
        required=False,
        help_text=_("Ảnh, PDF, Word, Excel; nhiều nhất 10 tệp, mỗi tệp 20 MB"),
    )

    def opinion(self, *, at_conference: bool) -> Opinion:
        """Return what was said, how and when."""
        data = self.cleaned_data
        return Opinion(
            text=data["text"],
            channel=IntakeChannel(data["channel"]),
            received_on=data["received_on"],
            place=data["place"],
            field=data["field"],
            urgency=data["urgency"],
            handed_in_by=data["handed_in_by"],
            complained_body=data["complained_body"],
            at_conference=at_conference,
            files=[(file.name or "tep", file.read()) for file in data["attachments"]],
        )

    def petitioner(self) -> Petitioner:
        """Return who said it; nobody when every field about the person is empty."""
        data = self.cleaned_data
        known = {name: data[name] for name in ("full_name", "phone", "email", "address", "represents")}
        return Petitioner(
            details=PersonalDetails(**known) if any(known.values()) else None,
            reply_channel=ReplyChannel(data["reply_channel"]),
            is_group=data["is_group"],
            may_publish=data["may_publish"],
        )


class UploadForm(_OfUnit):
    """A file of petitions, and what holds for its rows where they say nothing."""

    file = forms.FileField(
        label=_("Tệp danh sách"),
        help_text=_("Excel (.xlsx, .xls), bảng trong Word (.docx), CSV hoặc JSONL; nhiều nhất 10.000 dòng"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.docx,.csv,.txt,.jsonl"}),
    )
    channel = forms.ChoiceField(label=_("Kênh, nếu trong tệp không ghi"), choices=IntakeChannel.choices)
    handed_in_by = BodyField(label=_("Cơ quan chuyển đến"), required=False, empty_label=_("Không có"))


class ConfirmForm(_OfUnit):
    """Goes on with a previewed file."""

    token = forms.CharField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(choices=IntakeChannel.choices, widget=forms.HiddenInput)
    handed_in_by = BodyField(required=False, widget=forms.HiddenInput)
    skip_twins = forms.BooleanField(label=_("Bỏ qua các dòng trùng nội dung"), required=False)


class TriageForm(forms.Form):
    """Field and urgency of one petition; complexity, where the law treats complex matters apart."""

    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=[("", _("Chọn lĩnh vực")), *Field.choices])
    urgency = forms.ChoiceField(label=_("Mức độ"), choices=Urgency.choices)
    complexity = forms.ChoiceField(label=_("Tính chất"), choices=Complexity.choices)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, weighs: bool = False, **kwargs: Any) -> None:
        """Ask for the complexity only where it changes a date."""
        super().__init__(*args, **kwargs)
        if not weighs:
            del self.fields["complexity"]


class ComplexityForm(forms.Form):
    """Whether the matter is complex, and why."""

    complexity = forms.ChoiceField(label=_("Việc này"), choices=Complexity.choices, widget=forms.RadioSelect)
    reason = TextField(label=_("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class DescribeForm(_OfUnit):
    """The office's short name, the place, and the body complained about."""

    title = LineField(label=_("Tên gọi ngắn"), max_length=TITLE_MAX, help_text=_("Lời người dân vẫn giữ nguyên"))
    place = LineField(label=_("Nơi xảy ra"), max_length=PLACE_MAX, required=False)
    complained_body = BodyField(
        label=_("Phản ánh về cơ quan"),
        required=False,
        empty_label=_("Không phản ánh cơ quan nào"),
        help_text=_("Cơ quan này sẽ không thấy ai phản ánh, trừ khi chủ trì quyết định khác"),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class OutOfScopeForm(forms.Form):
    """Under which law the matter goes on and who has it then."""

    regime = forms.ChoiceField(label=_("Thuộc chế độ nào"), widget=forms.RadioSelect)
    handed_over_to = LineField(
        label=_("Chuyển đến"), max_length=200, help_text=_("Tên cơ quan có thẩm quyền, ví dụ Thanh tra thành phố")
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, regimes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["regime"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = regimes


class NumberForm(forms.Form):
    """Signing a paper: the number of the office's own register, if it gave one."""

    number = forms.IntegerField(
        label=_("Số văn bản"), required=False, min_value=1, help_text=_("Để trống thì lấy số tiếp theo")
    )


class ReasonForm(forms.Form):
    """One reason, in words."""

    reason = TextField(label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: str = "", hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["reason"].label = label
        self.fields["reason"].help_text = hint


class PartForm(forms.Form):
    """One matter of a petition that holds several."""

    text = TextField(
        label=_("Nội dung của việc này"),
        required=False,
        help_text=_("Chép đúng đoạn liên quan từ lời người dân"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=[("", _("Chọn lĩnh vực")), *Field.choices], required=False)
    place = LineField(label=_("Nơi xảy ra"), max_length=PLACE_MAX, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a field where words are given."""
        data = super().clean() or {}
        if data.get("text", "").strip() and not data.get("field"):
            self.add_error("field", _("Chọn lĩnh vực của việc này."))
        return data

    def part(self) -> Part | None:
        """Return the matter, None for a form left empty."""
        data = self.cleaned_data
        if not data.get("text", "").strip():
            return None
        return Part(text=data["text"], field=Field(data["field"]), place=data["place"])


class AssignForm(_OfUnit):
    """Who prepares, who helps, by when."""

    lead = BodyField(label=_("Cơ quan chủ trì"), empty_label=_("Chọn cơ quan"))
    due_on = ViDateField(label=_("Hạn của cơ quan chủ trì"))
    coordinating = BodiesField(label=_("Cơ quan phối hợp"), required=False)
    coordinating_due_on = ViDateField(
        label=_("Hạn của cơ quan phối hợp"),
        required=False,
        help_text=_("Để trống thì máy tính lùi từ hạn chủ trì; phải trước hạn chủ trì"),
    )
    instruction = TextField(
        label=_("Yêu cầu thêm"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def order(self) -> Order:
        """Return what is asked of whom."""
        data = self.cleaned_data
        return Order(
            lead=data["lead"],
            due_on=data["due_on"],
            coordinating=list(data["coordinating"]),
            coordinating_due_on=data["coordinating_due_on"],
            instruction=data["instruction"],
        )


class DraftForm(forms.Form):
    """The answer as it is being written; `seen` is the version on the page, `source` the earlier matter's code."""

    text = TextField(
        label=_("Nội dung gửi người kiến nghị"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "data-draft": "answer"}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    source = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
