"""What goes in and out, as the OpenAPI document shows it."""

from datetime import date
from typing import Literal

from ninja import Field, Schema


class Person(Schema):
    """Who put it forward, where they gave a name; kept encrypted, never given back by this interface."""

    full_name: str = Field(min_length=1, max_length=120, examples=["Trần Thị Ví Dụ"])
    phone: str = Field(default="", max_length=20)
    email: str = Field(default="", max_length=254)
    address: str = Field(default="", max_length=200)


class PetitionIn(Schema):
    """One petition, in the words in which it was put."""

    dialogue: str = Field(description="Mã cuộc đối thoại, lấy từ /dialogues.", max_length=40, examples=["TL-2026-03"])
    text: str = Field(description="Đúng lời người dân.", min_length=1, max_length=20_000)
    place: str = Field(default="", description="Ở đâu: thôn, tổ dân phố, tuyến đường.", max_length=200)
    received_on: date | None = Field(default=None, description="Ngày nơi gửi nhận được; để trống là hôm nay.")
    person: Person | None = Field(default=None, description="Bỏ trống khi người dân không nêu tên.")
    reply_channel: Literal["portal", "sms", "email", "letter", "counter"] = Field(
        default="portal", description="Người dân muốn được trả lời bằng cách nào."
    )
    may_publish: bool = Field(default=False, description="Người dân đồng ý công khai nội dung, không kèm tên.")


class PetitionOut(Schema):
    """The code and the secret with which the person follows it; read them out, the secret is kept nowhere."""

    code: str
    secret: str
    received_on: date
    again: bool = Field(description="Khóa này đã gửi rồi: vẫn một kiến nghị ấy, từ bí mật mới thay từ cũ.")
    follow_url: str


class StandingOut(Schema):
    """How a petition stands; nothing personal."""

    code: str
    dialogue: str
    received_on: date
    state: str
    state_vi: str
    result: str
    promised_on: date | None
    public_url: str


class UnitOut(Schema):
    """A commune, a city."""

    code: str
    name: str


class DialogueOut(Schema):
    """A dialogue for whose conference opinions are collected now."""

    code: str
    title: str
    unit: UnitOut
    conference_on: date | None
    collects_until: date | None


class Problem(Schema):
    """Why it was not done, and what to do: `code` for the program, `message` in Vietnamese for a person."""

    code: str
    message: str
    fields: list[str] = []
