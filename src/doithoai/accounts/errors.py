"""Refusals of this room."""

from doithoai.common.errors import DomainError


class IdentityErased(DomainError):
    """The identity was erased on request or at the end of its term."""

    message = "Thông tin người này đã được xóa theo quy định về dữ liệu cá nhân."
