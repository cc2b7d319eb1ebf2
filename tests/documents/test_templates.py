"""An office's own Word templates: tried before they are taken, used from then on."""

import io
import zipfile

import pytest
from docx import Document as WordFile

from doithoai.common.actors import Actor
from doithoai.documents import queries, samples, services
from doithoai.documents.errors import FileRefused, TemplateRefused
from doithoai.documents.models import OfficeTemplate
from doithoai.documents.render.word import shipped

pytestmark = pytest.mark.django_db
ADMIN = Actor("account-of-admin")


def template(*paragraphs: str) -> bytes:
    document = WordFile()
    for text in paragraphs:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def upload(content: bytes, name: str = "giấy mời của xã.docx") -> OfficeTemplate:
    return services.upload_template(kind="invitation", heading="state", name=name, content=content, by=ADMIN)


def drafted_text() -> str:
    document = services.draft(samples.sample("invitation"), dialogue="d", by=ADMIN)
    content = services.read_file(document.docx)
    return "\n".join(paragraph.text for paragraph in WordFile(io.BytesIO(content)).paragraphs)


def test_papers_are_written_in_the_offices_own_template():
    upload(
        template(
            "Mẫu riêng của xã", "Kính mời {{ invitee }}", "{%p for topic in topics %}", "* {{ topic }}", "{%p endfor %}"
        )
    )

    text = drafted_text()

    assert "Mẫu riêng của xã" in text
    assert "Kính mời Ông Trần Văn Bách, Trưởng thôn Cầu Đá" in text
    assert "* Vệ sinh môi trường, thu gom rác ở khu dân cư." in text


def test_a_newer_template_takes_the_place_of_the_older():
    old = upload(template("Mẫu cũ {{ invitee }}"))
    new = upload(template("Mẫu mới {{ invitee }}"))

    old.refresh_from_db()
    assert (old.active, old.retired_by) == (False, "account-of-admin")
    assert queries.template_in_use("invitation", "state", "any-body") == new
    assert "Mẫu mới" in drafted_text()


def test_after_retiring_it_the_programs_own_template_is_used_again():
    services.retire_template(upload(template("Mẫu riêng {{ invitee }}")), by=ADMIN)

    assert "Mẫu riêng" not in drafted_text()


def test_the_templates_we_ship_can_be_uploaded_again():
    assert upload(shipped("invitation", "state")).active


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Kính mời {{ invitee", "thẻ viết sai", id="a tag left open"),
        pytest.param("{%p for topic in topics %}", "thẻ viết sai", id="a loop left open"),
        pytest.param("Kính mời {{ khach_moi }}", "trường không có", id="a field that is not there"),
        pytest.param("{{ ''.__class__.__mro__[1].__subclasses__() }}", "bị chặn", id="reaching for Python"),
        pytest.param("{{ invitee|nope }}", "thẻ viết sai", id="a filter that is not there"),
        pytest.param("{{ topics[99] }}", "trường không có", id="a topic that is not there"),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused_with_the_reason(text, words):
    with pytest.raises(TemplateRefused, match=words):
        upload(template(text))

    assert OfficeTemplate.objects.count() == 0


def test_a_template_that_is_no_word_file_is_refused():
    with pytest.raises(TemplateRefused, match="tệp Word"):
        upload(b"%PDF-1.7\n%%EOF", name="mẫu.pdf")
    with pytest.raises(FileRefused, match="không khớp nội dung"):
        upload(b"%PDF-1.7\n%%EOF")


def test_a_template_that_loads_something_from_outside_is_refused():
    relation = (
        b'<Relationship Id="rId99" TargetMode="External" Target="http://vi.du/x.dotm" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
    )
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template("x"))) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/_rels/document.xml.rels":
                content = content.replace(b"</Relationships>", relation)
            new.writestr(name, content)

    with pytest.raises(TemplateRefused, match="từ ngoài"):
        upload(changed.getvalue())
