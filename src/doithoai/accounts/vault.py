"""Sealing and opening identities; the key lies outside the database."""

import base64
import hashlib
import json
from dataclasses import asdict, dataclass

from cryptography.fernet import Fernet
from django.conf import settings

from doithoai.common.text import one_line


@dataclass(frozen=True, slots=True)
class PersonalDetails:
    """What is known of a petitioner or participant. Nothing of it leaves the vault unasked."""

    full_name: str
    phone: str = ""
    email: str = ""
    address: str = ""
    represents: str = ""  # the group or organisation for which the person speaks


def _fernet() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(settings.IDENTITY_KEY.encode()).digest()))


def seal(details: PersonalDetails) -> bytes:
    """Return the details encrypted and authenticated."""
    return _fernet().encrypt(json.dumps(asdict(details), ensure_ascii=False).encode())


def unseal(sealed: bytes | memoryview) -> PersonalDetails:
    """Return the details; raises cryptography.fernet.InvalidToken if key or data are not the right ones."""
    return PersonalDetails(**json.loads(_fernet().decrypt(bytes(sealed))))


def mask_of(details: PersonalDetails) -> str:
    """Return initials with dots and the last two digits of the phone: N••• V••• T•••, 09•• ••• •17."""
    name = " ".join(f"{part[0]}•••" for part in one_line(details.full_name).split()) or "Không ghi tên"
    digits = "".join(ch for ch in details.phone if ch.isdigit())
    if len(digits) >= 8:
        return f"{name}, {digits[:2]}•• ••• •{digits[-2:]}"
    return name
