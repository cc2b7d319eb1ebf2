"""Folding: how a Vietnamese text is compared without its marks; the function lies in `common`, below every room."""

from doithoai.common.text import fold

__all__ = ["fold"]
