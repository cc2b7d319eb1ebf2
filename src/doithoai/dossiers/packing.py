"""The package: a BagIt 1.0 bag (RFC 8493) in a ZIP, the same bytes for the same content, that verifies without us."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

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
    payload = {f"data/{enclosure.path}": enclosure.content for enclosure in enclosures}
    size = sum(len(content) for content in payload.values())
    labels = {**info, "Payload-Oxum": f"{size}.{len(payload)}"}
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": "".join(f"{label}: {_one_line(value)}\n" for label, value in labels.items()).encode(),
        "manifest-sha256.txt": _manifest(payload),
        "verify.py": _OFFLINE.read_bytes(),
    }
    tags["tagmanifest-sha256.txt"] = _manifest(tags)
    return _zipped(name, {**payload, **tags})


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _manifest(files: dict[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()


def _zipped(name: str, files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{name}/{path}", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[path])
    return out.getvalue()
