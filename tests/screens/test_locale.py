"""Whatever a form of Django says, it says in Vietnamese."""

from decimal import Decimal

import pytest
from django.contrib.auth import forms as auth
from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator
from django.core import validators
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import fields, models
from django.utils import translation

FORM_FIELDS = [
    fields.Field, fields.CharField, fields.IntegerField, fields.FloatField, fields.DecimalField, fields.DateField,
    fields.TimeField, fields.DateTimeField, fields.DurationField, fields.RegexField, fields.EmailField,
    fields.FileField,
    fields.ImageField, fields.URLField, fields.BooleanField, fields.ChoiceField, fields.MultipleChoiceField,
    fields.MultiValueField, fields.SlugField, fields.UUIDField, fields.JSONField, models.ModelChoiceField,
    models.ModelMultipleChoiceField,
]  # fmt: skip
VALIDATORS = [
    validators.EmailValidator, validators.URLValidator, validators.MaxValueValidator, validators.MinValueValidator,
    validators.StepValueValidator, validators.FileExtensionValidator, validators.ProhibitNullCharactersValidator,
]  # fmt: skip


def said(message: object, language: str) -> str:
    with translation.override(language):
        return str(message)


@pytest.mark.parametrize("field", FORM_FIELDS)
def test_every_message_of_a_form_field_is_vietnamese(field):
    messages = {
        code: text for cls in field.__mro__ for code, text in getattr(cls, "default_error_messages", {}).items()
    }
    messages.pop("max_length", None)  # needs a number before it can be said; tried below

    assert [code for code, text in messages.items() if said_alike(text)] == []


def said_alike(message: object) -> bool:
    return said(message, "vi") == said(message, "en")


@pytest.mark.parametrize("validator", VALIDATORS)
def test_every_message_of_a_validator_is_vietnamese(validator):
    assert not said_alike(validator.message)


@pytest.mark.parametrize(
    ("validator", "value", "words"),
    [
        (validators.MinLengthValidator(10), "ngắn", "Viết ít nhất 10 ký tự; hiện có 4."),
        (validators.MaxLengthValidator(3), "quá dài", "Nhiều nhất 3 ký tự; hiện có 7."),
        (validators.DecimalValidator(2, 0), Decimal(123), "Nhiều nhất 2 chữ số."),
        (
            fields.FileField(max_length=5).clean,
            SimpleUploadedFile("anh-duong.jpg", b"x"),
            "Tên tệp dài nhất 5 ký tự; hiện có 13. Hãy đổi tên tệp.",
        ),
    ],
)
def test_message_with_a_number_is_vietnamese(validator, value, words):
    with pytest.raises(ValidationError) as refused:
        validator(value)

    assert refused.value.messages == [words]


@pytest.mark.parametrize("form", [auth.AuthenticationForm, auth.PasswordChangeForm, auth.SetPasswordForm])
def test_every_message_of_signing_in_is_vietnamese(form):
    assert [code for code, text in form.error_messages.items() if said_alike(text)] == []


@pytest.mark.parametrize(
    ("validator", "password", "words"),
    [
        (MinimumLengthValidator(10), "ngan", "Mật khẩu này ngắn quá: cần ít nhất 10 ký tự."),
        (CommonPasswordValidator(), "password", "Mật khẩu này quá nhiều người đặt. Hãy chọn mật khẩu khác."),
    ],
)
def test_weak_password_is_refused_in_vietnamese(validator, password, words):
    with pytest.raises(ValidationError) as refused:
        validator.validate(password)

    assert refused.value.messages == [words]
