"""A unit enters the time that stands in a text the program has not: enforced there from that day."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from doithoai.dialogues import queries, services
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.errors import ValueNotOpen, ValueWithoutSource
from doithoai.dialogues.models import Dialogue, ExternalValue
from doithoai.dialogues.services import TimeFound
from doithoai.journal import queries as journal
from doithoai.obligations import queries as obligations
from doithoai.obligations import services as refreshing
from doithoai.regulations import get
from doithoai.regulations.external import external_rules
from doithoai.regulations.facts import DialogueClosed, PostQuotaCounted
from tests.factories.dialogues import OPENED, open_dialogue
from tests.factories.dialogues import journal as writing
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
NOTICE = "KT-II.2.1-ref-art7"
SAID = {"form": "at_least", "number": 7, "counted_in": "working_days"}
SAID |= {"instrument": "1408-QĐ/TU", "article": "Điều 7 khoản 1"}
FOUND = TimeFound(**SAID)


@pytest.fixture
def place():
    made = tan_lach()
    made.unit.regulations = "kon-tum-04"
    made.unit.save(update_fields=["regulations"])
    return made


@pytest.fixture
def opened(place):
    return open_dialogue(place)


def enter(place, found=FOUND, *, rule=NOTICE, on=date(2026, 7, 27), unit=None):
    return services.enter_external_value(
        unit=unit or place.unit, regulation="kon-tum-04", rule=rule, found=found, on=on, by=place.actor(place.anna)
    )


def duty_of(dialogue):
    return obligations.timeline_of_dialogue(dialogue.key).get(rule=NOTICE)


def test_an_unknown_duty_is_enforced_from_the_entry_on_and_cites_both_texts(place, opened):
    before = duty_of(opened).status

    enter(place)

    duty = duty_of(opened)
    assert (before, duty.status, duty.due_on) == ("unknown", "due", date(2026, 8, 10))
    assert duty.citation == "II.2.1; 1408-QĐ/TU, Điều 7 khoản 1"
    assert [fact.kind for fact in journal.facts_of(f"unit:{place.unit.key}")] == ["external_value_entered"]


@pytest.mark.parametrize(
    ("on", "status"), [(date(2026, 8, 7), "due"), (date(2026, 8, 10), "due"), (date(2026, 8, 12), "overdue")]
)
def test_its_last_day_is_that_of_the_text(place, opened, on, status):
    enter(place)

    refreshing.refresh(opened.key, on=on)

    assert duty_of(opened).status == status


def test_a_dialogue_opened_later_has_the_day_at_once_and_its_door_asks_for_it(place):
    enter(place, on=OPENED)
    made = open_dialogue(place)

    assert duty_of(made).due_on == date(2026, 8, 10)
    assert queries.notices_wanted(made)[0].rule.deadline.at_least == 7


def test_a_second_entry_replaces_the_first_and_both_stay(place, opened):
    enter(place)
    enter(place, TimeFound(form="at_least", number=3, counted_in="days", instrument="1408-QĐ/TU", article="Điều 7"))

    assert duty_of(opened).due_on == date(2026, 8, 14)  # three whole days before 20/8, back from Sunday
    assert ExternalValue.objects.count() == 2


def test_a_closed_dialogue_stays_as_it_was(place, opened):
    writing.record(DialogueClosed(on=date(2026, 7, 24), dialogue=opened.key), by=place.actor(place.anna))
    Dialogue.objects.filter(pk=opened.pk).update(state=DialogueState.CLOSED)

    enter(place)
    refreshing.refresh(opened.key, on=date(2026, 9, 30))

    assert duty_of(opened).status == "unknown"


def test_another_units_value_reaches_nobody_else(place, opened):
    enter(place, unit=place.province)

    assert duty_of(opened).status == "unknown"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"number": 0}, ValueNotOpen),
        ({"form": "at_most"}, ValueNotOpen),
        ({"counted_in": "weeks"}, ValueNotOpen),
        ({"instrument": " "}, ValueWithoutSource),
        ({"article": ""}, ValueWithoutSource),
    ],
)
def test_a_value_without_sense_or_source_is_refused(place, changes, refusal):
    with pytest.raises(refusal):
        enter(place, TimeFound(**(SAID | changes)))
    assert not ExternalValue.objects.exists()


def test_only_what_stands_in_a_missing_text_can_be_entered(place):
    with pytest.raises(ValueNotOpen):
        enter(place, rule="KT-II.2.1-assign")


ADDRESSES = SimpleNamespace(
    readings=lambda: reverse("desk:law-readings", args=["kon-tum-04"]),
    enter=lambda: reverse("desk:law-external-enter", args=["kon-tum-04", NOTICE]),
)


def test_the_clerk_enters_it_beside_the_readings(client, place, opened):
    client.force_login(place.anna)
    before = client.get(ADDRESSES.readings()).content.decode()

    answer = client.post(
        ADDRESSES.enter(),
        {
            "form_of_time": "at_least",
            "number": "7",
            "counted_in": "working_days",
            "instrument": "1408-QĐ/TU",
            "article": "Điều 7",
        },
        follow=True,
    )

    page = answer.content.decode()
    assert "Điều 7 Quy chế kèm Quyết định 1408-QĐ/TU" in before
    assert "Ít nhất 7 ngày làm việc trước ngày họp." in page
    assert "1408-QĐ/TU, Điều 7;" in page
    assert ExternalValue.objects.get().entered_by == place.anna


@pytest.mark.parametrize(("who", "status"), [("anna", 200), ("minutes_person", 403), ("carla", 404)])
def test_who_may_enter_it(client, place, who, status):
    client.force_login(getattr(place, who))

    assert client.get(ADDRESSES.enter()).status_code == status


def test_how_often_a_year_can_be_entered_too(place):
    rule = next(one.id for one in external_rules(get("kon-tum-04")) if one.scope == "post_year")
    twice = TimeFound(form="per_year", number=2, instrument="1408-QĐ/TU", article="Điều 5")
    held = {"unit": place.unit.key, "post": place.chair.key, "year": 2026}
    writing.record(PostQuotaCounted(on=date(2026, 3, 2), **held), by=place.actor(place.anna))

    enter(place, twice, rule=rule)
    once = obligations.duties_of_unit(place.unit.key).get(rule=rule, post=place.chair.key)
    writing.record(PostQuotaCounted(on=date(2026, 8, 20), **held), by=place.actor(place.anna))
    refreshing.refresh_unit(place.unit, on=date(2026, 8, 20))
    again = obligations.duties_of_unit(place.unit.key).get(rule=rule, post=place.chair.key)

    assert (once.status, once.due_on) == ("due", date(2026, 12, 31))
    assert (again.status, again.met_on) == ("met", date(2026, 8, 20))
    with pytest.raises(ValueNotOpen):
        enter(place, FOUND, rule=rule)


def test_its_day_is_explained_day_by_day_with_both_texts(client, place, opened):
    enter(place)
    client.force_login(place.anna)

    overview = client.get(reverse("desk:dialogue", args=[opened.code])).content.decode()
    page = client.get(reverse("desk:why-duty", args=[duty_of(opened).pk])).content.decode()

    assert reverse("desk:why-duty", args=[duty_of(opened).pk]) in overview
    assert "1408-QĐ/TU, Điều 7" in overview
    assert "Ít nhất 7 ngày làm việc trọn trước ngày họp." in page
