"""Files that a person adds: looked into before anything is done with them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doithoai.documents import validators
from doithoai.documents.errors import FileRefused
from doithoai.screens.forms import FilesField

MAX_FILES = 5
MAX_BYTES = 10 * 1024 * 1024
HINT = _("Nhiều nhất 5 tệp, mỗi tệp 10 MB: ảnh, PDF, Word, Excel, ghi âm hoặc video ngắn.")


def files_field() -> FilesField:
    """Return the field, the same on every public form."""
    return FilesField(
        label=_("Ảnh hoặc giấy tờ, nếu có"), help_text=HINT, max_files=MAX_FILES, max_bytes=MAX_BYTES, required=False
    )


class ReadFiles(forms.BaseForm):
    """Turns the field `attachments` into names and contents, each checked by what it is inside."""

    def clean_attachments(self) -> list[tuple[str, bytes]]:
        """Return (name, content) of every file; says of all that do not pass what to do."""
        read, refused = [], []
        for file in self.cleaned_data["attachments"]:
            content = file.read()
            try:
                validators.check_file(file.name, content, most=MAX_BYTES)
            except FileRefused as error:
                refused.append(str(error))
            read.append((file.name, content))
        if refused:
            raise forms.ValidationError(refused)
        return read

    def clean(self) -> dict[str, Any] | None:
        """Say that the browser lets go of chosen files when a page is shown again with mistakes."""
        cleaned: dict[str, Any] | None = super().clean()
        if self.errors and self.files and "attachments" not in self.errors:
            self.add_error("attachments", _("Hãy chọn lại tệp: trình duyệt không giữ tệp khi trang mở lại."))
        return cleaned
