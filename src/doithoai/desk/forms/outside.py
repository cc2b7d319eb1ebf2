"""Forms of asking a body outside by a link; they check shape, the services decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doithoai.petitions.services.outside import WHY_MAX
from doithoai.screens.forms import LineField, OnceMixin, TextField, ViDateField


class OutsideForm(OnceMixin, forms.Form):
    """Whom to ask, what the page shows, by when and why."""

    name = LineField(
        label=_("Nơi được hỏi"),
        max_length=200,
        help_text=_("Tên đầy đủ, ví dụ Điện lực An Lão. Câu trả lời là ý kiến để cơ quan chủ trì dùng."),
        error_messages={"required": _("Ghi tên nơi được hỏi.")},
    )
    text = TextField(
        label=_("Nội dung gửi đi"),
        help_text=_(
            "Nơi được hỏi thấy đúng phần này. Bỏ họ tên, số nhà, điện thoại; giữ việc gì, ở đâu, cần trả lời gì."
        ),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 9}),
        error_messages={"required": _("Ghi việc gì, ở đâu, cần trả lời điều gì.")},
    )
    wanted_on = ViDateField(label=_("Cần trả lời đến hết ngày"))
    wanted_why = LineField(
        label=_("Vì sao ngày đó"),
        max_length=WHY_MAX,
        help_text=_("Hiện trên trang trả lời."),
        error_messages={"required": _("Ghi vì sao cần ngày đó.")},
    )
    valid_until = ViDateField(
        label=_("Đường dẫn dùng được đến hết ngày"), help_text=_("Trả lời muộn vẫn nhận, đến hết ngày này.")
    )
    read_through = forms.BooleanField(
        label=_("Đã đọc kỹ: nội dung gửi đi không cho biết ai là người kiến nghị"),
        required=True,
        error_messages={"required": _("Đọc lại nội dung gửi đi rồi đánh dấu vào đây.")},
    )

    def __init__(self, *args: Any, named: bool, **kwargs: Any) -> None:
        """`named`: the body is known from the assignment, so its name is not asked."""
        super().__init__(*args, **kwargs)
        if named:
            del self.fields["name"]
