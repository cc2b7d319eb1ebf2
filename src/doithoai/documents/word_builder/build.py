"""Build one template as the bytes of a Word file, the same bytes each time."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from doithoai.documents.enums import PaperKind
from doithoai.documents.word_builder.bodies import BODIES
from doithoai.documents.word_builder.sheet import Sheet

_UNUSED = {"stylesWithEffects", "thumbnail", "customXml", "numbering"}
_STYLES = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "TableGrid", "Header"}
_THEN = datetime(2026, 1, 1, tzinfo=UTC)


def kinds_with_template() -> tuple[PaperKind, ...]:
    """Return the kinds that can be built."""
    return tuple(BODIES)


def build(kind: PaperKind, *, party: bool) -> bytes:
    """Return the template of this kind in the Party's form, or in the State's (which the Front shares)."""
    sheet = Sheet(party=party)
    BODIES[kind](sheet)
    properties = sheet.document.core_properties
    properties.title, properties.author, properties.comments = str(kind.label), "Đối Thoại", ""
    properties.created = properties.modified = _THEN
    _slim(sheet.document)
    buffer = io.BytesIO()
    sheet.document.save(buffer)
    return _fixed(buffer.getvalue())


def _fixed(archive: bytes) -> bytes:
    """Write the archive again with one date on every part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _slim(document: Any) -> None:
    """Drop what python-docx's own blank brings along: 160 styles, effects, a preview picture.

    A third of the time to fill a template goes into reading them.
    """
    for relations in (document.part.rels, document.part.package.rels):
        unused = [key for key, relation in relations.items() if relation.reltype.rsplit("/", 1)[-1] in _UNUSED]
        for key in unused:
            del relations[key]
    for style in list(document.styles.element.style_lst):
        if style.styleId not in _STYLES:
            document.styles.element.remove(style)
