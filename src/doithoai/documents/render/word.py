"""Word files from office-editable templates, rendered in a sandbox with every value escaped."""

import io
import itertools
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Undefined
from jinja2.sandbox import SandboxedEnvironment

from doithoai.documents.enums import Heading
from doithoai.documents.papers.base import Paper
from doithoai.documents.render.context import context

SHIPPED = Path(__file__).resolve().parents[1] / "word"


def docx(paper: Paper, template: bytes | None = None, *, strict: bool = False) -> bytes:
    """Return the paper as a Word file, from the office's own template or from the shipped one.

    `strict` raises for a field that the paper does not have, instead of leaving it blank.
    """
    source = template or shipped(str(paper.kind), paper.issuer.heading)
    document = DocxTemplate(io.BytesIO(source))
    data = context(paper) | {"part_number": itertools.count(1).__next__}
    document.render(data, jinja_env=environment(strict=strict), autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@cache
def shipped(kind: str, heading: str) -> bytes:
    """Return the template that comes with the program; the Front writes in the State's form."""
    form = Heading.PARTY if heading == Heading.PARTY else Heading.STATE
    return (SHIPPED / str(form) / f"{kind}.docx").read_bytes()


class _Remembering(SandboxedEnvironment):
    """A sandbox that compiles the same text once: a hundred letters of one click share one template."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._compiled = lru_cache(maxsize=64)(super().from_string)

    def from_string(self, source: Any, *args: Any, **options: Any) -> Any:
        return super().from_string(source, *args, **options) if args or options else self._compiled(source)


@cache
def environment(*, strict: bool) -> SandboxedEnvironment:
    """Return the Jinja environment of our templates; uploaded ones must not reach anything but the data."""
    jinja = _Remembering(autoescape=True, undefined=StrictUndefined if strict else Undefined)
    jinja.filters.update(paragraphs=paragraphs, inline=lower_first, capital=upper_first, so=grouped, roman=roman)
    return jinja


def paragraphs(text: str) -> Iterable[str]:
    """Split a text at its line breaks; empty lines vanish."""
    return [line.strip() for line in str(text).split("\n") if line.strip()]


def lower_first(text: str) -> str:
    """Return the text with a small first letter."""
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def grouped(number: int) -> str:
    """Return 1.284 for 1284."""
    return f"{number:,}".replace(",", ".")


def roman(number: int) -> str:
    """Return I, II, III … for the parts of a plan or report (at most 39)."""
    return "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]
