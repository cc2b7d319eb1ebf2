"""Forms of the steps after the conclusion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from doithoai.organisations.models import Body
from doithoai.petitions.enums import ReplyKind, Result, SaidBy
from doithoai.screens.forms import LineField, OnceMixin, TextField, ViDateField

_ROWS_3 = {"rows": 3}


class ReportForm(OnceMixin, forms.Form):
    """The two contents of an agency's report (HP-10.2-content)."""

    reception = TextField(label=_("Kết quả tiếp nhận"), help_text=_("Đã tiếp nhận thế nào, đã xem xét đến đâu."))
    direction = TextField(label=_("Chỉ đạo giải quyết"), help_text=_("Giao ai làm gì, làm đến ngày nào."))


class ProposeForm(OnceMixin, forms.Form):
    """A date and what will be done by then."""

    due_on = ViDateField(label=_("Thời hạn giải quyết xong"), help_text=_("Ngày làm việc, ví dụ 20/11/2026."))
    solution = TextField(
        label=_("Cách giải quyết"),
        help_text=_("Việc sẽ làm, kinh phí từ đâu. Chủ trì dựa vào đây để quyết định."),
        widget=forms.Textarea(attrs=_ROWS_3),
    )


class ReplyForm(OnceMixin, forms.Form):
    """Which paper goes to the petitioners, and its words where no approved text is there."""

    kind = forms.ChoiceField(
        label=_("Văn bản"),
        choices=[(kind.value, kind.label) for kind in ReplyKind if kind != ReplyKind.HOLDING],
        initial=ReplyKind.FINAL,
    )
    text = TextField(
        label=_("Nội dung"),
        help_text=_(
            "Để trống: gửi đúng bản trả lời đã duyệt; với báo kết quả tiếp nhận thì lấy từ báo cáo gửi chủ trì."
        ),
        required=False,
    )
    new_date = ViDateField(label=_("Ngày hẹn mới"), help_text=_("Chỉ cho trả lời tạm."), required=False)


class HostReplyForm(ReplyForm):
    """The host answers in the agency's place, where the matter went upward: the words are always the host's own."""

    kind = forms.ChoiceField(
        label=_("Văn bản"),
        choices=[(kind.value, kind.label) for kind in (ReplyKind.FINAL, ReplyKind.HOLDING)],
        initial=ReplyKind.FINAL,
    )
    text = TextField(
        label=_("Nội dung"), help_text=_("Trả lời thì phải ghi; báo tạm thì để trống cũng được."), required=False
    )
    new_date = None  # type: ignore[assignment]  # Django's way to leave a field of the base out


class ResultForm(OnceMixin, forms.Form):
    """How the matter stands now."""

    result = forms.ChoiceField(
        label=_("Kết quả"), choices=[("", _("Chọn kết quả")), *((item.value, item.label) for item in Result)]
    )
    until = ViDateField(
        label=_("Hẹn xong ngày"), help_text=_("Bắt buộc khi đang giải quyết, có hẹn ngày."), required=False
    )
    note = TextField(
        label=_("Ghi rõ"),
        help_text=_("Bắt buộc khi không tiếp thu, đã chuyển hoặc người dân chưa đồng ý."),
        required=False,
        widget=forms.Textarea(attrs=_ROWS_3),
    )


class ConfirmForm(OnceMixin, forms.Form):
    """Nothing to fill in: the list above is what is done."""


class ChaseForm(OnceMixin, forms.Form):
    """What the office says to the bodies that lead."""

    text = TextField(
        label=_("Lời nhắc"), help_text=_("Việc cần làm, ngày cần xong."), widget=forms.Textarea(attrs=_ROWS_3)
    )


class DecideForm(OnceMixin, forms.Form):
    """The host's reason; only a refusal needs one."""

    note = TextField(
        label=_("Lý do khi không chấp nhận"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReasonForm(OnceMixin, forms.Form):
    """A reason, kept with the petition."""

    reason = TextField(label=_("Lý do"), widget=forms.Textarea(attrs=_ROWS_3))


class ReopenForm(ReasonForm):
    """Why the matter is taken up again, and whether the answer itself was at fault."""

    from_citizen = forms.BooleanField(
        label=_("Người kiến nghị đề nghị (tại quầy, nhắn tin, gửi thư)"),
        help_text=_("Tính vào số lần người dân được mở lại; văn phòng tự mở lại thì không tính."),
        required=False,
    )
    defective = forms.BooleanField(
        label=_("Trả lời đã gửi sai hoặc thiếu"),
        help_text=_("Ghi thành một việc riêng: quy chế nào đặt hạn trả lời lại thì tính từ hôm nay."),
        required=False,
    )


class RatingForm(OnceMixin, forms.Form):
    """How the petitioner rates the answer, as said to an officer."""

    stars = forms.TypedChoiceField(
        label=_("Người kiến nghị đánh giá"),
        coerce=int,
        choices=[
            (5, _("5: rất có ích")),
            (4, _("4: có ích")),
            (3, _("3: tạm được")),
            (2, _("2: ít có ích")),
            (1, _("1: không có ích")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một mức.")},
    )
    way = forms.ChoiceField(label=_("Nhận qua"), choices=SaidBy.choices)


class BodyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for mypy only, not when it runs
    """A choice among bodies, by name."""

    def label_from_instance(self, obj: Body) -> str:
        """Return the body's name."""
        return obj.name


class TransferForm(ReasonForm):
    """Which agency gets the matter, and why."""

    to_body = BodyChoice(label=_("Chuyển đến"), queryset=Body.objects.none(), empty_label=_("Chọn cơ quan"))
    field_order = ("to_body", "reason")


class EscalateForm(OnceMixin, forms.Form):
    """To whom above, what is asked of them, and whether the petitioner is told at once."""

    to_body = BodyChoice(label=_("Gửi cơ quan cấp trên"), queryset=Body.objects.none(), empty_label=_("Chọn cơ quan"))
    text = TextField(label=_("Nội dung kiến nghị"), help_text=_("Vì sao vượt thẩm quyền, đề nghị cấp trên làm gì."))
    tell_petitioner = forms.BooleanField(
        label=_("Gửi ngay văn bản báo người kiến nghị biết việc đã lên cấp trên"), required=False, initial=True
    )


class AnswerForm(OnceMixin, forms.Form):
    """The upper level's answer."""

    answer = TextField(
        label=_("Trả lời của cấp trên"), help_text=_("Cơ quan kiến nghị dựa vào đây để trả lời người dân bằng văn bản.")
    )


class PublishForm(OnceMixin, forms.Form):
    """What the public may read."""

    title = LineField(
        label=_("Tên việc trên cổng"), max_length=300, help_text=_("Việc gì, ở đâu. Không nêu tên, số nhà, điện thoại.")
    )
    answer = TextField(
        label=_("Nội dung trả lời trên cổng"), help_text=_("Để trống thì chỉ đăng tên việc."), required=False
    )
