"""Sets Django up for a command and turns refusals into a sentence and an exit status."""

import sys
from argparse import Namespace

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from doithoai.common.errors import DomainError

FAILED = 1


def perform(arguments: Namespace) -> int:
    """Run the command that the words name; what goes wrong is said without a traceback."""
    try:
        django.setup()
        from doithoai.config import commands  # noqa: PLC0415 -- models can be imported only now

        return commands.COMMANDS[arguments.command](arguments)
    except ImproperlyConfigured as error:
        return _refuse(f"Cấu hình chưa đúng: {error}")
    except DomainError as error:
        return _refuse(str(error))
    except DatabaseError as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        return _refuse(
            f"Cơ sở dữ liệu không trả lời hoặc chưa được tạo ({reason}). "
            "Hãy kiểm tra DATABASE_URL, rồi chạy: doithoai migrate"
        )
    except FileNotFoundError as error:
        return _refuse(f"Không thấy tệp {error.filename}. Hãy kiểm tra lại đường dẫn.")
    except PermissionError as error:
        return _refuse(f"Không được phép đọc hoặc ghi {error.filename}. Hãy kiểm tra quyền trên thư mục.")
    except KeyboardInterrupt:
        return _refuse("Đã dừng theo yêu cầu.")


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return FAILED
