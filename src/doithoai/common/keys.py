"""Keys that can be shown, sorted and typed, and that say nothing about a person."""

import secrets
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_key() -> str:
    """Return a 26-character key, sortable by creation time (Crockford base 32).

    48 bits of milliseconds and 80 bits of chance: two processes never meet.
    """
    number = (int(time.time() * 1000) << 80) | secrets.randbits(80)
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(125, -1, -5))


def new_code(length: int = 6) -> str:
    """Return a short code for a receipt, without letters that look alike."""
    return "".join(secrets.choice("23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _ in range(length))
