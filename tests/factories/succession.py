"""Decisions by which bodies and places of xã Tân Lạch end and go on; every one is made up."""

from datetime import date

from doithoai.organisations.enums import SuccessionKind
from doithoai.organisations.models import Body, Reorganisation
from doithoai.organisations.models import Place as Hamlet
from doithoai.succession import services
from doithoai.succession.services import BodyHeir, Decision
from tests.factories.organisations import Place

SINCE = date(2026, 9, 15)  # a Tuesday
BEFORE = date(2026, 9, 14)
RECORDED = date(2026, 9, 10)


def decision(*, since: date = SINCE, number: str = "77/QĐ-UBND") -> Decision:
    """Return a paper of some days before."""
    return Decision(number=number, decided_on=min(date(2026, 9, 8), since), since=since)


def renamed(
    place: Place, body: Body, *, name: str = "Phòng Kinh tế - Hạ tầng", since: date = SINCE, on: date = RECORDED
) -> Reorganisation:
    """Let a body go on under another name, with its people and posts."""
    return services.reorganise_bodies(
        unit=place.unit,
        kind=SuccessionKind.RENAME,
        olds=[body],
        heirs=[BodyHeir(name=name, short_name=name, symbol="PKTHT")],
        decision=decision(since=since),
        on=on,
        by=place.actor(place.anna),
    )


def absorbed(
    place: Place, *olds: Body, by_body: Body, since: date = SINCE, keep_people: bool = False, on: date = RECORDED
) -> Reorganisation:
    """Merge bodies into one that stands."""
    return services.reorganise_bodies(
        unit=place.unit,
        kind=SuccessionKind.MERGE,
        olds=olds,
        heirs=[BodyHeir(body=by_body)],
        decision=decision(since=since),
        keep_people=keep_people,
        on=on,
        by=place.actor(place.anna),
    )


def hamlets(place: Place, *names: str) -> list[Hamlet]:
    """Enter places of the commune that stand since it does."""
    return services.add_places(unit=place.unit, names=names, since=date(2025, 7, 1))


def merged(place: Place, olds: list[Hamlet], *news: str, kind: str = "merge", since: date = SINCE) -> Reorganisation:
    """Let hamlets go on under other names."""
    return services.reorganise_places(
        unit=place.unit,
        kind=SuccessionKind(kind),
        olds=olds,
        news=news,
        decision=decision(since=since),
        on=RECORDED,
        by=place.actor(place.anna),
    )
