import unicodedata
from datetime import date, timedelta

import pytest

from doithoai.accounts import receipts
from doithoai.accounts.vault import PersonalDetails
from doithoai.common.actors import PUBLIC
from doithoai.dialogues.enums import DialogueState
from doithoai.journal import queries as journal
from doithoai.petitions.enums import IntakeChannel, PetitionState, ReplyChannel
from doithoai.petitions.errors import DateRefused, NotCollecting, PetitionerRefused, TextRefused
from doithoai.petitions.models import Petition
from doithoai.petitions.services import Opinion, Petitioner, issue_receipt, receive_petition
from doithoai.petitions.validators import title_from
from doithoai.regulations.facts import PetitionReceived, ReceiptIssued
from tests.factories.dialogues import HELD, dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import NAMED, ROAD, TODAY, receive

pytestmark = pytest.mark.django_db


def test_petition_is_kept_word_for_word_in_composed_letters():
    place = tan_lach()
    words = unicodedata.normalize("NFD", "  Đường thôn Cầu Đá\n\nngập,  từ Tết ") + "\x00"

    received = receive(place, dialogue(place), text=words)

    assert received.petition.text == "  Đường thôn Cầu Đá\n\nngập,  từ Tết "
    assert received.petition.title == "Đường thôn Cầu Đá"
    assert "duong thon cau da" in received.petition.folded


def test_receipt_holds_code_and_a_secret_that_opens_with_any_marks_and_case():
    place = tan_lach()

    received = receive(place, dialogue(place))

    assert received.petition.code == received.submitter.code == "TL-26-0001"
    words = received.secret.upper().replace("-", " ")
    assert receipts.fits(words, code="TL-26-0001", digest=received.submitter.secret_hash)
    assert not receipts.fits(words + "1", code="TL-26-0001", digest=received.submitter.secret_hash)
    assert not receipts.fits(words, code="TL-26-0002", digest=received.submitter.secret_hash)
    assert received.secret not in received.submitter.secret_hash


def test_codes_follow_each_other_and_start_anew_each_year():
    place = tan_lach()
    conversation = dialogue(place, conference_on=date(2027, 2, 18))

    codes = [
        receive(place, conversation, text="Một", on=date(2026, 12, 31)).petition.code,
        receive(place, conversation, text="Hai", on=date(2026, 12, 31)).petition.code,
        receive(place, conversation, text="Ba", on=date(2027, 1, 4)).petition.code,
    ]

    assert codes == ["TL-26-0001", "TL-26-0002", "TL-27-0001"]


def test_receiving_leaves_a_fact_without_anything_personal():
    place = tan_lach()
    conversation = dialogue(place)

    received = receive(place, conversation)

    fact = journal.fact_of(journal.entries_of_petition(received.petition.key).get())
    assert fact == PetitionReceived(
        on=TODAY,
        dialogue=conversation.key,
        petition=received.petition.key,
        channel="paper",
        code=received.petition.code,
    )


def test_same_words_from_the_same_person_within_minutes_make_one_petition():
    place = tan_lach()
    conversation = dialogue(place)

    first = receive(place, conversation)
    second = receive(place, conversation)
    other = receive(place, conversation, details=PersonalDetails(full_name="Trần Thị Mẫu"))

    assert (second.petition, second.again, first.again) == (first.petition, True, False)
    assert other.petition != first.petition
    second.submitter.refresh_from_db()
    assert receipts.fits(second.secret, code=second.submitter.code, digest=second.submitter.secret_hash)


def test_two_nameless_senders_on_the_portal_are_kept_apart():
    place = tan_lach()
    conversation = dialogue(place)
    opinion = Opinion(text=ROAD, channel=IntakeChannel.PORTAL, received_on=TODAY)

    made = [receive_petition(dialogue=conversation, opinion=opinion, on=TODAY, by=PUBLIC) for _ in range(2)]

    assert made[0].petition != made[1].petition
    assert [row.petition.received_by for row in made] == [None, None]


@pytest.mark.parametrize(
    ("length", "fits"), [pytest.param(1, True), pytest.param(50_000, True), pytest.param(50_001, False)]
)
def test_text_may_have_one_to_fifty_thousand_characters(length, fits):
    place = tan_lach()
    conversation = dialogue(place)

    if fits:
        assert len(receive(place, conversation, text="ý" * length).petition.text) == length
    else:
        with pytest.raises(TextRefused, match=r"50\.001 ký tự"):
            receive(place, conversation, text="ý" * length)


@pytest.mark.parametrize("text", ["", "   ", "\n\t "])
def test_empty_words_are_refused(text):
    place = tan_lach()

    with pytest.raises(TextRefused, match="Chưa có nội dung"):
        receive(place, dialogue(place), text=text)


@pytest.mark.parametrize(
    ("received_on", "refusal"),
    [
        pytest.param(TODAY, None, id="today"),
        pytest.param(TODAY + timedelta(days=1), "ở sau hôm nay", id="tomorrow"),
        pytest.param(date(2014, 1, 1), None, id="first day"),
        pytest.param(date(2013, 12, 31), "quá xa", id="day before the first"),
    ],
)
def test_day_of_receipt_lies_between_2014_and_today(received_on, refusal):
    place = tan_lach()
    conversation = dialogue(place)
    opinion = Opinion(text=ROAD, channel=IntakeChannel.PAPER, received_on=received_on)

    if refusal is None:
        made = receive_petition(dialogue=conversation, opinion=opinion, on=TODAY, by=place.actor(place.anna))
        assert made.petition.received_on == received_on
    else:
        with pytest.raises(DateRefused, match=refusal):
            receive_petition(dialogue=conversation, opinion=opinion, on=TODAY, by=place.actor(place.anna))


@pytest.mark.parametrize(
    ("state", "at_conference", "taken"),
    [
        (DialogueState.PREPARING, False, True),
        (DialogueState.ANNOUNCED, False, True),
        (DialogueState.POSTPONED, False, True),
        (DialogueState.IN_SESSION, False, True),
        (DialogueState.HELD, False, False),
        (DialogueState.CONCLUDED, False, False),
        (DialogueState.CANCELLED, False, False),
        (DialogueState.ANNOUNCED, True, False),
        (DialogueState.IN_SESSION, True, True),
        (DialogueState.HELD, True, True),
        (DialogueState.CONCLUDED, True, False),
    ],
)
def test_dialogue_takes_opinions_before_the_conference_and_in_the_room(state, at_conference, taken):
    place = tan_lach()
    conversation = dialogue(place, state=state)
    channel = IntakeChannel.AT_CONFERENCE if at_conference else IntakeChannel.PAPER
    opinion = Opinion(text=ROAD, channel=channel, received_on=HELD, at_conference=at_conference)

    def register():
        return receive_petition(dialogue=conversation, opinion=opinion, on=HELD, by=place.actor(place.anna))

    if taken:
        assert register().petition.at_conference is at_conference
    else:
        with pytest.raises(NotCollecting):
            register()


def test_portal_closes_with_the_window_and_the_counter_does_not():
    place = tan_lach()
    conversation = dialogue(place)  # collects until a week before the conference
    last, after = HELD - timedelta(days=7), HELD - timedelta(days=6)

    def send(channel, on):
        opinion = Opinion(text=f"{channel} {on}", channel=channel, received_on=on)
        return receive_petition(dialogue=conversation, opinion=opinion, on=on, by=PUBLIC)

    assert send(IntakeChannel.PORTAL, last).petition.state == PetitionState.RECEIVED
    assert receive(place, conversation, on=after).petition.state == PetitionState.RECEIVED
    with pytest.raises(NotCollecting, match="hết hạn gửi ý kiến"):
        send(IntakeChannel.PORTAL, after)


@pytest.mark.parametrize(
    ("details", "channel", "refusal"),
    [
        pytest.param(None, ReplyChannel.PORTAL, None, id="nameless looks it up"),
        pytest.param(None, ReplyChannel.EMAIL, "không ghi tên", id="nameless cannot be written to"),
        pytest.param(
            PersonalDetails(full_name="", phone="0900000017"), ReplyChannel.SMS, "cần cả họ tên", id="phone only"
        ),
        pytest.param(NAMED, ReplyChannel.SMS, None, id="named with a phone"),
        pytest.param(NAMED, ReplyChannel.EMAIL, "địa chỉ thư điện tử", id="no e-mail address"),
        pytest.param(PersonalDetails(full_name="Thử"), ReplyChannel.LETTER, "địa chỉ nhận thư", id="no address"),
    ],
)
def test_right_to_an_answer_needs_a_name_and_an_address_for_the_channel(details, channel, refusal):
    place = tan_lach()
    conversation = dialogue(place)
    opinion = Opinion(text=ROAD, channel=IntakeChannel.PAPER, received_on=TODAY)
    person = Petitioner(details=details, reply_channel=channel)

    def register():
        return receive_petition(
            dialogue=conversation, opinion=opinion, petitioner=person, on=TODAY, by=place.actor(place.anna)
        )

    if refusal is None:
        assert register().submitter.reply_channel == channel
    else:
        with pytest.raises(PetitionerRefused, match=refusal):
            register()
        assert not Petition.objects.exists()


def test_name_lies_in_the_vault_and_nowhere_beside_the_words():
    place = tan_lach()

    received = receive(place, dialogue(place))

    row = Petition.objects.filter(pk=received.petition.pk).values().get()
    assert "Nguyễn Văn Thử" not in str(row)
    assert b"Thu" not in bytes(received.submitter.identity.sealed)
    assert received.submitter.identity.mask == "N••• V••• T•••, 09•• ••• •17"


def test_program_named_pdf_is_refused_and_nothing_is_registered():
    place = tan_lach()
    conversation = dialogue(place)
    opinion = Opinion(
        text=ROAD, channel=IntakeChannel.PAPER, received_on=TODAY, files=[("don.pdf", b"MZ\x90\x00" + b"\x00" * 200)]
    )

    with pytest.raises(Exception, match="chương trình máy tính"):
        receive_petition(dialogue=conversation, opinion=opinion, on=TODAY, by=place.actor(place.anna))

    assert not Petition.objects.exists()
    assert receive(place, conversation).petition.code == "TL-26-0001"


def test_new_receipt_replaces_the_secret_and_leaves_a_trace():
    place = tan_lach()
    received = receive(place, dialogue(place))

    renewed = issue_receipt(submitter=received.submitter, on=TODAY, by=place.actor(place.anna))

    digest = renewed.submitter.secret_hash
    assert receipts.fits(renewed.secret, code=renewed.submitter.code, digest=digest)
    assert not receipts.fits(received.secret, code=renewed.submitter.code, digest=digest)
    last = journal.entries_of_petition(received.petition.key).last()
    assert last is not None
    assert last.kind == ReceiptIssued.kind


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Đèn đường tối. Đề nghị lắp.", "Đèn đường tối. Đề nghị lắp"),
        ("Đường thôn bị hỏng nặng. Đề nghị sửa.", "Đường thôn bị hỏng nặng"),
        ("một hai ba bốn " * 20, ("một hai ba bốn " * 7) + "một…"),
    ],
)
def test_title_is_suggested_from_the_first_words(text, title):
    assert title_from(text) == title
