"""An office's own Word templates: tried on made-up data before they are accepted."""

import io
import zipfile

from django.db import transaction
from docx.opc.exceptions import PackageNotFoundError
from jinja2 import TemplateError, UndefinedError
from jinja2.exceptions import SecurityError

from doithoai.common.actors import Actor
from doithoai.documents import render, samples
from doithoai.documents.enums import PaperKind
from doithoai.documents.errors import TemplateRefused
from doithoai.documents.models import OfficeTemplate
from doithoai.documents.papers import Paper
from doithoai.documents.services.files import keep
from doithoai.documents.validators import DOCX, check_file

_MOST = 5 * 1024 * 1024


@transaction.atomic
def upload_template(*, kind: str, heading: str, name: str, content: bytes, by: Actor, body: str = "") -> OfficeTemplate:
    """Accept an office's template for one kind of paper; it takes the place of the earlier one.

    `body` empty means every body of this installation. Raises FileRefused or
    TemplateRefused with what is wrong, found by rendering it with made-up data.
    """
    checked = check_file(name, content, most=_MOST)
    if checked.media_type != DOCX:
        raise TemplateRefused(f"Mẫu phải là tệp Word (.docx); “{checked.name}” không phải.")
    try_template(kind=kind, heading=heading, content=content)
    which = OfficeTemplate.objects.select_for_update(of=("self",), no_key=True).filter(
        body=body, kind=kind, heading=heading
    )
    which.filter(active=True).update(active=False, retired_by=by.account)
    file = keep(name=checked.name, content=content, media_type=DOCX, by=by)
    return OfficeTemplate.objects.create(kind=kind, heading=heading, body=body, file=file, uploaded_by=by.account)


@transaction.atomic
def retire_template(template: OfficeTemplate, *, by: Actor) -> OfficeTemplate:
    """Go back to the template that comes with the program; papers already made stay as they are."""
    OfficeTemplate.objects.filter(pk=template.pk, active=True).update(active=False, retired_by=by.account)
    template.refresh_from_db()
    return template


def fill(paper: Paper, content: bytes | None, *, strict: bool = False) -> bytes:
    """Return the paper in Word; a template that cannot be filled raises TemplateRefused, saying what to mend."""
    try:
        return render.docx(paper, content, strict=strict)
    except SecurityError as error:
        raise TemplateRefused(
            "Mẫu gọi đến thứ ngoài dữ liệu của văn bản nên bị chặn. Chỉ dùng các trường có trong mẫu gốc."
        ) from error
    except UndefinedError as error:
        raise TemplateRefused(
            f"Mẫu dùng trường không có trong loại văn bản này ({error.message}). Hãy dùng các trường của mẫu gốc."
        ) from error
    except TemplateError as error:
        raise TemplateRefused(f"Mẫu có thẻ viết sai ({error.message}). Hãy so với mẫu gốc rồi sửa thẻ đó.") from error
    except (PackageNotFoundError, SyntaxError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise TemplateRefused(
            "Không điền được mẫu này. Hãy mở bằng Word, lưu lại dạng .docx rồi tải lên; nếu vẫn lỗi, dùng mẫu gốc."
        ) from error


def try_template(*, kind: str, heading: str, content: bytes) -> bytes:
    """Return the template filled with made-up data, or raise TemplateRefused."""
    _refuse_links_outward(content)
    return fill(samples.sample(PaperKind(kind), heading), content, strict=True)


def _refuse_links_outward(content: bytes) -> None:
    """Refuse parts that would make Word fetch something when a citizen opens the letter."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name) if name.endswith((".rels", ".xml")) else b""
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                raise TemplateRefused("Tệp Word có phần khai báo lạ nên không nhận. Hãy chép nội dung sang tệp mới.")
            if b'TargetMode="External"' in part and b"/hyperlink" not in part:
                raise TemplateRefused(
                    "Mẫu có liên kết tải nội dung từ ngoài. Hãy bỏ ảnh hoặc mẫu liên kết rồi tải lên lại."
                )
