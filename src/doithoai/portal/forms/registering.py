"""Keeping a seat at a conference, and saying whether one wants to speak."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from doithoai.accounts.vault import PersonalDetails
from doithoai.dialogues.enums import LinkToArea
from doithoai.dialogues.models import VenuePoint
from doithoai.dialogues.queries import PointFigures
from doithoai.portal.forms.sending import PersonForm
from doithoai.screens.dates import vi_number
from doithoai.screens.forms import Cards, LineField, OnceMixin, TextField

_SPEECH_MAX = 2_000


class RegisterForm(OnceMixin, PersonForm):
    """Name, tie to the area (HP-2.2), venue point, speaking, and the mandate of a representative."""

    field_order = ("full_name", "link_to_area", "venue_point", "speaks", "speaks_about")

    link_to_area = forms.ChoiceField(
        label=_("Bạn gắn với nơi này thế nào"),
        choices=[("", _("Chọn một dòng")), *LinkToArea.choices],
        error_messages={"required": _("Chọn một dòng đúng với bạn.")},
    )
    venue_point = forms.ChoiceField(label=_("Dự ở đâu"), widget=Cards)
    speaks = forms.ChoiceField(
        label=_("Bạn muốn nói tại hội nghị không?"),
        choices=[("1", _("Có, tôi muốn nói")), ("0", _("Không, tôi chỉ dự"))],
        initial="0",
        widget=Cards(hints={"1": str(_("Theo thứ tự do văn phòng xếp")), "0": str(_("Vẫn giơ tay được nếu còn giờ"))}),
    )
    speaks_about = TextField(
        label=_("Bạn định nói về việc gì"),
        max_length=_SPEECH_MAX,
        required=False,
        help_text=_("Vài dòng, để cơ quan chuẩn bị trả lời."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    petition_code = LineField(
        label=_("Mã kiến nghị đã gửi, nếu có"), max_length=20, required=False, help_text=_("Ví dụ TL-26-0312")
    )
    mandate = LineField(
        label=_("Văn bản cử đại diện"),
        max_length=160,
        required=False,
        help_text=_("Chỉ khi nói thay cho tập thể: số, ngày văn bản hoặc biên bản họp"),
    )

    def __init__(self, *args: Any, points: list[PointFigures], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._points: dict[str, VenuePoint] = {row.point.key: row.point for row in points}
        name = self.fields["full_name"]
        name.required, name.help_text = True, gettext("Tên để lập danh sách dự; không đăng công khai.")
        name.error_messages["required"] = gettext("Ghi họ và tên người đăng ký.")
        choice = self.fields["venue_point"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(row.point.key, row.point.name) for row in points]
        if len(points) == 1:
            choice.widget, choice.initial = forms.HiddenInput(), points[0].point.key
        elif isinstance(choice.widget, Cards):
            choice.widget.hints = {row.point.key: seats_in_words(row) for row in points}

    def clean(self) -> dict[str, Any] | None:
        """Ask for the words of a speaker and for the paper of a representative (HP-2.2)."""
        given = self.cleaned_data
        if given.get("speaks") == "1" and not (given.get("speaks_about") or "").strip():
            self.add_error("speaks_about", _("Ghi vài chữ về điều bạn định nói."))
        if given.get("represents") and not given.get("mandate"):
            self.add_error(
                "mandate", _("Nói thay cho tập thể thì cần văn bản cử đại diện: ghi số, ngày hoặc biên bản họp.")
            )
        return super().clean()

    def person(self) -> PersonalDetails:
        """Return what goes into the vault."""
        details = self.details()
        assert details is not None  # the name is required
        return details

    def point(self) -> VenuePoint | None:
        """Return the chosen venue point."""
        return self._points.get(self.cleaned_data["venue_point"])


def seats_in_words(row: PointFigures) -> str:
    """Return how many seats are left at a point."""
    address = f"{row.point.address}. " if row.point.address else ""
    if row.free is None:
        return address + gettext("Không giới hạn chỗ")
    if row.free == 0:
        return address + gettext("Đã đủ chỗ: đăng ký sẽ vào danh sách chờ")
    return address + gettext("Còn %(free)s chỗ trong %(all)s") % {
        "free": vi_number(row.free),
        "all": vi_number(row.point.capacity),
    }
