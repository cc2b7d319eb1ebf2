"""Why a backup or a restore was refused."""

from doithoai.common.errors import DomainError


class ToolMissing(DomainError):
    """PostgreSQL's own programs are not installed."""

    message = (
        "Thiếu công cụ sao lưu của PostgreSQL (pg_dump, pg_restore, psql). Hãy chạy: sudo apt install postgresql-client"
    )


class ToolFailed(DomainError):
    """PostgreSQL's program ended with an error; its last words are in the message."""


class AlreadyThere(DomainError):
    """A backup never replaces another one."""


class BackupDamaged(DomainError):
    """The file is not what was written, or not one of ours."""


class WrongDatabase(DomainError):
    """The backup was made on the other kind of database."""


class BackupTooNew(DomainError):
    """The backup comes from a later version."""

    message = (
        "Bản sao lưu được tạo bởi phiên bản Đối Thoại mới hơn phiên bản đang cài. "
        "Hãy nâng cấp trước (git pull, make run) rồi khôi phục lại."
    )


class NotEmpty(DomainError):
    """There is something that the restore would replace."""

    message = (
        "Nơi khôi phục đã có dữ liệu. Nếu chắc chắn muốn thay thế, hãy thêm --force; "
        "dữ liệu SQLite và tệp đang có được giữ lại bên cạnh, cơ sở dữ liệu PostgreSQL thì bị thay hẳn."
    )
