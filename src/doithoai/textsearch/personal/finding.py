"""Find names, numbers and addresses of persons in a text, and show it without them.

A help for the eye: it offers, an officer decides. Positions refer to the text in NFC (`common.text.nfc`).
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from doithoai.common.text import fold, nfc
from doithoai.textsearch.personal import names
from doithoai.textsearch.personal.vocabulary import OFFICE_BEFORE


class PieceKind(StrEnum):
    """What a piece gives away."""

    NAME = "name"
    PHONE = "phone"
    ID_NUMBER = "id_number"
    EMAIL = "email"
    ADDRESS = "address"
    BANK_ACCOUNT = "bank_account"
    PLATE = "plate"
    OTHER = "other"  # marked by the officer


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, half-open. `official`: of an office or of somebody in post, kept unless chosen.

    `known`: it is what the vault holds of this very petition's people; `firm`: long enough to be no chance.
    """

    start: int
    end: int
    kind: PieceKind
    official: bool = False
    known: bool = False
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """Something that is known of the people behind the text: looked for whatever its marks and spacing."""

    kind: PieceKind
    words: str
    firm: bool


_FIRM = 7  # letters and spaces: a shorter name ("Lê An") also stands in words that name nobody
_WORD = re.compile(r"[^\W_]+")
_ID = re.compile(r"(?<![\d.,])0\d{2}(?:[ .]?\d{3}){3}(?![\d])")
_OLD_ID = re.compile(r"(?<![\d.,/])\d{9}(?![\d/]|[.,]\d|\s*(?:đồng|đ\b|vnđ|vnd|m2|m²|%))", re.IGNORECASE)
_CUED_ID = re.compile(
    r"(?:CMND|CMTND|CCCD|CMT|căn cước|chứng minh(?: thư)?(?: nhân dân)?|hộ chiếu|định danh|mã số thuế|MST|BHXH|BHYT|"
    r"thẻ bảo hiểm|mã số bảo hiểm|sổ bảo hiểm)[^.;\n\d]{0,30}?\b([A-Z]{0,2}\d(?:[ .]?\d){6,14})(?!\d)",
    re.IGNORECASE,
)
_INSURANCE = re.compile(r"\b[A-Z]{2}\d{13}\b")
_LAND_PAPER = re.compile(
    r"(?:sổ đỏ|sổ hồng|giấy chứng nhận|GCN)[^.;\n\d]{0,40}?\b([A-ZĐ]{1,2}[ .]?\d{6,8})\b", re.IGNORECASE
)
_BANK = re.compile(
    r"(?:tài khoản|số TK|STK|TK)\b[^.;\n\d]{0,40}?(\d(?:[ .\-]?\d|(?-i:[A-Z])(?=\d)){5,18})(?!\d|\s*(?:đồng|triệu|tỷ))",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\d,/])(?:\(?\+?84\)?|\(?0)(?:[ .\-()]{0,2}\d){8,10}(?![\d/])")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PLATE = re.compile(r"(?<![\d./-])\d{2}\s?-?\s?(?!QĐ|KH|TB|NQ|CT|HD|BC|TT|NĐ|CV)([A-ZĐ][A-Z0-9]?)\s?[-–. ]?\s?"
                    r"(?:\d{3}\.?\d{2}|\d{4})(?![\d/%]|\.\d)")  # fmt: skip
_LANE = (
    r"(?:đường|phố|ngõ|ngách|hẻm|kiệt|tổ(?: dân phố| nhân dân)?|thôn|xóm|ấp|khu phố|khu|khối|bản|làng|cụm|lô|chung cư|"
    r"tòa|phường|xã|TDP)"
)
_UP = names.UPPER
_TAIL = (
    rf"(?:\s*[,\-–]?\s*(?i:{_LANE})\s+(?:số\s+)?(?:\d+[A-Za-z]?(?:[/\-]\d+[A-Za-z]?)*(?:\s+[{_UP}]\w+(?:\s+[{_UP}]\w+){{1,3}})?|"
    rf"[{_UP}]\w*(?:\s+[{_UP}]\w*){{0,4}})(?:/\d+)*)"
)
_NUMBER = r"\d{1,4}[A-Za-z]?(?:[/\-]\d{1,4}[A-Za-z]?)*\b"
_HOUSE = re.compile(rf"\b(?:(?i:số nhà|nhà số|SN|căn hộ(?: số)?|phòng trọ số)\s*:?\s*{_NUMBER}){_TAIL}{{0,5}}")
_NUMBERED = re.compile(rf"\b(?i:số)\s+{_NUMBER}(?![/\-]\w){_TAIL}{{1,5}}")
_STREET = re.compile(
    rf"(?<![\w/.,\-]){_NUMBER}(?:\s*[,\-–]?\s*(?i:đường|phố|ngõ|ngách|hẻm|kiệt)\s+"
    rf"(?:\d+(?:/\d+)*|[{_UP}]\w*(?:\s+[{_UP}]\w*){{0,4}})){_TAIL}{{0,4}}"
)
_BARE_STREET = re.compile(rf"(?<![\w/.,\-]){_NUMBER}\s+([{_UP}]\w+(?:\s+[{_UP}]\w*){{1,4}}){_TAIL}{{0,4}}")
_COUNTING = re.compile(
    r"(?:ngay|thang|nam|quy|dieu|khoan|lop|khoa|lan|thu|muc|phan|chuong|ky|tuan|gio|khoang|tu|den|hon|gan|tong|so|"
    r"kiet|hem|ngo|ngach|tuyen|to|khu|thon|xom|ap|doi|ban|cot|tram|lo|diem|cum|km|luc|vao|co|duoc|cac|voi|la|va)\s*$"
)
_CLASSES = (  # what wins where two overlap
    PieceKind.EMAIL,
    PieceKind.BANK_ACCOUNT,
    PieceKind.ID_NUMBER,
    PieceKind.PLATE,
    PieceKind.ADDRESS,
    PieceKind.PHONE,
    PieceKind.NAME,
    PieceKind.OTHER,
)


def find(text: str, known: Iterable[Known] = (), *, also: Iterable[str] = ()) -> list[Piece]:
    """Return what may give a person away, in order and without overlaps; positions in `nfc(text)`.

    `known` is what the vault holds of the people behind the text; `also` are words that the officer marked.
    """
    plain = nfc(text)
    flat, places = _flat(plain)
    pieces = [*_known(flat, places, known), *_marked(plain, also), *_numbers(plain), *_addresses(plain)]
    pieces += [Piece(one.start, one.end, PieceKind.NAME, official=one.official) for one in names.find(plain)]
    return _apart(pieces)


def find_known(text: str, known: Iterable[Known]) -> list[Piece]:
    """Return only what is known of the people behind the text; much quicker than `find`."""
    return _apart(_known(*_flat(nfc(text)), known))


def hidden_in(text: str, pieces: Iterable[Piece], words: dict[PieceKind, str]) -> str:
    """Return the text with the pieces replaced by the words for their kind."""
    plain = nfc(text)
    for piece in sorted(pieces, key=lambda one: one.start, reverse=True):
        plain = plain[: piece.start] + words[piece.kind] + plain[piece.end :]
    return plain


def known_of(*, full_name: str = "", phone: str = "", email: str = "", address: str = "") -> list[Known]:
    """Return what to look for of one person. One syllable is no name; a village is where the matter is."""
    found = []
    bare = " ".join(_WORD.findall(fold(full_name)))
    if " " in bare:
        found.append(Known(PieceKind.NAME, bare, len(bare) >= _FIRM))
    digits = "".join(sign for sign in phone if sign.isdigit())
    if len(digits) >= 9:
        found.append(Known(PieceKind.PHONE, digits, firm=True))
    if "@" in email:
        found.append(Known(PieceKind.EMAIL, " ".join(_WORD.findall(fold(email))), firm=True))
    where = " ".join(_WORD.findall(fold(address)))
    if any(sign.isdigit() for sign in where) and " " in where:
        found.append(Known(PieceKind.ADDRESS, where, len(where) >= _FIRM))
    return found


def _flat(text: str) -> tuple[str, list[int]]:
    """Return the text folded sign by sign, and for each sign of it where it stands in the text."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for part in unicodedata.normalize("NFD", sign.replace("đ", "d").replace("Đ", "D")):
            if not unicodedata.combining(part):
                low = part.lower()
                signs += low
                places += [place] * len(low)
    return "".join(signs), [*places, len(text)]


def _known(flat: str, places: list[int], known: Iterable[Known]) -> list[Piece]:
    found = []
    for one in known:
        for match in _pattern(one).finditer(flat):
            start, end = places[match.start() + _opens(match)], places[match.end() - 1] + 1
            found.append(Piece(start, end, one.kind, known=True, firm=one.firm))
    return found


def _opens(match: re.Match[str]) -> int:
    """Return 1 where the match begins with a bracket that is not the number's own."""
    return int(match.group().startswith("(") and ")" not in match.group())


def _pattern(known: Known) -> re.Pattern[str]:
    if known.kind == PieceKind.PHONE:
        rest = known.words.removeprefix("84").removeprefix("0")
        return re.compile(r"(?<!\d)(?:\(?\+?84\)?[ .\-]?|\(?0)?" + r"[ .\-()]{0,3}".join(rest) + r"(?!\d)")
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, known.words.split())) + r"(?![^\W_])")


def _marked(text: str, also: Iterable[str]) -> list[Piece]:
    wanted = {nfc(words).strip() for words in also} - {""}
    return [
        Piece(match.start(), match.end(), PieceKind.OTHER)
        for words in wanted
        for match in re.finditer(re.escape(words), text)
    ]


def _numbers(text: str) -> list[Piece]:
    found = []
    whole = ((_ID, PieceKind.ID_NUMBER), (_OLD_ID, PieceKind.ID_NUMBER), (_INSURANCE, PieceKind.ID_NUMBER))
    cued = ((_CUED_ID, PieceKind.ID_NUMBER), (_LAND_PAPER, PieceKind.ID_NUMBER), (_BANK, PieceKind.BANK_ACCOUNT))
    for pattern, kind in (*whole, (_PLATE, PieceKind.PLATE)):
        found += [Piece(match.start(), match.end(), kind) for match in pattern.finditer(text)]
    for pattern, kind in cued:
        found += [Piece(*match.span(1), kind) for match in pattern.finditer(text)]
    for match in _EMAIL.finditer(text):
        official = match.group().lower().endswith((".gov.vn", ".dcs.vn"))
        found.append(Piece(match.start(), match.end(), PieceKind.EMAIL, official=official))
    for match in _PHONE.finditer(text):
        if len([sign for sign in match.group() if sign.isdigit()]) >= 10:
            official = _of_an_office(text, match.start())
            start = match.start() + _opens(match)
            found.append(Piece(start, match.end(), PieceKind.PHONE, official=official))
    return found


def _addresses(text: str) -> list[Piece]:
    found = [match.span() for match in _HOUSE.finditer(text)]
    found += [one.span() for one in _NUMBERED.finditer(text) if not names.counts_something(text, one.start())]
    for pattern in (_STREET, _BARE_STREET):
        for match in pattern.finditer(text):
            if _COUNTING.search(fold(text[max(0, match.start() - 12) : match.start()]) + " "):
                continue
            if pattern is _BARE_STREET and not names.is_street(match.group(1)):
                continue
            found.append(match.span())
    return [Piece(*span, PieceKind.ADDRESS, official=_of_an_office(text, span[0], within=24)) for span in found]


def _of_an_office(text: str, at: int, *, within: int = 40) -> bool:
    """Say whether the words just before, in the same sentence, name an office's desk or its public line."""
    before = re.split(r"[.;\n]", text[max(0, at - within) : at])[-1]
    flat = f" {' '.join(_WORD.findall(fold(before)))} "
    return any(f" {words} " in flat for words in OFFICE_BEFORE)


def _apart(pieces: Sequence[Piece]) -> list[Piece]:
    """Keep what is known, then the surer class, then the longer; an overlap of the same kind becomes one piece."""
    kept: list[Piece] = []
    order = sorted(pieces, key=lambda one: (not one.known, _CLASSES.index(one.kind), one.start - one.end))
    for piece in order:
        met = [one for one in kept if one.start < piece.end and piece.start < one.end]
        if not met:
            kept.append(piece)
            continue
        first = met[0]
        if all(one.kind == piece.kind for one in met) or piece.kind == PieceKind.ADDRESS:
            whole = [*met, piece]
            joined = replace(first, start=min(one.start for one in whole), end=max(one.end for one in whole))
            joined = replace(joined, firm=any(one.firm for one in whole), known=any(one.known for one in whole))
            kept = [one for one in kept if one not in met] + [joined]
    return sorted(kept, key=lambda one: one.start)
