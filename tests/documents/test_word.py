"""Word is strict about the shape of its files; these are the rules that our builder could break."""

import io
import zipfile

import pytest
from docx import Document as WordFile
from docx.oxml.ns import qn

from doithoai.documents import render, samples

KINDS = [kind.value for kind in samples.kinds()]
PARAGRAPH = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "pBdr",
    "tabs",
    "spacing",
    "ind",
    "jc",
    "rPr",
    "sectPr",
]
RUN = ["rFonts", "b", "bCs", "i", "iCs", "sz", "szCs", "u", "lang"]


def in_order(element, order):
    places = [order.index(name) for child in element if (name := child.tag.rsplit("}", 1)[-1]) in order]
    return places == sorted(places)


def body_of(kind, heading):
    return WordFile(io.BytesIO(render.docx(samples.sample(kind, heading)))).element.body


@pytest.mark.parametrize("heading", ["state", "party"])
@pytest.mark.parametrize("kind", KINDS)
def test_properties_stand_in_the_order_that_word_asks_for(kind, heading):
    body = body_of(kind, heading)

    assert all(in_order(properties, PARAGRAPH) for properties in body.iter(qn("w:pPr")))
    assert all(in_order(properties, RUN) for properties in body.iter(qn("w:rPr")))


@pytest.mark.parametrize("heading", ["state", "party"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_ends_with_a_paragraph_and_every_row_fills_its_grid(kind, heading):
    body = body_of(kind, heading)

    assert all(cell[-1].tag == qn("w:p") for cell in body.iter(qn("w:tc")))
    for table in body.iter(qn("w:tbl")):
        columns = len(table.find(qn("w:tblGrid")))
        assert all(len(row.findall(qn("w:tc"))) == columns for row in table.iter(qn("w:tr")))


def test_the_head_of_a_table_repeats_and_rows_stay_whole():
    body = body_of("synthesis", "state")

    tables = [table for table in body.iter(qn("w:tbl")) if table.find(qn("w:tr")).find(qn("w:trPr")) is not None]
    rows = list(tables[0].iter(qn("w:tr")))
    assert rows[0].find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
    assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in rows[1:])
    assert len(rows) == 3


def test_a_wide_list_lies_down_and_the_rest_stands():
    sections = WordFile(io.BytesIO(render.docx(samples.sample("synthesis")))).sections

    assert [section.page_width.mm > section.page_height.mm for section in sections] == [False, True]


def test_every_part_that_a_file_names_is_in_it():
    with zipfile.ZipFile(io.BytesIO(render.docx(samples.sample("minutes")))) as archive:
        names = set(archive.namelist())
        relations = archive.read("word/_rels/document.xml.rels").decode()

    targets = {part.split('"')[0] for part in relations.split('Target="')[1:]}
    assert {f"word/{target}" for target in targets} <= names
