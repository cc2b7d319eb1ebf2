"""The archive package: what it notices when it is opened years later."""

import hashlib

import pytest

from doithoai.dossiers import bag

PAPERS = {"data/biên bản.pdf": b"%PDF minutes", "data/kèm theo/100%\ncó dòng.txt": b"two lines in a name"}


@pytest.fixture
def sealed(tmp_path):
    for name, content in PAPERS.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    bag.seal(tmp_path, {"Source-Organization": "Văn phòng HĐND và UBND\nxã Tân Lạch"})
    return tmp_path


def test_untouched_bag_is_whole(sealed):
    found = bag.check(sealed)

    assert found == bag.Check((), (), ())
    assert found.is_whole


def test_bag_says_who_made_it_and_how_much_it_holds(sealed):
    info = (sealed / "bag-info.txt").read_text(encoding="utf-8")

    assert info == "Source-Organization: Văn phòng HĐND và UBND xã Tân Lạch\nPayload-Oxum: 31.2\n"


def test_manifest_is_one_that_sha256sum_can_read(sealed):
    first = (sealed / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines()[0]

    assert first == f"{hashlib.sha256(b'%PDF minutes').hexdigest()}  data/biên bản.pdf"


@pytest.mark.parametrize("name", ["data/biên bản.pdf", "bag-info.txt"])
def test_changed_file_is_found(sealed, name):
    (sealed / name).write_bytes(b"something else")

    assert bag.check(sealed) == bag.Check((), (name,), ())


def test_missing_and_added_files_are_found(sealed):
    (sealed / "data/biên bản.pdf").rename(sealed / "data/bản khác.pdf")

    assert bag.check(sealed) == bag.Check(("data/biên bản.pdf",), (), ("data/bản khác.pdf",))


def test_changed_manifest_is_found(sealed):
    manifest = sealed / "manifest-sha256.txt"
    manifest.write_text(manifest.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")

    assert not bag.check(sealed).is_whole
