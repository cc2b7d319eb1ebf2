"""Refusals of this room; each says what to do next."""

from collections.abc import Sequence

from doithoai.common.errors import DomainError


class ReorganisationRefused(DomainError):
    """Something in the decision does not fit what stands; `rows` are the faults of a sheet, row by row."""

    def __init__(self, message: str | None = None, *, rows: Sequence[tuple[int, str]] = ()) -> None:
        """Keep the faults of a sheet beside the sentence."""
        self.rows = tuple(rows)
        super().__init__(message or (f"Danh sách còn {len(self.rows)} dòng sai nên chưa ghi gì." if rows else None))


class SubstituteRefused(DomainError):
    """This person cannot stand in so; the sentence says why and what to do."""


class AlreadyWithdrawn(DomainError):
    """The decision was withdrawn before."""

    message = "Quyết định này đã được rút lại trước đó."


class AlreadyInUse(DomainError):
    """What the decision brought into being has been worked with."""

    message = (
        "Cơ quan, địa bàn mới đã được dùng trong hồ sơ hoặc đã đổi tiếp nên không rút lại được. "
        "Hãy ghi một quyết định mới để sửa."
    )
