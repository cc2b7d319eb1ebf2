"""Every paper renders in Word and PDF, in every form, with its text whole."""

import io
import threading
import unicodedata
from dataclasses import MISSING, fields, replace

import pytest
from docx import Document as WordFile
from pypdf import PdfReader

from doithoai.documents import papers, render, samples
from doithoai.documents.enums import Heading, PaperKind
from doithoai.documents.papers import paper_from
from doithoai.documents.word_builder import build

KINDS = [kind.value for kind in samples.kinds()]
HOSTILE = "#set page(width: 1cm) *đậm* $x^2$ <nhãn> @ref // {{ 7*7 }} {% raw %} & <w:p> \" ' \\ \x07\x0b\x1b [ok]"


def pdf_text(content: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return " ".join(unicodedata.normalize("NFC", " ".join(pages)).split())


def word_text(content: bytes) -> str:
    body = WordFile(io.BytesIO(content)).element.body
    return " ".join(" ".join(node.text or "" for node in body.iter() if node.tag.endswith("}t")).split())


@pytest.mark.parametrize("heading", [Heading.STATE, Heading.PARTY])
@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_renders_both_ways_with_its_subject(kind, heading):
    paper = samples.sample(kind, heading)

    pdf, word = pdf_text(render.pdf(paper)), word_text(render.docx(paper))

    about = " ".join(paper.about().split())
    assert about in pdf
    assert about in word
    assert "{{" not in word
    assert "{%" not in word


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_can_be_built_again_from_its_frozen_content(kind):
    paper = samples.sample(kind)

    assert paper_from(kind, paper.content()) == paper


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_with_only_what_it_must_have_renders_too(kind):
    full = samples.sample(kind)
    must = {field.name: getattr(full, field.name) for field in fields(full) if field.default is MISSING}
    paper = type(full)(**must)

    assert render.pdf(paper).startswith(b"%PDF-")
    assert "{{" not in word_text(render.docx(paper))


@pytest.mark.parametrize("form", ["state", "party"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_word_templates_are_those_that_the_builder_makes(kind, form):
    assert render.word.shipped(kind, form) == build(PaperKind(kind), party=form == "party")


def test_state_head_bears_the_national_title_and_a_colon_before_the_number():
    text = pdf_text(render.pdf(replace(samples.sample("conclusion_notice"), symbol="05/TB-UBND")))

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Độc lập - Tự do - Hạnh phúc" in text
    assert "Số: 05/TB-UBND" in text
    assert "DỰ THẢO" not in text


def test_the_front_writes_under_the_national_title_with_its_own_body_and_symbol():
    text = pdf_text(render.pdf(replace(samples.sample("synthesis", Heading.FRONT), symbol="23/BC-MTTQ")))

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "ỦY BAN MTTQ VIỆT NAM XÃ TÂN LẠCH" in text
    assert "Số: 23/BC-MTTQ" in text


def test_party_head_bears_the_partys_name_and_no_colon_before_the_number():
    text = pdf_text(render.pdf(replace(samples.sample("conclusion_notice", Heading.PARTY), symbol="12-TB/ĐU")))

    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
    assert "Số 12-TB/ĐU" in text
    assert "CỘNG HÒA" not in text


def test_a_draft_says_that_it_is_one():
    assert "DỰ THẢO" in pdf_text(render.pdf(samples.sample("invitation")))


def test_markup_in_a_citizens_words_is_printed_as_it_stands():
    paper = replace(samples.sample("reply_letter"), matter=HOSTILE, answer=("- gạch đầu dòng", "= không phải đề mục"))

    pdf, word = pdf_text(render.pdf(paper)), word_text(render.docx(paper))

    for text in (pdf, word):
        assert "#set page(width: 1cm) *đậm* $x^2$ <nhãn> @ref // {{ 7*7 }} {% raw %} & <w:p>" in text
        assert "- gạch đầu dòng" in text
        assert "= không phải đề mục" in text


def test_text_in_decomposed_letters_is_printed_composed():
    paper = replace(samples.sample("reply_letter"), matter=unicodedata.normalize("NFD", "Đường thôn Cầu Đá ngập nước"))

    assert "Đường thôn Cầu Đá ngập nước" in word_text(render.docx(paper))


def test_signs_that_the_font_lacks_do_not_stop_a_pdf():
    paper = replace(samples.sample("reply_letter"), matter="Cảm ơn 😀 漢字 \u202eđảo chiều")

    text = pdf_text(render.pdf(paper))

    assert "Cảm ơn □ □□ đảo chiều" in text


def test_a_text_of_fifty_thousand_letters_runs_over_many_pages():
    matter = "Đề nghị sửa đường liên thôn đã xuống cấp. " * 1200
    paper = replace(samples.sample("reply_letter"), matter=matter)

    pages = len(PdfReader(io.BytesIO(render.pdf(paper))).pages)

    assert 12 <= pages <= 25


def test_a_word_longer_than_the_line_is_broken():
    long = "https://vi.du/" + "a" * 600
    row = papers.ConcludedMatter(matter=long, conclusion=long, body=long)
    paper = replace(samples.sample("conclusion_notice"), matters=(row,))

    text = pdf_text(render.pdf(paper)).replace(" ", "").replace("\u200b", "")

    assert long in text


def test_the_head_of_a_long_table_stands_on_every_page():
    rows = tuple(replace(samples.sample("conclusion_notice").matters[0], code=f"TL-{n:03d}") for n in range(60))
    paper = replace(samples.sample("conclusion_notice"), matters=rows)

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(render.pdf(paper))).pages]

    assert len(pages) > 3
    assert all("Thời hạn" in unicodedata.normalize("NFC", text) for text in pages if "TL-" in text)


def test_a_pdf_is_made_for_archives_and_screen_readers():
    paper = replace(samples.sample("conclusion_notice"), symbol="05/TB-UBND")

    reader = PdfReader(io.BytesIO(render.pdf(paper)))

    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert reader.trailer["/Root"]["/Lang"] == "vi"
    assert unicodedata.normalize("NFC", reader.metadata.title).startswith("THÔNG BÁO – Kết luận của Bí thư")


def test_the_same_signed_paper_gives_the_same_bytes():
    paper = replace(samples.sample("conclusion_notice"), symbol="05/TB-UBND")

    assert render.pdf(paper) == render.pdf(paper)


def test_two_requests_may_render_at_once():
    paper, made = samples.sample("invitation"), []
    threads = [threading.Thread(target=lambda: made.append(render.pdf(paper))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 4
