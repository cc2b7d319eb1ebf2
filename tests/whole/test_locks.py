"""What a stranger's set-up stands on."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
LINE = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>\S+)(?: ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?"
)


def _lines(name: str) -> list[str]:
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


def _versions(name: str) -> dict[str, str]:
    return {
        match["name"]: match["version"] for line in _lines(name) if (match := LINE.fullmatch(line)) and match["name"]
    }


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_names_versions_and_hashes_and_nothing_else(name):
    odd = [line for line in _lines(name) if not LINE.fullmatch(line)]

    assert odd == []


def test_tests_run_on_the_very_versions_that_offices_run():
    office, developer = (_versions(name) for name in LOCKS)

    assert office.items() <= developer.items()


@pytest.mark.parametrize("group", ["dependencies", "dev"])
def test_every_dependency_says_why_it_is_there(group):
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = text.split(f"\n{group} = [\n", 1)[1].split("\n]", 1)[0].splitlines()

    silent = [line for line in listed if not re.search(r'",\s+# \w.{9,}', line)]

    assert silent == []


def _tracked() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_no_file_names_a_package_index_or_a_path_of_one_machine():
    # A class of one letter, so that this file does not name them either.
    forbidden = re.compile(
        rb"[p]ypi[.]org|[p]ythonhosted|registry[.][n]pmjs|deb[.][d]ebian|/[w]ork/|/[r]oot/|/[h]ome/[a-z]+/",
        re.IGNORECASE,
    )

    found = {
        f"{path.relative_to(ROOT)}: {match.group().decode()}"
        for path in _tracked()
        if (match := forbidden.search(path.read_bytes()))
    }

    assert found == set()
