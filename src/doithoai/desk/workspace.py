"""The workspace of one dialogue: its tabs, in the order of the work."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from doithoai.dialogues.models import Dialogue


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: url, words, whether it is the present one, a small figure."""

    url: str
    label: str
    here: bool
    count: str = ""


TABS = (
    ("dialogue", _("Tổng quan")),
    ("dialogue-plan", _("Kế hoạch")),
    ("dialogue-petitions", _("Kiến nghị")),
    ("dialogue-assignments", _("Phân công")),
    ("dialogue-notice", _("Thông báo, giấy mời")),
    ("dialogue-registrations", _("Đăng ký")),
    ("dialogue-programme", _("Chương trình")),
    ("dialogue-proceedings", _("Diễn biến")),
    ("dialogue-conclusion", _("Kết luận")),
    ("dialogue-follow-up", _("Theo dõi")),
    ("dialogue-dossier", _("Hồ sơ")),
)


def tabs_of(dialogue: Dialogue, here: str, counts: dict[str, str] | None = None) -> list[Tab]:
    """Return the tabs of a dialogue with the present one marked; a tab without an address is left out."""
    found = []
    for name, label in TABS:
        try:
            url = reverse(f"desk:{name}", args=[dialogue.code])
        except NoReverseMatch:
            continue
        found.append(Tab(url, str(label), name == here, (counts or {}).get(name, "")))
    return found
