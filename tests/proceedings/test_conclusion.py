"""The conclusion: built from outcomes, shut while something is missing, in time, to everyone."""

from datetime import date, timedelta

import pytest

from doithoai.dialogues.enums import DialogueState
from doithoai.documents.enums import DocumentState
from doithoai.journal import queries as journal
from doithoai.notices.models import Message
from doithoai.obligations import queries as obligations
from doithoai.petitions.enums import Outcome as Kind
from doithoai.petitions.enums import PetitionState, ReplyChannel
from doithoai.petitions.services import moving
from doithoai.proceedings import services
from doithoai.proceedings.enums import ConclusionSection
from doithoai.proceedings.errors import (
    ConclusionFixed,
    DoorShut,
    ExtensionTooLate,
    GroundUnknown,
    ItemBound,
    SendingTooEarly,
)
from doithoai.proceedings.models import ConclusionItem, Delivery, Outcome
from doithoai.proceedings.queries.conclusion import conclusion_duty
from doithoai.proceedings.services import Decision, Wording
from doithoai.regulations.facts import (
    ConclusionNoticeIssued,
    ConclusionNoticeSent,
    ExtensionGranted,
    ResolutionDateAccepted,
)
from doithoai.regulations.types import Status
from tests.factories import conference, dialogues
from tests.factories.dialogues import HELD, at
from tests.factories.organisations import Place, tan_lach

pytestmark = pytest.mark.django_db

# Ten working days after Thursday 20/8/2026: 22/8 is worked, 31/8 to 2/9 are off.
TENTH = date(2026, 9, 7)
FIFTEENTH = date(2026, 9, 14)
NOON = at(HELD, 12)


@pytest.fixture
def place() -> Place:
    return tan_lach()


@pytest.fixture
def host(place):
    return place.actor(place.chair_person)


@pytest.fixture
def over(place):
    return conference.held(place)


@pytest.fixture
def road(over, place):
    return conference.petition(over, lead=place.economy, at_conference=True)


def _press(petition, by, kind=Kind.ANSWERED, **said):
    said.setdefault("note", "Đã trả lời tại chỗ")
    return services.record_outcome(petition=petition, decision=Decision(kind=kind, **said), at=NOON, by=by)


def _issue(of, by, on=HELD, **more):
    return services.issue_conclusion(dialogue=of, at=at(on, 15), by=by, reason="Biên bản ký sau", **more)


def _facts(of, kind):
    return [fact for fact in journal.facts_of(of.stream) if isinstance(fact, kind)]


@pytest.mark.parametrize(
    ("kind", "section"),
    [
        (Kind.ANSWERED, ConclusionSection.RESOLVED),
        (Kind.TAKEN_UP, ConclusionSection.ASSIGNED),
        (Kind.DECLINED, ConclusionSection.DECLINED),
        (Kind.TRANSFERRED, ConclusionSection.ASSIGNED),
        (Kind.ESCALATED, ConclusionSection.ESCALATED),
    ],
)
def test_each_outcome_has_its_part_of_the_conclusion(over, road, host, place, kind, section):
    _press(road, host, kind, body=place.economy if kind in {Kind.TAKEN_UP, Kind.TRANSFERRED} else None)

    services.draft_conclusion(dialogue=over, by=host)

    assert [item.section for item in ConclusionItem.objects.filter(petition=road)] == [section]


def test_words_of_the_host_stay_when_the_draft_is_built_again(over, road, host):
    _press(road, host)
    services.draft_conclusion(dialogue=over, by=host)
    item = ConclusionItem.objects.get(petition=road)
    services.edit_item(
        item=item, wording=Wording(section=ConclusionSection.RESOLVED, text="Dặm vá ngay."), at=NOON, by=host
    )

    services.draft_conclusion(dialogue=over, by=host)

    item.refresh_from_db()
    assert item.text == "Dặm vá ngay."


def test_changed_outcome_moves_the_item_and_its_words(over, road, host, place):
    _press(road, host)
    services.draft_conclusion(dialogue=over, by=host)
    taken_up = Decision(kind=Kind.TAKEN_UP, body=place.economy)
    services.record_outcome(petition=road, decision=taken_up, at=NOON, by=host, reason="Chưa xong")

    services.draft_conclusion(dialogue=over, by=host)

    item = ConclusionItem.objects.get(petition=road)
    assert (item.section, item.body) == (ConclusionSection.ASSIGNED, place.economy)
    assert place.economy.short_name in item.text


def test_naming_another_agency_in_the_conclusion_is_an_outcome_too(over, road, host, place):
    _press(road, host, Kind.TAKEN_UP, body=place.economy)
    services.draft_conclusion(dialogue=over, by=host)
    item = ConclusionItem.objects.get(petition=road)

    wording = Wording(section=ConclusionSection.ASSIGNED, text="Giao Công an xã xử lý xe quá tải.", body=place.police)
    services.edit_item(item=item, wording=wording, at=NOON, by=host)

    assert Outcome.objects.get(petition=road, is_current=True).body == place.police


def test_item_of_a_petition_cannot_be_taken_out(over, road, host):
    _press(road, host)
    services.draft_conclusion(dialogue=over, by=host)

    with pytest.raises(ItemBound):
        services.remove_item(item=ConclusionItem.objects.get(petition=road), by=host)


def test_item_of_the_host_is_added_once_and_can_be_taken_out(over, host):
    wording = Wording(section=ConclusionSection.ACCEPTED, text="Hằng tháng công khai tiến độ.")
    item = services.add_item(dialogue=over, wording=wording, by=host)
    assert services.add_item(dialogue=over, wording=wording, by=host) == item

    services.remove_item(item=item, by=host)

    assert not ConclusionItem.objects.filter(dialogue=over).exists()


def test_conclusion_waits_for_every_outcome(over, road, host):
    with pytest.raises(DoorShut, match="còn 1 kiến nghị chưa có kết quả"):
        _issue(over, host)


def test_unsigned_minutes_are_overridden_with_a_reason_only(over, road, host):
    _press(road, host)

    with pytest.raises(DoorShut, match="biên bản"):
        services.issue_conclusion(dialogue=over, at=NOON, by=host)


def test_issuing_numbers_and_signs_the_notice_in_the_state_form(over, road, host):
    _press(road, host)

    issued = _issue(over, host)

    over.refresh_from_db()
    assert (issued.number, issued.document.state, issued.document.heading) == (
        "01/TB-UBND",
        DocumentState.SIGNED,
        "state",
    )
    assert over.state == DialogueState.CONCLUDED
    assert [fact.number for fact in _facts(over, ConclusionNoticeIssued)] == ["01/TB-UBND"]


def test_party_secretary_signs_in_the_party_form(place, host):
    over = conference.held(place)
    over.hosts.update(post=place.party_head)
    road = conference.petition(over)
    _press(road, host)

    issued = _issue(over, place.actor(place.party_person))

    assert (issued.number, issued.document.heading) == ("01-TB/ĐU", "party")


def test_double_click_issues_one_notice(over, road, host):
    _press(road, host)

    first, second = _issue(over, host), _issue(over, host)

    assert (second.number, len(_facts(over, ConclusionNoticeIssued))) == (first.number, 1)


def test_issued_conclusion_no_longer_changes(over, road, host):
    _press(road, host)
    _issue(over, host)

    with pytest.raises(ConclusionFixed):
        services.add_item(dialogue=over, wording=Wording(section=ConclusionSection.ACCEPTED, text="Thêm"), by=host)


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (TENTH - timedelta(days=3), Status.MET),
        (TENTH, Status.MET),
        (TENTH + timedelta(days=1), Status.BREACHED),
    ],
)
def test_notice_is_due_on_the_tenth_working_day_and_late_issue_is_flagged(over, road, host, on, status):
    _press(road, host)

    _issue(over, host, on=on)

    duty = conclusion_duty(over)
    assert (duty.due_on, duty.status) == (TENTH, status)


@pytest.mark.parametrize("on", [HELD, TENTH], ids=["day of the conference", "end of day 10"])
def test_host_extends_to_fifteen_working_days_in_time(over, host, on):
    services.grant_extension(dialogue=over, ground="complex_multi_agency", reason="Cần ba cơ quan", on=on, by=host)

    assert conclusion_duty(over).due_on == FIFTEENTH
    assert len(_facts(over, ExtensionGranted)) == 1


def test_host_cannot_extend_on_day_eleven(over, host):
    with pytest.raises(ExtensionTooLate, match="thứ Hai 7/9/2026"):
        services.grant_extension(
            dialogue=over,
            ground="complex_multi_agency",
            reason="Cần ba cơ quan",
            on=TENTH + timedelta(days=1),
            by=host,
        )


def test_extension_needs_a_ground_of_the_regulation(over, host):
    with pytest.raises(GroundUnknown):
        services.grant_extension(dialogue=over, ground="busy", reason="Bận", on=HELD, by=host)


def test_extending_twice_is_one_extension(over, host):
    for _ in range(2):
        services.grant_extension(dialogue=over, ground="beyond_competence", reason="Vượt cấp", on=HELD, by=host)

    assert len(_facts(over, ExtensionGranted)) == 1


def test_time_limit_in_the_signed_notice_binds_the_agency(over, road, host, place):
    _press(road, host, Kind.TAKEN_UP, body=place.economy)
    services.draft_conclusion(dialogue=over, by=host)
    limit = date(2026, 10, 30)
    wording = Wording(section=ConclusionSection.ASSIGNED, text="Sửa đường.", body=place.economy, due_on=limit)
    services.edit_item(item=ConclusionItem.objects.get(petition=road), wording=wording, at=NOON, by=host)

    _issue(over, host)

    road.refresh_from_db()
    assert road.agreed_due_on == limit
    assert [fact.date_accepted for fact in _facts(over, ResolutionDateAccepted)] == [limit]


def test_everyone_who_must_get_the_notice_is_laid_down(over, road, host, place):
    _press(road, host, Kind.TAKEN_UP, body=place.economy)
    merged = conference.petition(over)
    moving.move(merged, PetitionState.MERGED, merged_into=road)

    _issue(over, host)

    rows = Delivery.objects.filter(dialogue=over)
    bodies = {(row.recipient, row.body.name) for row in rows.filter(body__isnull=False).select_related("body")}
    assert bodies == {
        ("competent_agency", place.economy.name),
        ("mass_mobilization_same_level", place.mass_mobilisation.name),
        ("fatherland_front_same_level", place.front.name),
        ("mass_organization_same_level", place.farmers.name),
        ("upper_level", place.city_government.name),
        ("upper_level", place.city_party.name),
    }
    assert set(rows.filter(recipient="petitioner").values_list("submitter__petition", flat=True)) == {
        road.pk,
        merged.pk,
    }


def test_sending_records_each_recipient_once_and_meets_the_law(over, road, host, place):
    _press(road, host, Kind.TAKEN_UP, body=place.economy)
    _issue(over, host)

    first = services.send_conclusion(dialogue=over, on=HELD, by=place.actor(place.anna))
    again = services.send_conclusion(dialogue=over, on=HELD, by=place.actor(place.anna))

    over.refresh_from_db()
    assert (len(first), again, over.state) == (7, [], DialogueState.FOLLOWING_UP)
    assert len(_facts(over, ConclusionNoticeSent)) == 7
    owed = obligations.duties_of_dialogue(over.key).filter(rule__startswith="HP-10.1-to-")
    assert {duty.status for duty in owed} == {Status.MET}


def test_where_the_text_names_nobody_the_follow_up_begins_all_the_same(place, host, monkeypatch):
    monkeypatch.setattr(dialogues, "PIN", "kon-tum-04@2019-09-20")
    over = conference.held(place)
    _press(conference.petition(over, at_conference=True), host)
    _issue(over, host)

    sent = services.send_conclusion(dialogue=over, on=HELD, by=place.actor(place.anna))

    over.refresh_from_db()
    assert (sent, over.state) == ([], DialogueState.FOLLOWING_UP)


@pytest.mark.parametrize(
    ("channel", "travels"),
    [
        (ReplyChannel.EMAIL, ["email"]),
        (ReplyChannel.LETTER, ["letter"]),
        (ReplyChannel.COUNTER, ["counter"]),
        (ReplyChannel.PORTAL, []),
    ],
)
def test_petitioner_is_told_by_the_channel_of_their_choice(over, host, place, channel, travels):
    petition = conference.petition(over, reply_channel=channel)
    _press(petition, host)
    _issue(over, host)

    services.send_conclusion(dialogue=over, on=HELD, by=host)

    assert list(Message.objects.filter(petition=petition.key).values_list("channel", flat=True)) == travels


def test_letter_to_the_petitioner_holds_no_name(over, host):
    petition = conference.petition(over, reply_channel=ReplyChannel.LETTER)
    _press(petition, host)
    _issue(over, host)

    services.send_conclusion(dialogue=over, on=HELD, by=host)

    message = Message.objects.get(petition=petition.key)
    assert petition.code in message.text
    assert "Trần" not in message.text


def test_nothing_is_sent_before_the_notice_is_signed(over, host):
    with pytest.raises(SendingTooEarly):
        services.send_conclusion(dialogue=over, on=HELD, by=host)


def test_the_body_that_the_host_charged_leads_though_another_one_prepared(over, road, place, host):
    _press(road, host, Kind.TAKEN_UP, body=place.culture)
    bare = conference.petition(over, "Đèn đường hỏng", at_conference=True)
    _press(bare, host, Kind.TAKEN_UP, body=place.economy)

    _issue(over, host)

    leads = road.assignments.exclude(state="replaced").values_list("body__symbol", flat=True)
    assert list(leads) == ["PVHXH"]
    assert bare.assignments.get().body == place.economy
    # Seven working days after the notice of 20/8 (22/8 is worked, 31/8 is off): the first day that the law sets.
    assert bare.assignments.get().due_on == date(2026, 8, 28)
