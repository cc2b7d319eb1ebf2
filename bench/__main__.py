"""Run every module of this folder that has `run() -> list[Figure]`, and print one table.

python -m bench            all of them
python -m bench dates      only those named
python -m bench --cpu      this process's own processor time, where others use the machine too
python -m bench --full     200,000 petitions, however long it takes to lay them down (else what fits into a minute)
python -m bench --server postgresql://…   a database of its own on that server, dropped at the end (else SQLite)
"""

import argparse
import importlib
import os
import pkgutil
import sys

import bench
from bench import figures as measuring
from bench.figures import Figure

_NOT_MEASUREMENTS = {"__main__", "figures", "hall_room", "office", "texts"}
_HEAD = ("figure", "value", "budget", "", "ratio", "peer in the same run")
_RIGHT = {1, 2, 4}


def main(names: list[str]) -> int:
    """Measure and print; an unknown name is an error, a missed budget is shown, not hidden."""
    chosen = argparse.ArgumentParser(prog="python -m bench", description="Measure against the budgets.")
    chosen.add_argument("names", nargs="*")
    chosen.add_argument("--cpu", action="store_true", help="processor time of this process, not the clock's")
    chosen.add_argument("--full", action="store_true", help="200,000 petitions, however long that takes")
    chosen.add_argument("--server", default="", help="PostgreSQL server to use instead of SQLite")
    asked = chosen.parse_args(names)
    if asked.cpu:
        measuring.count_own_time()
    if asked.full:
        measuring.lay_all()
    os.environ["BENCH_SERVER"] = asked.server  # `bench.office` reads it
    names = asked.names
    known = sorted({module.name for module in pkgutil.iter_modules(bench.__path__)} - _NOT_MEASUREMENTS)
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"no bench named {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    figures: list[Figure] = []
    for name in names or known:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        figures += importlib.import_module(f"bench.{name}").run()
    print(table(figures))
    if os.getloadavg()[0] > 1.5 * (os.cpu_count() or 1):
        print(f"\nthe machine is busy (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores): times are too long")
    missed = [figure.name for figure in figures if not figure.kept]
    print(f"\n{len(missed)} over budget: {'; '.join(missed)}" if missed else "\nall budgets kept")
    return 0


def table(figures: list[Figure]) -> str:
    """Return the figures as aligned lines."""
    rows = [_HEAD, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return "\n".join(
        "  ".join(
            cell.rjust(widths[column]) if column in _RIGHT else cell.ljust(widths[column])
            for column, cell in enumerate(row)
        ).rstrip()
        for row in rows
    )


def _cells(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        f"{_number(figure.value)} {figure.unit}",
        "" if figure.budget is None else f"{_number(figure.budget)} {figure.unit}",
        "" if figure.budget is None else "kept" if figure.kept else "OVER",
        "" if figure.ratio is None else f"{_number(figure.ratio)}×",
        figure.peer_name,
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
