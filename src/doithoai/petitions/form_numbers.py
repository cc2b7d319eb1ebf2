"""Numbers of paper forms: TL-P26-00127-4 is unit, year, serial number and a digit that betrays a slip of the finger."""

import re

from doithoai.common.text import one_line
from doithoai.petitions.errors import FormRefused

_TAIL = re.compile(r"P(\d{2})(\d{5})(\d)$")


def form_number(unit: str, year: int, serial: int) -> str:
    """Return the number printed on a sheet, with its check digit (ISO 7064, MOD 11,10)."""
    digits = f"{year % 100:02d}{serial:05d}"
    return f"{unit}-P{digits[:2]}-{digits[2:]}-{_check_digit(digits)}"


def squeezed(number: str) -> str:
    """Return a number as it is looked for: capitals and digits only."""
    return re.sub(r"[^0-9A-Z]", "", number.upper())


def is_number(given: str) -> bool:
    """Say whether somebody typed or scanned the number of a form."""
    found = _TAIL.search(squeezed(given))
    return " " not in given.strip() and found is not None and _check_digit(found[1] + found[2]) == found[3]


def read_number(given: str) -> str:
    """Return the squeezed number that was typed or scanned (also at the end of an address); raises FormRefused."""
    text = one_line(given).rstrip("/ ").rsplit("/", 1)[-1]
    plain = squeezed(text)
    found = _TAIL.search(plain)
    if found is None:
        raise FormRefused(f"“{text[:40]}” không phải số phiếu. Số phiếu in dưới mã vuông, dạng TL-P26-00127-4.")
    if _check_digit(found[1] + found[2]) != found[3]:
        raise FormRefused(f"Số phiếu “{text[:40]}” có chữ số gõ nhầm. Hãy xem lại số in dưới mã vuông.")
    return plain


def _check_digit(digits: str) -> str:
    rest = 10
    for digit in digits:
        rest = (rest + int(digit)) % 10 or 10
        rest = rest * 2 % 11
    return str((11 - rest) % 10)
