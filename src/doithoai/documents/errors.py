"""Refusals of this room, in sentences that a clerk can act upon."""

from doithoai.common.errors import DomainError


class FileRefused(DomainError):
    """An attachment cannot be kept: its content is not of an accepted kind, or it is too large."""

    message = "Không nhận được tệp này. Hãy dùng PDF, Word, Excel, ảnh JPG hoặc PNG, hoặc tệp văn bản."


class FileMissing(DomainError):
    """A stored file is not where it must be, or no longer what it was."""

    message = "Tệp lưu trên máy chủ bị mất hoặc đã bị thay đổi. Hãy báo quản trị hệ thống khôi phục từ bản sao lưu."


class FileNotScanned(DomainError):
    """The scanner is set up and cannot be reached: nobody opens a file that it has not cleared."""

    message = (
        "Chưa kiểm tra được mã độc trong tệp này nên chưa mở. Hãy thử lại sau ít phút; "
        "nếu vẫn vậy, báo quản trị hệ thống xem máy quét."
    )


class DocumentNotDraft(DomainError):
    """A signed document cannot be changed or signed again."""

    message = "Văn bản này đã ký nên không sửa được. Hãy lập bản thay thế."


class DocumentNotSigned(DomainError):
    """Only a signed document in force can be replaced."""

    message = "Chỉ thay thế được văn bản đã ký và còn hiệu lực. Nếu còn là dự thảo, hãy sửa trực tiếp."


class SuccessorExists(DomainError):
    """A correction of this document was already begun."""

    message = "Văn bản này đã có bản thay thế. Hãy mở bản thay thế đó để sửa tiếp."


class NumberTaken(DomainError):
    """The number asked for is already on another document of the series."""

    message = "Số này đã cấp cho văn bản khác. Hãy kiểm tra sổ văn bản đi và nhập số khác."


class TemplateRefused(DomainError):
    """An uploaded Word template cannot be used."""

    message = "Không dùng được mẫu này."


class TermMissing(DomainError):
    """A Party paper needs the committee's term, which numbers its series."""

    message = "Chưa có nhiệm kỳ của cấp ủy nên chưa cấp được số. Hãy ghi nhiệm kỳ (ví dụ 2025-2030) ở trang cơ quan."
