"""The archive package, a BagIt bag (RFC 8493): a folder that anybody can verify without us, for decades.

Written here in full because the usual library has no build that installs on every Python that we
support, and the format is a few lines of text.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_MANIFEST, _TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"


@dataclass(frozen=True, slots=True)
class Check:
    """What verifying a bag has shown; whole if all three are empty."""

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    unexpected: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Say whether every file is there, unchanged, and nothing else is."""
        return not (self.missing or self.changed or self.unexpected)


def seal(folder: Path, info: Mapping[str, str]) -> None:
    """Turn a folder that holds the papers under `data/` into a bag.

    `info` goes to bag-info.txt, one line each; the payload's size and count are added.
    """
    payload = _files(folder / "data")
    size = sum(path.stat().st_size for path in payload)
    lines = [f"{name}: {' '.join(value.split())}" for name, value in info.items()]
    lines.append(f"Payload-Oxum: {size}.{len(payload)}")
    _write(folder / "bagit.txt", _DECLARATION)
    _write(folder / "bag-info.txt", "".join(f"{line}\n" for line in lines))
    _write(folder / _MANIFEST, _sums(folder, payload))
    tags = [path for path in _files(folder) if not path.is_relative_to(folder / "data")]
    _write(folder / _TAG_MANIFEST, _sums(folder, [path for path in tags if path.name != _TAG_MANIFEST]))


def check(folder: Path) -> Check:
    """Compare every file of the bag with its manifests; a folder without them has all its files unexpected."""
    expected = _listed(folder / _MANIFEST) | _listed(folder / _TAG_MANIFEST)
    found = {path.relative_to(folder).as_posix(): path for path in _files(folder) if path.name != _TAG_MANIFEST}
    both = sorted(expected.keys() & found.keys())
    return Check(
        missing=tuple(sorted(expected.keys() - found.keys())),
        changed=tuple(name for name in both if _sha256(found[name]) != expected[name]),
        unexpected=tuple(sorted(found.keys() - expected.keys())),
    )


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sums(folder: Path, files: list[Path]) -> str:
    # A line break or a % in a name is written as the format asks.
    names = (path.relative_to(folder).as_posix() for path in files)
    quoted = (name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D") for name in names)
    return "".join(f"{_sha256(path)}  {name}\n" for path, name in zip(files, quoted, strict=True))


def _listed(manifest: Path) -> dict[str, str]:
    if not manifest.is_file():
        return {}
    rows = (line.split(maxsplit=1) for line in manifest.read_text(encoding="utf-8").splitlines() if line.strip())
    return {name.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%"): digest for digest, name in rows}


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())
