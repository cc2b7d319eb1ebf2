"""Every staff address asks who is there."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from doithoai.dialogues.models import AnnualPlan, ConferenceRequest, PlannedDialogue
from doithoai.obligations import services as obligations
from doithoai.obligations.models import Duty
from doithoai.petitions.enums import Field, IntakeChannel
from doithoai.petitions.models import Escalation
from doithoai.petitions.services import Line, open_gateway, record_competence, save_search, triage_petitions
from doithoai.reporting.models import SupervisionPlan
from doithoai.reporting.queries import reports_owed
from doithoai.succession.services import Absence, name_substitute
from tests.factories import succession
from tests.factories.closures import close
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.paper_forms import printed
from tests.factories.petitions import assign, petition

# name → why it opens to everybody.
OPEN = {"sign-in": "it is the door"}
# A converter of our own (the public's codes) takes the plain sample.
SAMPLES = {"int": "1", "str": "x1", "slug": "x1", "uuid": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "path": "x/1"}


def _addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, route)
        else:
            yield (
                pattern.name or route,
                "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda m: SAMPLES.get(m[1] or "str", "x1"), route),
            )


STAFF = [(name, address) for name, address in _addresses(get_resolver().url_patterns) if address.startswith("/ban/")]


@pytest.mark.django_db
@pytest.mark.parametrize("address", [pytest.param(address, id=name) for name, address in STAFF if name not in OPEN])
def test_staff_address_sends_a_stranger_to_the_sign_in(client, address):
    answers = [client.get(address), client.post(address)]

    # One of the two may be a method that the view does not know; neither may be let in.
    places = {answer.headers.get("Location", "").split("?")[0] for answer in answers if answer.status_code != 405}
    assert places == {"/ban/dang-nhap/"}


# What the first part of an address names, in the case of xã Tân Lạch; carla works in another commune.
CASES = {
    "doi-thoai/<str:code>/": "dialogue",
    "ke-hoach/dong/<str:key>/": "line",
    "ke-hoach/giam-sat/ban/<str:key>/": "supervision",
    "ke-hoach/yeu-cau/<str:key>/": "request",
    "vi-sao/viec/<int:pk>/": "duty",
    "kien-nghi/<str:code>/": "petition",
    "kien-nghi/hoan-tac/<str:group>/": "change",
    "kien-nghi/da-luu/<str:key>/": "search",
    "viec-duoc-giao/<str:key>/": "assignment",
    "bao-cao/<str:unit>/": "unit",
    "kien-nghi-tu-cap-duoi/<str:key>/": "escalation",
    "co-quan/quyet-dinh/<str:key>/": "reorganisation",
    "lich/ngay-nghi-rieng/<str:key>/": "closure",
    "ket-noi/<str:key>/": "gateway",
    "tham-quyen/<str:key>/": "competence",
    "vang-mat/<str:key>/": "absence",
    "phieu/<str:number>/": "form",
}
# Addresses with a name in them that are nobody's in particular → why.
COMMON = {
    "plan": "everybody sees the plan of the own unit",
    "plan-add": "as plan",
    "plan-approve": "as plan",
    "plan-paper": "as plan",
    "supervision-plan": "everybody who watches sees the plans of the own unit",
    "supervision-record": "as supervision-plan; a clerk records for the own unit",
    "why": "the law is everybody's",
    **dict.fromkeys(("law-calendar", "law-regulation", "law-lists", "law-readings", "law-clauses"), "as why"),
    **dict.fromkeys(("law-cases", "law-trial", "law-rule"), "as why"),
    "law-reading-choose": "as why; a clerk chooses for the own unit",
    "law-external-enter": "as why; a clerk enters for the own unit",
}


def _case_of(route: str) -> str | None:
    return next((beginning for beginning in CASES if route.startswith(f"ban/{beginning}")), None)


def _routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        elif route.startswith("ban/") and "<" in route:
            yield pattern.name or route, route


NAMED = list(_routes(get_resolver().url_patterns))


def test_every_named_address_is_known_here():
    assert {name for name, route in NAMED if _case_of(route) is None} == set(COMMON)


@pytest.fixture
def case(db):
    """A dialogue of xã Tân Lạch with a petition: what could leak."""
    place = tan_lach()
    held = dialogue(place)
    obligations.refresh(held.key, on=date(2026, 8, 3))
    plan = AnnualPlan.objects.create(unit=place.unit, year=2026)
    line = PlannedDialogue.objects.create(plan=plan, post=place.chair, planned_on=date(2026, 8, 20))
    owed = reports_owed(place.unit, year=2026, on=date(2026, 11, 2))
    opinion = petition(place, held)
    raised = Escalation.objects.create(
        petition=opinion, to_body=place.city_government, text="Vượt quyền", sent_on=held.opened_on, sent_by=place.anna
    )
    sorted_out = triage_petitions(
        petitions=[opinion], field=Field.TRANSPORT, on=date(2026, 8, 3), by=place.actor(place.anna)
    )
    return place, {
        "dialogue": held.code,
        "petition": opinion.code,
        "change": sorted_out,
        "assignment": assign(place, opinion, place.economy).key,
        "escalation": raised.key,
        "line": line.key,
        "request": ConferenceRequest.objects.create(
            unit=place.unit,
            source="voters",
            percent=12,
            number="12-TTr",
            received_on=date(2026, 5, 4),
            recorded_by=place.anna,
        ).key,
        "supervision": SupervisionPlan.objects.create(
            unit=place.unit,
            year=2026,
            body=place.front,
            title="Kế hoạch giám sát",
            covers_conclusions=True,
            recorded_on=date(2026, 2, 2),
            recorded_by=place.front_person,
        ).key,
        "reorganisation": succession.renamed(place, place.health, name="Trạm Y tế khu vực").key,
        "closure": close(
            place, date(2026, 10, 28), date(2026, 10, 28), decided=date(2026, 10, 27), on=date(2026, 10, 27)
        ).key,
        "gateway": open_gateway(
            unit=place.unit,
            name="Tổng đài 1022",
            channel=IntakeChannel.PHONE,
            on=date(2026, 8, 3),
            by=place.actor(place.administrator),
        )[0].key,
        "absence": name_substitute(
            unit=place.unit,
            absence=Absence(
                absent=place.economy_head,
                substitute=place.culture_officer,
                first=date(2026, 8, 3),
                last=date(2026, 8, 7),
                number="15/GUQ",
                decided_on=date(2026, 8, 3),
            ),
            on=date(2026, 8, 3),
            by=place.actor(place.anna),
        ).key,
        "competence": record_competence(
            unit=place.unit,
            line=Line(
                field=Field.LAND,
                body=place.economy,
                since=date(2026, 8, 3),
                number="12/QĐ-UBND",
                decided_on=date(2026, 8, 3),
            ),
            on=date(2026, 8, 3),
            by=place.actor(place.anna),
        ).key,
        "form": printed(place, held),
        "search": save_search(account=place.anna, name="Đường", query="q=duong").key,
        "duty": str(Duty.objects.filter(dialogue=held.key)[0].pk),
        "unit": place.unit.code,
        "year": "2026",
        "rule": owed[0].rule.id,
    }


@pytest.mark.parametrize("route", [pytest.param(route, id=name) for name, route in NAMED if _case_of(route)])
def test_clerk_of_another_commune_is_refused(client, case, route):
    place, codes = case
    client.force_login(place.carla, backend="django.contrib.auth.backends.ModelBackend")
    beginning = _case_of(route)
    named = route.replace(beginning, re.sub(r"<.*>", codes[CASES[beginning]], beginning), 1)
    address = "/" + re.sub(r"<(?:(\w+):)?(\w+)>", lambda m: codes.get(m[2], SAMPLES.get(m[1] or "str", "x1")), named)

    statuses = {client.get(address).status_code, client.post(address).status_code}

    assert statuses <= {403, 404, 405}
    assert statuses != {405}
