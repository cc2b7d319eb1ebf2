"""Verbs on the vault: keep, look (for a purpose, leaving a trace), erase."""

from datetime import datetime

from django.db import transaction

from doithoai.accounts import vault
from doithoai.accounts.enums import Purpose
from doithoai.accounts.errors import IdentityErased
from doithoai.accounts.models import Account, Identity, IdentityLook
from doithoai.accounts.vault import PersonalDetails


def keep_identity(details: PersonalDetails) -> Identity:
    """Seal the details and return the row that content may point to by key."""
    return Identity.objects.create(sealed=vault.seal(details), mask=vault.mask_of(details))


def change_identity(identity: Identity, details: PersonalDetails) -> None:
    """Replace the details, for example when the petitioner corrects what an officer wrote."""
    identity.sealed, identity.mask = vault.seal(details), vault.mask_of(details)
    identity.save(update_fields=["sealed", "mask"])


@transaction.atomic
def look_at_identity(identity: Identity, *, by: Account, purpose: Purpose) -> PersonalDetails:
    """Open the vault for one person, for one purpose, and log it.

    Whether the person may look is the caller's question (`petitions.permissions`); the caller
    also records `IdentityViewed` in the journal. Raises IdentityErased.
    """
    if identity.erased_at is not None:
        raise IdentityErased
    IdentityLook.objects.create(identity=identity, account=by, purpose=purpose)
    return vault.unseal(identity.sealed)


def address_for_sending(identity: Identity) -> PersonalDetails:
    """Open the vault for the machine that sends or prints; nobody sees the result on a screen.

    Raises IdentityErased.
    """
    if identity.erased_at is not None:
        raise IdentityErased
    return vault.unseal(identity.sealed)


@transaction.atomic
def erase_identity(identity: Identity, *, now: datetime) -> None:
    """Forget who it was; figures, codes and texts stay."""
    Identity.objects.filter(pk=identity.pk, erased_at=None).update(sealed=b"", mask="Đã xóa", erased_at=now)
