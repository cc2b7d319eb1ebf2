"""Folding: how a Vietnamese text is compared without its marks."""

import unicodedata


def fold(text: str) -> str:
    """Return the text lower-case and without diacritics, đ as d, white space folded.

    SQLite's `lower()` and `LIKE` know ASCII only and its tokenizer never folds đ,
    so the folded form is stored and searched on both databases alike.
    """
    spread = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    bare = "".join(ch for ch in spread if not unicodedata.combining(ch))
    return " ".join(bare.lower().split())
