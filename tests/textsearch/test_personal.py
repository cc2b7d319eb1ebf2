"""What gives a person away is found in made-up sentences, and how well is counted."""

import re
import unicodedata
from pathlib import Path

import pytest

from doithoai.textsearch.personal import PieceKind, find, hidden_in, known_of

_MARK = re.compile(r"\{(=?)(\w+)\|([^}]+)\}")
LINES = [
    line
    for line in (Path(__file__).parent / "personal_sentences.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
Found = set[tuple[str, str]]
WORDS = {kind: f"[{kind}]" for kind in PieceKind}


def _read(line: str) -> tuple[str, Found, Found]:
    """Return the sentence, what must be offered for hiding, and what may be offered as an office's."""
    private: Found = {(kind, words) for mark, kind, words in _MARK.findall(line) if not mark}
    official: Found = {(kind, words) for mark, kind, words in _MARK.findall(line) if mark}
    return _MARK.sub(r"\3", line), private, official


def _offered(text: str) -> Found:
    return {(str(one.kind), text[one.start : one.end]) for one in find(text) if not one.official}


def _figures(lines: list[str]) -> dict[str, tuple[int, int, int]]:
    """Return for each kind: found rightly, found wrongly, not found."""
    figures: dict[str, list[int]] = {}
    for line in lines:
        text, private, _official = _read(line)
        offered = _offered(text)
        for number, pieces in enumerate((private & offered, offered - private, private - offered)):
            for kind, _words in pieces:
                figures.setdefault(kind, [0, 0, 0])[number] += 1
    return {kind: (row[0], row[1], row[2]) for kind, row in figures.items()}


def test_the_made_up_set_is_large_enough_and_half_of_it_names_nobody():
    quiet = [line for line in LINES if "{" not in line]

    assert len(LINES) >= 150
    assert len(quiet) >= 50
    assert len(set(LINES)) == len(LINES)


def test_precision_and_recall_over_the_set_do_not_fall():
    figures = _figures(LINES)
    right, wrong, missed = (sum(row[number] for row in figures.values()) for number in range(3))

    assert right / (right + missed) >= 0.95, figures
    assert right / (right + wrong) >= 0.95, figures


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_text_give_the_same_pieces(form):
    for line in LINES:
        text, _private, _official = _read(line)

        assert find(unicodedata.normalize(form, text)) == find(text)


def test_what_belongs_to_somebody_in_post_is_offered_but_kept():
    for line in LINES:
        text, _private, official = _read(line)
        kept = {(str(one.kind), text[one.start : one.end]) for one in find(text) if one.official}

        assert kept <= official, text


WHO = known_of(full_name="Lê Thị Ví Dụ", phone="0912 345 678", email="thu@example.vn", address="Số 9, thôn Bến Dưới")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LE THI VI DU hỏi về đường", "[name] hỏi về đường"),
        (unicodedata.normalize("NFD", "bà lê  thị ví-dụ hỏi"), "bà [name] hỏi"),
        ("gọi 0912.345.678 hoặc +84 912345678", "gọi [phone] hoặc [phone]"),
        ("viết tới Thu@Example.VN", "viết tới [email]"),
        ("trước nhà so 9 thon ben duoi", "trước nhà [address]"),
        ("nước yếu ở thôn Bến Dưới", "nước yếu ở thôn Bến Dưới"),
        ("Lê Thị Vị Dụng là người khác", "[name] là người khác"),
    ],
)
def test_what_the_vault_knows_of_the_petitioner_is_found_whatever_its_marks(text, expected):
    assert hidden_in(text, find(text, WHO), WORDS) == expected


def test_what_is_known_is_marked_so_and_a_short_name_is_not_firm():
    long, short = known_of(full_name="Lê Thị Ví Dụ"), known_of(full_name="Lê An")

    assert [one.firm for one in find("le thi vi du", long)] == [True]
    assert [(one.known, one.firm) for one in find("lễ an táng", short)] == [(True, False)]
    assert known_of(full_name="Lan", phone="113", address="Thôn Bến Dưới") == []


def test_words_that_the_officer_marks_are_hidden_everywhere():
    pieces = find("Nhà có cây đa; cây đa đã đổ.", also=["cây đa"])

    assert hidden_in("Nhà có cây đa; cây đa đã đổ.", pieces, WORDS) == "Nhà có [other]; [other] đã đổ."


def test_pieces_never_overlap_and_lie_inside_the_text():
    text = " ".join(_read(line)[0] for line in LINES)
    pieces = find(text, WHO, also=["đường"])

    ends = [0] + [one.end for one in pieces]
    assert all(one.start >= end for one, end in zip(pieces, ends, strict=False))
    assert all(one.start < one.end <= len(text) for one in pieces)
