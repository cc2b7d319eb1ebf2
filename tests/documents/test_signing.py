"""A paper's life: draft, rewritten draft, signed, replaced."""

import hashlib
import io
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from doithoai.common.actors import Actor
from doithoai.documents import queries, samples, services
from doithoai.documents.enums import DocumentState, Heading
from doithoai.documents.errors import DocumentNotDraft, DocumentNotSigned, FileMissing, SuccessorExists
from doithoai.documents.models import Document
from doithoai.documents.papers import Signer

pytestmark = pytest.mark.django_db
CLERK = Actor("account-of-clerk")
ON = date(2026, 9, 14)


def drafted(kind="conclusion_notice", heading=Heading.STATE):
    return services.draft(samples.sample(kind, heading), dialogue="dialogue-1", by=CLERK)


def text_of(document):
    pages = PdfReader(io.BytesIO(services.read_file(document.pdf))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_draft_has_both_files_and_no_number():
    document = drafted()

    assert (document.state, document.symbol, document.number) == (DocumentState.DRAFT, "", None)
    assert services.read_file(document.docx)[:2] == b"PK"
    assert services.read_file(document.pdf)[:5] == b"%PDF-"
    assert document.title.startswith("Thông báo kết luận: Kết luận của Bí thư Đảng ủy xã tại hội nghị đối thoại")


def test_signing_numbers_dates_and_freezes_the_paper():
    signer = Signer(on_behalf="TM. ỦY BAN NHÂN DÂN", title="CHỦ TỊCH", name="Lưu Đình Khải")

    signed = services.sign(drafted(), on=ON, by=CLERK, signer=signer)

    signed.refresh_from_db()
    assert (signed.state, signed.symbol, signed.signed_on) == (DocumentState.SIGNED, "01/TB-UBND", ON)
    assert (signed.signer, signed.signer_title, signed.signed_by) == ("Lưu Đình Khải", "CHỦ TỊCH", "account-of-clerk")
    assert signed.content["symbol"] == "01/TB-UBND"
    assert signed.content["signed_on"] == "2026-09-14"
    text = text_of(signed)
    assert "Số: 01/TB-UBND" in text
    assert "Tân Lạch, ngày 14 tháng 9 năm 2026" in text
    assert "Lưu Đình Khải" in text
    assert "DỰ THẢO" not in text


def test_a_second_click_on_sign_is_refused_and_takes_no_number():
    document = drafted()
    services.sign(document, on=ON, by=CLERK)

    with pytest.raises(DocumentNotDraft):
        services.sign(document, on=ON, by=CLERK)

    assert services.sign(drafted(), on=ON, by=CLERK).symbol == "02/TB-UBND"


def test_a_signed_paper_cannot_be_rewritten():
    document = drafted()
    services.sign(document, on=ON, by=CLERK)

    with pytest.raises(DocumentNotDraft, match="bản thay thế"):
        services.revise(document, samples.sample("conclusion_notice"), by=CLERK)


def test_a_rewritten_draft_shows_the_new_words():
    document = drafted("reply_letter")
    paper = replace(samples.sample("reply_letter"), matter="Nước sinh hoạt yếu ở thôn Đông Ngạc")

    revised = services.revise(document, paper, by=CLERK)

    assert revised.key == document.key
    assert "Nước sinh hoạt yếu ở thôn Đông Ngạc" in text_of(revised)


def test_a_correction_replaces_the_old_paper_only_when_it_is_signed():
    old = services.sign(drafted(), on=ON, by=CLERK)

    new = services.supersede(old, samples.sample("conclusion_notice"), by=CLERK)
    before = Document.objects.get(pk=old.pk).state
    new = services.sign(new, on=ON, by=CLERK)

    assert (before, Document.objects.get(pk=old.pk).state) == (DocumentState.SIGNED, DocumentState.REPLACED)
    assert (new.version, new.symbol, new.replaces_id) == (2, "02/TB-UBND", old.pk)
    assert queries.signed_document("dialogue-1", "conclusion_notice") == new


def test_a_draft_is_not_replaced_and_a_paper_has_one_successor():
    draft, signed = drafted(), services.sign(drafted(), on=ON, by=CLERK)
    services.supersede(signed, samples.sample("conclusion_notice"), by=CLERK)

    with pytest.raises(DocumentNotSigned):
        services.supersede(draft, samples.sample("conclusion_notice"), by=CLERK)
    with pytest.raises(SuccessorExists):
        services.supersede(signed, samples.sample("conclusion_notice"), by=CLERK)


def test_the_stored_hash_is_that_of_the_file_and_a_changed_file_is_noticed():
    document = services.sign(drafted(), on=ON, by=CLERK)
    content = services.read_file(document.pdf)
    document.pdf.path.chmod(0o640)
    document.pdf.path.write_bytes(content + b" ")

    assert hashlib.sha256(content).hexdigest() == document.pdf.sha256
    with pytest.raises(FileMissing):
        services.read_file(document.pdf)


def test_the_database_refuses_a_signed_paper_without_day_or_signer():
    document = drafted()

    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(state=DocumentState.SIGNED)


def test_a_letter_issued_at_once_is_numbered_signed_and_rendered_like_one_that_was_drafted():
    drafted_first = services.sign(drafted(), on=ON, by=CLERK)

    issued = services.issue(samples.sample("conclusion_notice"), dialogue="dialogue-1", on=ON, by=CLERK)

    assert (issued.state, issued.symbol, issued.signed_on) == (DocumentState.SIGNED, "02/TB-UBND", ON)
    assert issued.content == drafted_first.content | {"symbol": "02/TB-UBND"}
    assert services.read_file(issued.pdf).startswith(b"%PDF")
