"""A body without users answers by a link: once; nothing counts before the office accepts it."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from doithoai.accounts.enums import Role
from doithoai.dialogues.enums import DialogueState
from doithoai.journal import queries as journal
from doithoai.notices.models import Message
from doithoai.organisations.models import Membership
from doithoai.organisations.queries import standing_of
from doithoai.petitions import permissions, queries, services
from doithoai.petitions.enums import AssignmentPart, AssignmentState, DraftState, OutsideState, PetitionState
from doithoai.petitions.errors import OutsideRefused, PublishingRefused
from doithoai.petitions.models import OutsideLink
from doithoai.petitions.services import OutsideAnswer, OutsideQuestion
from tests.factories.dialogues import dialogue
from tests.factories.follow_up import DAY, followed, matter
from tests.factories.organisations import SINCE, Place, body, tan_lach
from tests.factories.petitions import NAMED, TODAY, assign, petition
from tests.petitions.test_permissions import PEOPLE

S = OutsideState
WANTED, UNTIL = DAY + timedelta(days=7), DAY + timedelta(days=30)
SAID = OutsideAnswer(
    text="Đã thay bơm ngày 12/9.", answerer="Lê Văn Thử", answerer_post="Phó giám đốc", paper_number="125/ĐL"
)


@pytest.fixture
def place(db: None) -> Place:
    return tan_lach()


@pytest.fixture
def power(place):
    """An enterprise that nobody of the program works for."""
    return body(place.unit, "Điện lực An Lão")


def question(**changes) -> OutsideQuestion:
    return OutsideQuestion(
        **(
            {
                "text": "Điện yếu ở thôn Cầu Đá. Đề nghị cho biết bao giờ thay máy biến áp.",
                "wanted_on": WANTED,
                "wanted_why": "Hạn trả lời người dân là 25/9 (Điều 12 khoản 1).",
                "valid_until": UNTIL,
            }
            | changes
        )
    )


def ask(place, of, on=DAY, **changes) -> tuple[OutsideLink, str]:
    return services.ask_outside(petition=of, question=question(**changes), on=on, by=place.actor(place.anna))


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=timezone.get_current_timezone())


def reply(link, on=DAY, **changes):
    said = OutsideAnswer(**({name: getattr(SAID, name) for name in SAID.__slots__} | changes))
    return services.receive_outside_answer(link=link, answer=said, now=at(on))


def kinds(of) -> list[str]:
    return [row.kind for row in journal.entries_of_petition(of.key) if row.kind.startswith("outside_")]


def under_way(place, lead):
    return matter(place, followed(place), lead=lead)


def test_secret_is_kept_as_a_digest_only_and_nothing_personal_enters_the_journal(place, power):
    road = under_way(place, power)

    link, secret = ask(place, road, assignment=road.assignments.get())
    reply(link)

    kept = str(OutsideLink.objects.filter(pk=link.pk).values().get())
    told = str(list(Message.objects.values_list("subject", "text", "url")))
    facts = str(list(journal.entries_of_petition(road.key).values_list("data", flat=True)))
    assert secret not in kept + told + facts
    assert queries.link_by_secret(secret) == link
    assert not any(word in facts for word in ("Thử", "bơm", "125", "Điện"))


def test_text_that_names_the_petitioner_does_not_leave(place, power):
    road = petition(place, dialogue(place), state=PetitionState.ASSIGNED, details=NAMED)

    with pytest.raises(PublishingRefused, match="thông tin của chính người kiến nghị"):
        ask(place, road, on=TODAY, name="Điện lực", text=f"{NAMED.full_name} báo điện yếu.", read_through=True)
    with pytest.raises(PublishingRefused, match="có thể lộ một người"):
        ask(place, road, on=TODAY, name="Điện lực", text="Nhà bà Hoa mất điện.")


def test_accepted_answer_of_the_lead_is_its_approved_answer_word_for_word(place, power):
    road = petition(place, dialogue(place), state=PetitionState.ASSIGNED)
    work = assign(place, road, power, state=AssignmentState.SENT)
    link, _ = ask(place, road, on=TODAY, wanted_on=TODAY + timedelta(days=3), assignment=work)
    reply(link, on=TODAY)
    assert not road.drafts.exists()

    for _ in range(2):
        services.accept_outside_answer(link=link, on=TODAY, by=place.actor(place.anna))

    road.refresh_from_db()
    work.refresh_from_db()
    draft = road.drafts.get()
    assert (draft.body, draft.text, draft.state) == (power, SAID.text, DraftState.APPROVED)
    assert (work.state, road.state) == (AssignmentState.DONE, PetitionState.PREPARED)
    assert road.published_on is None
    assert kinds(road) == ["outside_answer_wanted", "outside_answer_received", "outside_answer_accepted"]


def test_accepted_answer_of_a_helper_is_its_part_and_the_lead_is_told(place, power):
    road = petition(place, dialogue(place), state=PetitionState.ASSIGNED, lead=place.economy)
    work = assign(place, road, power, part=AssignmentPart.COORDINATING, state=AssignmentState.SENT)
    link, _ = ask(place, road, on=TODAY, wanted_on=TODAY + timedelta(days=3), assignment=work)
    reply(link, on=TODAY)

    services.accept_outside_answer(link=link, on=TODAY, by=place.actor(place.anna))

    work.refresh_from_db()
    assert work.state == AssignmentState.DONE
    told = Message.objects.filter(event__startswith=f"outside-opinion:{link.key}")
    assert place.economy_officer in {message.account for message in told}


def test_accepted_answer_of_the_upper_level_is_its_answer_back(place):
    Membership.objects.filter(body=place.city_government).delete()
    road = under_way(place, place.economy)
    up = services.escalate(
        petition=road, to_body=place.city_government, text="Vượt thẩm quyền.", on=DAY, by=place.actor(place.anna)
    )
    link, _ = ask(place, road, escalation=up)
    reply(link)

    services.accept_outside_answer(link=link, on=DAY, by=place.actor(place.anna))

    up.refresh_from_db()
    road.refresh_from_db()
    assert (up.answer, up.answered_on, road.state) == (SAID.text, DAY, PetitionState.IN_RESOLUTION)


def test_opinion_of_others_stays_beside_the_petition(place):
    road = under_way(place, place.economy)
    link, _ = ask(place, road, name="Công ty cấp nước")
    reply(link)

    services.accept_outside_answer(link=link, on=DAY, by=place.actor(place.anna))

    link.refresh_from_db()
    assert (link.state, link.answer, road.drafts.count()) == (S.ACCEPTED, SAID.text, 0)


def test_answer_is_taken_once_and_the_page_sent_twice_counts_once(place):
    road = under_way(place, place.economy)
    link, _ = ask(place, road, name="Công ty cấp nước")

    reply(link)
    reply(link)
    with pytest.raises(OutsideRefused, match="đã nhận một câu trả lời"):
        reply(link, text="Câu khác hẳn.")

    assert kinds(road).count("outside_answer_received") == 1


@pytest.mark.parametrize(
    ("on", "taken"),
    [(UNTIL - timedelta(days=1), True), (UNTIL, True), (UNTIL + timedelta(days=1), False)],
    ids=["the day before", "the last day", "the day after"],
)
def test_link_takes_an_answer_until_the_end_of_its_last_day(place, on, taken):
    link, _ = ask(place, under_way(place, place.economy), name="Công ty cấp nước")

    if taken:
        reply(link, on=on)
    else:
        with pytest.raises(OutsideRefused, match="không còn nhận trả lời"):
            reply(link, on=on)

    link.refresh_from_db()
    assert link.state == (S.ANSWERED if taken else S.OPEN)


def test_link_ends_with_what_it_was_for(place, power):
    road = petition(place, dialogue(place), state=PetitionState.ASSIGNED)
    work = assign(place, road, power)
    link, _ = ask(place, road, on=TODAY, wanted_on=TODAY + timedelta(days=3), assignment=work)
    reply(link, on=TODAY)
    work.state = AssignmentState.REPLACED
    work.save()

    with pytest.raises(OutsideRefused, match="đã giao nơi khác"):
        services.accept_outside_answer(link=link, on=TODAY, by=place.actor(place.anna))

    assert not road.drafts.exists()


def test_withdrawn_link_takes_nothing_and_a_second_link_waits_for_the_first(place):
    road = under_way(place, place.economy)
    link, _ = ask(place, road, name="Công ty cấp nước")
    with pytest.raises(OutsideRefused, match="rút đường dẫn đó rồi tạo lại"):
        ask(place, road, name="Công ty cấp nước")

    for _ in range(2):
        services.withdraw_outside_link(link=link, on=DAY, by=place.actor(place.anna))

    with pytest.raises(OutsideRefused):
        reply(link)
    ask(place, road, name="Công ty cấp nước")
    assert kinds(road) == ["outside_answer_wanted", "outside_link_withdrawn", "outside_answer_wanted"]


def test_declined_answer_is_kept_with_the_reason_and_may_be_asked_anew(place):
    road = under_way(place, place.economy)
    link, _ = ask(place, road, name="Công ty cấp nước")
    reply(link)
    with pytest.raises(OutsideRefused, match="vì sao"):
        services.decline_outside_answer(link=link, reason=" ", on=DAY, by=place.actor(place.anna))

    services.decline_outside_answer(link=link, reason="Chưa nói ngày xong.", on=DAY, by=place.actor(place.anna))

    link.refresh_from_db()
    assert (link.state, link.answer, link.decided_why) == (S.DECLINED, SAID.text, "Chưa nói ngày xong.")
    assert ask(place, road, name="Công ty cấp nước")[0].pk != link.pk


@pytest.mark.parametrize(
    ("on", "noted"),
    [(WANTED - timedelta(days=1), 0), (WANTED, 0), (WANTED + timedelta(days=1), 1)],
    ids=["the day before", "the wanted day", "the day after"],
)
def test_silence_is_noted_when_the_wanted_day_is_over(place, on, noted):
    ask(place, under_way(place, place.economy), name="Công ty cấp nước")

    assert services.note_silence_outside(on=on) == noted


def test_silence_is_noted_once_told_to_the_office_counted_and_still_answerable(place):
    road = under_way(place, place.economy)
    link, _ = ask(place, road, name="Công ty cấp nước")
    after = WANTED + timedelta(days=3)

    counts = [services.note_silence_outside(on=after), services.note_silence_outside(on=after)]
    reply(link, on=after)

    link.refresh_from_db()
    tally = queries.outside_tally(road.dialogue)
    told = Message.objects.filter(event__startswith=f"outside-silent:{link.key}")
    assert counts == [1, 0]
    assert (link.silent_on, link.state) == (after, S.ANSWERED)
    assert (tally.sent, tally.answered, tally.silent) == (1, 1, 1)
    assert {message.account for message in told} == {place.anna}
    assert kinds(road) == ["outside_answer_wanted", "outside_body_silent", "outside_answer_received"]


def test_body_that_somebody_works_for_answers_in_the_program(place, power):
    road = under_way(place, power)
    Membership.objects.create(account=place.ben, body=power, role=Role.AGENCY_OFFICER, valid_from=SINCE)

    with pytest.raises(OutsideRefused, match="có người dùng chương trình"):
        ask(place, road, assignment=road.assignments.get())


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": ""}, "Chưa ghi hỏi nơi nào"),
        ({"text": " "}, "Chưa có nội dung"),
        ({"wanted_why": ""}, "vì sao cần ngày đó"),
        ({"wanted_on": DAY}, "không ở sau hôm nay"),
        ({"valid_until": WANTED - timedelta(days=1)}, "ít nhất đến ngày cần trả lời"),
        ({"valid_until": DAY + timedelta(days=181)}, "nhiều nhất 180 ngày"),
    ],
)
def test_what_is_missing_is_said(place, changes, message):
    road = under_way(place, place.economy)

    with pytest.raises(OutsideRefused, match=message):
        ask(place, road, **({"name": "Công ty cấp nước"} | changes))


def test_what_is_out_and_what_came_back_stands_in_the_work_of_the_office_only(place):
    road = under_way(place, place.economy)
    ask(place, road, name="Công ty cấp nước")
    back, _ = ask(place, road, name="Điện lực")
    reply(back)

    seen = {
        name: {(row.sort, row.who) for row in queries.out_with_others(standing_of(getattr(place, name), on=DAY))}
        for name in ("anna", "ben", "economy_officer", "carla")
    }

    mine = {("open", "Công ty cấp nước"), ("answered", "Điện lực")}
    assert seen == {"anna": mine, "ben": set(), "economy_officer": set(), "carla": set()}


P, D = PetitionState, DialogueState


@pytest.mark.parametrize(
    ("petition_state", "dialogue_state", "expected"),
    [
        (P.ASSIGNED, D.ANNOUNCED, {"anna"}),
        (P.IN_RESOLUTION, D.FOLLOWING_UP, {"anna"}),
        (P.CLOSED, D.FOLLOWING_UP, set()),
        (P.MERGED, D.ANNOUNCED, set()),
        (P.IN_RESOLUTION, D.ARCHIVED, set()),
    ],
)
def test_only_the_host_office_asks_outside_while_the_matter_is_open(place, petition_state, dialogue_state, expected):
    row = petition(place, dialogue(place, state=dialogue_state), state=petition_state, lead=place.economy)

    found = {name for name in PEOPLE if permissions.can_ask_outside(standing_of(getattr(place, name), on=DAY), row)}

    assert found == expected
