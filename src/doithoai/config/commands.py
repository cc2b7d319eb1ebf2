"""What each command does: reads the clock, calls one service, says what came of it."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from getpass import getpass

from django.core.management import call_command
from django.utils import timezone

from doithoai.common.actors import SYSTEM
from doithoai.common.errors import DomainError
from doithoai.config import calendars, demo, importing, server, succeeding, worker
from doithoai.config.backup.load import restore
from doithoai.config.backup.save import save
from doithoai.config.office import laying, plan
from doithoai.config.progress import Progress, watched
from doithoai.dialogues.models import Dialogue
from doithoai.journal import queries as journal
from doithoai.obligations import services as obligations
from doithoai.petitions import services as petitions

DONE, FAILED = 0, 1


class NoSuchDialogue(DomainError):
    """No dialogue bears this code."""


def _dialogue(code: str) -> Dialogue:
    found = Dialogue.objects.filter(code__iexact=code.strip()).first()
    if found is None:
        raise NoSuchDialogue(f"Không có hội nghị nào mang mã {code}. Mã có trên trang của hội nghị, ví dụ TL-2026-01.")
    return found


def _run(arguments: Namespace) -> int:
    accounts = demo.sign_ins() if arguments.demo else ""

    def ready() -> None:
        shown = "localhost" if arguments.host in {"127.0.0.1", "0.0.0.0", "::"} else arguments.host  # noqa: S104 -- compared
        print(f"\nĐối Thoại đang chạy tại  http://{shown}:{arguments.port}/       (trang công khai)")
        print(f"                         http://{shown}:{arguments.port}/ban/   (cán bộ đăng nhập)")
        print(f"{accounts}\nDừng: Ctrl-C\n", flush=True)

    server.serve(
        host=arguments.host,
        port=arguments.port,
        worker_parent=None if arguments.no_worker else os.getpid(),
        on_ready=ready,
    )
    return DONE


def _worker(arguments: Namespace) -> int:
    return worker.main(once=arguments.once, parent=arguments.parent)


def _migrate(_arguments: Namespace) -> int:
    call_command("migrate", verbosity=0, interactive=False)
    print("Cơ sở dữ liệu đã sẵn sàng.")
    return DONE


def _demo(_arguments: Namespace) -> int:
    progress = Progress("Nạp dữ liệu dùng thử")
    made = demo.load(today=timezone.localdate(), progress=progress.reached)
    print("Đã nạp dữ liệu dùng thử." if made else "Cơ sở dữ liệu đã có dữ liệu: không nạp dữ liệu dùng thử.")
    return DONE


def _setup(arguments: Namespace) -> int:
    if arguments.sample:
        print(plan.SAMPLE.read_text(encoding="utf-8"), end="")
        return DONE
    laid = laying.lay(plan.read(arguments.file))
    print(
        f"Đã thêm {laid.units} đơn vị, {laid.bodies} cơ quan, {laid.posts} chức danh, {len(laid.passwords)} tài khoản."
    )
    for username, password in laid.passwords.items():
        print(f"  {username:<20}{password}")
    if laid.passwords:
        print("Mật khẩu lần đầu chỉ hiện một lần này. Hãy trao riêng cho từng người và nhắc đổi khi đăng nhập.")
    return DONE


def _createadmin(arguments: Namespace) -> int:
    password = getpass("Mật khẩu (ít nhất 10 ký tự): ")
    laying.add_administrator(
        unit_code=arguments.unit,
        username=arguments.username,
        name=arguments.name,
        password=password,
        on=timezone.localdate(),
    )
    print(f"Đã tạo tài khoản quản trị {arguments.username}.")
    return DONE


def _import_petitions(arguments: Namespace) -> int:
    return importing.run(arguments, _dialogue(arguments.dialogue))


def _verify(arguments: Namespace) -> int:
    streams = journal.streams()
    if arguments.dialogue:
        streams = [_dialogue(arguments.dialogue).stream]
    proofs = [journal.proof_of(stream) for stream in watched(streams, "Chuỗi", len(streams))]
    faults = [proof for proof in proofs if proof.fault is not None]
    for proof in faults:
        print(f"SAI   {proof.stream}: dòng {proof.fault} không khớp với dòng trước nó.")
    entries = sum(proof.entries for proof in proofs)
    print(f"{len(proofs)} chuỗi, {entries} dòng, {len(faults)} chuỗi sai.")
    return FAILED if faults else DONE


def _rebuild(_arguments: Namespace) -> int:
    progress = Progress("Dựng lại")

    def show(_done: int, total: int) -> None:
        progress.total = total
        progress.step()

    obligations.rebuild(on=timezone.localdate(), progress=show)
    progress.done()
    return DONE


def _backup(arguments: Namespace) -> int:
    path = save(arguments.target, with_keys=arguments.with_keys, now=timezone.localtime())
    print(f"Đã sao lưu vào {path} ({path.stat().st_size / 1_000_000:.1f} MB).")
    if arguments.with_keys:
        print("Bản này chứa khóa danh tính: ai có tệp này đọc được tên người kiến nghị. Hãy cất như cất mật khẩu.")
    else:
        print(
            "Khóa danh tính KHÔNG nằm trong bản này. Hãy cất riêng tệp identity.key của thư mục dữ liệu: "
            "mất khóa thì không đọc lại được tên người kiến nghị."
        )
    return DONE


def _restore(arguments: Namespace) -> int:
    result = restore(arguments.file, force=arguments.force)
    print(f"Đã khôi phục bản sao lưu lúc {result.made_at}: {result.files} tệp, {result.streams} chuỗi sổ ghi việc.")
    if not result.readable:
        print(
            "Khóa danh tính ở đây không phải khóa của bản sao lưu: chưa đọc được tên người kiến nghị. "
            "Hãy chép tệp identity.key đã cất riêng vào thư mục dữ liệu rồi khởi động lại."
        )
    for proof in result.faults:
        print(f"SAI   {proof.stream}: dòng {proof.fault} không khớp với dòng trước nó.", file=sys.stderr)
    return FAILED if result.faults else DONE


def _forget(arguments: Namespace) -> int:
    if arguments.years < 0:
        print("Số năm phải từ 0 trở lên.", file=sys.stderr)
        return FAILED
    on = timezone.localdate()
    found = list(petitions.dialogues_to_forget(years=arguments.years, on=on))
    for dialogue in found:
        if arguments.dry_run:
            print(f"{dialogue.code}: sẽ xóa.")
        else:
            print(f"{dialogue.code}: đã xóa {petitions.forget_people(dialogue=dialogue, on=on, by=SYSTEM)} người.")
    if not found:
        print("Không có hội nghị nào hết hạn lưu.")
    return DONE


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "run": _run,
    "worker": _worker,
    "migrate": _migrate,
    "demo": _demo,
    "setup": _setup,
    "createadmin": _createadmin,
    "import-petitions": _import_petitions,
    "calendar": calendars.run,
    "succession": succeeding.run,
    "journal": _verify,
    "obligations": _rebuild,
    "backup": _backup,
    "restore": _restore,
    "forget": _forget,
}
