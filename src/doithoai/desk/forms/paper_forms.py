"""Forms of the paper forms: how many to print, and what an officer reads from a filled one."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from doithoai.accounts.vault import PersonalDetails
from doithoai.petitions.enums import ReplyChannel
from doithoai.petitions.services import Reading
from doithoai.petitions.services.paper_forms import MOST_SCANS
from doithoai.petitions.services.printing_forms import MOST_SHEETS
from doithoai.petitions.validators import PLACE_MAX
from doithoai.screens.forms import FilesField, LineField, OnceMixin, TextField, ViDateField

_PERSON = ("full_name", "phone", "address", "represents")
# What the paper offers; e-mail has no box on it.
_WAYS = [choice for choice in ReplyChannel.choices if choice[0] not in {ReplyChannel.EMAIL, ReplyChannel.PORTAL}]


class PrintForm(OnceMixin, forms.Form):
    """A batch of sheets."""

    count = forms.IntegerField(
        label=_("Số phiếu"),
        min_value=1,
        max_value=MOST_SHEETS,
        error_messages={
            "invalid": _("Ghi số phiếu bằng chữ số, ví dụ 40."),
            "min_value": _("In ít nhất một phiếu."),
            "max_value": _("Mỗi lần in nhiều nhất %(limit_value)s phiếu; cần hơn thì in nhiều lần."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "5", "autocomplete": "off"}),
    )
    place = LineField(
        label=_("In sẵn nơi xảy ra"),
        max_length=PLACE_MAX,
        required=False,
        help_text=_("Ví dụ Thôn Cầu Đá; để trống thì người dân tự ghi"),
        widget=forms.TextInput(attrs={"list": "dia-ban"}),
    )


class ReadingForm(forms.Form):
    """A filled sheet as one officer reads it; the service says what is still missing."""

    text = TextField(
        label=_("Nội dung"),
        required=False,
        strip=False,
        max_length=60_000,
        help_text=_("Đúng từng chữ trên phiếu, kể cả chỗ viết sai"),
        widget=forms.Textarea(attrs={"rows": 9, "data-later": ""}),
    )
    place = LineField(
        label=_("Nơi xảy ra"),
        max_length=PLACE_MAX,
        required=False,
        widget=forms.TextInput(attrs={"list": "dia-ban"}),
    )
    received_on = ViDateField(
        label=_("Ngày nhận ghi trên phiếu"),
        required=False,
        help_text=_("Thời hạn tính từ đây"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": "12", "data-day": "", "data-later": ""}),
    )
    full_name = LineField(label=_("Họ tên"), max_length=120, required=False)
    phone = LineField(label=_("Điện thoại"), max_length=20, required=False)
    address = LineField(label=_("Địa chỉ"), max_length=200, required=False)
    is_group = forms.BooleanField(label=_("Viết thay cho nhiều người"), required=False)
    represents = LineField(label=_("Thay cho"), max_length=200, required=False)
    reply_channel = forms.ChoiceField(label=_("Nhận trả lời bằng"), choices=_WAYS)
    may_publish = forms.BooleanField(label=_("Đồng ý công khai nội dung, không kèm tên"), required=False)
    scans = FilesField(
        label=_("Ảnh hoặc bản quét tờ phiếu"),
        max_files=MOST_SCANS,
        max_bytes=settings.ATTACHMENT_MAX_BYTES,
        required=False,
        help_text=_("JPG, PNG hoặc PDF; mặt trước, mặt sau"),
    )
    into: forms.ModelChoiceField = forms.ModelChoiceField(  # type: ignore[type-arg]  # generic in the stubs only
        label=_("Ghi vào cuộc"), queryset=None, to_field_name="code", required=False
    )
    agreed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, elsewhere: Any = None, **kwargs: Any) -> None:
        """Offer other dialogues (`elsewhere`) only where the sheet's own takes nothing in any more."""
        super().__init__(*args, **kwargs)
        self.fields["scans"].widget.attrs["data-later"] = ""
        if elsewhere is None:
            del self.fields["into"]
        else:
            self.fields["into"].queryset = elsewhere  # type: ignore[attr-defined]  # a model choice field

    def reading(self) -> Reading:
        """Return what was read."""
        data = self.cleaned_data
        known = {name: data[name] for name in _PERSON}
        return Reading(
            text=data["text"],
            place=data["place"],
            received_on=data["received_on"],
            details=PersonalDetails(**known) if any(known.values()) else None,
            reply_channel=ReplyChannel(data["reply_channel"]),
            may_publish=data["may_publish"],
            is_group=data["is_group"],
        )


def said_in(reading: Reading) -> dict[str, object]:
    """Return a reading as the values of the form's fields."""
    person = {name: getattr(reading.details, name) if reading.details else "" for name in _PERSON}
    plain = ("text", "place", "received_on", "reply_channel", "may_publish", "is_group")
    return {name: getattr(reading, name) for name in plain} | person
