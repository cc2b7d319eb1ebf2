"""Word is strict about the shape of its files; these are the rules that our builder could break."""

import io
import zipfile
from functools import cache

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


@cache
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

    head = next(body.iter(qn("w:tblHeader"))).getparent().getparent()
    rows = list(head.getparent().iter(qn("w:tr")))
    assert rows[0] is head
    assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in rows[1:])
    assert len(rows) == 3


def test_the_signature_is_never_torn_apart_and_keeps_the_last_sentence():
    body = body_of("reply_letter", "state")

    signature = list(body.iter(qn("w:tr")))[-1]
    last_sentence = [child for child in body if child.tag == qn("w:p")][-1]
    assert signature.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None
    assert last_sentence.find(qn("w:pPr")).find(qn("w:keepNext")) is not None


def test_a_wide_list_lies_down_and_the_rest_stands():
    sections = WordFile(io.BytesIO(render.docx(samples.sample("synthesis")))).sections

    assert [section.page_width.mm > section.page_height.mm for section in sections] == [False, True]


def test_every_part_that_a_file_names_is_in_it():
    with zipfile.ZipFile(io.BytesIO(render.docx(samples.sample("minutes")))) as archive:
        names = set(archive.namelist())
        relations = archive.read("word/_rels/document.xml.rels").decode()

    targets = {part.split('"')[0] for part in relations.split('Target="')[1:]}
    assert {f"word/{target}" for target in targets} <= names
