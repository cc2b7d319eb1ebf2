"""Where two officers read one sheet differently, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doithoai.desk.forms.paper_forms import said_in
from doithoai.petitions.enums import ReplyChannel
from doithoai.petitions.services import Reading
from doithoai.screens.dates import vi_short

_LABELS: dict[str, str | Promise] = {
    "text": gettext_lazy("Nội dung"),
    "place": gettext_lazy("Nơi xảy ra"),
    "received_on": gettext_lazy("Ngày nhận"),
    "full_name": gettext_lazy("Họ tên"),
    "phone": gettext_lazy("Điện thoại"),
    "address": gettext_lazy("Địa chỉ"),
    "represents": gettext_lazy("Thay cho"),
    "is_group": gettext_lazy("Viết thay cho nhiều người"),
    "reply_channel": gettext_lazy("Nhận trả lời bằng"),
    "may_publish": gettext_lazy("Đồng ý công khai"),
}
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that was read in two ways; the pieces are (differs, words)."""

    label: str
    first: list[tuple[bool, str]]
    second: list[tuple[bool, str]]


def differences_of(first: Reading, second: Reading) -> list[Difference]:
    """Return what the second officer reads otherwise than the first, field by field."""
    one, two = said_in(first.cleaned()), said_in(second.cleaned())
    return [
        Difference(str(label), *beside(_plain(name, one[name]), _plain(name, two[name])))
        for name, label in _LABELS.items()
        if one[name] != two[name]
    ]


def _plain(name: str, value: object) -> str:
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, date):
        return vi_short(value)
    if name == "reply_channel":
        return str(ReplyChannel(str(value)).label)
    return str(value or "") or _("để trống")


def beside(one: str, two: str) -> tuple[list[tuple[bool, str]], list[tuple[bool, str]]]:
    """Return two texts in pieces (differs from the other, words), word by word."""
    left, right = _WORDS.findall(one), _WORDS.findall(two)
    steps = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return list(_pieces(left, steps, 1)), list(_pieces(right, steps, 3))


def _pieces(words: list[str], steps: Sequence[tuple[str, int, int, int, int]], at: int) -> Iterator[tuple[bool, str]]:
    for step in steps:
        part = "".join(words[int(step[at]) : int(step[at + 1])])
        if part:
            yield step[0] != "equal", part
