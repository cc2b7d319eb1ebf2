"""The people and bodies of the demo, by the names under which they sign in."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone

from doithoai.accounts.models import Account
from doithoai.common.actors import Actor
from doithoai.organisations.enums import HostRole
from doithoai.organisations.models import Body, Post, Unit
from doithoai.organisations.queries import standing_of


@dataclass
class Cast:
    """Looks people and bodies up once; every verb of the demo is done by one of them."""

    unit: Unit
    bodies: dict[str, Body]
    above: Body
    _people: dict[str, Account] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)

    @classmethod
    def of(cls, code: str) -> "Cast":
        """Return the cast of the unit with this code."""
        unit = Unit.objects.select_related("parent").get(code=code)
        bodies = {body.symbol: body for body in unit.bodies.all()}
        assert unit.parent is not None
        return cls(unit, bodies, unit.parent.bodies.get(symbol="UBND"))

    def account(self, username: str) -> Account:
        """Return the account that signs in under this name."""
        if username not in self._people:
            self._people[username] = Account.objects.get(username=username)
        return self._people[username]

    def by(self, username: str) -> Actor:
        """Return how the journal knows this person."""
        if username not in self._actors:
            account = self.account(username)
            main = standing_of(account, on=timezone.localdate()).main
            self._actors[username] = account.actor(main.body.key if main else "")
        return self._actors[username]

    def post(self, role: HostRole) -> Post:
        """Return the head's post of this role."""
        return Post.objects.select_related("body", "host_office").get(body__unit=self.unit, role=role, deputy_of=None)

    def officer(self, symbol: str) -> str:
        """Return who works for an agency."""
        return {"PKT": "kinhte", "PVHXH": "vanhoa", "CA": "congan", "MTTQ": "mattran", "HND": "hoinongdan"}[symbol]

    def head(self, symbol: str) -> str:
        """Return who heads an agency."""
        return {"PKT": "tpkinhte", "PVHXH": "tpvanhoa", "CA": "truongcongan", "MTTQ": "mattran"}[symbol]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the moment in the office's time zone."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
