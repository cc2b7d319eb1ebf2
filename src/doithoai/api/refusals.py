"""Refusals as answers: a code for the program, a sentence in Vietnamese that says what to do."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from doithoai.common.errors import DomainError
from doithoai.petitions import errors as refused

_STATUS: Mapping[type[DomainError], int] = {refused.KeyUsedOtherwise: 409}
_SAID = {
    "missing": "Thiếu «{field}».",
    "string_type": "«{field}» phải là chữ.",
    "string_too_short": "«{field}» quá ngắn, ít nhất {min_length} chữ.",
    "string_too_long": "«{field}» quá dài, nhiều nhất {max_length} chữ.",
    "literal_error": "«{field}» chỉ nhận: {expected}.",
    "bool_parsing": "«{field}» phải là true hoặc false.",
    "json_invalid": "Nội dung gửi lên không phải JSON.",
}
_A_DAY = "«{field}» phải là ngày, viết như 2026-08-01."
_ODD = "«{field}» không đúng."
_EMPTY = "«{field}» đang trống."


def register(api: NinjaAPI) -> None:
    """Let the interface answer every refusal as a Problem."""

    @api.exception_handler(ValidationError)
    def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        rows = [(_field(row), _sentence(row)) for row in error.errors]
        message = " ".join(dict.fromkeys(sentence for _name, sentence in rows))
        return _answer(api, request, 422, "invalid", message, fields=[name for name, _sentence in rows])

    @api.exception_handler(DomainError)
    def _refused(request: HttpRequest, error: DomainError) -> HttpResponse:
        return _answer(api, request, _STATUS.get(type(error), 422), _code(error), str(error))

    @api.exception_handler(AuthenticationError)
    def _unknown(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
        message = "Mã truy cập không đúng hoặc đã ngừng. Hãy hỏi quản trị của đơn vị nhận để được cấp mã mới."
        return _answer(api, request, 401, "unauthorized", message)

    @api.exception_handler(Throttled)
    def _too_many(request: HttpRequest, error: Throttled) -> HttpResponse:
        answer = _answer(api, request, 429, "too_many", "Gửi dồn quá nhiều. Hãy chờ rồi gửi lại với đúng khóa cũ.")
        if error.wait:
            answer["Retry-After"] = str(int(error.wait) + 1)
        return answer

    @api.exception_handler(HttpError)
    def _other(request: HttpRequest, error: HttpError) -> HttpResponse:
        unread = "Nội dung gửi lên không phải JSON. Hãy gửi JSON, mã hóa UTF-8."
        message = unread if error.status_code == 400 else str(error)
        return _answer(api, request, error.status_code, "bad_request", message)


def _answer(
    api: NinjaAPI, request: HttpRequest, status: int, code: str, message: str, *, fields: list[str] | None = None
) -> HttpResponse:
    body = {"code": code, "message": message, "fields": fields or []}
    return api.create_response(request, body, status=status)


def _code(error: DomainError) -> str:
    """Return the refusal's name as programs write it: `not_collecting`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower()


def _field(row: Mapping[str, Any]) -> str:
    """Return where it stands in what was sent: `person.full_name`, `Idempotency-Key`."""
    names = [str(part) for part in row.get("loc", ())]
    if names[:1] == ["header"]:
        return "Idempotency-Key"
    return ".".join(names[2:] or names[-1:])


def _sentence(row: Mapping[str, Any]) -> str:
    kind = str(row.get("type", ""))
    words = _A_DAY if kind.startswith("date") else _SAID.get(kind, _ODD)
    given: Mapping[str, Any] = row.get("ctx") or {}
    if given.get("min_length") == 1:
        words = _EMPTY
    expected = str(given.get("expected", "")).replace(" or ", ", ")
    bounds = {name: given.get(name, "") for name in ("min_length", "max_length")}
    return words.format(field=_field(row), expected=expected, **bounds)
