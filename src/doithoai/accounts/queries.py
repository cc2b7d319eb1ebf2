"""Reads of accounts."""

from doithoai.accounts.models import Account
from doithoai.common.actors import Actor


def account_of(actor: Actor) -> Account:
    """Return the account behind a signed-in actor, for rows that say who did something.

    Raises Account.DoesNotExist for the machine and the public, who sign nothing.
    """
    return Account.objects.get(key=actor.account)
