"""The notice under the province's regulation and the country's law at once (ADR 0009)."""

from datetime import date

import pytest

from doithoai.dialogues import queries, services
from doithoai.dialogues.enums import DialogueState, DialogueType, NoticeChannel
from doithoai.dialogues.errors import NoticeImpossible, NoticeTooLate
from doithoai.dialogues.queries import HostChoice
from doithoai.obligations import queries as obligations
from tests.factories.dialogues import open_dialogue, opening
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
# For a conference on Thursday 20/8/2026: seven whole days lie between 12/8 and it.
LAST_BY_LAW = date(2026, 8, 12)
EXTRAORDINARY = {"type": DialogueType.EXTRAORDINARY, "trigger": "sudden_urgent"}


@pytest.fixture
def place():
    return tan_lach()


def owed(dialogue, *rules):
    return {row.rule: row.led_by for row in obligations.timeline_of_dialogue(dialogue.key).filter(rule__in=rules)}


def test_the_chairs_dialogue_owes_both_notices_and_the_stricter_leads(place):
    made = open_dialogue(place)

    duty = queries.notice_duty_of(made, list(obligations.timeline_of_dialogue(made.key)))

    assert owed(made, "HP-8.1-notice", "L72-43-notice") == {"HP-8.1-notice": "", "L72-43-notice": "HP-8.1-notice"}
    assert duty.rule == "HP-8.1-notice"


def test_the_secretarys_dialogue_pins_the_law_and_owes_it_nothing(place):
    hosts = (HostChoice(post=place.party_head),)
    made = open_dialogue(place, hosts=hosts, host_office=place.party_office)

    assert made.instruments == "hai-phong-1155@2023-10-20,luat-72-2025@2025-07-01"
    assert owed(made, "L72-43-notice", "L72-43-results") == {}


def test_a_dialogue_freed_by_the_province_must_still_be_announced_under_the_law(place):
    made = open_dialogue(place, on=LAST_BY_LAW, **EXTRAORDINARY)

    channels = queries.channels_of(queries.laws_reaching(made), made.type)
    assert [(row.code, row.firm) for row in channels] == [("invitation", False), ("mass_media", True)]


@pytest.mark.parametrize(
    ("on", "refused"), [(date(2026, 8, 11), False), (LAST_BY_LAW, False), (date(2026, 8, 14), True)]
)
def test_an_extraordinary_dialogue_opens_only_while_the_law_leaves_time(place, on, refused):
    if refused:
        with pytest.raises(NoticeImpossible, match=r"Điều 43"):
            open_dialogue(place, on=on, **EXTRAORDINARY)
    else:
        assert open_dialogue(place, on=on, **EXTRAORDINARY).state == DialogueState.PREPARING


def test_the_earliest_day_keeps_every_instrument(place):
    wanted = opening(place, **EXTRAORDINARY)

    found = queries.preview_of(wanted, on=date(2026, 8, 14))

    assert (found.impossible, found.notice.rule, found.earliest) == (
        True,
        "L72-43-notice",
        date(2026, 8, 22),
    )  # a working Saturday
    assert found.notice.due_on == LAST_BY_LAW


def announced(place, on):
    made = open_dialogue(place, on=date(2026, 8, 5), accepts_late_notice=True, **EXTRAORDINARY)
    by = place.actor(place.anna)
    services.draft_notice(
        dialogue=made, content="Vỡ đê", participants="Nhân dân", how_to_take_part="Tới dự", on=on, by=by
    )
    services.publish_notice(
        dialogue=made, channel=NoticeChannel.MASS_MEDIA, published_on=on, detail="Loa xã, 6 giờ", on=on, by=by
    )
    made.refresh_from_db()
    return made


def test_the_channel_of_the_law_announces_a_dialogue_that_the_province_frees(place):
    made = announced(place, LAST_BY_LAW)

    (duty,) = obligations.timeline_of_dialogue(made.key).filter(rule="L72-43-notice")
    assert (made.state, duty.status, duty.met_on) == (DialogueState.ANNOUNCED, "met", LAST_BY_LAW)


def test_too_late_for_the_law_is_refused_though_the_province_frees_it(place):
    with pytest.raises(NoticeTooLate, match=r"12/8/2026 \(Điều 43\)"):
        announced(place, date(2026, 8, 14))


def test_the_notice_must_say_how_to_take_part_where_the_law_asks_for_it(place):
    made = open_dialogue(place)
    by, on = place.actor(place.anna), date(2026, 8, 5)
    services.draft_notice(
        dialogue=made, content="Đường thôn", participants="Nhân dân", how_to_take_part="", on=on, by=by
    )

    missing = queries.door_to_announce(made, on=on).missing

    assert ("L72-43-notice-how", "Thông báo có cách tham dự") in {(item.rule, item.title) for item in missing}
