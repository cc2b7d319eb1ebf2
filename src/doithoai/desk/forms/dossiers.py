"""Forms of the dossier."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from doithoai.screens.forms import FilesField, LineField


class ScanForm(forms.Form):
    """Files to lay under one item of the legal list."""

    scans = FilesField(
        label=_("Tệp"),
        help_text=_("PDF, Word, Excel hoặc ảnh chụp; mỗi tệp tối đa 20 MB"),
        max_files=20,
        max_bytes=settings.ATTACHMENT_MAX_BYTES,
    )


class ReasonForm(forms.Form):
    """A reason that stays in the record."""

    reason = LineField(
        label=_("Lý do"),
        help_text=_("Ghi để người xem hồ sơ sau này hiểu, ví dụ: không có kiến nghị vượt thẩm quyền"),
        max_length=500,
        min_length=10,
        error_messages={"min_length": _("Ghi rõ hơn một chút, ít nhất 10 ký tự.")},
    )
