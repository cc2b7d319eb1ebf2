"""One short form: what it is about, where, files, and how one wants to be told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doithoai.accounts.vault import PersonalDetails
from doithoai.petitions.enums import ReplyChannel
from doithoai.petitions.services import Petitioner
from doithoai.petitions.validators import PLACE_MAX
from doithoai.portal.forms.files import ReadFiles, files_field
from doithoai.screens.forms import Cards, LineField, OnceMixin, TextField

_SHORTEST = 10
_NEEDED = {
    ReplyChannel.EMAIL: ("email", _("Ghi địa chỉ thư điện tử để nhận trả lời.")),
    ReplyChannel.SMS: ("phone", _("Ghi số điện thoại để nhận tin nhắn.")),
    ReplyChannel.LETTER: ("address", _("Ghi địa chỉ để nhận thư.")),
}


class PersonForm(forms.Form):
    """Who sends: everything may stay empty."""

    full_name = LineField(
        label=_("Họ và tên"),
        max_length=120,
        required=False,
        help_text=_(
            "Không ghi tên vẫn gửi được: ý kiến được đọc, được tính, nhưng không ai trả lời riêng cho bạn được."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = LineField(
        label=_("Điện thoại"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=_("Thư điện tử"), max_length=120, required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    address = LineField(
        label=_("Địa chỉ"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    represents = LineField(
        label=_("Nói thay cho tập thể nào, nếu có"),
        max_length=160,
        required=False,
        help_text=_("Ví dụ: các hộ xóm Đông, Chi hội Nông dân thôn Cầu Đá"),
    )

    def clean_phone(self) -> str:
        """Return the number as typed; it has to hold enough digits to be one."""
        phone: str = self.cleaned_data["phone"]
        digits = [sign for sign in phone if sign.isdigit()]
        if phone and not 8 <= len(digits) <= 13:
            raise forms.ValidationError(_("Số điện thoại cần từ 8 đến 13 chữ số, ví dụ 0912 345 678."))
        return phone

    def details(self) -> PersonalDetails | None:
        """Return what goes into the vault, None for an opinion without a name."""
        names = PersonalDetails.__dataclass_fields__
        given = {name: self.cleaned_data.get(name, "") for name in names}
        return PersonalDetails(**given) if given["full_name"] else None


class SendForm(ReadFiles, OnceMixin, PersonForm):
    """An opinion for one dialogue of a place; `dialogues` are those that take opinions today."""

    field_order = ("dialogue", "text", "place", "attachments", "full_name", "reply_channel")

    dialogue = forms.ChoiceField(label=_("Gửi cho cuộc nào"), widget=Cards)
    text = TextField(
        label=_("Nội dung"),
        strip=False,
        help_text=_("Việc gì, từ bao giờ, bạn đề nghị gì. Viết như nói. Đừng ghi tên hay số nhà của người khác."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("Viết điều bạn muốn hỏi hoặc đề nghị."),
            "max_length": _(
                "Nội dung dài %(show_value)d ký tự, nhiều hơn %(limit_value)d. "
                "Ghi phần chính ở đây và đính kèm bản đầy đủ."
            ),
        },
    )
    place = LineField(
        label=_("Xảy ra ở đâu"),
        max_length=PLACE_MAX,
        required=False,
        help_text=_("Thôn, xóm, đoạn đường; tên mới hay cũ đều được. Ví dụ: thôn Cầu Đá, gần trạm bơm"),
        widget=forms.TextInput(attrs={"list": "dia-ban"}),
    )
    attachments = files_field()
    reply_channel = forms.ChoiceField(
        label=_("Bạn muốn nhận trả lời thế nào"),
        choices=[
            (ReplyChannel.PORTAL, _("Tự xem trên trang này bằng mã và từ bí mật")),
            (ReplyChannel.EMAIL, _("Thư điện tử")),
            (ReplyChannel.SMS, _("Tin nhắn")),
            (ReplyChannel.LETTER, _("Thư gửi tận nhà")),
            (ReplyChannel.COUNTER, _("Đến nhận tại bộ phận một cửa")),
        ],
        initial=ReplyChannel.PORTAL,
        widget=Cards(
            hints={
                ReplyChannel.PORTAL: str(_("Không cần tên, không cần điện thoại")),
                ReplyChannel.EMAIL: str(_("Cần họ tên và địa chỉ thư điện tử")),
                ReplyChannel.SMS: str(_("Cần họ tên và số điện thoại")),
                ReplyChannel.LETTER: str(_("Cần họ tên và địa chỉ")),
                ReplyChannel.COUNTER: str(_("Cần họ tên; mang theo biên nhận")),
            }
        ),
    )
    may_publish = forms.BooleanField(
        label=_("Đồng ý đăng công khai điều tôi nêu, sau khi bỏ tên và thông tin riêng"),
        help_text=_(
            "Không chọn cũng được trả lời như nhau; khi đó trang công khai chỉ đăng tóm tắt do văn phòng viết."
        ),
        required=False,
    )

    def __init__(self, *args: Any, dialogues: list[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A browser would cut a pasted text there without a word; we say that it is too long.
        self.fields["text"].widget.attrs.pop("maxlength", None)
        choice = self.fields["dialogue"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(code, title) for code, title, _hint in dialogues]
        if len(dialogues) == 1:
            choice.widget = forms.HiddenInput()
        elif isinstance(choice.widget, Cards):
            choice.widget.hints = {code: hint for code, _title, hint in dialogues}

    def clean_text(self) -> str:
        """Return the words as they came; refuses too few to understand."""
        text: str = self.cleaned_data["text"]
        if len(text.strip()) < _SHORTEST:
            raise forms.ValidationError(_("Nội dung quá ngắn: nêu ít nhất việc gì và ở đâu."))
        return text

    def clean(self) -> dict[str, Any] | None:
        """Ask for the address that the chosen way of answering needs, and for a name with any particulars."""
        given = self.cleaned_data
        channel = given.get("reply_channel", ReplyChannel.PORTAL)
        needed = _NEEDED.get(ReplyChannel(channel))
        if needed and not given.get(needed[0]) and needed[0] not in self.errors:
            self.add_error(needed[0], needed[1])
        particulars = any(given.get(name) for name in ("phone", "email", "address", "represents"))
        if not given.get("full_name") and (channel != ReplyChannel.PORTAL or particulars):
            self.add_error(
                "full_name",
                _(
                    "Muốn được trả lời riêng thì cần họ tên. Không muốn ghi tên thì để trống các ô về bạn "
                    "và chọn tự xem bằng mã."
                ),
            )
        return super().clean()

    def petitioner(self) -> Petitioner:
        """Return who sends and how to tell them, as the verb takes it."""
        return Petitioner(
            details=self.details(),
            reply_channel=ReplyChannel(self.cleaned_data["reply_channel"]),
            is_group=bool(self.cleaned_data["represents"]),
            may_publish=self.cleaned_data["may_publish"],
        )
