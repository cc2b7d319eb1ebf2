"""Fields that take what Vietnamese people type: composed or decomposed letters, 7/9/2026, 7 giờ 30."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from doithoai.common import text

TEXT_MAX = 50_000  # characters of one petition; more is a file, not a text
_VI_DATE = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d+)")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"(\d{1,2})\s*(?::|h|g|giờ)\s*(\d{2})?\s*(?:phút)?", re.IGNORECASE)


class TextField(forms.CharField):
    """Text of several lines, in NFC; `strip=False` keeps it word for word to the last blank."""

    widget = forms.Textarea(attrs={"rows": 6})

    def __init__(self, *, max_length: int = TEXT_MAX, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str | None:
        """Return the text composed, with plain line ends; blanks alone are no text."""
        words = text.nfc(value) if isinstance(value, str) else value
        return super().to_python("" if isinstance(words, str) and not words.strip() else words)


class LineField(forms.CharField):
    """Text of one line, in NFC, with runs of white space folded."""

    def to_python(self, value: Any) -> str | None:
        """Return the text composed, on one line."""
        return super().to_python(text.one_line(value) if isinstance(value, str) else value)


class ViDateField(forms.DateField):
    """A day, typed as 7/9/2026, 7-9-2026 or 2026-09-07; shown as 7/9/2026."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "size": "12", "data-day": ""})
    default_error_messages = {
        "invalid": _("Viết ngày theo kiểu 7/9/2026: ngày, tháng, rồi năm đủ bốn chữ số."),
        "not_there": _("Không có ngày %(value)s trong lịch."),
        "too_far": _("Năm %(year)s nằm ngoài khoảng tính được, từ 1900 đến 2100."),
    }

    def to_python(self, value: Any) -> date | None:
        """Return the day; raises with what is wrong: the form, the day, or the year."""
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        typed = text.one_line(str(value))
        if found := _ISO_DATE.fullmatch(typed):
            year, month, day = found.groups()
        elif found := _VI_DATE.fullmatch(typed):
            day, month, year = found.groups()
        else:
            raise self._refusal("invalid")
        if len(year) != 4:
            raise self._refusal("invalid")
        if not 1900 <= int(year) <= 2100:
            raise self._refusal("too_far", year=year)
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            raise self._refusal("not_there", value=typed) from None

    def prepare_value(self, value: Any) -> Any:
        """Return the day as it is typed."""
        return f"{value.day}/{value.month}/{value.year}" if isinstance(value, date) else value

    def _refusal(self, code: str, **params: str) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code, params=params)


class ViTimeField(forms.TimeField):
    """A time of day, typed as 7:30, 7h30 or 7 giờ 30; shown as 7:30."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "size": "8"})
    default_error_messages = {"invalid": _("Viết giờ theo kiểu 7:30 hoặc 7 giờ 30, từ 0:00 đến 23:59.")}

    def to_python(self, value: Any) -> time | None:
        """Return the time; raises when it is none."""
        if value in self.empty_values or isinstance(value, time):
            return super().to_python(value)
        found = _TIME.fullmatch(text.one_line(str(value)))
        if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return time(int(found[1]), int(found[2] or 0))

    def prepare_value(self, value: Any) -> Any:
        """Return the time as it is typed."""
        return f"{value.hour}:{value.minute:02}" if isinstance(value, time) else value


class _FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; what they are inside is for the documents room to say."""

    widget = _FilesInput
    default_error_messages = {
        "too_many": _("Chọn nhiều nhất %(most)d tệp; bạn đã chọn %(count)d."),
        "too_big": _("Tệp %(name)s lớn hơn %(most)d MB. Hãy gửi bản nhỏ hơn."),
    }

    def __init__(self, *, max_files: int, max_bytes: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_files, self.max_bytes = max_files, max_bytes

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """Return the files; raises when they are too many or one is too big or empty."""
        given: Sequence[Any] = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            super().clean(None, initial)
        if len(given) > self.max_files:
            params = {"most": self.max_files, "count": len(given)}
            raise forms.ValidationError(self.error_messages["too_many"], code="too_many", params=params)
        return [self._one(file, initial) for file in given]

    def _one(self, file: Any, initial: Any) -> "UploadedFile[Any]":
        cleaned: UploadedFile[Any] = super().clean(file, initial)
        if (cleaned.size or 0) > self.max_bytes:
            params = {"name": cleaned.name, "most": self.max_bytes // (1024 * 1024)}
            raise forms.ValidationError(self.error_messages["too_big"], code="too_big", params=params)
        return cleaned
