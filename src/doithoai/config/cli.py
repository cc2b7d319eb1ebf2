"""The command line `doithoai`: reads the words, then hands over to `config.commands`."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

PROGRAM = "doithoai"
DESCRIPTION = """Đối Thoại: từ kế hoạch năm đến hồ sơ lưu trữ của hội nghị đối thoại.
(Runs dialogue conferences between leaders and the people.)"""
EPILOGUE = """Ví dụ:
  doithoai run --port 8000                        mở trang và tiến trình nền
  doithoai import-petitions y-kien.xlsx --dialogue TL-2026-01 --username vanphong --dry-run
  doithoai law due hai-phong-1155 HP-10.1a --anchor 2026-08-20
  doithoai backup /var/backups/                   sao lưu cơ sở dữ liệu và tệp

Biến môi trường: DOITHOAI_DATA (thư mục dữ liệu), DATABASE_URL (để trống là SQLite).
Hướng dẫn cài đặt: docs/install.md"""

Command = Callable[[argparse.Namespace], int]


class _Parser(argparse.ArgumentParser):
    """argparse in Vietnamese."""

    def __init__(self, **options: object) -> None:
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(add_help=False, **options)  # type: ignore[arg-type]  # argparse's own options, passed on
        self._positionals.title = "Cần nêu"
        self._optionals.title = "Tùy chọn"
        if self.prog.partition(" ")[2] != "law":
            self.add_argument("-h", "--help", action="help", help="hiện hướng dẫn này (show this help)")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "Cách dùng: ", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "Cách dùng: ", 1)

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.format_usage()}Sai lệnh: {message}. Xem: {self.prog} --help\n")


def _parser() -> _Parser:
    parser = _Parser(prog=PROGRAM, description=DESCRIPTION, epilog=EPILOGUE)
    rooms = parser.add_subparsers(title="Các lệnh", metavar="LỆNH", dest="command", required=True)

    def command(name: str, text: str, words: str = "") -> argparse.ArgumentParser:
        return rooms.add_parser(name, help=text, description=f"{text}. {words}".strip())

    _add_running(command)
    _add_cases(command)
    _add_keeping(command)
    return parser


def _add_running(command: Callable[..., argparse.ArgumentParser]) -> None:
    run = command("run", "Mở trang và tiến trình nền (start the site and the worker)", "Dừng bằng Ctrl-C.")
    run.add_argument("--port", type=_port, default=8000, help="cổng (mặc định 8000)")
    run.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe (mặc định 127.0.0.1: chỉ máy này)")
    run.add_argument("--no-worker", action="store_true", help="không chạy tiến trình nền cùng lúc")
    run.add_argument("--demo", action="store_true", help="in kèm các tài khoản dùng thử")
    worker = command(
        "worker",
        "Chạy tiến trình nền (run the worker)",
        "Gửi thư trong hộp thư đi, mỗi ngày rà soát thời hạn và nhắc việc.",
    )
    worker.add_argument("--once", action="store_true", help="làm một lượt rồi dừng")
    worker.add_argument("--parent", type=int, help=argparse.SUPPRESS)
    command("migrate", "Tạo hoặc cập nhật cơ sở dữ liệu (create or upgrade the database)")
    command("demo", "Nạp dữ liệu dùng thử (load demo data)", "Chạy lại không tạo trùng.")
    setup = command(
        "setup",
        "Khai báo đơn vị, cơ quan, chức danh, tài khoản từ một tệp (set an office up)",
        "Chạy lại chỉ thêm mục mới. Mật khẩu lần đầu được in ra một lần.",
    )
    what = setup.add_mutually_exclusive_group(required=True)
    what.add_argument("file", type=Path, nargs="?", metavar="TỆP", help="tệp .yaml theo mẫu")
    what.add_argument("--sample", action="store_true", help="in mẫu để sửa: doithoai setup --sample > don-vi.yaml")
    admin = command(
        "createadmin",
        "Tạo tài khoản quản trị (create an administrator)",
        "Đơn vị phải có trước (doithoai setup). Mật khẩu được hỏi trên màn hình.",
    )
    admin.add_argument("--unit", required=True, metavar="MÃ", help="mã đơn vị, ví dụ TL")
    admin.add_argument("--username", required=True, metavar="TÊN", help="tên đăng nhập")
    admin.add_argument("--name", required=True, metavar="HỌ_TÊN", help="họ và tên")


def _add_cases(command: Callable[..., argparse.ArgumentParser]) -> None:
    petitions = command(
        "import-petitions",
        "Nạp kiến nghị từ tệp (import petitions from XLSX, DOCX, CSV or JSONL)",
        "Nạp tất cả hoặc không nạp gì; lỗi được nêu theo từng dòng.",
    )
    petitions.add_argument("file", type=Path, metavar="TỆP", help="tệp .xlsx, .docx, .csv hoặc .jsonl")
    petitions.add_argument("--dialogue", required=True, metavar="MÃ", help="mã hội nghị nhận kiến nghị")
    petitions.add_argument("--username", required=True, metavar="TÊN", help="tên đăng nhập của người nạp")
    petitions.add_argument("--skip-twins", action="store_true", help="bỏ qua dòng trùng nội dung")
    petitions.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không nạp")
    command("law", "Tra cứu và tính theo quy chế (the law library: check, show, due, assess, trace …)")
    journal = command("journal", "Sổ ghi việc (the journal)")
    verify = _only(journal, "verify", "Kiểm tra chuỗi của sổ ghi việc (verify the hash chains)")
    verify.add_argument("--dialogue", metavar="MÃ", help="chỉ hội nghị này")
    _add_calendar(command)
    _add_succession(command)
    obligations = command("obligations", "Bảng nghĩa vụ, thời hạn (the projection of duties)")
    _only(obligations, "rebuild", "Dựng lại từ sổ ghi việc (throw away and rebuild)")


def _add_calendar(command: Callable[..., argparse.ArgumentParser]) -> None:
    calendar = command("calendar", "Lịch ngày nghỉ (the calendar of days off: import, check, show, template)")
    below = calendar.add_subparsers(title="Các lệnh", metavar="LỆNH", dest="verb", required=True)

    def verb(name: str, text: str) -> argparse.ArgumentParser:
        return below.add_parser(name, help=text, description=text)

    taken = verb("import", "Nạp lịch của một năm, sau khi xem hạn nào dời (import a year, after a look at what moves)")
    taken.add_argument("file", type=Path, metavar="TỆP", help="tệp .yaml hoặc .json theo mẫu")
    taken.add_argument("--yes", action="store_true", help="không hỏi lại")
    check = verb("check", "Kiểm tra một tệp, hoặc lịch đang dùng còn thiếu năm nào (check a file, or what is missing)")
    check.add_argument("file", type=Path, nargs="?", metavar="TỆP", help="tệp cần kiểm tra; để trống: lịch đang dùng")
    shown = verb("show", "Hiện các ngày nghỉ, ngày làm bù của một năm (show a year)")
    shown.add_argument("year", type=int, metavar="NĂM")
    shown.add_argument("--unit", metavar="MÃ", default="", help="kèm ngày nghỉ riêng của đơn vị này, ví dụ TL")
    shown.add_argument("--json", action="store_true", help="in dạng JSON")
    verb("template", "In tệp mẫu có chú thích (print a template): doithoai calendar template > lich-2027.yaml")


def _add_succession(command: Callable[..., argparse.ArgumentParser]) -> None:
    succession = command(
        "succession", "Đơn vị, địa bàn sáp nhập (units and places that are merged)", "Ghi tất cả hoặc không ghi gì."
    )
    below = succession.add_subparsers(title="Các lệnh", metavar="LỆNH", dest="verb", required=True)
    lists = "Nạp danh sách địa bàn: tên cũ, tên mới, số quyết định, từ ngày (a list of merged places)"
    places = below.add_parser("places", help=lists, description=lists)
    places.add_argument("file", type=Path, metavar="TỆP", help="tệp .xlsx, .docx hoặc .csv")
    places.add_argument("--unit", required=True, metavar="MÃ", help="mã đơn vị, ví dụ TL")
    whole = "Nhập đơn vị vào đơn vị khác, cùng mọi cơ quan (merge units with all their bodies)"
    units = below.add_parser("units", help=whole, description=whole)
    units.add_argument("codes", nargs="+", metavar="MÃ_CŨ", help="mã các đơn vị kết thúc")
    units.add_argument(
        "--into", required=True, metavar="MÃ", help="mã đơn vị tiếp nhận, khai trước bằng doithoai setup"
    )
    units.add_argument("--number", required=True, metavar="SỐ", help="số quyết định, nghị quyết")
    units.add_argument("--decided", required=True, metavar="NGÀY", help="ngày ký")
    units.add_argument("--since", required=True, metavar="NGÀY", help="có hiệu lực từ ngày")
    for one in (places, units):
        one.add_argument("--username", required=True, metavar="TÊN", help="tên đăng nhập của người ghi")
        one.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi")


def _add_keeping(command: Callable[..., argparse.ArgumentParser]) -> None:
    _add_forgetting(command)
    backup = command(
        "backup",
        "Sao lưu ra một tệp .tar.gz (write a backup)",
        "Gồm cơ sở dữ liệu, các tệp và bảng kê mã kiểm tra. "
        "Khóa danh tính không nằm trong đó, trừ khi thêm --with-keys.",
    )
    backup.add_argument("target", type=Path, metavar="NƠI_LƯU", help="thư mục, hoặc tên tệp .tar.gz")
    backup.add_argument("--with-keys", action="store_true", help="kèm các khóa (giữ tệp này như giữ mật khẩu)")
    restore = command(
        "restore",
        "Khôi phục từ bản sao lưu (restore a backup)",
        "Kiểm tra bản sao lưu trước khi thay bất cứ thứ gì, rồi kiểm tra sổ ghi việc sau khi khôi phục.",
    )
    restore.add_argument("file", type=Path, metavar="TỆP", help="tệp do lệnh backup tạo ra")
    restore.add_argument("--force", action="store_true", help="thay thế dữ liệu đang có")


def _add_forgetting(command: Callable[..., argparse.ArgumentParser]) -> None:
    forget = command(
        "forget",
        "Xóa dữ liệu cá nhân hết hạn lưu (erase people whose years of keeping are over)",
        "Hội nghị đã kết thúc; số năm tròn tính từ năm kết thúc, theo bảng thời hạn bảo quản của đơn vị. "
        "Nội dung, số liệu và sổ ghi việc giữ nguyên.",
    )
    forget.add_argument("--years", type=int, required=True, metavar="SỐ_NĂM", help="giữ bao nhiêu năm, ví dụ 10")
    forget.add_argument("--dry-run", action="store_true", help="chỉ nêu hội nghị nào, không xóa")


def _only(parent: argparse.ArgumentParser, name: str, text: str) -> argparse.ArgumentParser:
    below = parent.add_subparsers(title="Các lệnh", metavar="LỆNH", dest="verb", required=True)
    return below.add_parser(name, help=text, description=text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"cổng là số từ 1 đến 65535, không phải {text!r}")
    return int(text)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status: 0 done, 1 refused or failed, 2 wrong words."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["law"]:
        # The law library needs neither a database nor Django.
        from doithoai.regulations.cli import main as law  # noqa: PLC0415 -- only this command needs it

        return law(words[1:])
    arguments = _parser().parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doithoai.config.settings")
    from doithoai.config import start  # noqa: PLC0415 -- Django is set up only once the words are right

    return start.perform(arguments)


if __name__ == "__main__":
    sys.exit(main())
