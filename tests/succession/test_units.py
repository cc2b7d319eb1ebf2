"""Communes that are merged into another: their bodies, posts, people, old dialogues; also from the command line."""

from argparse import Namespace
from datetime import date

import pytest

from doithoai.accounts.enums import Role
from doithoai.config import cli, succeeding
from doithoai.dialogues import permissions as dialogue_permissions
from doithoai.journal import queries as journal
from doithoai.organisations import queries as organisations
from doithoai.organisations.enums import BodyKind, HostRole
from doithoai.organisations.models import Body, Place, Reorganisation, Unit
from doithoai.succession import services
from doithoai.succession.errors import ReorganisationRefused
from tests.factories import organisations as places
from tests.factories.dialogues import dialogue
from tests.factories.succession import BEFORE, RECORDED, SINCE, decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return places.tan_lach()


@pytest.fixture
def new(place):
    """Xã Lạch Mới with an office, a government with its chair, a Front; no economy office of its own."""
    unit = places.unit("Xã Lạch Mới", "LM", parent=place.province)
    office = places.body(unit, "Văn phòng xã Lạch Mới", kind=BodyKind.COUNCIL_GOVERNMENT_OFFICE, symbol="VP")
    government = places.body(unit, "UBND xã Lạch Mới", kind=BodyKind.GOVERNMENT, symbol="UBND")
    places.body(unit, "MTTQ xã Lạch Mới", kind=BodyKind.FATHERLAND_FRONT, symbol="MTTQ")
    for kind in (BodyKind.PARTY_COMMITTEE, BodyKind.PARTY_OFFICE, BodyKind.MASS_MOBILIZATION):
        places.body(unit, f"{kind.label} xã Lạch Mới", kind=kind, symbol=kind.name[:10])
    chair = places.post(government, "Chủ tịch UBND xã Lạch Mới", HostRole.GOVERNMENT_HEAD, office=office)
    dung = places.account("dung", Role.CLERK, office)
    places.hold(chair, places.account("chutichmoi", Role.HOST, government))
    return unit, dung


def _merge(place, unit, **changes):
    words = {"olds": [place.unit], "into": unit, "decision": decision(), "keep_people": False, "on": RECORDED}
    return services.merge_units(**(words | {"by": place.actor(place.anna)} | changes))


def test_each_body_goes_on_as_its_like_in_the_new_unit(place, new):
    unit, _ = new
    _merge(place, unit)

    names = {body.symbol: body.name_since(SINCE) for body in Body.objects.filter(unit=place.unit)}

    assert names["UBND"] == "UBND xã Lạch Mới"
    assert names["MTTQ"] == "MTTQ xã Lạch Mới"
    assert names["PKT"] == "UBND xã Lạch Mới"  # no office of that name: the government passes it on
    assert Unit.objects.get(code="TL").name_since(SINCE) == "Xã Lạch Mới"


@pytest.mark.parametrize(
    ("person", "on", "expected"),
    [
        pytest.param("anna", BEFORE, True, id="clerk of the old office, the day before"),
        pytest.param("dung", BEFORE, False, id="clerk of the new office, the day before"),
        pytest.param("anna", SINCE, False, id="clerk of the old office, the first day"),
        pytest.param("dung", SINCE, True, id="clerk of the new office, the first day"),
        pytest.param("carla", SINCE, False, id="a neighbour"),
    ],
)
def test_old_dialogue_is_prepared_by_the_office_of_the_new_unit(place, new, person, on, expected):
    unit, dung = new
    made = dialogue(place)
    _merge(place, unit)

    who = organisations.standing_of(dung if person == "dung" else getattr(place, person), on=on)

    assert dialogue_permissions.can_prepare(who, made) is expected


def test_old_dialogue_is_hosted_by_who_holds_the_new_unit_s_post(place, new):
    unit, _ = new
    _merge(place, unit)
    place.chair.refresh_from_db()

    assert organisations.holder_of(place.chair, on=SINCE).username == "chutichmoi"


def test_merger_of_units_is_told_and_withdrawn_whole(place, new):
    unit, _ = new
    change = _merge(place, unit)
    told = {fact.of for fact in journal.facts_of(f"unit:{unit.key}")}

    services.withdraw_reorganisation(change=change, on=RECORDED, by=place.actor(place.anna))

    assert told == {"unit", "body", "post"}
    assert journal.facts_of(f"unit:{unit.key}") == []
    assert Unit.objects.get(code="TL").valid_to is None
    assert not Body.objects.filter(unit=place.unit).exclude(valid_to=None).exists()


def test_unit_without_a_government_cannot_take_what_has_no_like(place):
    empty = places.unit("Xã Trống", "XT", parent=place.province)

    with pytest.raises(ReorganisationRefused, match="chưa có cơ quan nhận việc"):
        _merge(place, empty)

    assert Unit.objects.get(code="TL").valid_to is None


def _arguments(**changes):
    words = {"verb": "units", "codes": ["TL"], "into": "LM", "number": "9/NQ-HĐND", "decided": "1/7/2026"}
    return Namespace(**(words | {"since": "2026-08-03", "username": "dung", "dry_run": False} | changes))


def test_units_are_merged_from_the_command_line(place, new, capsys):
    tried = succeeding.run(_arguments(dry_run=True))
    there = Reorganisation.objects.count()

    done = succeeding.run(_arguments())

    assert (tried, there, done) == (0, 0, 0)
    assert "Phòng Kinh tế (TL) → UBND xã Lạch Mới" in capsys.readouterr().out
    assert Reorganisation.objects.get().since == date(2026, 8, 3)


def test_list_of_places_is_taken_in_from_the_command_line_with_its_wrong_rows(place, tmp_path, capsys):
    path = tmp_path / "thon.csv"
    path.write_text("Tên cũ,Tên mới,Số quyết định,Từ ngày\nThôn A,Thôn B,1/QĐ,10/8/2026\nThôn C,,1/QĐ,x\n", "utf-8")
    wanted = Namespace(verb="places", file=path, unit="TL", username="anna", dry_run=False)

    wrong = succeeding.run(wanted)
    path.write_text("Tên cũ,Tên mới,Số quyết định,Từ ngày\nThôn A,Thôn B,1/QĐ,10/8/2026\n", "utf-8")
    right = succeeding.run(wanted)

    assert (wrong, right) == (1, 0)
    assert "Dòng 3: Thiếu “Tên mới”." in capsys.readouterr().out
    assert sorted(Place.objects.values_list("name", flat=True)) == ["Thôn A", "Thôn B"]


def test_stranger_merges_nothing_from_the_command_line(place, new, capsys):
    words = "succession units TL --into LM --number 9/NQ --decided 1/7/2026 --since 3/8/2026 --username carla"

    status = cli.main(words.split())

    assert status != 0
    assert "không ghi được quyết định" in capsys.readouterr().err
    assert Reorganisation.objects.count() == 0
