"""Which column is what, by its header: folded words, many ways of saying it."""

import re
from collections.abc import Sequence
from typing import Any

from doithoai.textsearch.folding import fold

# In order: a header that fits two is given to the first. Each entry is a pattern over the folded header.
_NAMES: tuple[tuple[str, str], ...] = (
    ("", r"^(stt|so tt|tt|no|id|ma|ma so|so thu tu)$"),
    ("", r"tra loi|giai quyet|ket qua|ghi chu|xu ly|tien do|\banswer\b|\boutcome\b|\bstate\b|han xu|thoi han|\bdue\b"),
    ("channel", r"^(kenh|nguon|hinh thuc)\b|cach gui|^channel$"),
    ("urgency", r"muc do|cap thiet|^khan"),
    ("title", r"^(tieu de|trich yeu|tom tat|ten viec|title|subject)\b"),
    ("field_group", r"^(nhom|nhom linh vuc|khoi|mang|field group)$"),
    ("field", r"linh vuc|^nganh|^(field|category)$"),
    ("phone", r"dien thoai|^(sdt|so dt|dt|phone|mobile|di dong)$"),
    ("email", r"e-?mail|thu dien tu"),
    ("received_on", r"^(ngay|thoi gian|date|received)\b(?!.*\b(tra|han|hoan|sinh)\b)"),
    ("full_name", r"ho (va )?ten|^nguoi (gui|kien nghi|phan anh|neu|nop|dan)|^(cu tri|cong dan|ten|ong ba|name)\b"),
    (
        "text",
        r"^(noi dung|y kien|kien nghi|phan anh|text|content|cau hoi|nguyen vong|de xuat)\b|noi dung (y kien|kien nghi)",
    ),
    (
        "place",
        r"dia diem|noi (xay ra|o|cu tru)?$|^noi\b|dia ban|^(thon|to dan pho|khu|khu vuc|ap|ban|place|location)\b",
    ),
    ("address", r"dia chi|^address$"),
)
_TIDY = re.compile(r"[^a-z0-9@/ -]+")


def column_of(header: Any) -> str:
    """Return the name of what a header announces; empty for a column that we do not take in."""
    return next((name for name, pattern in _NAMES if re.search(pattern, _plain(header))), "")


def _plain(header: Any) -> str:
    text = fold(str(header).replace("_", " "))
    return " ".join(_TIDY.sub(" ", text).replace("/", " ").split())


def columns_of(headers: Sequence[Any]) -> dict[str, int]:
    """Return which column holds what; the first of two that say the same counts."""
    found: dict[str, int] = {}
    for index, header in enumerate(headers):
        name = column_of(header) if str(header).strip() else ""
        if name:
            found.setdefault(name, index)
    # “Địa chỉ” beside no name says where it happens, not where somebody lives.
    if "address" in found and "place" not in found and "full_name" not in found:
        found["place"] = found.pop("address")
    return found


def looks_like_headers(cells: Sequence[Any]) -> bool:
    """Say whether a row is a row of headers: it names the words, and its cells are short."""
    given = [str(cell) for cell in cells if str(cell).strip()]
    return "text" in columns_of(cells) and all(len(cell) <= 80 for cell in given)
