"""Bodies that end: renamed, merged, divided, or ended with somebody who takes the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.organisations.enums import SuccessionKind, SuccessionOf
from doithoai.organisations.models import Body, Holding, Membership, Post, Reorganisation, Unit
from doithoai.organisations.queries.validity import valid
from doithoai.succession.errors import ReorganisationRefused
from doithoai.succession.queries import open_work_of
from doithoai.succession.services.decisions import (
    Decision,
    Step,
    check_heirs,
    check_numbers,
    check_standing,
    linked,
    refresh_owners,
    written,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyHeir:
    """A body that follows: one that stands, or one to be made under these names. The leading one takes open work."""

    body: Body | None = None
    name: str = ""
    short_name: str = ""
    symbol: str = ""
    leads: bool = True


@transaction.atomic
def reorganise_bodies(
    *,
    unit: Unit,
    kind: SuccessionKind,
    olds: Sequence[Body],
    heirs: Sequence[BodyHeir],
    decision: Decision,
    keep_people: bool = True,
    on: date,
    by: Actor,
) -> Reorganisation:
    """End bodies of the unit from a day and let others answer for what they had in hand.

    Nothing is rewritten: assignments, promises and papers keep the old name, and whoever works for the leading
    successor acts on them from that day on. Posts go on as the successor's posts of the same kind; a body made here
    gets them, with those who hold them. `keep_people` gives everyone the same role in the leading successor.
    Raises ReorganisationRefused.
    """
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)  # two decisions come one after the other
    olds = _locked(olds)
    check_numbers(kind, len(olds), len(heirs))
    if any(old.unit_id != unit.pk for old in olds):
        raise ReorganisationRefused(f"Cơ quan không thuộc {unit.name}. Hãy làm ở trang của đơn vị đó.")
    check_standing(olds, decision.since, of="body")
    standing = _locked([heir.body for heir in heirs if heir.body is not None])
    check_heirs(standing, decision.since)
    if {body.pk for body in standing} & {old.pk for old in olds}:
        raise ReorganisationRefused("Một cơ quan không thể vừa kết thúc vừa nhận việc. Hãy bỏ cơ quan đó ở một bên.")
    if len(standing) != sum(heir.body is not None for heir in heirs):
        raise ReorganisationRefused("Một cơ quan được chọn hai lần trong những nơi nhận. Hãy bỏ bớt một lần.")
    if heirs and sum(heir.leads for heir in heirs) != 1:
        raise ReorganisationRefused("Hãy chọn đúng một nơi nhận các việc đang mở.")
    if not heirs and (left := open_work_of(olds, on=on).total):
        raise ReorganisationRefused(f"Còn {left} việc đang mở. Hãy chọn cơ quan nhận các việc đó.")
    change = written(unit=unit, of=SuccessionOf.BODY, kind=kind, decision=decision, on=on, by=by)
    found = [(heir, heir.body or _made(heir, olds[0], decision.since)) for heir in heirs]
    steps = [Step(old, body, heir.leads, heir.body is None) for old in olds for heir, body in found]
    linked(change, "body", steps or [Step(old, None) for old in olds], on=on, by=by)
    lead = next((body for heir, body in found if heir.leads), None)
    made = lead is not None and any(heir.leads and heir.body is None for heir in heirs)
    posts = [step for old in olds for step in posts_that_follow(old, lead, decision.since, make=made)]
    if posts:
        linked(change, "post", posts, on=on, by=by)
    if lead is not None and keep_people:
        move_people(olds, lead, decision.since)
    refresh_owners({unit, *(body.unit for _, body in found)}, on=on)
    return change


def _locked(bodies: Sequence[Body]) -> list[Body]:
    """Return the bodies as they stand now, under lock: what the person chose may have ended in the meantime."""
    rows = Body.objects.select_for_update(of=("self",)).filter(pk__in=[body.pk for body in bodies])
    return list(rows.order_by("pk"))


def _made(heir: BodyHeir, like: Body, since: date) -> Body:
    """Make the new body, of the kind and with the heading of the one that it follows."""
    name = one_line(heir.name)[:200]
    if not name:
        raise ReorganisationRefused("Hãy ghi tên cơ quan mới.")
    return Body.objects.create(
        unit=like.unit,
        kind=like.kind,
        name=name,
        short_name=one_line(heir.short_name)[:80] or name[:80],
        symbol=one_line(heir.symbol)[:20] or like.symbol,
        heading=like.heading,
        term_from=like.term_from,
        valid_from=since,
    )


def posts_that_follow(old: Body, lead: Body | None, since: date, *, make: bool) -> list[Step]:
    """Return how each post of the old body goes on: as the successor's of the same kind, or as one made with it."""
    steps: list[Step] = []
    made: dict[int, Post] = {}
    # Heads before deputies: a deputy's post names its head's.
    for post in sorted(
        Post.objects.filter(valid(since), body=old), key=lambda post: (post.deputy_of_id is not None, post.pk)
    ):
        if post.valid_from >= since:
            continue
        there = _same_post(post, lead, since) if lead else None
        fresh = there is None and make and lead is not None
        if fresh:
            assert lead is not None
            there = _copied(post, lead, made, since)
            made[post.pk] = there
        steps.append(Step(post, there, made=fresh))
    return steps


def _same_post(post: Post, lead: Body, since: date) -> Post | None:
    rows = Post.objects.filter(valid(since), body=lead, role=post.role, deputy_of__isnull=post.deputy_of_id is None)
    return rows.order_by("pk").first()


def _copied(post: Post, lead: Body, made: dict[int, Post], since: date) -> Post:
    head = made.get(post.deputy_of_id) if post.deputy_of_id else None
    there = Post.objects.create(
        body=lead,
        title=post.title,
        role=post.role,
        deputy_of=head or post.deputy_of,
        host_office=post.host_office,
        valid_from=since,
    )
    for holding in Holding.objects.filter(valid(since), post=post):
        Holding.objects.create(post=there, account=holding.account, valid_from=since, valid_to=holding.valid_to)
    return there


def move_people(olds: Sequence[Body], lead: Body, since: date) -> None:
    """Give everyone of the old bodies the same role in the successor; the old seats end with their bodies."""
    for row in Membership.objects.filter(valid(since), body__in=olds).order_by("pk"):
        there = Membership.objects.filter(account=row.account_id, body=lead, role=row.role, valid_to=None)
        if not there.exists():
            Membership.objects.create(
                account_id=row.account_id, body=lead, role=row.role, valid_from=since, valid_to=row.valid_to
            )
