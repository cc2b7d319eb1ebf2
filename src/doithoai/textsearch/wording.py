"""What a petition's words come to when matters are compared: telling words, and the places that they name.

Marks, capitals, the commonest confusions of spelling (ch/tr, s/x, d/gi, i/y) and office abbreviations do not matter.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from doithoai.common.text import nfc
from doithoai.textsearch.folding import fold

Name = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+(?:/[^\W_]+)*")
_END = re.compile(r"[.!?:;\n]\s*$")
_MOST = 400  # words of one text that are looked at


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What stands before the own name of a place, folded.
_KINDS = _set_of(
    "duong pho ngo ngach kiet hem thon xom ap ban buon lang khom phum soc to tdp khu kdc xa phuong huyen quan tp tinh "
    "lo cau cong cho kenh song suoi rach ho dap truong tram doi cum"
)
# After one of these a lone word or a number is a name: “thôn Đông”, “kiệt 26”, “Tỉnh lộ 10A”.
_NARROW = _set_of("duong pho ngo ngach kiet hem thon xom ap ban buon to tdp khu phuong xa quan lo so cum cau cho suoi")
_SHORT = {
    "htx": ("hop", "tac", "xa"),
    "ubnd": (),
    "hdnd": (),
    "gpmb": ("giai", "phong", "mat", "bang"),
    "gcn": ("giay", "chung", "nhan"),
    "gcnqsdd": ("giay", "chung", "nhan", "quyen", "su", "dung", "dat"),
    "qsdd": ("quyen", "su", "dung", "dat"),
    "qsd": ("quyen", "su", "dung"),
    "nvh": ("nha", "van", "hoa"),
    "bhyt": ("bao", "hiem", "y", "te"),
    "bhxh": ("bao", "hiem", "xa", "hoi"),
    "vpdk": ("van", "phong", "dang", "ky"),
    "tdc": ("tai", "dinh", "cu"),
    "ntm": ("nong", "thon", "moi"),
    "csvc": ("co", "so", "vat", "chat"),
    "attp": ("an", "toan", "thuc", "pham"),
    "pccc": ("phong", "chay", "chua", "chay"),
    "ql": ("quoc", "lo"),
    "tl": ("tinh", "lo"),
}
# Words that say nothing about the matter, folded.
_COMMON = _set_of(
    "va cua cho cac nhung la co khong duoc bi thi nay khi tai tren de nghi kien xin hoi ve voi trong den tu da se mot "
    "nhieu nguoi dan xa thon phuong tinh huyen quan thanh pho chinh quyen cap co quan noi do ra vao con cung nhu theo "
    "rat qua hon can som mong muon phai dang vi nen ma o thuc hien tinh trang nam ngay thang ba con ho chung toi em "
    "kinh de xuat phan anh cu tri quan tam xem xet giup nho bao gio lai nua van chi moi"
)


# Set phrases, folded, and the one word that each counts as: a long name of an everyday thing tells no more than a
# short one. The longest first.
_PHRASES = tuple(
    sorted(
        (
            (phrase, word)
            for word, phrases in {
                "sodo": "giay chung nhan quyen su dung dat|giay chung nhan qsdd|quyen su dung dat|so do|bia do|so hong",
                "denduong": "den chieu sang|den duong|dien chieu sang|chieu sang cong cong|bong den",
                "nhavanhoa": "nha van hoa|nha sinh hoat cong dong",
                "bheyte": "bao hiem y te",
                "bhxahoi": "bao hiem xa hoi",
                "tharong": "tha rong|chay rong",
                "xuongcap": "xuong cap|hu hong|hong nang|hong",
                "": "uy ban nhan dan|hoi dong nhan dan|co quan chuc nang|cap co tham quyen|co quan co tham quyen",
                "moitruong": "o nhiem moi truong|ve sinh moi truong|moi truong",
                "boithuong": "boi thuong giai phong mat bang|den bu giai phong mat bang|boi thuong|den bu",
            }.items()
            for phrase in phrases.split("|")
        ),
        key=lambda pair: -len(pair[0]),
    )
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The telling words of a text in order, the names in it, and those of the names that say where."""

    words: tuple[str, ...]
    names: frozenset[Name]
    sites: frozenset[Name]


@dataclass(frozen=True, slots=True)
class _Token:
    bare: str
    is_capital: bool
    starts: bool  # a sentence
    apart: bool  # a sign stands before it


def wording_of(text: str) -> Wording:
    """Return the wording of a text; it may be typed without marks or capitals, then fewer names are known."""
    tokens = list(_tokens(nfc(text)))
    names: set[Name] = set()
    sites: set[Name] = set()
    index, listed = 0, -1
    while index < len(tokens):
        end = _end_of_name(tokens, index)
        name, says_where = _named(tokens, index, end)
        if name:
            names.add(name)
            if says_where or (index == listed and tokens[index].apart):  # “thôn Bản Giòng, Thôm Luông”
                sites.add(name)
                listed = end
        index = max(end, index + 1)
    return Wording(tuple(token.bare for token in tokens), frozenset(names), frozenset(sites))


def _tokens(text: str) -> Iterable[_Token]:
    at = 0
    for number, match in enumerate(_WORD.finditer(text)):
        if number >= _MOST:
            return
        between, word, at = text[at : match.start()], match[0], match.end()
        bare = fold(word)
        capital = word[0].isupper() and not (len(word) > 1 and word.isupper() and word.isalpha())
        starts = number == 0 or bool(_END.search(between))
        apart = number == 0 or bool(between.strip())
        for part in _SHORT.get(bare, (bare,)):
            yield _Token(part, capital, starts, apart)


def _end_of_name(tokens: list[_Token], start: int) -> int:
    """Return where the run of capitals ends that begins here; the same place where none does."""
    end = start
    while end < len(tokens) and (end == start or not tokens[end].apart):
        if not tokens[end].is_capital and not (end > start and tokens[end].bare[0].isdigit()):
            break
        end += 1
    return end


def _named(tokens: list[_Token], start: int, end: int) -> tuple[Name, bool]:
    """Return the name that stands there, () for none, and whether it says where something is.

    The word for its kind in front is no part of it, nor is a lone first word of a sentence a name.
    """
    kind = tokens[start - 1].bare if start and not tokens[start].apart else ""
    if end == start:
        token = tokens[start]
        numbered = token.bare[0].isdigit() and kind in _NARROW
        return ((kind, token.bare), True) if numbered else ((), False)
    run = [token.bare for token in tokens[start:end]]
    if kind not in _KINDS and run[0] in _KINDS and len(run) > 1:
        kind, run = run[0], run[1:]
    if len(run) > 1:
        return tuple(run), kind in _KINDS
    if kind not in _NARROW or run[0] in _KINDS:
        return (), False
    return ((kind, run[0]) if run[0][0].isdigit() else (run[0],)), True


_SOUNDS = (
    (re.compile("^tr"), "ch"),
    (re.compile("^x"), "s"),
    (re.compile("^gi(?=[aeou])"), "d"),
    (re.compile("y"), "i"),
)


@lru_cache(maxsize=20_000)
def sound_of(word: str) -> str:
    """Return a folded word as it sounds: what the commonest misspellings leave alike."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def telling(words: Iterable[str]) -> list[str]:
    """Return the words that may say what the matter is; a set phrase of offices is one word, whatever its length."""
    text = f" {' '.join(words)} "
    for phrase, word in _PHRASES:
        text = text.replace(f" {phrase} ", f" {word} ")
    return plain(text.split())


def plain(words: Iterable[str]) -> list[str]:
    """Return the telling words as they are written, set phrases word by word, as the full-text index has them."""
    return [word for word in words if word not in _COMMON and (len(word) > 1 or word.isdigit())]
