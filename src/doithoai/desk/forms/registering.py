"""An officer registers somebody who comes or calls."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doithoai.accounts.vault import PersonalDetails
from doithoai.desk.forms.plans import choose
from doithoai.dialogues.enums import LinkToArea
from doithoai.dialogues.models import VenuePoint
from doithoai.screens.forms import LineField, OnceMixin, TextField


class RegisterForm(OnceMixin, forms.Form):
    """Who wants to come, from where, about what."""

    full_name = LineField(label=_("Họ và tên"), max_length=120)
    phone = LineField(label=_("Điện thoại"), required=False, max_length=20)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    address = LineField(label=_("Thôn, địa chỉ"), required=False, max_length=300)
    link_to_area = forms.ChoiceField(label=_("Gắn với địa phương"), choices=LinkToArea.choices)
    represents = LineField(label=_("Đại diện cho tập thể nào, nếu có"), required=False, max_length=160)
    mandate = LineField(label=_("Văn bản cử đại diện, nếu có"), required=False, max_length=160)
    venue_point = forms.ChoiceField(label=_("Điểm dự"))
    wants_to_speak = forms.BooleanField(label=_("Đăng ký phát biểu"), required=False)
    speaks_about = TextField(
        label=_("Nội dung phát biểu, nếu có"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    petition_code = LineField(label=_("Mã kiến nghị đã gửi, nếu có"), required=False, max_length=20)

    def __init__(self, *args: Any, points: Sequence[VenuePoint], **kwargs: Any) -> None:
        """Offer the venue points."""
        super().__init__(*args, **kwargs)
        self.points = {str(point.pk): point for point in points}
        choose(self.fields["venue_point"], [(pk, point.name) for pk, point in self.points.items()])

    @property
    def chosen_point(self) -> VenuePoint:
        """Return the venue point of a valid form."""
        return self.points[self.cleaned_data["venue_point"]]

    def details(self) -> PersonalDetails:
        """Return what goes to the vault."""
        values = self.cleaned_data
        return PersonalDetails(
            full_name=values["full_name"],
            phone=values["phone"],
            email=values["email"],
            address=values["address"],
            represents=values["represents"],
        )


class SeatForm(forms.Form):
    """At which point a seat is kept; empty keeps the one that was asked for."""

    venue_point = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, points: Sequence[VenuePoint], **kwargs: Any) -> None:
        """Offer the venue points."""
        super().__init__(*args, **kwargs)
        self.points = {str(point.pk): point for point in points}
        choose(self.fields["venue_point"], [("", ""), *((pk, point.name) for pk, point in self.points.items())])

    @property
    def chosen_point(self) -> VenuePoint | None:
        """Return the venue point of a valid form, None to keep the old one."""
        return self.points.get(self.cleaned_data["venue_point"])


class OrderForm(forms.Form):
    """A place in the speaking order; empty takes the next one."""

    order = forms.IntegerField(required=False, min_value=1, max_value=1000)


class DrawListForm(forms.Form):
    """How many are drawn, of whom, and where the seed will come from."""

    seats = forms.IntegerField(label=_("Số lượt bốc"), min_value=1, max_value=200, initial=10)
    by_point = forms.BooleanField(label=_("Bốc riêng cho từng điểm cầu, mỗi điểm số lượt như trên"), required=False)
    seed_source = LineField(
        label=_("Số gieo sẽ lấy từ đâu"),
        max_length=300,
        help_text=_("Một số công khai chưa ai biết, ví dụ: giải đặc biệt xổ số miền Bắc ngày mai."),
    )

    def __init__(self, *args: Any, several: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not several:
            del self.fields["by_point"]


class SeedForm(forms.Form):
    """The seed, as its source published it."""

    seed = LineField(label=_("Số gieo"), max_length=100, help_text=_("Chép đúng như nguồn công bố."))
