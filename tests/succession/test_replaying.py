"""A closed dialogue is read again years later: other law, other calendar, other bodies, the same dates."""

from datetime import date

import pytest

from doithoai.dialogues import services as dialogue_services
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.obligations.models import Duty
from doithoai.organisations.enums import SuccessionKind
from doithoai.organisations.models import Body
from doithoai.petitions.enums import PetitionState
from doithoai.regulations.facts import DialogueClosed
from doithoai.succession import services
from doithoai.succession.services import BodyHeir, Decision
from tests.factories import organisations as places
from tests.factories.closures import close
from tests.factories.dialogues import opening
from tests.factories.follow_up import followed, matter
from tests.factories.shelf import ENDS, laid_out

pytestmark = pytest.mark.django_db
CLOSED = date(2026, 11, 16)
LATER = date(2031, 5, 12)
DATES = ("rule", "petition", "status", "due_on", "strict_on", "met_on", "anchor_on", "provisional", "citation")


@pytest.fixture
def place():
    return places.tan_lach()


def _closed(place) -> Dialogue:
    """Close a dialogue with a matter that was answered in time and one that never was."""
    made = followed(place)
    matter(place, made, state=PetitionState.CLOSED)
    matter(place, made, lead=place.culture)
    journal.record(DialogueClosed(on=CLOSED, dialogue=made.key), by=place.actor(place.anna))
    Dialogue.objects.filter(pk=made.pk).update(state=DialogueState.CLOSED)
    return made


def _dates(made: Dialogue, on: date) -> list[tuple[object, ...]]:
    obligations.refresh(made.key, on=on)
    rows = Duty.objects.filter(dialogue=made.key).order_by("petition", "position", "pk")
    return list(rows.values_list(*DATES))


def _end_bodies(place) -> None:
    by = place.actor(place.anna)
    for old, name in ((place.economy, "Phòng Kinh tế - Hạ tầng"), (place.office, "Văn phòng chung")):
        services.reorganise_bodies(
            unit=place.unit,
            kind=SuccessionKind.RENAME,
            olds=[old],
            heirs=[BodyHeir(name=name, short_name=name)],
            decision=Decision(number="9/QĐ", decided_on=date(2029, 1, 2), since=date(2029, 1, 15)),
            on=date(2029, 1, 10),
            by=by,
        )


def test_closed_dialogue_has_the_same_dates_years_later(place, tmp_path, monkeypatch):
    made = _closed(place)
    then = _dates(made, CLOSED)

    with laid_out(
        tmp_path, monkeypatch, ends=ENDS, amended={"at_least: 7": "at_least: 9", "at_most: 10": "at_most: 5"}
    ):
        # the unit reads the text otherwise, and says of a week of that September that it was closed
        dialogue_services.choose_reading(
            unit=place.unit,
            regulation="hai-phong-1155",
            setting="notice_counting",
            choice="difference",
            since=date(2027, 3, 1),
            number="45-CV/ĐU",
            reason="Theo cách đếm mới.",
            on=date(2027, 3, 1),
            by=place.actor(place.anna),
        )
        _end_bodies(place)
        close(place, date(2026, 9, 9), date(2026, 9, 11), decided=date(2026, 9, 8), on=date(2027, 3, 1))
        now = _dates(made, LATER)

    assert then
    assert now == then


def test_closed_dialogue_is_the_same_after_everything_was_rebuilt_from_the_journal(place, tmp_path, monkeypatch):
    made = _closed(place)
    then = _dates(made, CLOSED)
    _end_bodies(place)

    with laid_out(tmp_path, monkeypatch, ends=ENDS, amended={"at_least: 7": "at_least: 9"}):
        obligations.rebuild(on=LATER)
        now = list(Duty.objects.filter(dialogue=made.key).order_by("petition", "position", "pk").values_list(*DATES))

    assert now == then


def test_old_dialogue_keeps_its_version_and_a_new_one_takes_that_of_its_day(place, tmp_path, monkeypatch):
    by = place.actor(place.anna)
    with laid_out(tmp_path, monkeypatch, ends="2026-08-01", amended={"at_least: 7": "at_least: 9"}):
        old = dialogue_services.open_dialogue(opening=opening(place), on=date(2026, 7, 20), by=by)
        new = dialogue_services.open_dialogue(opening=opening(place), on=date(2026, 8, 3), by=by)

        pins = [made.instruments.split(",")[0] for made in (old, new)]
        due = [Duty.objects.get(dialogue=made.key, rule="HP-8.1-notice").due_on for made in (old, new)]

    assert pins == ["hai-phong-1155@2023-10-20", "hai-phong-1155@2026-08-01"]
    # seven full working days before 20/8/2026, and nine
    assert due == [date(2026, 8, 10), date(2026, 8, 6)]


def test_running_dialogue_of_a_renamed_office_stays_open_to_its_successor(place):
    made = followed(place)
    _end_bodies(place)
    old = Body.objects.get(pk=place.office.pk)

    obligations.refresh(made.key, on=LATER)

    owed = set(Duty.objects.filter(dialogue=made.key, owner="host_office").values_list("body", flat=True))
    assert owed == {old.key}
    assert old.name_since(LATER) == "Văn phòng chung"
