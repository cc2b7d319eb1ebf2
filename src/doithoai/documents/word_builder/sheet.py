"""A Word page being built: paragraphs, loops, tables, with the measures of office papers."""

# ruff: noqa: SLF001 -- python-docx has no public way to fields, borders and repeated table heads

import re
from collections.abc import Callable, Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

FONT = "Times New Roman"  # the font that Nghị định 30/2020 asks for; every office has it
ALIGN = {
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_MARKED = re.compile(r"(\*\*.+?\*\*|__.+?__)")


class Sheet:
    """One A4 page setup with the few building blocks that our papers are made of."""

    def __init__(self, *, party: bool) -> None:
        """Start an empty page with margins, font and page number set."""
        self.party, self.landscape = party, False
        self.document = Document()
        self._page()
        style: Any = self.document.styles["Normal"]
        style.font.name = FONT
        style.font.size = Pt(14)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.paragraph_format.space_after = Pt(0)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "vi-VN")
        style.element.rPr.append(language)

    def _measure(self, section: Any) -> None:
        landscape = self.landscape
        wide, high = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = wide, high
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = (Mm(20), Mm(20)) if landscape else (Mm(30), Mm(18))
        section.header_distance = Mm(10)

    def _page(self) -> None:
        section = self.document.sections[0]
        self._measure(section)
        section.different_first_page_header_footer = True
        number = section.header.paragraphs[0]
        number.alignment = ALIGN["centre"]
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = number.add_run()
            run.font.size = Pt(13)
            run._r.append(_field_part(kind, text))

    # --- paragraphs -------------------------------------------------------------------

    def para(
        self,
        text: str,
        *,
        align: str = "justify",
        indent: bool = True,
        size: float = 14,
        bold: bool = False,
        italic: bool = False,
        before: float = 0,
        after: float = 6,
        keep: bool = False,
        into: Any = None,
    ) -> Any:
        """Add a paragraph; `**so**` is bold, `__so__` italic; `keep` holds it with the next one."""
        paragraph = (into or self.document).add_paragraph()
        form = paragraph.paragraph_format
        form.alignment = ALIGN[align]
        form.space_before, form.space_after = Pt(before), Pt(after)
        form.first_line_indent = Cm(1.27) if indent else None
        form.keep_with_next = keep
        if not text:
            _mark_size(paragraph, size)
        for part in filter(None, _MARKED.split(text)):
            strong, slanted = part.startswith("**"), part.startswith("__")
            run = paragraph.add_run(part[2:-2] if strong or slanted else part)
            run.font.size, run.bold, run.italic = Pt(size), bold or strong, italic or slanted
        return paragraph

    def centre(self, text: str, *, into: Any = None, size: float = 14, bold: bool = False, after: float = 0) -> Any:
        """Add a centred line."""
        return self.para(text, align="centre", indent=False, size=size, bold=bold, after=after, into=into)

    def rule(self, *, into: Any, inset: float) -> None:
        """Add a thin line, drawn as the upper border of an empty small paragraph, `inset` cm from both sides."""
        paragraph = self.para("", into=into, indent=False, size=2, before=3, after=2)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(inset)
        paragraph.paragraph_format.line_spacing = Pt(4)
        borders = OxmlElement("w:pBdr")
        top = OxmlElement("w:top")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            top.set(qn(f"w:{name}"), value)
        borders.append(top)
        # Word wants the parts of a paragraph's properties in their order: borders before spacing.
        properties = paragraph._p.get_or_add_pPr()
        properties.insert(properties.index(properties.find(qn("w:spacing"))), borders)

    def part(self, text: str, *, roman: bool = False) -> None:
        """Add the bold title of a part; parts number themselves, so that an absent one leaves no gap."""
        number = "{{ part_number()|roman }}" if roman else "{{ part_number() }}"
        self.para(f"{number}. {text}", align="left", bold=True, before=6, keep=True)

    def tag(self, inside: str, *, into: Any = None) -> None:
        """Add a paragraph that holds only a Jinja statement and vanishes when rendered."""
        self.para("{%p " + inside + " %}", into=into, indent=False, after=0)

    def each(self, item: str, items: str, text: str, **form: Any) -> None:
        """Repeat a paragraph for every item."""
        self.tag(f"for {item} in {items}")
        self.para(text, **form)
        self.tag("endfor")

    def text(self, name: str, **form: Any) -> None:
        """Show a long text, one paragraph for each of its lines."""
        self.each("line", f"{name}|paragraphs", "{{ line }}", **form)

    def texts(self, name: str, **form: Any) -> None:
        """Show several long texts one after another."""
        self.tag(f"for whole in {name}")
        self.text("whole", **form)
        self.tag("endfor")

    def dashes(self, name: str) -> None:
        """Show items as "- …"."""
        self.each("item", name, "- {{ item }}")

    def numbered(self, name: str) -> None:
        """Show items as "1. …"."""
        self.each("item", name, "{{ loop.index }}. {{ item }}")

    def if_any(self, condition: str, body: Callable[[], None]) -> None:
        """Show whatever `body` adds only when the condition holds."""
        self.tag(f"if {condition}")
        body()
        self.tag("endif")

    def field(self, label: str) -> None:
        """Add "Label: ……" to be filled in by hand."""
        self._dotted(f"{label}: \t")

    def blank(self, count: int) -> None:
        """Add lines to write on."""
        for _ in range(count):
            self._dotted("\t")

    def _dotted(self, text: str) -> None:
        paragraph = self.para(text, align="left", indent=False, size=13, after=5)
        self.stop(paragraph, WD_TAB_LEADER.DOTS)

    def stop(self, paragraph: Any, leader: Any = WD_TAB_LEADER.SPACES) -> None:
        """Set a tab at the right margin, with dots to it or not."""
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(162), WD_TAB_ALIGNMENT.RIGHT, leader)

    def new_page(self) -> None:
        """Go on at the top of the next page."""
        self.para("", indent=False, after=0).add_run().add_break(WD_BREAK.PAGE)

    def lie_down(self) -> None:
        """Begin a landscape part on a new page, for a table too wide to stand."""
        self.landscape = True
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self._measure(section)
        section.different_first_page_header_footer = False

    def when(self, condition: str, *texts: str, **form: Any) -> None:
        """Show paragraphs only when the condition holds."""
        self.tag(f"if {condition}")
        for text in texts:
            self.para(text, **form)
        self.tag("endif")

    def labelled(self, label: str, name: str) -> None:
        """Show "Label: value", nothing when the value is empty."""
        self.when(name, f"**{label}:** {{{{ {name} }}}}")

    # --- tables -----------------------------------------------------------------------

    def columns(self, *widths: float) -> list[Any]:
        """Add one row without borders and return its cells, emptied; widths in cm."""
        table = self._table(widths)
        _no_margins(table)
        _whole(table.rows[0])
        cells = list(table.rows[0].cells)
        for cell in cells:
            cell._tc.remove(cell.paragraphs[0]._p)
        return cells

    def table(
        self,
        widths: Sequence[float],
        heads: Sequence[str],
        loop: str,
        cells: Sequence[str],
        *,
        centred: Sequence[int] = (0,),
    ) -> None:
        """Add a ruled table with a repeated head and one row for every item of `loop`."""
        table = self._table(widths)
        table.style = "Table Grid"
        _repeat(table.rows[0])
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            self._cell(cell, head, align="centre", bold=True)
        for statement in (f"for {loop}", "", "endfor"):
            row = table.add_row()
            _whole(row)
            if statement:
                row.cells[0].paragraphs[0].add_run("{%tr " + statement + " %}")
                continue
            for index, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
                self._cell(cell, text, align="centre" if index in centred else "left")
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)
        self.para("", indent=False, size=4, after=2)

    def _table(self, widths: Sequence[float]) -> Any:
        table: Any = self.document.add_table(rows=1, cols=len(widths))
        table.autofit = False
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for index, width in enumerate(widths):
            table.columns[index].width = Cm(width)
            table.rows[0].cells[index].width = Cm(width)
        return table

    def _cell(self, cell: Any, text: str, *, align: str, bold: bool = False) -> None:
        first, *others = text.split("\n")
        self._fill(cell.paragraphs[0], first, align, bold=bold)
        for line in others:
            self._fill(cell.add_paragraph(), line, align, bold=bold)

    def _fill(self, paragraph: Any, text: str, align: str, *, bold: bool) -> None:
        paragraph.alignment = ALIGN[align]
        paragraph.paragraph_format.space_after = Pt(2)
        for part in filter(None, _MARKED.split(text)):
            strong, slanted = part.startswith("**"), part.startswith("__")
            run = paragraph.add_run(part[2:-2] if strong or slanted else part)
            run.font.size, run.bold, run.italic = Pt(12), bold or strong, slanted


def _field_part(kind: str, text: str) -> Any:
    if text:
        element = OxmlElement("w:instrText")
        element.text = text
        return element
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    return element


def _mark_size(paragraph: Any, size: float) -> None:
    """Give an empty paragraph the height of this size: without a run it would take the page's own."""
    mark = OxmlElement("w:rPr")
    for name in ("w:sz", "w:szCs"):
        element = OxmlElement(name)
        element.set(qn("w:val"), str(int(size * 2)))
        mark.append(element)
    paragraph._p.get_or_add_pPr().append(mark)


def _no_margins(table: Any) -> None:
    """Let text use the whole width of a frame: the national title just fits."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), "0")
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    properties.insert(len(properties) if look is None else properties.index(look), margins)


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: Any) -> None:
    """Keep a row on one page where it fits; Word breaks it only when it is longer than a page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
