"""Forms of the hall: short, and with what was prepared already filled in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doithoai.dialogues.enums import LinkToArea
from doithoai.dialogues.models import Dialogue, VenuePoint
from doithoai.organisations import queries as organisations
from doithoai.organisations.enums import BodyKind
from doithoai.organisations.models import Body
from doithoai.petitions.enums import Outcome, ReplyChannel
from doithoai.proceedings.queries import law
from doithoai.screens.forms import Cards, LineField, OnceMixin, TextField

_ANSWERING = (
    BodyKind.AGENCY,
    BodyKind.GOVERNMENT,
    BodyKind.PARTY_COMMITTEE,
    BodyKind.PARTY_OFFICE,
    BodyKind.GOVERNMENT_OFFICE,
    BodyKind.COUNCIL_GOVERNMENT_OFFICE,
    BodyKind.FATHERLAND_FRONT,
    BodyKind.MASS_ORGANIZATION,
    BodyKind.OTHER,
)


def bodies_for(dialogue: Dialogue, *, on: Any, upper: bool = False) -> "forms.ModelChoiceField[Body]":
    """Return a choice among the unit's bodies (and those of the unit above)."""
    rows = organisations.bodies_of_unit(dialogue.unit, on=on, kinds=_ANSWERING)
    if upper and dialogue.unit.parent is not None:
        rows = rows | organisations.bodies_of_unit(dialogue.unit.parent, on=on)
    return forms.ModelChoiceField(
        label=_("Cơ quan"), queryset=rows.order_by("pk"), required=False, empty_label=_("Chọn cơ quan")
    )


class OutcomeForm(forms.Form):
    """What became of a petition; the fields that a kind does not need may stay empty."""

    kind = forms.ChoiceField(
        label=_("Kết quả"),
        choices=Outcome.choices,
        widget=Cards(
            hints={
                "answered": _("Xong tại hội nghị"),
                "taken_up": _("Chọn nơi làm; hạn tính ngay"),
                "declined": _("Phải ghi lý do"),
                "transferred": _("Chọn nơi có thẩm quyền"),
                "escalated": _("Vượt thẩm quyền của chủ trì"),
            }
        ),
    )
    note = TextField(
        label=_("Lời trả lời, chỉ đạo hoặc lý do"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    answered_by = LineField(label=_("Ai trả lời"), required=False, max_length=160)
    ground = forms.ChoiceField(label=_("Căn cứ từ chối"), required=False)
    reason = LineField(label=_("Lý do đổi kết quả"), required=False, max_length=500)

    def __init__(self, *args: Any, dialogue: Dialogue, on: Any, changes: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"] = bodies_for(dialogue, on=on, upper=True)
        self.fields["body"].label = _("Cơ quan chịu trách nhiệm")
        offered = [(kind.value, kind.label) for kind in law.outcomes(dialogue)]
        self.fields["kind"].choices = offered  # type: ignore[attr-defined]  # a choice field
        grounds = [(item.code, f"{item.vi} ({item.citation})") for item in law.declining_grounds(dialogue)]
        none = _("Chọn một căn cứ") if law.ground_needed(dialogue) else _("Không thuộc căn cứ nào, chỉ ghi lý do")
        self.fields["ground"].choices = [("", none), *grounds]  # type: ignore[attr-defined]  # a choice field
        if Outcome.DECLINED not in law.outcomes(dialogue):
            del self.fields["ground"]
        if not changes:
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True
        self.order_fields(["kind", "body", "ground", "note", "answered_by", "reason"])


class RaisedForm(OnceMixin, forms.Form):
    """A petition raised in the room, by who has the floor or on a slip of paper."""

    text = TextField(label=_("Nội dung, ghi đúng lời"), strip=False, widget=forms.Textarea(attrs={"rows": 5}))
    place = LineField(label=_("Ở đâu"), required=False, max_length=200, help_text=_("Ví dụ thôn Cầu Đá"))
    full_name = LineField(
        label=_("Họ tên người nêu"),
        required=False,
        max_length=120,
        help_text=_("Để gửi thông báo kết luận. Họ tên cất riêng, không lên màn chiếu."),
    )
    phone = LineField(label=_("Điện thoại"), required=False, max_length=20)
    address = LineField(label=_("Địa chỉ nhận thư"), required=False, max_length=200)
    reply_channel = forms.ChoiceField(
        label=_("Báo kết quả bằng"), choices=ReplyChannel.choices, initial=ReplyChannel.COUNTER
    )


class TurnForm(OnceMixin, forms.Form):
    """Somebody who raises a hand."""

    speaker = LineField(
        label=_("Gọi thế nào trong biên bản"),
        max_length=160,
        help_text=_("Ví dụ: Người dân thôn Bến Trên. Không cần họ tên."),
    )
    about = LineField(label=_("Về việc gì"), required=False, max_length=300)
    at_once = forms.BooleanField(label=_("Chủ trì cho nói xen, ngay sau lượt này"), required=False)

    def __init__(self, *args: Any, dialogue: Dialogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = dialogue.venue_points.order_by("-is_main", "pk")
        if points.count() > 1:
            self.fields["venue_point"] = forms.ModelChoiceField(
                label=_("Điểm cầu"), queryset=points, required=False, empty_label=_("Không rõ")
            )


class SummaryForm(forms.Form):
    """The secretary's words of a turn."""

    speaker = LineField(label=_("Người nói"), max_length=160)
    summary = TextField(
        label=_("Nội dung phát biểu"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(forms.Form):
    """What an agency or the host answered."""

    answered_by = LineField(label=_("Ai trả lời"), max_length=160)
    text = TextField(
        label=_("Trả lời thế nào"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3, "data-draft": "answer"}),
    )

    def __init__(self, *args: Any, dialogue: Dialogue, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"] = bodies_for(dialogue, on=on)
        alone = law.host_answers_alone(dialogue)
        self.fields["body"].help_text = (
            _("Ở cấp này chủ trì tự trả lời (%(article)s); để trống.") % {"article": alone.citation}
            if alone
            else _("Để trống nếu chủ trì trả lời.")
        )
        self.order_fields(["body", "answered_by", "text"])


class HandedForm(forms.Form):
    """The text of an answer, as the agency hands it to the secretary's table."""

    answered_by = LineField(
        label=_("Người trả lời"), required=False, max_length=160, help_text=_("Chức danh, ví dụ: Trưởng phòng Kinh tế.")
    )
    text = TextField(label=_("Nội dung đã trả lời"), max_length=8000, widget=forms.Textarea(attrs={"rows": 5}))


class RemarkForm(forms.Form):
    """A line that only the secretary knows."""

    text = TextField(
        label=_("Ghi thêm vào biên bản"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2, "data-draft": "remark"}),
    )


class CountForm(forms.Form):
    """People at one venue point."""

    citizens = forms.IntegerField(label=_("Người dân"), min_value=0, max_value=100_000)
    officials = forms.IntegerField(label=_("Cán bộ"), min_value=0, max_value=100_000, required=False)


class WalkInForm(OnceMixin, forms.Form):
    """Somebody at the door who did not register."""

    full_name = LineField(label=_("Họ tên"), max_length=120)
    phone = LineField(label=_("Điện thoại"), required=False, max_length=20)
    address = LineField(label=_("Địa chỉ"), required=False, max_length=200)
    link_to_area = forms.ChoiceField(label=_("Liên quan đến địa phương"), choices=LinkToArea.choices)
    venue_point = forms.ModelChoiceField(label=_("Điểm cầu"), queryset=VenuePoint.objects.none(), empty_label=None)
    wants_to_speak = forms.BooleanField(label=_("Muốn phát biểu"), required=False)
    speaks_about = LineField(label=_("Về việc gì"), required=False, max_length=300)

    def __init__(self, *args: Any, dialogue: Dialogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = self.fields["venue_point"]
        assert isinstance(points, forms.ModelChoiceField)
        points.queryset = dialogue.venue_points.order_by("-is_main", "pk")
        points.initial = points.queryset.first()


class RefusalForm(forms.Form):
    """A refusal that the host decides; the grounds are those of the regulation."""

    ground = forms.ChoiceField(label=_("Căn cứ"), widget=Cards())
    observed = LineField(
        label=_("Điều đã thấy, hoặc văn bản làm căn cứ"),
        max_length=300,
        help_text=_("Không ghi tình trạng sức khỏe."),
    )

    def __init__(self, *args: Any, dialogue: Dialogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = [(item.code, f"{item.vi} ({item.citation})") for item in law.refusal_grounds(dialogue)]
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]  # a choice field


class ReasonForm(forms.Form):
    """A reason, where the text asks for one."""

    reason = LineField(label=_("Lý do"), max_length=300)
