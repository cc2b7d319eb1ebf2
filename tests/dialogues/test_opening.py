"""Opening a dialogue: pinned, coded, with its clocks running; impossible days are said at once."""

from dataclasses import replace
from datetime import date

import pytest

from doithoai.dialogues import queries, services
from doithoai.dialogues.enums import DialogueForm, DialogueState, DialogueType, NoticeChannel
from doithoai.dialogues.errors import NoticeImpossible, OpeningRefused
from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.queries import HostChoice, Sitting
from doithoai.journal import queries as journal
from doithoai.obligations import queries as obligations
from tests.factories.dialogues import at, opening
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
PINS = "hai-phong-1155@2023-10-20,luat-72-2025@2025-07-01"
ON = date(2026, 7, 20)


@pytest.fixture
def place():
    return tan_lach()


def test_opened_dialogue_is_pinned_coded_and_its_clocks_run(place):
    made = services.open_dialogue(opening=opening(place), on=ON, by=place.actor(place.anna))

    assert (made.code, made.state, made.instruments) == ("TL-2026-01", "preparing", PINS)
    assert [fact.kind for fact in journal.facts_of(made.stream)] == ["dialogue_opened", "conference_scheduled"]
    notice = obligations.timeline_of_dialogue(made.key).get(rule="HP-8.1-notice")
    assert notice.due_on == date(2026, 8, 10)


def test_codes_count_up_within_a_year_and_start_again_in_the_next(place):
    by = place.actor(place.anna)
    first = services.open_dialogue(opening=opening(place), on=ON, by=by)
    second = services.open_dialogue(opening=opening(place), on=ON, by=by)
    next_year = services.open_dialogue(opening=opening(place, conference_on=date(2027, 1, 20)), on=ON, by=by)

    assert [first.code, second.code, next_year.code] == ["TL-2026-01", "TL-2026-02", "TL-2027-01"]


@pytest.mark.parametrize(
    "on",
    [
        pytest.param(date(2026, 8, 10), id="the last lawful day for the notice"),
        pytest.param(date(2026, 8, 11), id="between both readings: a warning only"),
    ],
)
def test_day_that_leaves_just_enough_time_for_the_notice_is_taken(place, on):
    made = services.open_dialogue(opening=opening(place), on=on, by=place.actor(place.anna))

    assert made.state == DialogueState.PREPARING


def test_day_that_leaves_no_time_for_the_notice_is_refused_with_the_earliest_one(place):
    with pytest.raises(NoticeImpossible) as refusal:
        services.open_dialogue(opening=opening(place), on=date(2026, 8, 12), by=place.actor(place.anna))

    # Saturday 22/8/2026 is worked against Monday 31/8.
    assert str(refusal.value) == (
        "Không còn đủ thời gian thông báo (Điều 8 khoản 1). Hạn thông báo của ngày họp này là thứ Hai 10/8/2026. "
        "Ngày họp sớm nhất còn kịp là thứ Bảy 22/8/2026."
    )
    assert not Dialogue.objects.exists()


def test_late_day_can_be_opened_when_the_lateness_was_seen(place):
    made = services.open_dialogue(
        opening=replace(opening(place), accepts_late_notice=True), on=date(2026, 8, 12), by=place.actor(place.anna)
    )

    assert made.state == DialogueState.PREPARING


def test_extraordinary_dialogue_is_freed_of_the_notice_period(place):
    hosts = (HostChoice(post=place.party_head),)
    wanted = replace(opening(place, hosts=hosts, host_office=place.party_office), type=DialogueType.EXTRAORDINARY)
    wanted = replace(wanted, trigger="sudden_urgent")

    made = services.open_dialogue(opening=wanted, on=date(2026, 8, 19), by=place.actor(place.anna))

    assert obligations.timeline_of_dialogue(made.key).get(rule="HP-8.1-notice").status == "waived"


def test_everything_wrong_is_said_at_once(place):
    sitting = Sitting(starts_at=at(date(2026, 8, 20), 11), ends_at=at(date(2026, 8, 20), 8))
    wanted = replace(
        opening(place),
        title=" ",
        type=DialogueType.EXTRAORDINARY,
        sittings=(sitting,),
        places=(),
        hosts=(HostChoice(post=place.chair, substitute=place.deputy_party_head),),
    )

    with pytest.raises(OpeningRefused) as refusal:
        services.open_dialogue(opening=wanted, on=ON, by=place.actor(place.anna))

    for words in ("kết thúc", "đột xuất", "tên", "điểm họp", "không phải cấp phó", "trường hợp đặc biệt"):
        assert words in str(refusal.value)


def test_substitute_needs_a_special_case_and_leaves_a_fact(place):
    host = HostChoice(
        post=place.chair,
        substitute=place.deputy_chair,
        special_case="Chủ tịch đi công tác nước ngoài",
        assignment_number="15/QĐ-UBND",
        assigned_on=ON,
    )

    made = services.open_dialogue(opening=replace(opening(place), hosts=(host,)), on=ON, by=place.actor(place.anna))

    facts = journal.facts_of(made.stream)
    assert [fact.assignment for fact in facts if fact.kind == "host_substituted"] == ["15/QĐ-UBND"]
    assert queries.signer_of(made, on=ON).acting_for == "KT. CHỦ TỊCH"


def test_preview_shows_the_dates_of_every_step_before_saving(place):
    found = queries.preview_of(opening(place), on=ON)

    dates = {duty.rule: duty.due_on or duty.expected_on for duty in found.obligations}
    assert (dates["HP-8.1-notice"], dates["HP-10.1a"], dates["HP-10.2-report-host"]) == (
        date(2026, 8, 10),
        date(2026, 9, 7),
        date(2026, 9, 16),
    )
    assert (found.impossible, found.day_notes) == (False, ())


def test_preview_says_that_a_sunday_is_a_day_off(place):
    found = queries.preview_of(opening(place, conference_on=date(2026, 8, 23)), on=ON)

    assert found.day_notes == ("Chủ nhật 23/8/2026 là ngày nghỉ. Vẫn họp được nếu thuận cho người dân.",)


def test_new_day_after_an_announcement_takes_the_notice_back(place):
    by = place.actor(place.anna)
    made = services.open_dialogue(opening=opening(place), on=ON, by=by)
    services.draft_notice(
        dialogue=made, content="Đường thôn", participants="Nhân dân", how_to_take_part="Gọi số 0225", on=ON, by=by
    )
    for channel in NoticeChannel:
        services.publish_notice(
            dialogue=made, channel=channel, published_on=ON, detail="86 nơi", override_reason="gấp", on=ON, by=by
        )
    new = opening(place, conference_on=date(2026, 8, 27))

    moved = services.reschedule_dialogue(
        dialogue=made, sittings=new.sittings, places=new.places, reason="Bão", on=ON, by=by
    )

    assert (moved.state, queries.current_notice(moved)) == ("preparing", None)
    notice = obligations.timeline_of_dialogue(made.key).get(rule="HP-8.1-notice")
    assert (notice.status, notice.due_on) == ("due", date(2026, 8, 18))


def test_form_in_the_fact_is_the_one_chosen(place):
    wanted = replace(opening(place), form=DialogueForm.HYBRID)

    made = services.open_dialogue(opening=wanted, on=ON, by=place.actor(place.anna))

    assert journal.facts_of(made.stream)[0].form == "hybrid"
