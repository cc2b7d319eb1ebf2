"""What can be wrong with a chain."""

from doithoai.common.errors import DomainError


class ChainBroken(DomainError):
    """An entry does not follow from the one before it."""

    message = (
        "Sổ ghi việc không khớp: có dòng bị sửa, thiếu hoặc chen vào. Hãy báo quản trị hệ thống trước khi làm tiếp."
    )
