"""A shelf of regulations of its own: the real texts, one of them ended or amended on a day. Data, nothing of ours."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from doithoai.regulations import shelf

HP = "hai-phong-1155"
ENDS = "2027-01-01"


def _forget() -> None:
    shelf._shelf.cache_clear()
    shelf.get_pinned.cache_clear()


@contextmanager
def laid_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, ends: str, amended: Mapping[str, str] | None = None
) -> Iterator[Path]:
    """Let the program read its texts from a copy in which Hải Phòng's ends on a day.

    `amended`: texts of the rules and what stands in their place in a second version, in force from that day.
    """
    data = folder / "data"
    shutil.copytree(shelf.DATA, data)
    path = data / HP / "rules.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("in_force_from: 2023-10-20\n", f"in_force_from: 2023-10-20\nin_force_to: {ends}\n"),
        encoding="utf-8",
    )
    if amended is not None:
        newer = text.replace('version: "2023-10-20"', f'version: "{ends}"')
        newer = newer.replace("in_force_from: 2023-10-20", f"in_force_from: {ends}")
        for old, new in amended.items():
            assert old in newer, f"not in the text: {old}"
            newer = newer.replace(old, new)
        (data / HP / "rules-2.yaml").write_text(newer, encoding="utf-8")
    monkeypatch.setattr(shelf, "DATA", data)
    _forget()
    try:
        yield data
    finally:
        monkeypatch.undo()
        _forget()
