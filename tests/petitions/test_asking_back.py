"""A question to the petitioner: asked once, answered by their way, never in the way of the deadlines."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from doithoai import regulations as law
from doithoai.accounts import receipts
from doithoai.common.actors import PUBLIC
from doithoai.dialogues.enums import DialogueState
from doithoai.journal import queries as journal
from doithoai.notices.models import Channel, Message
from doithoai.obligations import services as obligations
from doithoai.obligations.models import Duty
from doithoai.organisations.queries import standing_of
from doithoai.petitions import permissions, services
from doithoai.petitions.enums import InformationState, InformationWay, PetitionState, ReplyChannel
from doithoai.petitions.errors import QuestionRefused
from doithoai.petitions.models import InformationRequest
from doithoai.petitions.queries import out_with_others
from doithoai.petitions.services.asking_back import Running
from doithoai.workdays.dates import vi_date
from tests.factories.dialogues import dialogue
from tests.factories.follow_up import DAY, followed, matter
from tests.factories.organisations import Place, tan_lach
from tests.factories.petitions import petition
from tests.petitions.test_permissions import PEOPLE

UNTIL = DAY + timedelta(days=7)
WHERE = "Đoạn hỏng bắt đầu từ cống nào?"
S = InformationState


@pytest.fixture
def place(db: None) -> Place:
    return tan_lach()


def reachable(place: Place, *, channel: ReplyChannel = ReplyChannel.EMAIL, **more):
    """Lay a matter under way whose petitioner can be asked by the channel."""
    made = matter(place, followed(place), channel=channel, **more)
    obligations.refresh(made.dialogue.key, on=DAY)
    return made


def ask(place: Place, of, *, text: str = WHERE, body=None, due_on: date = UNTIL, who=None) -> InformationRequest:
    return services.request_information(
        petition=of,
        body=body or place.office,
        text=text,
        due_on=due_on,
        on=DAY,
        by=place.actor(who or place.anna),
    )


def to_petitioner(of) -> list[Message]:
    return list(Message.objects.filter(petition=of.key, account=None).order_by("pk"))


def kinds(of) -> list[str]:
    return [entry.kind for entry in journal.entries_of_petition(of.key) if entry.kind.startswith("information_")]


@pytest.mark.parametrize(
    ("channel", "sent_by"),
    [
        (ReplyChannel.EMAIL, [Channel.EMAIL]),
        (ReplyChannel.SMS, [Channel.SMS]),
        (ReplyChannel.LETTER, [Channel.LETTER]),
        (ReplyChannel.COUNTER, [Channel.COUNTER]),
        (ReplyChannel.PORTAL, []),
    ],
)
def test_question_goes_by_the_petitioners_own_channel_with_day_and_deadline(place, channel, sent_by):
    road = reachable(place, channel=channel)

    ask(place, road)

    letters = to_petitioner(road)
    assert [letter.channel for letter in letters] == sent_by
    for letter in letters:
        assert WHERE in letter.text
        assert f"đến hết {vi_date(UNTIL)}" in letter.text
        assert "Việc hỏi thêm không làm dừng thời hạn" in letter.text


def test_message_names_the_date_that_goes_on_and_its_article(place):
    road = reachable(place)

    asked = ask(place, road)

    duties = Duty.objects.filter(petition=road.key, due_on__isnull=False, met_on=None)
    told = [duty for duty in duties if vi_date(duty.due_on) in asked.clock_said and duty.citation in asked.clock_said]
    assert told
    assert "Quy chế 1155-QĐ/TU" in asked.clock_said


def test_question_moves_no_deadline(place):
    road = reachable(place)
    before = list(Duty.objects.filter(petition=road.key).order_by("rule").values_list("rule", "due_on", "status"))

    ask(place, road)
    obligations.refresh(road.dialogue.key, on=DAY)

    assert (
        list(Duty.objects.filter(petition=road.key).order_by("rule").values_list("rule", "due_on", "status")) == before
    )


def test_no_text_of_the_library_stops_a_clock_for_a_question():
    """Should one come that does, the sentence to the petitioner follows it (next test); whoever adds it looks here."""
    stopping = {
        f"{version.id}: {rule.id}"
        for version in law.library()
        for rule in version.rules
        if rule.stops_on == "information_requested"
    }

    assert stopping == set()


def test_sentence_follows_the_rule():
    goes_on = Running(title="Trả lời", citation="Điều 9, Quy chế X", due_on=date(2026, 9, 16))
    stops = Running(title="Xác minh", citation="Điều 7, Quy chế Y", due_on=date(2026, 9, 20), stops=True)
    not_yet = Running(title="Trả lời", citation="Điều 9, Quy chế X", due_on=None, expected_on=date(2026, 9, 30))

    rows = ([goes_on], [goes_on, stops], [not_yet], [])
    said = [services.words_on_clock(one, on=date(2026, 9, 16)) for one in rows]
    late = services.words_on_clock([goes_on], on=date(2026, 9, 17))

    assert said == [
        "Việc hỏi thêm không làm dừng thời hạn: hạn “Trả lời” vẫn là thứ Tư 16/9/2026 (Điều 9, Quy chế X).",
        "Theo Điều 7, Quy chế Y, hạn “Xác minh” dừng trong lúc chờ bạn trả lời.",
        "Việc hỏi thêm không làm dừng thời hạn: “Trả lời” dự kiến đến thứ Tư 30/9/2026 (Điều 9, Quy chế X).",
        "Việc hỏi thêm không làm dừng thời hạn nào: quy định không có điều nào cho dừng.",
    ]
    assert late.endswith("(Điều 9, Quy chế X), đã qua và không tính lại.")


def test_double_click_asks_once_and_another_question_waits_for_the_first(place):
    road = reachable(place)

    first, second = ask(place, road), ask(place, road)

    assert first == second
    assert len(to_petitioner(road)) == 1
    assert kinds(road) == ["information_requested"]
    with pytest.raises(QuestionRefused, match="rút câu hỏi đó rồi hỏi gộp"):
        ask(place, road, text="Câu khác?")


def test_database_keeps_one_open_question_a_petition(place):
    road = reachable(place)
    asked = ask(place, road)
    asked.pk, asked.key = None, "x" * 26

    with pytest.raises(IntegrityError), transaction.atomic():
        asked.save(force_insert=True)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"text": "  "}, "Chưa có câu hỏi"),
        ({"text": "a" * 2001}, "dài quá"),
        ({"due_on": DAY}, "không ở sau hôm nay"),
    ],
)
def test_question_needs_words_and_a_day_ahead(place, changes, message):
    road = reachable(place)

    with pytest.raises(QuestionRefused, match=message):
        ask(place, road, **changes)


def test_nobody_is_asked_where_nobody_can_be_reached(place):
    made = petition(place, dialogue(place))

    with pytest.raises(QuestionRefused, match="không có người gửi để hỏi"):
        ask(place, made)
    made.submitters.update(secret_hash=receipts.digest_of("lua-cau-nang-271", code=made.code))

    assert ask(place, made).state == S.OPEN


def test_part_of_a_split_petition_asks_who_sent_the_whole(place):
    whole = reachable(place)
    part = petition(place, whole.dialogue, text="Việc thứ hai.", state=PetitionState.TAKEN_UP)
    part.split_from = whole
    part.save()
    part.submitters.all().delete()

    ask(place, part)

    assert [letter.identity_id for letter in to_petitioner(whole)] == [whole.submitters.get().identity_id]


@pytest.mark.parametrize("answered_on", [UNTIL, UNTIL + timedelta(days=3)], ids=["on the last day", "after it"])
def test_answer_is_kept_beside_the_question_and_told_without_repeating_it(place, answered_on):
    road = reachable(place)
    asked = ask(place, road, body=place.economy, who=place.economy_officer)
    services.lapse_information_requests(on=answered_on)

    services.provide_information(request=asked, text="Từ cống số 3.", on=answered_on, by=PUBLIC)

    asked.refresh_from_db()
    road.refresh_from_db()
    assert (asked.state, asked.answer, asked.answered_on, asked.answered_way, asked.typed_by) == (
        S.ANSWERED,
        "Từ cống số 3.",
        answered_on,
        InformationWay.PORTAL,
        None,
    )
    told = Message.objects.filter(event__startswith=f"asked-answered:{asked.key}")
    assert {message.account for message in told} >= {place.economy_officer, place.anna}
    assert not any("cống số 3" in message.text for message in told)
    assert "cống" not in str(list(journal.entries_of_petition(road.key).values_list("data", flat=True)))


def test_officer_types_what_is_said_at_the_counter_under_the_own_name(place):
    asked = ask(place, reachable(place))

    services.provide_information(
        request=asked, text="Từ cống số 3.", way=InformationWay.COUNTER, on=DAY, by=place.actor(place.anna)
    )

    asked.refresh_from_db()
    assert (asked.answered_way, asked.typed_by) == (InformationWay.COUNTER, place.anna)


def test_same_answer_again_counts_once_and_another_is_a_supplement(place):
    road = reachable(place)
    asked = ask(place, road)
    for _ in range(2):
        services.provide_information(request=asked, text="Cống số 3.", on=DAY)

    with pytest.raises(QuestionRefused, match="Bổ sung"):
        services.provide_information(request=asked, text="Cống số 4.", on=DAY)

    assert kinds(road) == ["information_requested", "information_provided"]


@pytest.mark.parametrize(
    ("on", "lapsed"),
    [(UNTIL - timedelta(days=1), 0), (UNTIL, 0), (UNTIL + timedelta(days=1), 1)],
    ids=["the day before", "the last day", "the day after"],
)
def test_question_lapses_when_its_last_day_is_over(place, on, lapsed):
    asked = ask(place, reachable(place))

    assert services.lapse_information_requests(on=on) == lapsed

    asked.refresh_from_db()
    assert asked.state == (S.LAPSED if lapsed else S.OPEN)


def test_silence_is_recorded_once_told_to_both_and_the_petition_goes_on(place):
    road = reachable(place)
    asked = ask(place, road)
    state = road.state

    after = UNTIL + timedelta(days=4)
    counts = [services.lapse_information_requests(on=after), services.lapse_information_requests(on=after)]

    road.refresh_from_db()
    assert counts == [1, 0]
    assert road.state == state
    assert kinds(road) == ["information_requested", "information_request_lapsed"]
    told = Message.objects.filter(event__startswith=f"asked-lapsed:{asked.key}")
    assert {message.account for message in told} == {None, place.anna}
    assert all("giải quyết tiếp" in message.text for message in told)


def test_nobody_is_bothered_about_a_matter_that_was_taken_back(place):
    road = reachable(place)
    asked = ask(place, road)
    road.state = PetitionState.WITHDRAWN
    road.save()

    services.lapse_information_requests(on=UNTIL + timedelta(days=1))

    assert not Message.objects.filter(event__startswith=f"asked-lapsed:{asked.key}").exists()
    with pytest.raises(QuestionRefused, match="không cần trả lời nữa"):
        services.provide_information(request=asked, text="Muộn.", on=UNTIL)


@pytest.mark.parametrize("has_left", [False, True])
def test_question_taken_back_reaches_nobody_who_has_not_heard_of_it(place, has_left):
    road = reachable(place)
    asked = ask(place, road)
    if has_left:
        Message.objects.filter(petition=road.key, account=None).update(sent_at="2026-09-10T08:00:00Z")

    for _ in range(2):
        services.withdraw_information_request(request=asked, on=DAY, by=place.actor(place.anna))

    subjects = [letter.subject.split(" về ")[0] for letter in to_petitioner(road)]
    assert subjects == (["Cần bạn cho biết thêm", "Không cần trả lời thêm"] if has_left else [])
    assert kinds(road) == ["information_requested", "information_request_withdrawn"]
    with pytest.raises(QuestionRefused, match="đã được rút"):
        services.provide_information(request=asked, text="Muộn.", on=DAY)


def test_open_question_stands_in_the_work_of_who_asked(place):
    road = reachable(place)
    ask(place, road, body=place.economy, who=place.economy_officer)

    waiting = {
        name: [(row.sort, row.code) for row in out_with_others(standing_of(getattr(place, name), on=DAY))]
        for name in ("economy_officer", "economy_head", "culture_officer", "carla")
    }

    mine = [("asked", road.code)]
    assert waiting == {"economy_officer": mine, "economy_head": mine, "culture_officer": [], "carla": []}


P, D = PetitionState, DialogueState


@pytest.mark.parametrize(
    ("petition_state", "dialogue_state", "expected"),
    [
        (P.RECEIVED, D.PREPARING, {"anna", "economy_officer", "economy_head"}),
        (P.ASSIGNED, D.ANNOUNCED, {"anna", "economy_officer", "economy_head"}),
        (P.IN_RESOLUTION, D.FOLLOWING_UP, {"anna", "economy_officer", "economy_head"}),
        (P.REOPENED, D.FOLLOWING_UP, {"anna", "economy_officer", "economy_head"}),
        (P.REPLIED, D.FOLLOWING_UP, set()),
        (P.CLOSED, D.FOLLOWING_UP, set()),
        (P.MERGED, D.FOLLOWING_UP, set()),
        (P.OUT_OF_SCOPE, D.PREPARING, set()),
        (P.WITHDRAWN, D.PREPARING, set()),
        (P.IN_RESOLUTION, D.ARCHIVED, set()),
    ],
)
def test_office_and_lead_ask_while_an_answer_is_owed(place, petition_state, dialogue_state, expected):
    row = petition(place, dialogue(place, state=dialogue_state), state=petition_state, lead=place.economy)
    lead = row.assignments.select_related("body").get()

    assert _allowed(place, lambda who: permissions.can_ask_back(who, row, lead)) == expected


@pytest.mark.parametrize(
    ("state", "may_type", "may_withdraw"),
    [(S.OPEN, True, True), (S.LAPSED, True, True), (S.ANSWERED, False, False), (S.WITHDRAWN, False, False)],
)
def test_office_and_who_asked_type_the_answer_and_take_the_question_back(place, state, may_type, may_withdraw):
    row = matter(place, followed(place), lead=place.economy)
    asked = InformationRequest(petition=row, body=place.economy, state=state)
    tending = {"anna", "economy_officer", "economy_head"}

    found = (
        _allowed(place, lambda who: permissions.can_type_answer(who, asked, row)),
        _allowed(place, lambda who: permissions.can_withdraw_question(who, asked, row)),
    )

    assert found == (tending if may_type else set(), tending if may_withdraw else set())


def _allowed(place, rule) -> set[str]:
    return {name for name in PEOPLE if rule(standing_of(getattr(place, name), on=DAY))}
