"""Kiem tra goi ho so doi thoai, khong can mang va khong can cai gi them ngoai Python 3.

Verifies a dialogue dossier offline: every file against its checksum, nothing missing and
nothing added, and the journal's chain of digests from its first entry to its last.

    python3 verify.py            in the unpacked folder
    python3 verify.py FOLDER     anywhere else

Exit status 0 when everything holds, 1 when something was changed.
"""

import hashlib
import json
import sys
from pathlib import Path


def file_faults(folder: Path) -> list[str]:
    """Return what is wrong with the files: changed, missing, or not in the list."""
    faults, listed = [], set()
    for line in (folder / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines():
        digest, name = line.split(maxsplit=1)
        listed.add(name)
        path = folder / name
        if not path.is_file():
            faults.append("Thiếu tệp (missing): " + name)
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            faults.append("Tệp đã bị sửa (changed): " + name)
    for path in sorted((folder / "data").rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in listed:
            faults.append("Tệp lạ (added): " + name)
    return faults


def entry_digest(entry: dict[str, object], previous: str) -> str:
    """Return the digest that an entry must have after the previous one."""
    names = ("stream", "number", "kind", "on", "dialogue", "petition", "data", "recorded_at", "account", "body")
    covered = {name: entry[name] for name in names}
    covered["previous"] = previous
    text = json.dumps(covered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def journal_faults(folder: Path) -> list[str]:
    """Return what is wrong with the journal: the first entry that does not follow, or a cut end."""
    previous, number = "", 0
    for line in (folder / "data/journal/journal.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        number += 1
        right = entry["number"] == number and entry["previous"] == previous
        if not right or entry_digest(entry, previous) != entry["digest"]:
            return [f"Sổ ghi việc sai từ dòng {number} (journal broken at entry {number})"]
        previous = entry["digest"]
    head = json.loads((folder / "data/journal/head.json").read_text(encoding="utf-8"))
    if (head["entries"], head["digest"]) != (number, previous):
        return [f"Sổ ghi việc bị cắt sau dòng {number} (journal cut after entry {number})"]
    return []


def main() -> int:
    """Check the folder and say in words what was found."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    faults = file_faults(folder) + journal_faults(folder)
    for fault in faults:
        print(fault)
    if faults:
        print(f"KHÔNG KHỚP: {len(faults)} lỗi (does not verify)")
        return 1
    print("KHỚP: mọi tệp và sổ ghi việc nguyên vẹn (verified)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
