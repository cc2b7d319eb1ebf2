"""The package: a BagIt bag in a ZIP, the same bytes for the same content, that verifies without us."""

import io
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import bagit

_OFFLINE = Path(__file__).parent / "offline" / "verify.py"
_EPOCH = (2020, 1, 1, 0, 0, 0)  # file times in the ZIP say nothing; the journal says when


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One file of the package: its path below data/, its content, what it is."""

    path: str
    content: bytes
    title: str = ""


def make_package(*, name: str, enclosures: list[Enclosure], info: dict[str, str]) -> bytes:
    """Return the ZIP of a bag with these files; `info` goes into bag-info.txt."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / name
        for enclosure in enclosures:
            path = folder / enclosure.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(enclosure.content)
        bag = bagit.make_bag(str(folder), bag_info=info, checksums=["sha256"], encoding="utf-8")
        shutil.copyfile(_OFFLINE, folder / "verify.py")
        bag.save()  # takes verify.py into the tag manifest
        return _zipped(folder)


def _zipped(folder: Path) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, path.read_bytes())
    return out.getvalue()
