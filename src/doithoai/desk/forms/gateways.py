"""Forms of the programs that hand petitions in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from doithoai.petitions.queries.gateways import CHANNELS
from doithoai.screens.forms import LineField, OnceMixin


class GatewayForm(OnceMixin, forms.Form):
    """Who hands in, and as which channel it counts."""

    name = LineField(label=_("Tên nơi gửi"), max_length=160, help_text=_("Ví dụ: Tổng đài 1022 thành phố."))
    channel = forms.ChoiceField(
        label=_("Ghi là nhận qua"), choices=[(channel.value, channel.label) for channel in CHANNELS]
    )


class WithdrawForm(OnceMixin, forms.Form):
    """Nothing to fill in."""
