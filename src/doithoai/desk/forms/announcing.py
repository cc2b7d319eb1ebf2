"""Forms of the notice, its channels and the invitations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doithoai.accounts.vault import PersonalDetails
from doithoai.dialogues.enums import InvitationReply, InviteeKind
from doithoai.organisations.enums import BodyKind
from doithoai.organisations.models import Body
from doithoai.screens.forms import LineField, OnceMixin, TextField, ViDateField

_FRONT_KINDS = frozenset({BodyKind.FATHERLAND_FRONT, BodyKind.MASS_ORGANIZATION})


class NoticeForm(OnceMixin, forms.Form):
    """What the notice says besides day, place and form, which come from the dialogue."""

    content = TextField(
        label=_("Nội dung"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5}), help_text=_("Mỗi ý một dòng.")
    )
    participants = TextField(label=_("Thành phần tham gia"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3}))
    how_to_take_part = TextField(
        label=_("Cách đăng ký, gửi ý kiến"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Số điện thoại, nơi nhận phiếu, trang đăng ký."),
    )


class PublishForm(OnceMixin, forms.Form):
    """When a notice went out by a channel, with proof; a reason lets through what the law leaves room for."""

    published_on = ViDateField(label=_("Ngày công bố"))
    detail = LineField(
        label=_("Bằng chứng"), max_length=300, help_text=_("Giờ phát trên đài, địa chỉ bài đăng, nơi niêm yết.")
    )
    override_reason = LineField(
        label=_("Lý do công bố muộn hoặc khi còn thiếu"),
        required=False,
        max_length=500,
        help_text=_("Chỉ ghi khi vẫn phải công bố. Lý do được lưu và việc muộn vẫn hiện là không đạt."),
    )


class SendForm(OnceMixin, forms.Form):
    """When the invitations went out."""

    sent_on = ViDateField(label=_("Ngày gửi giấy mời"))
    override_reason = LineField(
        label=_("Lý do gửi muộn hoặc khi còn thiếu"),
        required=False,
        max_length=500,
        help_text=_("Chỉ ghi khi vẫn phải gửi. Lý do được lưu và việc muộn vẫn hiện là không đạt."),
    )


class InviteForm(OnceMixin, forms.Form):
    """Bodies to put on the list, several at once; or one guest by name."""

    bodies = forms.MultipleChoiceField(
        label=_("Cơ quan, đoàn thể"), required=False, widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(
        label=_("Khách mời khác"),
        required=False,
        choices=[("", _("Không")), (InviteeKind.CITIZEN, _("Công dân")), (InviteeKind.OTHER, _("Tổ chức khác"))],
    )
    name = LineField(label=_("Họ tên hoặc tên tổ chức, nếu có"), required=False, max_length=160)
    phone = LineField(label=_("Điện thoại, nếu có"), required=False, max_length=20)
    address = LineField(label=_("Địa chỉ, nếu có"), required=False, max_length=300)

    def __init__(self, *args: Any, bodies: Sequence[Body], **kwargs: Any) -> None:
        """Offer the bodies that are not on the list yet."""
        super().__init__(*args, **kwargs)
        self.by_pk = {str(body.pk): body for body in bodies}
        field = self.fields["bodies"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(pk, body.name) for pk, body in self.by_pk.items()]
        if not self.by_pk:
            del self.fields["bodies"]

    def clean(self) -> dict[str, Any]:
        """Ask for somebody to invite."""
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("kind")) != bool(cleaned.get("name")):
            self.add_error("name", _("Ghi cả loại khách mời và tên."))
        if not cleaned.get("bodies") and not cleaned.get("name"):
            raise forms.ValidationError(_("Hãy chọn cơ quan hoặc ghi tên người, tổ chức được mời."))
        return cleaned

    def chosen_bodies(self) -> list[tuple[InviteeKind, Body]]:
        """Return the chosen bodies with the kind of invitee that each is."""
        chosen = [self.by_pk[pk] for pk in self.cleaned_data.get("bodies", [])]
        return [(InviteeKind.FRONT if body.kind in _FRONT_KINDS else InviteeKind.AGENCY, body) for body in chosen]

    def details(self) -> PersonalDetails:
        """Return the guest's details for the vault."""
        values = self.cleaned_data
        return PersonalDetails(full_name=values["name"], phone=values["phone"], address=values["address"])


class ReplyForm(OnceMixin, forms.Form):
    """What an invitee answered."""

    reply = forms.ChoiceField(label=_("Trả lời"), choices=InvitationReply.choices)
    note = LineField(label=_("Ghi chú, nếu có"), required=False, max_length=300)
