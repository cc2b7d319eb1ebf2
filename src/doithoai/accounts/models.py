"""People who sign in, and the vault of identities of those who do not."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from doithoai.accounts.enums import Purpose
from doithoai.common.actors import Actor
from doithoai.common.keys import new_key


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; a password is always hashed."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "Account":
        """Create an active account."""
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person who signs in. What the person may do stands in `organisations.Membership`."""

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    title = models.CharField(max_length=160, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    def __str__(self) -> str:
        """Return the person's name."""
        return self.full_name

    @property
    def initials(self) -> str:
        """Return two letters for the round mark beside the name."""
        parts = self.full_name.split()
        return "".join(part[0] for part in parts[-2:]).upper()

    def actor(self, body_key: str = "") -> Actor:
        """Return how the journal knows this person."""
        return Actor(self.key, body_key)


class Identity(models.Model):
    """Who stands behind a petition or a registration; encrypted, kept apart from content.

    Only `accounts.services.look_at_identity` opens it, for a stated purpose, and
    leaves a row in `IdentityLook`. `sealed` is a Fernet token; the key lies outside
    the database (settings.IDENTITY_KEY).
    """

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    sealed = models.BinaryField()
    # A mask such as "N••• V••• T•••" that may be shown without opening the vault.
    mask = models.CharField(max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)


class IdentityLook(models.Model):
    """One look at an identity: who, when, why. Append-only."""

    identity = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="looks")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    looked_at = models.DateTimeField(auto_now_add=True)
