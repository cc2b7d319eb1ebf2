"""A question written on a phone while the conference runs: short, without a name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doithoai.dialogues.models import Dialogue, VenuePoint
from doithoai.screens.forms import LineField, OnceMixin, TextField


class AskForm(OnceMixin, forms.Form):
    """What one wants to ask, and where it is."""

    text = TextField(
        label=_("Bạn muốn hỏi gì"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "data-draft": "ask"}),
        help_text=_("Viết rõ việc gì. Đừng ghi họ tên, số điện thoại của ai."),
    )
    place = LineField(label=_("Ở đâu"), required=False, max_length=200, help_text=_("Ví dụ thôn Cầu Đá"))
    venue_point = forms.ModelChoiceField(
        label=_("Bạn đang ở"),
        queryset=VenuePoint.objects.none(),
        required=False,
        empty_label=_("Nơi khác, xem qua mạng"),
    )

    def __init__(self, *args: Any, dialogue: Dialogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = self.fields["venue_point"]
        assert isinstance(points, forms.ModelChoiceField)
        points.queryset = dialogue.venue_points.order_by("-is_main", "pk")
