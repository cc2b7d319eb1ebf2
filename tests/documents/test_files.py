"""Attachments: what they are by content, how they are kept, how they leave."""

import io
import zipfile

import pytest
from django.test import override_settings

from doithoai.common.actors import PUBLIC
from doithoai.documents import samples, services
from doithoai.documents.errors import FileMissing, FileRefused
from doithoai.documents.models import StoredFile
from doithoai.documents.render import docx, pdf
from doithoai.documents.serving import file_response

pytestmark = pytest.mark.django_db
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 40
HEIC = b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40
MP4 = b"\x00\x00\x00\x18ftypisom" + b"\x00" * 40


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("đơn.pdf", b"%PDF-1.7\n1 0 obj\n%%EOF\n", "application/pdf"),
        ("ảnh.JPG", JPG, "image/jpeg"),
        ("ảnh.png", PNG, "image/png"),
        ("điện thoại.heic", HEIC, "image/heic"),
        ("ghi âm.mp3", b"ID3\x04\x00" + b"\x00" * 40, "audio/mpeg"),
        ("quay.mp4", MP4, "video/mp4"),
        ("ghi chú.txt", "Đường hỏng".encode(), "text/plain"),
        ("cũ.txt", "Đường hỏng".encode("utf-16"), "text/plain"),
        ("danh sách.csv", "mã;nội dung\n1;Đèn".encode(), "text/csv"),
        (
            "bảng.xlsx",
            archive("[Content_Types].xml", "xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ],
)
def test_accepted_kinds_are_told_by_content_and_kept(name, content, media_type):
    stored = services.store_file(name=name, content=content, by=PUBLIC)

    assert (stored.name, stored.media_type, stored.size) == (name, media_type, len(content))
    assert services.read_file(stored) == content


def test_our_own_papers_pass_as_attachments():
    paper = samples.sample("reply_letter")

    word = services.store_file(name="a.docx", content=docx(paper), by=PUBLIC)
    portable = services.store_file(name="a.pdf", content=pdf(paper), by=PUBLIC)

    assert word.media_type.endswith("wordprocessingml.document")
    assert portable.media_type == "application/pdf"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("đơn.pdf", EXE, "là chương trình máy tính", id="an exe named pdf"),
        pytest.param("đơn.pdf", b"#!/bin/sh\nrm", "là chương trình máy tính", id="a script named pdf"),
        pytest.param("đơn.pdf", PNG, "nội dung là PNG", id="a picture named pdf"),
        pytest.param("đơn.pdf", b"%PDF-1.7\nbroken off", "đã hỏng", id="a pdf broken off"),
        pytest.param("đơn.docx", archive("virus.exe"), "không thuộc loại được nhận", id="an archive named docx"),
        pytest.param(
            "đơn.docx", archive("word/document.xml", "word/vbaProject.bin"), "không thuộc loại được nhận", id="macros"
        ),
        pytest.param("a.html", b"<script>alert(1)</script>", "nội dung là TXT", id="a web page"),
        pytest.param("a.txt", b"", "rỗng", id="nothing"),
        pytest.param("không đuôi", PNG, "không khớp nội dung", id="no ending"),
    ],
)
def test_other_things_are_refused_in_words_that_help(name, content, words):
    with pytest.raises(FileRefused, match=words):
        services.store_file(name=name, content=content, by=PUBLIC)

    assert StoredFile.objects.count() == 0


@override_settings(ATTACHMENT_MAX_BYTES=1024 * 1024)
def test_a_file_at_the_limit_is_kept_and_one_byte_more_is_not():
    services.store_file(name="a.txt", content=b"a" * 1024 * 1024, by=PUBLIC)

    with pytest.raises(FileRefused, match="quá mức 1 MB"):
        services.store_file(name="a.txt", content=b"a" * (1024 * 1024 + 1), by=PUBLIC)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\an\\đơn.txt", "đơn.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("\u202egpj.txt", "gpj.txt"),
        ("a" * 300 + ".txt", "a" * 116 + ".txt"),
    ],
)
def test_a_name_loses_folders_and_hidden_signs_but_keeps_its_ending(given, kept):
    assert services.store_file(name=given, content=b"abc", by=PUBLIC).name == kept


def test_the_same_content_is_kept_once_under_two_names():
    first = services.store_file(name="a.txt", content=b"abc", by=PUBLIC)
    second = services.store_file(name="b.txt", content=b"abc", by=PUBLIC)

    assert first.path == second.path
    assert first.key != second.key


def test_a_file_leaves_as_an_attachment_that_no_browser_guesses_about():
    stored = services.store_file(name="đơn thư.txt", content=b"abc", by=PUBLIC)

    response = file_response(stored)

    content = b"".join(response.streaming_content)
    response.close()
    assert content == b"abc"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"].startswith("text/plain")


def test_a_lost_file_is_said_to_be_lost():
    stored = services.store_file(name="lost.txt", content=b"soon gone", by=PUBLIC)
    stored.path.unlink()

    with pytest.raises(FileMissing, match="bản sao lưu"):
        file_response(stored)
