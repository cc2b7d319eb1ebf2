"""The results made public: every channel, proof, in time (Luật 72/2025, Điều 43)."""

from datetime import date

import pytest

from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.documents.models import Redaction
from doithoai.documents.services import redacting
from doithoai.journal import queries as journal
from doithoai.obligations import queries as obligations
from doithoai.obligations import services as refreshing
from doithoai.proceedings import services
from doithoai.proceedings.errors import NothingToPublish, PersonsUndecided, PublicationUnproved, PublishedAlready
from doithoai.proceedings.models import ConclusionItem
from doithoai.proceedings.queries.results import results_of
from doithoai.regulations.facts import ConferenceHeld
from tests.factories import dialogues
from tests.factories.dialogues import HELD
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
CHANNELS = ("mass_media", "office_posting", "village_heads")
DUE = date(2026, 9, 3)  # 20/8 and ten days: Sunday 30/8, then the days off until 2/9


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def held(place):
    """A dialogue of the chair, held, pinned to both instruments."""
    made = dialogues.open_dialogue(place)
    Dialogue.objects.filter(pk=made.pk).update(state=DialogueState.HELD, held_on=HELD)
    dialogues.journal.record(ConferenceHeld(on=HELD, dialogue=made.key), by=place.actor(place.anna))
    refreshing.refresh(made.key, on=HELD)
    made.refresh_from_db()
    return made


def publish(place, dialogue, channel, on, **more):
    values = {"published_on": on, "detail": "Loa xã, 17 giờ", "on": on} | more
    return services.publish_results(dialogue=dialogue, channel=channel, by=place.actor(place.anna), **values)


def duty_of(dialogue):
    return obligations.timeline_of_dialogue(dialogue.key).get(rule="L72-43-results")


@pytest.mark.parametrize(("last", "status"), [(date(2026, 9, 1), "met"), (DUE, "met"), (date(2026, 9, 4), "breached")])
def test_the_last_channel_is_the_day_on_which_the_results_are_public(place, held, last, status):
    for channel in CHANNELS[:2]:
        publish(place, held, channel, date(2026, 8, 27))
    publish(place, held, CHANNELS[2], last)

    duty = duty_of(held)
    assert (duty.status, duty.met_on, duty.due_on) == (status, last, DUE)
    assert [fact.channel for fact in journal.facts_of(held.stream) if fact.kind == "results_published"] == [*CHANNELS]


def test_two_channels_of_three_leave_the_duty_open_and_name_what_is_missing(place, held):
    for channel in CHANNELS[:2]:
        publish(place, held, channel, date(2026, 8, 27))

    duty = duty_of(held)
    assert (duty.status, duty.missing) == ("due", "village_heads")
    assert [one.item.code for one in results_of(held).channels if one.done is None] == ["village_heads"]


def test_a_channel_is_recorded_once_with_proof_on_a_day_that_has_come(place, held):
    on = date(2026, 8, 27)
    for wrong in ({"detail": " "}, {"published_on": date(2026, 8, 28)}):
        with pytest.raises(PublicationUnproved):
            publish(place, held, "mass_media", on, **wrong)
    publish(place, held, "mass_media", on)

    with pytest.raises(PublishedAlready):
        publish(place, held, "mass_media", on)
    assert held.result_publications.count() == 1


def test_nothing_is_published_before_the_conference_or_by_a_channel_that_nobody_asks_for(place, held):
    early = dialogues.open_dialogue(place)

    with pytest.raises(NothingToPublish):
        publish(place, early, "mass_media", HELD)
    with pytest.raises(NothingToPublish):
        publish(place, held, "invitation", HELD)


def test_where_no_instrument_asks_nothing_is_owed(place):
    assert results_of(dialogues.dialogue(place, state=DialogueState.HELD)) is None


def item(dialogue, text):
    return ConclusionItem.objects.create(dialogue=dialogue, section="assigned", text=text, position=1)


def test_results_are_not_published_while_somebody_in_the_conclusion_waits_for_a_decision(place, held):
    on = date(2026, 8, 27)
    row = item(held, "Giao Công an xã làm việc với ông Bùi Văn Tám.")
    with pytest.raises(PersonsUndecided, match="Còn 1 chỗ"):
        publish(place, held, "mass_media", on)

    [offer] = services.offers_for_results(held, services.result_texts(held))
    services.redact_results(dialogue=held, decided={offer.key: True}, on=on, by=place.actor(place.anna))
    publish(place, held, "mass_media", on)

    [decision] = Redaction.objects.filter(subject=held.key)
    assert decision.part == f"item-{row.pk}"
    assert decision.shown == "Giao Công an xã làm việc với ông [đã ẩn họ tên]."
    facts = [fact for fact in journal.facts_of(held.stream) if fact.kind == "text_redacted"]
    assert [(fact.hidden, fact.kept) for fact in facts] == [(1, 0)]


def test_a_conclusion_changed_after_it_was_looked_through_asks_again(place, held):
    on = date(2026, 8, 27)
    row = item(held, "Giao xã xem lại đơn của ông Bùi Văn Tám.")
    [offer] = services.offers_for_results(held, services.result_texts(held))
    services.redact_results(dialogue=held, decided={offer.key: False}, on=on, by=place.actor(place.anna))
    row.text = "Giao xã xem lại đơn của ông Bùi Văn Tám và bà Lê Thị Mẫu."
    row.save()

    with pytest.raises(PersonsUndecided, match="Còn 1 chỗ"):
        publish(place, held, "mass_media", on)


def test_the_public_text_of_a_conclusion_nobody_looked_through_names_nobody_but_who_holds_a_post(place, held):
    text = "Ông Trần Văn Việc, Chủ tịch UBND xã, gặp bà Lê Thị Mẫu."

    assert redacting.public_text(None, text) == "Ông Trần Văn Việc, Chủ tịch UBND xã, gặp bà [đã ẩn họ tên]."
