"""Who is told of a duty at each step of the ladder T-3, T, T+1, T+5 (FEATURES 63).

Those who do the work at every step; from T+1 the head; from T+5 those who host, watch and supervise. Days are
the working days of the unit that owes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.journal import queries as journal
from doithoai.obligations.models import Duty
from doithoai.organisations import queries as organisations
from doithoai.organisations.enums import BodyKind
from doithoai.organisations.models import Body, Post, Unit
from doithoai.regulations.facts import DialogueOpened

SOON, LAST_DAY, TO_HEAD, TO_OVERSIGHT = -3, 0, 1, 5
STEPS = (SOON, LAST_DAY, TO_HEAD, TO_OVERSIGHT)

_WORK = (Role.CLERK, Role.AGENCY_OFFICER, Role.FRONT, Role.MASS_MOBILISATION)
# Who watches how the conclusions of the unit's conferences are carried out, in the program by its own role.
_OVERSIGHT = {
    BodyKind.FATHERLAND_FRONT: Role.FRONT,
    BodyKind.MASS_MOBILIZATION: Role.MASS_MOBILISATION,
}
# These have no head of a department in the program: their head is the host whom they serve.
_OFFICES = frozenset({BodyKind.PARTY_OFFICE, BodyKind.GOVERNMENT_OFFICE, BodyKind.COUNCIL_GOVERNMENT_OFFICE})


@dataclass(frozen=True, slots=True)
class Told:
    """One person who is told; `watches`: the duty is another body's, so the message names who owes it."""

    account: Account
    watches: bool = False


def told_of(duty: Duty, body: Body, step: int, *, on: date) -> list[Told]:
    """Return everybody who is told of the duty of the body at the step, each once."""
    found: dict[int, Told] = {}
    for one in _told(duty, body, step, on=on):
        found.setdefault(one.account.pk, one)
    return list(found.values())


def _told(duty: Duty, body: Body, step: int, *, on: date) -> Iterator[Told]:
    yield from (Told(account) for account in organisations.members_of(body, *_WORK, on=on))
    if step >= TO_HEAD:
        yield from (Told(account) for account in organisations.members_of(body, Role.AGENCY_HEAD, Role.HOST, on=on))
        if body.kind in _OFFICES or step >= TO_OVERSIGHT:
            yield from _hosts(duty, on=on)
    if step >= TO_OVERSIGHT:
        yield from _overseers(duty, body, on=on)


def _hosts(duty: Duty, *, on: date) -> Iterator[Told]:
    """Yield the people of the host's body; of a yearly duty without a post, those of every host of the unit."""
    bodies = {post.body_id: post.body for post in _host_posts(duty, on=on)}
    for body in bodies.values():
        yield from (Told(account, watches=True) for account in organisations.members_of(body, Role.HOST, on=on))


def _host_posts(duty: Duty, *, on: date) -> list[Post]:
    key = duty.post
    if duty.dialogue and not key:
        opened = next((fact for fact in journal.facts_of(duty.stream) if isinstance(fact, DialogueOpened)), None)
        key = opened.host_post if opened else ""
    if key:
        return list(Post.objects.filter(key=key).select_related("body"))
    unit = Unit.objects.filter(key=duty.unit).first()
    return list(organisations.host_posts_of_unit(unit, on=on)) if unit else []


def _overseers(duty: Duty, owing: Body, *, on: date) -> Iterator[Told]:
    """Yield the Front and the Mass Mobilisation commission of the unit; what one of them owes, the other watches."""
    unit = Unit.objects.filter(key=duty.unit).first()
    if unit is None:
        return
    for body in organisations.bodies_of_unit(unit, on=on, kinds=tuple(_OVERSIGHT)):
        if body.pk != owing.pk:
            role = _OVERSIGHT[BodyKind(body.kind)]
            yield from (Told(account, watches=True) for account in organisations.members_of(body, role, on=on))
