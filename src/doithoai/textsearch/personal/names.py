"""Persons' names in Vietnamese: family names, capital runs, titles, and the streets and offices that look alike."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from doithoai.common.text import fold
from doithoai.textsearch.personal.vocabulary import (
    BARE,
    BETWEEN,
    CUES,
    DOING,
    FAMOUS,
    JOINING,
    KIN_WITH,
    NOT_NAMES,
    NUMBERED,
    PLACE_BEFORE,
    PLACE_FIRST,
    POST,
    ROADS,
    STRONG,
    SURNAMES,
    TITLES,
    WEAK_CUES,
)

_LETTERS = [chr(code) for code in (*range(0x41, 0x5B), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))]
UPPER = "".join(sign for sign in _LETTERS if sign.isupper())
_TOKEN = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;\n\-–•(“\"])\s*$")
_POST_AT_END = re.compile(rf"(?:{POST})((?:\s+[\w/.]+|,)*)\s*[,:–-]?\s*$", re.IGNORECASE)
_POST_AFTER = re.compile(rf"\s*[,(–-]?\s*(?:(?:hiện\s+)?là\s+)?(?:{POST})", re.IGNORECASE)
_POST_HERE = re.compile(rf"(?:{POST})\b", re.IGNORECASE)
# Wordings that end like a place and mean people.
_NO_PLACES = (["gia", "đình"], ["hàng", "xóm"])
_MOST = 5  # syllables of a name


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text, half-open; `official`: it stands beside the post that the person acts in."""

    start: int
    end: int
    official: bool


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.word.lower()

    @property
    def flat(self) -> str:
        return fold(self.word)

    @property
    def capital(self) -> bool:
        return self.word[0].isupper() and (self.word[1:].islower() or self.word.isupper())


def find(text: str) -> list[Name]:
    """Return the names of persons in the text (NFC), in order."""
    tokens = [_Token(match.group(), *match.span()) for match in _TOKEN.finditer(text)]
    found: list[Name] = []
    street_before = False
    at = 0
    while at < len(tokens):
        run = _run(text, tokens, at)
        if not run:
            at += 1
            continue
        name = _name_in(text, tokens, at, run, street_before=street_before)
        if name is not None:
            found.append(name)
        street_before = name is None and _goes_on_as_street(text, tokens, at, run, street_before)
        at += len(run)
    return found


def counts_something(text: str, at: int) -> bool:
    """Say whether "số 5" at this place numbers a pole, a group or a decision, and no house."""
    before = _TOKEN.findall(text[max(0, at - 20) : at])
    return bool(before) and fold(before[-1]) in NUMBERED


def is_street(words: str) -> bool:
    """Say whether capital words after a number are a street: named after somebody known, or after a person at all."""
    flat = fold(words).split()
    if any(" ".join(flat[:size]) in FAMOUS for size in range(len(flat), 1, -1)):
        return True
    return words.split(maxsplit=1)[0].lower() in SURNAMES and len(flat) >= 3


def _run(text: str, tokens: Sequence[_Token], at: int) -> list[_Token]:
    """Return the capital words that follow each other from here, with nothing but a space between."""
    run: list[_Token] = []
    for token in tokens[at:]:
        if not token.capital or (run and text[run[-1].end : token.start].strip(" \u00a0") != ""):
            break
        if run and "\n" in text[run[-1].end : token.start]:
            break
        run.append(token)
    return run


def _name_in(text: str, tokens: Sequence[_Token], at: int, run: list[_Token], *, street_before: bool) -> Name | None:
    before = [token.low for token in tokens[max(0, at - 12) : at] if _same_clause(text, token, run[0])]
    titled, rest = _without_title(text, before, run)
    rest = _before_a_post(text, rest)
    if not rest:
        return None
    if titled:
        return _made(text, rest[:_MOST]) if _may_follow_a_title(before, rest) else None
    cue = _cue(text, rest[0].start)
    if cue and _may_follow_a_cue(text, cue, rest):
        return _made(text, rest[:_MOST])
    if street_before or (rest[0] is run[0] and _names_a_place(before, run)):
        return None
    return _by_family_name(text, rest)


def _names_a_place(before: list[str], run: list[_Token]) -> bool:
    """Say whether the words before, or the first word itself, make the run a street, a place or an office."""
    if run[0].low in PLACE_FIRST and len(run) > 1:
        return True
    if not before:
        return False
    if before[-2:] in _NO_PLACES:
        return False
    if before[-1] in PLACE_BEFORE or (len(before) > 1 and before[-2] == "ngã"):
        return True
    return before[-1] in JOINING and any(word in ROADS for word in before)


def _same_clause(text: str, token: _Token, first: _Token) -> bool:
    return not re.search(r"[.;!?\n]", text[token.end : first.start])


def _without_title(text: str, before: list[str], run: list[_Token]) -> tuple[bool, list[_Token]]:
    """Say whether a title stands before the name, and return the capital words without it."""
    if len(run) > 1 and run[0].low in TITLES - KIN_WITH and run[0].word[1:].islower():
        starts = bool(_SENTENCE_END.search(text[: run[0].start]))
        place = bool(before) and before[-1] in PLACE_BEFORE
        surname = run[1].word.lower() in SURNAMES
        if not place and (starts or (surname and len(run) > 2)):
            return True, run[1:]
    if before and before[-1] in TITLES - KIN_WITH and text[run[0].start - 1 : run[0].start] in {" ", "\u00a0"}:
        return True, run
    return False, run


def _may_follow_a_title(before: list[str], rest: list[_Token]) -> bool:
    if before[-2:] in (["anh", "em"], ["chị", "em"]):
        return False
    if (rest[0].flat in NOT_NAMES and not _is_family(rest[0])) or (
        rest[0].word.isupper() and len(rest[0].word) > 1 and not _is_family(rest[0])
    ):
        return False
    # "đường bà Triệu", "cầu ông Thìn": the title belongs to the place's name.
    return not (len(before) > 1 and before[-2] in PLACE_BEFORE and before[-3:-1] not in _NO_PLACES)


def _before_a_post(text: str, run: list[_Token]) -> list[_Token]:
    """Cut the run where the words of a post begin: "Nguyễn Văn A Trưởng thôn"."""
    for number, token in enumerate(run):
        if _POST_HERE.match(text, token.start):
            return run[:number]
    return run


def _cue(text: str, at: int) -> str:
    """Return the wording before that announces a name, such as "tôi là"."""
    said = " ".join(text[max(0, at - 30) : at].lower().replace(":", " ").replace(",", " , ").split())
    for cue in sorted(CUES, key=len, reverse=True):
        if said == cue or said.endswith(f" {cue}"):
            return cue
    return ""


def _may_follow_a_cue(text: str, cue: str, rest: list[_Token]) -> bool:
    if rest[0].flat in NOT_NAMES and not _is_family(rest[0]):
        return False
    if cue in WEAK_CUES:
        return _is_family(rest[0]) and len(rest) >= 2
    if len(rest) == 1:
        # "tôi là Cựu chiến binh": a common word goes on in small letters.
        after = re.match(r"\s+([^\W\d_]+)", text[rest[0].end :])
        return after is None or fold(after.group(1)) in {"o", "tru", "nha", "song", "hien", "cu", "sinh", "tai", "xin"}
    return True


def _is_family(token: _Token) -> bool:
    return token.word.lower() in SURNAMES


def _by_family_name(text: str, run: list[_Token]) -> Name | None:
    """Return the name that begins with a family name somewhere in the run."""
    if len(run) > 1 and all(token.word.isupper() for token in run):
        return _in_capitals(text, run)
    for number, token in enumerate(run[:4]):
        rest = run[number : number + _MOST]
        if number and not ((_is_family(token) or token.flat in BARE) and len(rest) >= 3):
            continue
        if _is_name(rest):
            return _made(text, rest)
    return None


def _is_name(rest: list[_Token]) -> bool:
    first, flat = rest[0], [token.flat for token in rest]
    if first.word.isupper() and len(first.word) > 1:
        return False
    if any(" ".join(flat[:size]) in FAMOUS for size in range(len(flat), 1, -1)):
        return False
    if _is_family(first):
        return len(rest) >= 3 or (len(rest) == 2 and first.word.lower() in STRONG)
    return first.flat in BARE and first.word.isascii() and len(rest) >= 3 and all(one.word.isascii() for one in rest)


def _in_capitals(text: str, run: list[_Token]) -> Name | None:
    """In a heading in capitals only "NGUYỄN VĂN THỬ": a family name with the usual middle name, or all that stands."""
    for number, token in enumerate(run):
        rest = run[number:]
        if not _is_family(token) or len(rest) < 3:
            continue
        if rest[1].flat in {"van", "thi"} or (number == 0 and len(rest) <= 4 and token.word.lower() in STRONG):
            return _made(text, rest[:4])
    return None


def _made(text: str, rest: Sequence[_Token]) -> Name:
    start, end = rest[0].start, rest[-1].end
    return Name(start, end, _holds_a_post(text, start, end))


def _holds_a_post(text: str, start: int, end: int) -> bool:
    """Say whether the post stands right before or right after the name, with only words of offices between."""
    if _POST_AFTER.match(text, end):
        return True
    before = re.split(r"[.;!?\n]", text[max(0, start - 90) : start])[-1]
    found = _POST_AT_END.search(before)
    if found is None:
        return False
    words = _TOKEN.findall(found.group(1))
    return all((fold(word) in BETWEEN or word[0].isupper()) and word.lower() not in DOING for word in words)


def _goes_on_as_street(text: str, tokens: Sequence[_Token], at: int, run: list[_Token], street_before: bool) -> bool:
    """Say whether the next capital run is one more of a list of streets: "đường Trần Phú, Lê Lợi và Lê Lai"."""
    before = [token.low for token in tokens[max(0, at - 12) : at] if _same_clause(text, token, run[0])]
    here = street_before or _names_a_place(before, run)
    following = at + len(run)
    if not here or following >= len(tokens):
        return False
    gap = text[run[-1].end : tokens[following].start].strip()
    return gap in {",", "-", "–", "/"} and tokens[following].capital
