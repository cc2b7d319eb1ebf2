"""Identities are sealed, masked, and every look is logged."""

import pytest

from doithoai.accounts import services
from doithoai.accounts.enums import Purpose
from doithoai.accounts.errors import IdentityErased
from doithoai.accounts.models import Account, Identity, IdentityLook
from doithoai.accounts.vault import PersonalDetails, mask_of

DETAILS = PersonalDetails(full_name="Nguyễn Văn Thử", phone="0912 345 617", address="Thôn Cầu Đá")


@pytest.fixture
def anna(db) -> Account:
    return Account.objects.create_user("anna", full_name="Anna")


def test_sealed_identity_holds_no_readable_name(db):
    identity = services.keep_identity(DETAILS)

    assert "Nguyễn".encode() not in bytes(Identity.objects.get(pk=identity.pk).sealed)


def test_looking_opens_the_details_and_leaves_a_trace(anna):
    identity = services.keep_identity(DETAILS)

    seen = services.look_at_identity(identity, by=anna, purpose=Purpose.REPLY)

    assert seen == DETAILS
    assert list(IdentityLook.objects.values_list("account", "purpose")) == [(anna.pk, "reply")]


def test_erased_identity_cannot_be_opened(anna, settings):
    from django.utils import timezone  # noqa: PLC0415 -- only this test needs a clock

    identity = services.keep_identity(DETAILS)
    services.erase_identity(identity, now=timezone.now())
    identity.refresh_from_db()

    with pytest.raises(IdentityErased):
        services.look_at_identity(identity, by=anna, purpose=Purpose.REPLY)


@pytest.mark.parametrize(
    ("details", "mask"),
    [
        pytest.param(DETAILS, "N••• V••• T•••, 09•• ••• •17", id="name and phone"),
        pytest.param(PersonalDetails("Lê Thu"), "L••• T•••", id="name only"),
        pytest.param(PersonalDetails("", phone="113"), "Không ghi tên", id="nothing that could be masked"),
    ],
)
def test_mask_tells_initials_and_last_two_digits_only(details, mask):
    assert mask_of(details) == mask
