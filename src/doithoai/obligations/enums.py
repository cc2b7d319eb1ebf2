"""Why a unit does not work on days on which the country does."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClosureReason(TextChoices):
    """The reason that the decision gives."""

    STORM = "storm", _("Bão")
    FLOOD = "flood", _("Lũ, ngập lụt")
    EPIDEMIC = "epidemic", _("Dịch bệnh")
    INCIDENT = "incident", _("Sự cố trụ sở, mất điện")
    OTHER = "other", _("Lý do khác")

    @classmethod
    def words_of(cls, code: str) -> str:
        """Return what an explanation of a date calls the day, in the office's language."""
        return _DAYS.get(code, _DAYS["other"])


_DAYS = {
    "storm": "Đơn vị nghỉ do bão",
    "flood": "Đơn vị nghỉ do lũ, ngập lụt",
    "epidemic": "Đơn vị nghỉ do dịch bệnh",
    "incident": "Đơn vị nghỉ do sự cố trụ sở",
    "other": "Đơn vị nghỉ theo quyết định riêng",
}
