"""The commands that compare, simulate and explain."""

import argparse
import json
from collections.abc import Sequence
from datetime import date

from doithoai.regulations.cases import read_case
from doithoai.regulations.cli import printing
from doithoai.regulations.cli.commands import check_settings, print_json
from doithoai.regulations.comparing import Side, compare, different
from doithoai.regulations.engine.explaining import explain
from doithoai.regulations.errors import UnknownRegulation
from doithoai.regulations.json_schema import json_schema
from doithoai.regulations.shelf import get
from doithoai.regulations.simulating import CONFERENCE, DatedRule, Moved, Setup, anchors_of, moved, setup_of, simulate
from doithoai.regulations.version import RegulationVersion
from doithoai.workdays import national
from doithoai.workdays.dates import vi_date

Options = argparse.Namespace
_VERDICTS = {"stricter": "chặt hơn", "numbered": "định rõ số", "only": "chỉ văn bản này"}


def compare_two(options: Options) -> int:
    """Print where two regulations differ, or every point."""
    left, right = get(options.left), get(options.right)
    points = compare(left, right)
    shown = points if options.all else different(points)
    if options.json:
        rows = [
            {
                "group": one.group,
                "point": one.code,
                "same": one.same,
                "left": _side(one.left),
                "right": _side(one.right),
            }
            for one in shown
        ]
        print_json({"left": left.pin, "right": right.pin, "points": rows})
        return 0
    print(f"{left.short_vi} và {right.short_vi}: khác nhau {len(different(points))} trong {len(points)} điểm.")
    for one in shown:
        print(f"\n{printing.group_vi(one.group)}: {one.code}{' (giống nhau)' if one.same else ''}")
        _print_side(left, one.left)
        _print_side(right, one.right)
    return 0


def _side(side: Side) -> dict[str, object]:
    return {"verdict": side.verdict, "rules": side.rules, "items": side.items}


def _print_side(version: RegulationVersion, side: Side) -> None:
    verdict = f" [{_VERDICTS[side.verdict]}]" if side.verdict else ""
    print(f"  {version.short_vi}{verdict}")
    if side.silent:
        print("    văn bản không nói")
    for rule in side.rules:
        print(f"    {rule.title_vi}: {printing.deadline_vi(rule)} ({rule.citation})")
    for item in side.items:
        print(f"    {item.vi} ({item.citation})")


def simulate_one(options: Options) -> int:
    """Print every date of a conference that nobody has opened; with --move, which of them move."""
    version, setup = _setup(options)
    if options.anchors:
        for kind in anchors_of(version):
            print(f"{kind:<28} {printing.anchor_vi(kind)}")
        return 0
    check_settings(version, dict(setup.settings))
    if options.move:
        rows = moved(version, setup, national(), to=dict(options.move))
        return _print_moved(rows, as_json=options.json)
    return _print_dated(simulate(version, setup, national()), as_json=options.json)


def _setup(options: Options) -> tuple[RegulationVersion, Setup]:
    if options.case:
        if not options.case.exists():
            raise UnknownRegulation(f"Không có tệp {options.case}. Xem lại đường dẫn.")
        read = read_case(options.case)
        written = setup_of(read.case)
        version = get(options.regulation) if options.regulation else read.versions[0]
    elif options.regulation:
        version, written = get(options.regulation), Setup(attributes={}, anchors={}, settings={})
    else:
        raise UnknownRegulation("Cần mã quy định hoặc --case TỆP. Xem: doithoai law simulate --help")
    named = {"level": options.level, "type": options.type, "form": options.form, "host_role": options.host_role}
    given = {name: value for name, value in named.items() if value}
    days: dict[str, date] = {CONFERENCE: options.conference} if options.conference else {}
    return version, Setup(
        attributes={**written.attributes, **given},
        anchors={**written.anchors, **days, **dict(options.anchor)},
        settings={**written.settings, **dict(options.setting)},
    )


def _print_dated(rows: Sequence[DatedRule], *, as_json: bool) -> int:
    if as_json:
        print_json([_row(one) for one in rows])
        return 0
    for one in rows:
        print(f"{_when(one):<24} {one.rule.id:<30} {one.rule.title_vi} ({one.rule.citation})")
    return 0


def _print_moved(rows: Sequence[Moved], *, as_json: bool) -> int:
    if as_json:
        print_json([{"before": _row(one.before), "after": _row(one.after), "moved_days": one.days} for one in rows])
        return 0
    changed = [one for one in rows if one.days]
    print(f"{len(changed)} hạn đổi trong {len(rows)} việc.")
    for one in changed:
        span = f"{_when(one.before)} thành {_when(one.after)}"
        print(f"{span:<50} {one.days:+d} ngày  {one.before.rule.title_vi} ({one.before.rule.citation})")
    return 0


def _row(one: DatedRule) -> dict[str, object]:
    return {
        "rule": one.rule.id,
        "citation": one.rule.citation,
        "title": one.rule.title_vi,
        "anchor": one.anchor_kind,
        "anchor_on": one.explained.anchor_on if one.explained else None,
        "expected": one.expected,
        "due_on": one.due_on,
        "provisional": bool(one.explained and one.explained.provisional),
        "waived_by": one.waiver.id if one.waiver else "",
        "external": one.external,
    }


def _when(one: DatedRule) -> str:
    if one.due_on:
        return f"{'dự kiến ' if one.expected else ''}{vi_date(one.due_on)}"
    if one.waiver:
        return "được miễn"
    return "chưa có căn cứ" if one.external else "không ấn định ngày"


def explain_one(options: Options) -> int:
    """Print a due date day by day, in whole sentences."""
    version = get(options.regulation)
    settings = dict(options.setting)
    check_settings(version, settings)
    found = explain(version, options.rule, options.anchor, national(), settings=settings, extended=options.extended)
    if options.json:
        print_json(
            {"rule": found.rule, "citation": found.citation, "how": found.how_vi, "due_on": found.due_on,
             "sentences": printing.sentences(found)}
        )  # fmt: skip
        return 0
    print(f"{found.title_vi} ({found.citation}, {version.short_vi})")
    for sentence in printing.sentences(found):
        print(sentence)
    return 0


def schema(_options: Options) -> int:
    """Print the JSON Schema of a rules file."""
    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return 0
