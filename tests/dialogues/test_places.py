"""Under Gia Lai's regulation: kinds of places, half-days, joint organisers, from the form to the law."""

from datetime import date

import pytest

from doithoai.desk.forms.opening import Ground, OpeningForm
from doithoai.dialogues import queries, services
from doithoai.dialogues.enums import InviteeKind
from doithoai.dialogues.queries import Place, Sitting
from doithoai.dialogues.queries.openings import half_days_of
from doithoai.journal import queries as journal
from doithoai.obligations import queries as obligations
from doithoai.regulations.facts import ConferenceScheduled, DialogueOpened, InviteeListed
from tests.factories.dialogues import HELD, OPENED, at, opening
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
VILLAGE = Place(name="Nhà văn hóa thôn", kind="village")
HALL = Place(name="Hội trường UBND xã", kind="commune")


def in_gia_lai():
    place = tan_lach()
    place.unit.regulations = "gia-lai-553"
    place.unit.save(update_fields=["regulations"])
    return place


def opened(place, **changes):
    wanted = opening(place, places=(VILLAGE,), **changes)
    return services.open_dialogue(opening=wanted, on=OPENED, by=place.actor(place.anna))


def statuses(dialogue, *rules):
    found = {duty.rule: duty.status for duty in obligations.timeline_of_dialogue(dialogue.key)}
    return {rule: found.get(rule, "absent") for rule in rules}


@pytest.mark.parametrize(
    ("hours", "halves"),
    [
        pytest.param([(7, 30, 11, 30)], 1, id="a morning"),
        pytest.param([(7, 30, 12, 30)], 1, id="a morning that runs late"),
        pytest.param([(8, 0, 16, 30)], 2, id="one long session"),
        pytest.param([(7, 30, 11, 0), (13, 30, 17, 0)], 2, id="two sessions"),
        pytest.param([(7, 30, 9, 0), (9, 30, 11, 30)], 1, id="two sessions of one morning"),
        pytest.param([(7, 30, 11, 0), (13, 30, 17, 0), (18, 30, 20, 0)], 3, id="an evening too"),
    ],
)
def test_sessions_are_counted_in_half_days(hours, halves):
    sittings = [Sitting(starts_at=at(HELD, h, m), ends_at=at(HELD, to_h, to_m)) for h, m, to_h, to_m in hours]

    assert half_days_of(sittings) == halves


def test_the_place_decides_how_many_people_must_come():
    dialogue = opened(in_gia_lai())

    assert statuses(dialogue, "GL-7.3-min-50", "GL-7.3-min-100", "GL-7.3-duration", "GL-7.4-agree") == {
        "GL-7.3-min-50": "pending",
        "GL-7.3-min-100": "absent",
        "GL-7.3-duration": "met",
        "GL-7.4-agree": "absent",
    }


def test_another_place_brings_its_own_number():
    place = in_gia_lai()
    dialogue = opened(place)
    sitting = Sitting(starts_at=at(HELD, 7, 30), ends_at=at(HELD, 17, 0))

    services.reschedule_dialogue(
        dialogue=dialogue, sittings=(sitting,), places=(HALL,), on=OPENED, by=place.actor(place.anna)
    )

    newest = [fact for fact in journal.facts_of(dialogue.stream) if isinstance(fact, ConferenceScheduled)][-1]
    assert (newest.place, newest.half_days) == ("commune", 2)
    assert statuses(dialogue, "GL-7.3-min-50", "GL-7.3-min-100") == {
        "GL-7.3-min-50": "absent",
        "GL-7.3-min-100": "pending",
    }


def test_a_place_of_another_level_is_said_before_the_dialogue_is_opened():
    found = queries.preview_of(opening(in_gia_lai(), places=(HALL,)), on=OPENED)

    assert ("GL-6.1-venue-commune", "warning") in [(one.rule, one.severity) for one in found.findings]


def test_with_others_an_agreement_is_owed():
    dialogue = opened(in_gia_lai(), co_organisers="Mặt trận Tổ quốc tỉnh")

    facts = [fact for fact in journal.facts_of(dialogue.stream) if isinstance(fact, DialogueOpened)]
    assert [fact.organisers for fact in facts] == ["joint"]
    assert statuses(dialogue, "GL-7.4-agree", "GL-7.4-assign") == {"GL-7.4-agree": "due", "GL-7.4-assign": "due"}


def test_inviting_the_front_meets_the_duty_to_invite_it_until_it_is_taken_off():
    place = in_gia_lai()
    dialogue, by = opened(place), place.actor(place.anna)

    invitation = services.invite(dialogue=dialogue, kind=InviteeKind.FRONT, body=place.front, on=OPENED, by=by)

    facts = [fact for fact in journal.facts_of(dialogue.stream) if isinstance(fact, InviteeListed)]
    assert [fact.role for fact in facts] == ["fatherland_front"]
    duties = ("GL-7.2-invite-front", "GL-7.2-invite-orgs")
    assert statuses(dialogue, *duties) == {"GL-7.2-invite-front": "met", "GL-7.2-invite-orgs": "due"}

    services.remove_invitation(invitation=invitation, on=OPENED, by=by)

    assert statuses(dialogue, *duties) == {"GL-7.2-invite-front": "due", "GL-7.2-invite-orgs": "due"}


@pytest.mark.parametrize(
    ("regulation", "asked"), [("gia-lai-553", True), ("hai-phong-1155", False)], ids=["told apart", "not told apart"]
)
def test_the_form_asks_only_what_the_regulation_tells_apart(regulation, asked):
    place = tan_lach()
    place.unit.regulations = regulation

    form = OpeningForm(ground=Ground.of(place.unit, on=date(2026, 7, 20)), on=date(2026, 7, 20))

    assert ("kind0" in form.fields, "co_organisers" in form.fields) == (asked, asked)
