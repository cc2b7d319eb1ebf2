"""Collection windows: the last minute of the last day is in time; what comes later goes to the next dialogue."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from doithoai.accounts.vault import PersonalDetails
from doithoai.common.actors import PUBLIC
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.queries import collecting_after
from doithoai.journal import queries as journal
from doithoai.notices.models import Message
from doithoai.petitions.enums import IntakeChannel, ReplyChannel
from doithoai.petitions.errors import NotCollecting
from doithoai.petitions.models import LateArrival, Petition
from doithoai.petitions.services import Opinion, Petitioner, receive_petition
from tests.factories import public
from tests.portal.test_sending import WORDS, filled, secret_on, text_of

pytestmark = pytest.mark.django_db
LAST = date(2026, 8, 13)
HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def missed(place):
    """The dialogue of 20/8 that collects until 13/8."""
    made = public.announced(place, conference_on=date(2026, 8, 20))
    made.collects_until = LAST
    made.save(update_fields=["collects_until"])
    return made


@pytest.fixture
def later(place):
    """The next one of the same office, collecting until it is held."""
    made = public.announced(place, conference_on=date(2026, 10, 20), code="TL-2026-02")
    made.title = "Đối thoại tháng 10"
    made.collects_until = date(2026, 10, 12)
    made.save(update_fields=["title", "collects_until"])
    return made


def clock(monkeypatch, moment: datetime) -> None:
    """Set the machine's clock: the one thing outside us that a window looks at."""
    monkeypatch.setattr(timezone, "now", lambda: moment)
    cache.clear()


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        pytest.param(datetime(2026, 8, 13, 23, 59, 59, tzinfo=HERE), "TL-2026-01", id="last second of the last day"),
        pytest.param(datetime(2026, 8, 14, 0, 0, 0, tzinfo=HERE), "TL-2026-02", id="first second after it"),
        # At 6 in the morning here the day before still runs in Greenwich: the unit's own day counts.
        pytest.param(datetime(2026, 8, 14, 6, 0, 0, tzinfo=HERE), "TL-2026-02", id="the next morning"),
    ],
)
def test_last_minute_of_the_last_day_is_in_time(citizen, missed, later, monkeypatch, moment, code):
    clock(monkeypatch, moment)

    citizen.post(reverse("portal:send-to", args=[missed.code]), filled())

    assert Petition.objects.get().dialogue.code == code


def test_late_sender_learns_on_receipt_and_follow_page_where_it_went_and_why(citizen, missed, later, monkeypatch):
    clock(monkeypatch, datetime(2026, 8, 14, 0, 1, tzinfo=HERE))

    sent = citizen.post(reverse("portal:send-to", args=[missed.code]), filled())
    receipt = text_of(citizen.get(sent.url))
    code = Petition.objects.get().code
    citizen.post("/theo-doi/", {"code": code, "secret": secret_on(receipt)})
    follow = text_of(citizen.get("/theo-doi/kien-nghi/"))

    for page in (receipt, follow):
        assert "chỉ nhận ý kiến đến hết thứ Năm 13/8/2026" in page
        assert "chuyển sang Đối thoại tháng 10" in page
    assert "Gửi sau khi cuộc trước hết hạn, chuyển sang cuộc này." in follow


def test_who_is_in_time_hears_of_no_delay(citizen, missed, later, monkeypatch):
    clock(monkeypatch, datetime(2026, 8, 13, 23, 59, tzinfo=HERE))

    receipt = text_of(citizen.get(citizen.post(reverse("portal:send-to", args=[missed.code]), filled()).url))

    assert "hết hạn" not in receipt
    assert not LateArrival.objects.exists()


def test_press_sent_twice_makes_one_petition_of_the_next_dialogue(citizen, missed, later, monkeypatch):
    clock(monkeypatch, datetime(2026, 8, 14, 0, 1, tzinfo=HERE))

    for _ in range(2):
        citizen.post(reverse("portal:send-to", args=[missed.code]), filled())

    assert [row.missed for row in LateArrival.objects.all()] == [missed]
    assert Petition.objects.count() == 1


def test_letter_and_journal_say_it_without_words_of_the_petition(missed, later):
    who = Petitioner(
        details=PersonalDetails(full_name="Trần Thị Ví Dụ", email="vi-du@example.vn"), reply_channel=ReplyChannel.EMAIL
    )
    opinion = Opinion(text=WORDS, channel=IntakeChannel.PORTAL, received_on=date(2026, 8, 14))

    made = receive_petition(dialogue=missed, opinion=opinion, petitioner=who, on=date(2026, 8, 14), by=PUBLIC).petition

    letter = Message.objects.get(event__startswith="came-late:")
    facts = [journal.fact_of(row) for row in journal.entries_of_petition(made.key)]
    assert "“Đối thoại tháng 10”" in letter.text
    assert WORDS not in letter.text
    assert [(fact.missed, fact.closed_on, fact.dialogue) for fact in facts if hasattr(fact, "missed")] == [
        (missed.key, LAST, later.key)
    ]


def test_where_no_other_dialogue_collects_it_is_refused_and_the_words_stay(citizen, missed, monkeypatch):
    clock(monkeypatch, datetime(2026, 8, 14, 0, 1, tzinfo=HERE))

    page = text_of(citizen.post(reverse("portal:send-to", args=[missed.code]), filled()))

    assert WORDS in page
    assert not Petition.objects.exists()
    opinion = Opinion(text=WORDS, channel=IntakeChannel.PORTAL, received_on=date(2026, 8, 14))
    with pytest.raises(NotCollecting, match="hết hạn gửi ý kiến"):
        receive_petition(dialogue=missed, opinion=opinion, on=date(2026, 8, 14), by=PUBLIC)


@pytest.mark.parametrize("state", [DialogueState.HELD, DialogueState.FOLLOWING_UP, DialogueState.ARCHIVED])
def test_page_left_open_until_after_the_conference_still_reaches_the_next(citizen, missed, later, monkeypatch, state):
    missed.state = state
    missed.save(update_fields=["state"])
    clock(monkeypatch, datetime(2026, 8, 21, 8, 0, tzinfo=HERE))

    citizen.post(reverse("portal:send-to", args=[missed.code]), filled())

    assert Petition.objects.get().dialogue == later


def test_next_is_of_the_same_unit_the_same_office_first_and_collects_itself(place, missed, later):
    sooner = public.announced(place, conference_on=date(2026, 9, 20), code="TL-2026-03")
    sooner.host_office = place.party_office
    sooner.save(update_fields=["host_office"])
    on = LAST + timedelta(days=1)

    assert collecting_after(missed, on=on) == later
    later.collects_until = LAST
    later.save(update_fields=["collects_until"])
    assert collecting_after(missed, on=on) == sooner
    sooner.state = DialogueState.PLANNED
    sooner.save(update_fields=["state"])
    assert collecting_after(missed, on=on) is None
