"""“It was asked before”, grouping by matter, a large sheet: over as many petitions as are laid down in a minute."""

import random
import time
from collections.abc import Iterator
from functools import partial
from itertools import islice

from django.db import connection

from bench import figures, office
from bench.figures import Figure, median_of, seconds
from bench.texts import made_up
from doithoai.common.keys import new_key
from doithoai.dialogues.models import Dialogue
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Unit
from doithoai.petitions import queries
from doithoai.petitions.enums import IntakeChannel, PetitionState
from doithoai.petitions.models import Petition
from doithoai.petitions.queries.grouping import groups_of
from doithoai.petitions.services import importing
from doithoai.petitions.services.receiving import digest_of, folded_of
from tests.factories import dialogues
from tests.factories.organisations import Place, body, unit

MOST = 200_000
GROUPED, SHEET = 50_000, 10_000
COMMUNES = 20


def run() -> list[Figure]:
    place = office.place()
    others = (unit(f"Xã Đo {number}", f"M{number}", parent=place.province) for number in range(COMMUNES - 1))
    units = [place.unit, *others]
    total = _lay(place, units)
    laid = f"{total:,} petitions"
    return [*_similar(place, laid), *_grouping(), *_sheet(place)]


def _rows(dialogue: Dialogue, start: int, chance: random.Random) -> Iterator[Petition]:
    while True:
        text, where = made_up(chance)
        yield Petition(
            key=new_key(),
            code=f"ML-26-{start:07}",
            dialogue=dialogue,
            text=text,
            title=text.partition(",")[0],
            channel=IntakeChannel.PAPER,
            received_on=dialogue.opened_on,
            place=where,
            field="transport",
            state=PetitionState.TRIAGED,
            folded=folded_of(text, text.partition(",")[0], where),
            digest=digest_of(text),
        )
        start += 1


def _lay(place: Place, units: list[Unit]) -> int:
    chance, start, laid = random.Random(1), time.perf_counter(), 0
    offices = [place.office, *(body(one, "Văn phòng", kind=place.office.kind, symbol="VP") for one in units[1:])]
    while laid < MOST and time.perf_counter() - start < figures.laying_seconds:
        number = laid // 2000
        of = dialogues.dialogue(place, code=f"ML-2026-{number:03}")
        Dialogue.objects.filter(pk=of.pk).update(
            unit=units[number % len(units)], host_office=offices[number % len(units)]
        )
        Petition.objects.bulk_create(islice(_rows(of, laid, chance), 2000))
        laid += 2000
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Petition.objects.count()


def _similar(place: Place, laid: str) -> Iterator[Figure]:
    standing = organisations.standing_of(place.anna, on=office.TODAY)
    chance = random.Random(2)
    asked = [made_up(chance) for _ in range(20)]
    asked += [(text.lower().split(",")[0], "") for text, _where in asked[:10]]

    def ask(text: str, where: str) -> object:
        among = queries.petitions_visible_to(standing)
        return queries.similar_to(text, where, among=among, units=[place.unit], on=office.TODAY)

    took = sorted(median_of(partial(ask, *one), rounds=3) for one in asked)
    yield Figure(f"earlier similar petitions while typing, {laid}, median", took[len(took) // 2] * 1e3, "ms", 50)
    yield Figure("earlier similar petitions while typing, slowest of 30", took[-1] * 1e3, "ms")
    yield Figure("  queries", office.queries_of(partial(ask, *asked[0])), "", 12)


def _grouping() -> Iterator[Figure]:
    chance = random.Random(3)
    texts = [(number, *made_up(chance)) for number in range(GROUPED)]
    gazetteer = organisations.gazetteer_of([], on=office.TODAY)
    took = seconds(lambda: groups_of(texts, gazetteer=gazetteer))
    yield Figure(f"group {GROUPED:,} petitions by matter and place", took, "s", 60)


def _sheet(place: Place) -> Iterator[Figure]:
    chance = random.Random(4)
    rows = (made_up(chance) for _ in range(SHEET))
    lines = ["Nội dung;Nơi xảy ra", *(f'"{text} Lần {n}.";"{where}"' for n, (text, where) in enumerate(rows))]
    content = "\n".join(lines).encode()
    of = dialogues.dialogue(place, code="ML-2026-900")
    on = dialogues.OPENED
    read = seconds(lambda: importing.read_sheet(content, "lon.csv"))
    sheet = importing.read_sheet(content, "lon.csv")
    yield Figure(f"read a sheet of {SHEET:,} rows", read, "s")
    yield Figure("  preview it", seconds(lambda: importing.preview_of(of, sheet, on=on)), "s")
    by = place.anna.actor(place.office.key)
    yield Figure("  take it in", seconds(lambda: importing.import_sheet(dialogue=of, sheet=sheet, on=on, by=by)), "s")
