"""The made-up commune with which anybody can try the program: xã Tân Lạch, TP. Hải Phòng."""

from django.db import transaction

from doithoai.accounts.models import Account
from doithoai.config.demo import people, places

__all__ = ["load", "sign_ins"]


@transaction.atomic
def load() -> bool:
    """Load the demo; return False and change nothing where there is already somebody's data."""
    if Account.objects.exists():
        return False
    bodies = places.make()
    people.make(bodies)
    return True


def sign_ins() -> str:
    """Return the lines that name the demo accounts, or nothing where the demo is not loaded."""
    return people.sign_ins()
