"""What can be typed after `doithoai law`, and what each word does."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from doithoai.common.errors import DomainError
from doithoai.regulations.cli import commands, trying
from doithoai.regulations.errors import RegulationError

_EXAMPLES = """Ví dụ:
  doithoai law show hai-phong-1155 HP-10.1a
  doithoai law due hai-phong-1155 HP-10.1a --anchor 2026-08-20
  doithoai law due hai-phong-1155 HP-10.1a --anchor 2026-08-20 --extended --json
  doithoai law check                        kiểm tra mọi quy định đi kèm
  doithoai law check quy-dinh/tinh-ta       kiểm tra một thư mục quy định
  doithoai law cases hai-phong-1155         chạy các ca kiểm tra
  doithoai law compare A B --all            so hai quy định, kể cả chỗ giống nhau
  doithoai law simulate hai-phong-1155 --level commune --type periodic --conference 2026-09-18
  doithoai law simulate hai-phong-1155 --conference 2026-09-18 --move conference_start=2026-09-25
  doithoai law explain hai-phong-1155 HP-10.1a --anchor 2026-08-20
"""


def main(argv: Sequence[str]) -> int:
    """Run one command; return 0 when all is well, 1 when something is wrong, 2 for words not understood."""
    parser = _parser()
    try:
        options = parser.parse_args(list(argv))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    try:
        result: int = options.run(options)
    except (RegulationError, LookupError, DomainError) as error:
        print(error.args[0] if error.args else error, file=sys.stderr)
        return 1
    return result


class _Parser(argparse.ArgumentParser):
    """A parser whose own words are Vietnamese too."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", _Formatter)
        super().__init__(**settings, add_help=False)
        self.add_argument("-h", "--help", action="help", help="in hướng dẫn này")

    def error(self, message: str) -> NoReturn:
        """Say what was not understood and where help is; the exit code is 2."""
        for english, vietnamese in _ERRORS.items():
            message = message.replace(english, vietnamese)
        self.exit(2, f"{message}\nXem: {self.prog} --help\n")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(_HEADINGS.get(heading or "", heading))


_HEADINGS = {"positional arguments": "Từ cần nhập", "options": "Tùy chọn"}
_ERRORS = {
    "the following arguments are required": "còn thiếu",
    "unrecognized arguments": "không hiểu",
    "invalid choice": "không có",
    "choose from": "chọn một trong",
    "expected one argument": "cần một giá trị",
    "argument ": "",
}


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="doithoai law",
        description="Thư viện quy định: kiểm tra, tra cứu, tính hạn và giải thích từng ngày.",
        epilog=_EXAMPLES,
    )
    words = parser.add_subparsers(required=True, metavar="LỆNH", parser_class=_Parser)

    check = words.add_parser("check", help="kiểm tra quy định: lỗi kèm tệp, dòng, quy tắc và cách sửa")
    check.add_argument("path", nargs="?", type=Path, help="thư mục hoặc tệp rules.yaml; bỏ trống là mọi quy định")
    check.set_defaults(run=commands.check)

    show = words.add_parser("show", help="đọc quy định hoặc một quy tắc")
    show.add_argument("regulation", nargs="?", help="mã quy định, như hai-phong-1155")
    show.add_argument("rule", nargs="?", help="mã quy tắc hoặc khoản mục, như HP-10.1a")
    show.add_argument("--json", action="store_true", help="in JSON")
    show.set_defaults(run=commands.show)

    cases = words.add_parser("cases", help="chạy các ca kiểm tra, báo ca nào sai")
    cases.add_argument("regulation", nargs="?", help="mã quy định; bỏ trống là tất cả")
    cases.set_defaults(run=commands.cases)

    assess = words.add_parser("assess", help="xét một ca: việc gì, ai làm, hạn nào, theo điều nào")
    assess.add_argument("case", type=Path, help="tệp YAML: sự việc và điều mong đợi")
    assess.add_argument("--on", type=_day, help="ngày xét; bỏ trống là các ngày ghi trong tệp")
    assess.add_argument("--json", action="store_true", help="in JSON")
    assess.set_defaults(run=commands.assess_case)

    trace = words.add_parser("trace", help="từng khoản mục do đâu thực hiện, khoản nào còn bỏ ngỏ")
    trace.add_argument("regulation", nargs="?", help="mã quy định; bỏ trống là tất cả")
    trace.add_argument("--json", action="store_true", help="in JSON")
    trace.set_defaults(run=commands.trace)

    due = words.add_parser("due", help="tính một hạn và giải thích từng ngày")
    _add_counted(due, run=commands.due)
    explained = words.add_parser("explain", help="kể thành lời vì sao là ngày đó, từng ngày một")
    _add_counted(explained, run=trying.explain_one)

    compare = words.add_parser("compare", help="so hai quy định: chỗ nào khác, bên nào chặt hơn")
    compare.add_argument("left", help="mã quy định thứ nhất")
    compare.add_argument("right", help="mã quy định thứ hai")
    compare.add_argument("--all", action="store_true", help="in cả những điểm giống nhau")
    compare.add_argument("--json", action="store_true", help="in JSON")
    compare.set_defaults(run=trying.compare_two)

    _add_simulate(words.add_parser("simulate", help="thử một cuộc chưa mở: mọi hạn, và hạn nào đổi khi dời một mốc"))

    schema = words.add_parser("schema", help="in JSON Schema của rules.yaml cho trình soạn thảo")
    schema.add_argument("--json", action="store_true", help="in JSON (lệnh này luôn in JSON)")
    schema.set_defaults(run=trying.schema)
    return parser


def _add_counted(command: argparse.ArgumentParser, *, run: Callable[[argparse.Namespace], int]) -> None:
    command.add_argument("regulation", help="mã quy định, như hai-phong-1155")
    command.add_argument("rule", help="mã quy tắc, như HP-10.1a")
    command.add_argument("--anchor", type=_day, required=True, metavar="NĂM-THÁNG-NGÀY", help="ngày của mốc tính hạn")
    command.add_argument("--extended", action="store_true", help="tính khi đã được gia hạn")
    _add_readings(command)
    command.set_defaults(run=run)


def _add_readings(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--setting", action="append", default=[], type=_setting, metavar="TÊN=CÁCH", help="chọn cách hiểu khác"
    )
    command.add_argument("--json", action="store_true", help="in JSON")


def _add_simulate(command: argparse.ArgumentParser) -> None:
    command.add_argument("regulation", nargs="?", help="mã quy định; bỏ trống khi có --case")
    command.add_argument("--case", type=Path, metavar="TỆP", help="tệp ca YAML: lấy loại cuộc và các mốc từ đó")
    command.add_argument("--conference", type=_day, metavar="NĂM-THÁNG-NGÀY", help="ngày họp")
    command.add_argument("--level", metavar="CẤP", help="cấp: province, district, commune")
    command.add_argument("--type", metavar="LOẠI", help="loại: periodic, thematic, extraordinary")
    command.add_argument("--form", metavar="HÌNH_THỨC", help="hình thức: in_person, online …")
    command.add_argument("--host-role", metavar="VAI", help="người chủ trì: party_head, government_head …")
    for name, words in (("--anchor", "ngày của một mốc khác"), ("--move", "dời một mốc sang ngày này")):
        command.add_argument(name, action="append", default=[], type=_dated, metavar="MỐC=NGÀY", help=words)
    command.add_argument("--anchors", action="store_true", help="in tên các mốc mà quy định này dùng")
    _add_readings(command)
    command.set_defaults(run=trying.simulate_one)


def _dated(text: str) -> tuple[str, date]:
    name, _, day = text.partition("=")
    if not day:
        raise argparse.ArgumentTypeError(f"«{text}» phải viết như conclusion_notice_issued=2026-09-01")
    return name, _day(day)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» không phải một ngày; viết như 2026-08-20") from None


def _setting(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    if not value:
        raise argparse.ArgumentTypeError(f"«{text}» phải viết như notice_counting=difference")
    return name, value
