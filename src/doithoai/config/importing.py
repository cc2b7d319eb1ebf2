"""`doithoai import-petitions`: the same reading and the same verb as on the screen, for large files."""

import sys
from argparse import Namespace
from pathlib import Path

from django.utils import timezone

from doithoai.accounts.models import Account
from doithoai.common.errors import DomainError, NotPermitted
from doithoai.config.progress import Progress
from doithoai.dialogues.models import Dialogue
from doithoai.organisations import queries as organisations
from doithoai.petitions import permissions
from doithoai.petitions.services import importing
from doithoai.petitions.services.importing import Preview

DONE, FAILED = 0, 1
_SHOWN = 20


class NoSuchAccount(DomainError):
    """Nobody signs in by this name."""


def run(arguments: Namespace, dialogue: Dialogue) -> int:
    """Check the file and say what is wrong by row; then take all of it in, or nothing. Returns the exit status.

    Raises NoSuchAccount, NotPermitted for somebody who might not do this on the screen, SheetRefused.
    """
    today = timezone.localdate()
    account = Account.objects.filter(username=arguments.username, is_active=True).first()
    if account is None:
        raise NoSuchAccount(f"Không có tài khoản “{arguments.username}”. Hãy nêu tên đăng nhập của người nạp.")
    standing = organisations.standing_of(account, on=today)
    if not permissions.can_import(standing, dialogue):
        raise NotPermitted(
            f"{account.full_name} không nạp được kiến nghị vào hội nghị {dialogue.code} ở bước "
            f"“{dialogue.get_state_display()}”. Người nạp phải thuộc văn phòng chủ trì hoặc Mặt trận."
        )
    sheet = importing.read_sheet(Path(arguments.file))
    preview = importing.preview_of(dialogue, sheet, on=today)
    _tell(preview)
    if arguments.dry_run or preview.errors:
        return FAILED if preview.errors else DONE
    progress = Progress("Nạp kiến nghị", len(sheet.rows))
    body = standing.main.body.key if standing.main else ""
    batch = importing.import_sheet(
        dialogue=dialogue,
        sheet=sheet,
        skip_twins=arguments.skip_twins,
        progress=lambda _done, _of: progress.step(),
        on=today,
        by=account.actor(body),
    )
    progress.total = batch.rows
    progress.done()
    sys.stdout.write(f"Đã nạp {batch.rows} kiến nghị vào hội nghị {dialogue.code}.\n")
    return DONE


def _tell(preview: Preview) -> None:
    lines = [
        f"Dòng {row.number}: {'LỖI' if problem.is_error else 'lưu ý'}"
        f"{f' ở cột “{problem.column}”' if problem.column else ''}: {problem.text}"
        for row in preview.rows
        for problem in row.problems
    ]
    for line in lines[:_SHOWN]:
        sys.stdout.write(f"{line}\n")
    if len(lines) > _SHOWN:
        sys.stdout.write(f"… và {len(lines) - _SHOWN} điều nữa.\n")
    sys.stdout.write(
        f"{len(preview.rows)} dòng, {len(preview.errors)} dòng lỗi, {len(preview.twins)} dòng trùng nội dung.\n"
    )
    if preview.errors:
        sys.stdout.write("Chưa nạp dòng nào. Hãy sửa các dòng lỗi trong tệp rồi chạy lại.\n")
