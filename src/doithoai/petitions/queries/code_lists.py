"""Lists of petition codes short enough for an address: `TL-26-0003.0007~0012` stands for seven codes."""

import re
from collections.abc import Iterable

MOST = 5000  # codes that one address may name
_PART = re.compile(r"(?P<before>[\w-]+-)(?P<numbers>\d{4,7}(?:~\d{4,7})?(?:\.\d{4,7}(?:~\d{4,7})?)*)")
_CODE = re.compile(r"([\w-]+-)(\d{4,7})")


def short_list(codes: Iterable[str]) -> str:
    """Return the codes as one word, each once, neighbours as a span."""
    numbers: dict[str, set[int]] = {}
    for code in codes:
        if found := _CODE.fullmatch(code):
            numbers.setdefault(found[1], set()).add(int(found[2]))
    return ",".join(f"{before}{'.'.join(_spans(sorted(those)))}" for before, those in sorted(numbers.items()))


def _spans(numbers: list[int]) -> list[str]:
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return [f"{first:04d}" if first == last else f"{first:04d}~{last:04d}" for first, last in spans]


def codes_in(word: str) -> tuple[str, ...]:
    """Return the codes that a short list names, at most `MOST`; what is none of ours is left out."""
    codes: list[str] = []
    for part in word.split(","):
        found = _PART.fullmatch(part.strip())
        for span in found["numbers"].split(".") if found else ():
            first, _to, last = span.partition("~")
            upto = min(int(last or first), int(first) + MOST - len(codes) - 1)
            codes += [f"{found['before']}{number:04d}" for number in range(int(first), upto + 1)]  # type: ignore[index]  # no span without a match
    return tuple(codes)
