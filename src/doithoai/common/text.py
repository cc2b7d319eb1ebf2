"""Vietnamese text on its way in."""

import unicodedata


def nfc(text: str) -> str:
    """Return the text in NFC, without NUL and with plain line ends; nothing else changes.

    Vietnamese arrives composed and decomposed, mixed even in one file; every
    input passes here before anything looks at it.
    """
    return unicodedata.normalize("NFC", text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Return the text in NFC on one line, with runs of white space folded (also no-break ones)."""
    return " ".join(nfc(text).split())


def fold(text: str) -> str:
    """Return the text lower-case and without diacritics, đ as d, white space folded.

    SQLite's `lower()` and `LIKE` know ASCII only and its tokenizer never folds đ,
    so the folded form is stored and searched on both databases alike.
    """
    spread = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    bare = "".join(ch for ch in spread if not unicodedata.combining(ch))
    return " ".join(bare.lower().split())
