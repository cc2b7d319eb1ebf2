"""Wherever a figure says that something is settled, it counts what was settled, and nothing that was only answered.

Every page that takes no more than a dialogue's code is opened, by the office and by the public, so a page that is
added tomorrow is walked too.
"""

import html
import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from doithoai.petitions.enums import PetitionState, ReplyKind, Result
from doithoai.petitions.models import Petition, Reply
from doithoai.petitions.queries import follow_up_tally, matters_of
from doithoai.portal.reads import promises
from doithoai.reporting.queries import count_figures, reports_owed
from tests.factories import public
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
P, R = PetitionState, Result
# Every way of being answered without being settled.
ANSWERED = (
    (P.ANSWERED_AT_CONFERENCE, ""),
    (P.REPLIED, ""),
    (P.REPLIED, R.EXPLAINED),
    (P.REPLIED, R.IN_PROGRESS),
    (P.REPLIED, R.DISPUTED),
    (P.CLOSED, R.EXPLAINED),
    (P.CLOSED, R.NOT_ACCEPTED),
    (P.CLOSED, R.NO_FUNDS),
    (P.CLOSED, R.FORWARDED),
)
# What a page calls settled, with the figure on either side of it.
_SETTLED = r"(?:đã giải quyết xong|giải quyết xong|đã giải quyết|làm xong|resolved)"
_BEFORE = re.compile(rf"(\d[\d.]*)(?: kiến nghị| việc)? {_SETTLED}\b", re.IGNORECASE)
_AFTER = re.compile(rf"{_SETTLED}\"?[:,]? (\d[\d.]*)(?![\d/%,])", re.IGNORECASE)


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def held(place):
    """A dialogue being followed, all of whose promises were answered and none settled."""
    made = public.held(place)
    public.conclude(place, made, issued_on=date(2026, 9, 7))
    for number, (state, result) in enumerate(ANSWERED):
        answered(place, public.promise(place, made, f"Việc {number}"), state, result)
    return made


def answered(place, row: Petition, state: PetitionState, result: str) -> Petition:
    row.state, row.result = state, result
    row.save(update_fields=["state", "result"])
    Reply.objects.create(
        petition=row,
        body=place.economy,
        kind=ReplyKind.FINAL,
        text="Đã trả lời.",
        signed_on=date(2026, 9, 16),
        signer="Trưởng phòng",
        sent_by=place.anna,
    )
    return row


def settle_one(place, held) -> Petition:
    return answered(place, public.promise(place, held, "Việc đã xong"), P.RESOLVED, R.RESOLVED)


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def addresses(dialogue: str, unit) -> list[str]:
    """Return every address without a name in it, those of the dialogue, and the unit's reports."""
    found = []
    for route in routes(get_resolver().url_patterns):
        plain = re.sub(r"(doi-thoai|cuoc)/<(?:\w+:)?code>", rf"\1/{dialogue}", route)
        if not re.search(r"[<^$(\\]", plain) and not plain.startswith(("static", "media")):
            found.append(f"/{plain}")
    owed = reports_owed(unit, year=2026, on=timezone.localdate())
    return [*found, *(reverse("desk:report", args=[unit.code, 2026, one.rule.id]) for one in owed)]


def settled_by_page(place, held) -> dict[str, set[int]]:
    """Return, by address, every figure that stands beside a word for settled."""
    found = {}
    for who in (place.anna, place.mass_person, None):
        cache.clear()
        client = Client()
        if who is not None:
            client.force_login(who)
        for address in addresses(held.code, place.unit):
            answer = client.get(address)
            if answer.status_code != 200 or answer.streaming:
                continue
            text = re.sub(
                r"<(script|style|svg|select).*?</\1>", " ", answer.content.decode(errors="replace"), flags=re.S
            )
            # The figure of the cell before belongs to another word.
            text = re.sub(r"</(dd|td|li|p|tr)>", " | ", text)
            words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text, flags=re.S)).split())
            numbers = {int(n.replace(".", "")) for n in [*_BEFORE.findall(words), *_AFTER.findall(words)]}
            if numbers:
                found[f"{who.username if who else 'public'} {address}"] = numbers
    return found


def test_no_page_counts_what_was_only_answered_among_what_is_settled(place, held):
    none = settled_by_page(place, held)
    settle_one(place, held)

    one = settled_by_page(place, held)

    assert {page: numbers for page, numbers in none.items() if numbers != {0}} == {}
    assert {page: numbers for page, numbers in one.items() if not numbers <= {0, 1}} == {}
    # The walk sees what it looks for: the home page, the board of promises, the report.
    seen = {page.split(" ")[1] for page, numbers in one.items() if 1 in numbers}
    assert {"/", "/loi-hua/"} <= seen
    assert any(page.startswith("/ban/bao-cao/") for page in seen)


def test_figures_of_reports_lists_and_board_count_the_settled_one_only(place, held):
    settled = settle_one(place, held)

    year = (date(2026, 1, 1), date(2026, 12, 31))
    counted = count_figures([place.unit], from_day=year[0], to_day=year[1], on=date(2026, 12, 1))
    tally = follow_up_tally(matters_of(held), on=date(2026, 12, 1))
    board = promises.figures(on=date(2026, 12, 1))

    assert counted["resolved"].items == (settled.key,)
    assert counted["replied"].value == len(ANSWERED) + 1
    assert (tally.results[R.RESOLVED], tally.states[P.RESOLVED]) == (1, 1)
    assert (board.of("xong"), board.of("giai-trinh"), board.of("khong")) == (1, 2, 2)
    assert board.total == len(ANSWERED) + 1
