"""The made-up commune with which anybody can try the program: xã Tân Lạch, TP. Hải Phòng.

Its units and people are those of the sample that offices start from (`config/office/sample.yaml`);
its dialogues are told by `story`, on days counted from the day on which the demo is loaded.
"""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from doithoai.accounts.models import Account
from doithoai.config.demo import telling
from doithoai.config.demo.cast import Cast
from doithoai.config.office import laying, plan
from doithoai.config.office.plan import SAMPLE

PASSWORD = "tan-lach-2026"  # noqa: S105 -- printed on the screen of whoever starts the demo


@transaction.atomic
def load(*, today: date, progress: Callable[[int, int], None] | None = None) -> bool:
    """Load the demo; return False and change nothing where there is already somebody's data."""
    if Account.objects.exists():
        return False
    laying.lay(plan.read(SAMPLE), password=PASSWORD)
    telling.tell(Cast.of("TL"), today=today, progress=progress)
    return True


def sign_ins() -> str:
    """Return the lines that name the demo accounts, or nothing where the demo is not loaded."""
    people = [person for unit in plan.read(SAMPLE) for body in unit.bodies for person in body.people]
    accounts = Account.objects.filter(username__in=[person.username for person in people])
    present = set(accounts.values_list("username", flat=True))
    lines = [f"  {person.username:<14}{person.title}" for person in people if person.username in present]
    return "\n".join([f"\nTài khoản dùng thử, mật khẩu chung: {PASSWORD}", *lines, ""]) if lines else ""
