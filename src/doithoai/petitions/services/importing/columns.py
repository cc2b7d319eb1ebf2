"""Which column is what, by its header: folded words, many ways of saying it, and what an officer taught."""

import re
from collections.abc import Mapping, Sequence, Set
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
_LONGEST_HEADER = 80
_NUMBER = re.compile(r"[\d\s.,:/-]+")
# What a column may be taken for, as the officer reads it.
WORDS = {
    "text": "Nội dung",
    "title": "Tên gọi ngắn",
    "field": "Lĩnh vực",
    "field_group": "Nhóm lĩnh vực",
    "place": "Nơi xảy ra",
    "received_on": "Ngày nhận",
    "channel": "Kênh",
    "urgency": "Mức độ",
    "full_name": "Họ tên",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "address": "Địa chỉ",
}
# What an officer said of the columns of a sender: the header's key → one of WORDS, "" for a column left alone.
Taught = Mapping[str, str]


def column_of(header: Any) -> str:
    """Return the name of what a header announces; empty for a column that we do not take in."""
    return next((name for name, pattern in _NAMES if re.search(pattern, _plain(header))), "")


def _plain(header: Any) -> str:
    text = fold(str(header).replace("_", " "))
    return " ".join(_TIDY.sub(" ", text).replace("/", " ").split())


def letter_of(index: int) -> str:
    """Return the letters that a spreadsheet shows over a column: A for 0, AA for 26."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def keys_of(headers: Sequence[Any], hidden: Set[int] = frozenset()) -> list[str]:
    """Return a key for each column by which it is known again in the sender's next file: its folded header.

    A column without a header goes by its letters; the second of the same header and a hidden one are told apart.
    """
    keys: list[str] = []
    for index, header in enumerate(headers):
        key = _plain(header)[:_LONGEST_HEADER] or f"cot {letter_of(index).lower()}"
        key += " (an)" if index in hidden else ""
        same = keys.count(key)
        keys.append(f"{key} ({same + 1})" if same else key)
    return keys


def columns_of(headers: Sequence[Any], taught: Taught | None = None, hidden: Set[int] = frozenset()) -> dict[str, int]:
    """Return which column holds what; the first of two that say the same counts.

    What an officer taught about a header goes before what its words say. A hidden column is taken only if taught:
    it is what the sender no longer looks at.
    """
    found: dict[str, int] = {}
    taught = taught or {}
    keys = keys_of(headers, hidden)
    for index, key in enumerate(keys):
        if name := taught.get(key, ""):
            found.setdefault(name, index)
    for index, header in enumerate(headers):
        if keys[index] in taught or index in hidden:
            continue
        name = column_of(header) if str(header).strip() else ""
        if name:
            found.setdefault(name, index)
    # “Địa chỉ” beside no name says where it happens, not where somebody lives.
    if "address" in found and not {"place", "full_name"} & found.keys() and keys[found["address"]] not in taught:
        found["place"] = found.pop("address")
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def looks_like_headers(cells: Sequence[Any], taught: Taught | None = None, hidden: Set[int] = frozenset()) -> bool:
    """Say whether a row is a row of headers: it names the words, its cells are short and none is a number or a day.

    A petition that begins with “Kiến nghị …” names the words too, so in a row of three or more a second cell must
    be a header as well.
    """
    given = [str(cell).strip() for cell in cells if str(cell).strip()]
    columns = columns_of(cells, taught, hidden)
    if "text" not in columns or any(len(cell) > _LONGEST_HEADER or _NUMBER.fullmatch(cell) for cell in given):
        return False
    return len(given) < 3 or sum(map(_is_known, keys_of(cells, hidden), [taught or {}] * len(cells), cells)) >= 2


def _is_known(key: str, taught: Taught, header: Any) -> bool:
    return key in taught or any(re.search(pattern, _plain(header)) for _, pattern in _NAMES)
