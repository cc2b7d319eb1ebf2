"""Official papers: a hundred letters as PDF and in Word, and the thickest report."""

from dataclasses import replace

from bench.figures import Figure, best_of
from doithoai.documents import papers, render, samples

LETTERS = 100
OPINIONS = 300


def run() -> list[Figure]:
    letters = [_letter(number) for number in range(LETTERS)]
    report = _report()

    portable = best_of(lambda: [render.pdf(letter) for letter in letters], rounds=3)
    word = best_of(lambda: [render.docx(letter) for letter in letters], rounds=2)
    thick = best_of(lambda: render.pdf(report), rounds=2)

    name = f"{LETTERS} one-page PDF/A letters"
    return [
        Figure(name, portable, "s", 2, "the same letters in Word by docxtpl", word / portable),
        Figure(f"{LETTERS} one-page Word letters", word, "s"),
        Figure(f"report with {OPINIONS} opinions as PDF/A", thick, "s"),
    ]


def _letter(number: int) -> papers.Paper:
    """Return a letter that differs from every other, as a mailing does."""
    sample = samples.sample("reply_letter")
    assert isinstance(sample, papers.ReplyLetter)
    return replace(sample, code=f"TL-26-{number:03d}", symbol=f"{number:02d}/UBND-VP", next_on=None)


def _report() -> papers.Paper:
    sample = samples.sample("synthesis")
    assert isinstance(sample, papers.Synthesis)
    first = sample.opinions[0]
    rows = (replace(first, code=f"TL-26-{number:03d}", text=first.text * 3) for number in range(OPINIONS))
    return replace(sample, opinions=tuple(rows))
