"""The notice: content, both channels, in time; what is let through late stays visible."""

from datetime import date

import pytest

from doithoai.dialogues import queries, services
from doithoai.dialogues.enums import DialogueType, InviteeKind, NoticeChannel
from doithoai.dialogues.errors import (
    AlreadyInvited,
    ChannelDone,
    InvitationSent,
    MoveNotAllowed,
    NameMissing,
    NoticeIncomplete,
    NoticeNotReady,
    NoticeTooLate,
)
from doithoai.journal import queries as journal
from doithoai.obligations import queries as obligations
from tests.factories.dialogues import open_dialogue
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
LATEST = date(2026, 8, 10)  # for a conference on Thursday 20/8/2026
TOO_LATE = date(2026, 8, 12)


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def ready(place):
    """A dialogue whose plan is approved and whose notice is written."""
    made = open_dialogue(place)
    by, on = place.actor(place.anna), date(2026, 7, 28)
    services.assign_task(dialogue=made, body=place.economy, what="Báo cáo giao thông", on=on, by=by)
    services.approve_conference_plan(dialogue=made, number="41/KH-UBND", approved_on=on, on=on, by=by)
    services.draft_notice(
        dialogue=made, content="Đường thôn", participants="Nhân dân", how_to_take_part="Gọi số 0225", on=on, by=by
    )
    return made


def publish(place, dialogue, channel, on, **more):
    return services.publish_notice(
        dialogue=dialogue, channel=channel, published_on=on, detail="86 nơi", on=on, by=place.actor(place.anna), **more
    )


def test_dialogue_is_announced_when_both_channels_went_out(place, ready):
    publish(place, ready, NoticeChannel.INVITATION, date(2026, 8, 7))
    ready.refresh_from_db()
    after_one = ready.state
    publish(place, ready, NoticeChannel.MASS_MEDIA, LATEST)
    ready.refresh_from_db()

    duty = obligations.timeline_of_dialogue(ready.key).get(rule="HP-8.1-notice")
    assert (after_one, ready.state, duty.status, duty.met_on) == ("preparing", "announced", "met", LATEST)


def test_announcement_after_the_last_lawful_day_is_refused_with_that_day(place, ready):
    with pytest.raises(NoticeTooLate, match=r"muộn nhất là thứ Hai 10/8/2026 \(Điều 8 khoản 1\)"):
        publish(place, ready, NoticeChannel.MASS_MEDIA, TOO_LATE)

    assert not ready.notices.get().publications.exists()
    assert "notice_published" not in [fact.kind for fact in journal.facts_of(ready.stream)]


def test_late_announcement_is_let_through_with_a_reason_and_stays_a_breach(place, ready):
    publish(place, ready, NoticeChannel.INVITATION, TOO_LATE, override_reason="Bão làm mất điện")
    publish(place, ready, NoticeChannel.MASS_MEDIA, TOO_LATE)
    ready.refresh_from_db()

    override = ready.overrides.get()
    duty = obligations.timeline_of_dialogue(ready.key).get(rule="HP-8.1-notice")
    assert (override.rule, override.reason, override.made_by) == ("HP-8.1-notice", "Bão làm mất điện", place.anna)
    assert (ready.state, duty.status) == ("announced", "breached")
    assert ready.notices.get().late_reason == "Bão làm mất điện"
    assert "override_recorded" in [fact.kind for fact in journal.facts_of(ready.stream)]


def test_announcing_needs_an_approved_plan_or_a_reason(place):
    made = open_dialogue(place)
    services.draft_notice(
        dialogue=made,
        content="Đường thôn",
        participants="Nhân dân",
        how_to_take_part="Gọi số 0225",
        on=LATEST,
        by=place.actor(place.anna),
    )

    with pytest.raises(NoticeIncomplete, match="kế hoạch hội nghị"):
        publish(place, made, NoticeChannel.MASS_MEDIA, LATEST)


def test_notice_without_content_cannot_be_let_through_even_with_a_reason(place, ready):
    services.draft_notice(
        dialogue=ready,
        content=" ",
        participants="Nhân dân",
        how_to_take_part="Gọi số 0225",
        on=LATEST,
        by=place.actor(place.anna),
    )

    with pytest.raises(NoticeIncomplete, match="nội dung"):
        publish(place, ready, NoticeChannel.MASS_MEDIA, LATEST, override_reason="vội")


def test_publication_needs_a_notice_a_proof_and_a_day_that_has_come(place, ready):
    bare = open_dialogue(place)

    with pytest.raises(NoticeNotReady):
        publish(place, bare, NoticeChannel.MASS_MEDIA, LATEST)
    by = place.actor(place.anna)
    wrong = [{"detail": " ", "published_on": LATEST}, {"detail": "Đài xã", "published_on": date(2026, 8, 11)}]
    for values in wrong:
        with pytest.raises(NoticeIncomplete):
            services.publish_notice(dialogue=ready, channel=NoticeChannel.MASS_MEDIA, on=LATEST, by=by, **values)


def test_second_click_on_a_channel_is_refused(place, ready):
    publish(place, ready, NoticeChannel.MASS_MEDIA, LATEST)

    with pytest.raises(ChannelDone):
        publish(place, ready, NoticeChannel.MASS_MEDIA, LATEST)


def test_changed_notice_replaces_the_one_that_went_out(place, ready):
    publish(place, ready, NoticeChannel.INVITATION, LATEST)
    publish(place, ready, NoticeChannel.MASS_MEDIA, LATEST)
    second = services.draft_notice(
        dialogue=ready,
        content="Thêm nước sạch",
        participants="Nhân dân",
        how_to_take_part="Gọi số 0225",
        on=LATEST,
        by=place.actor(place.anna),
    )
    ready.refresh_from_db()

    assert (second.number, ready.state) == (2, "preparing")
    assert ready.notices.get(number=1).replaced_at is not None


def test_extraordinary_dialogue_is_announced_by_one_channel(place):
    on = date(2026, 8, 12)
    made = open_dialogue(place, on=on, type=DialogueType.EXTRAORDINARY, trigger="sudden_urgent")
    services.draft_notice(
        dialogue=made,
        content="Sự cố nước",
        participants="Nhân dân",
        how_to_take_part="Gọi số 0225",
        on=on,
        by=place.actor(place.anna),
    )
    publish(place, made, NoticeChannel.MASS_MEDIA, on)
    made.refresh_from_db()

    assert made.state == "announced"


def test_sending_invitations_is_the_announcement_by_that_channel(place, ready):
    by = place.actor(place.anna)
    for body in (place.economy, place.front):
        services.invite(dialogue=ready, kind=InviteeKind.AGENCY, body=body, on=LATEST, by=by)

    sent = services.send_invitations(dialogue=ready, sent_on=LATEST, on=LATEST, by=by)

    publication = ready.notices.get().publications.get()
    assert (sent, publication.channel, publication.detail) == (2, "invitation", "2 nơi nhận")


def test_sending_with_nobody_on_the_list_is_refused(place, ready):
    with pytest.raises(NameMissing):
        services.send_invitations(dialogue=ready, sent_on=LATEST, on=LATEST, by=place.actor(place.anna))


def test_body_is_invited_once_and_a_sent_invitation_stays(place, ready):
    by = place.actor(place.anna)
    first = services.invite(dialogue=ready, kind=InviteeKind.AGENCY, body=place.economy, on=LATEST, by=by)
    with pytest.raises(AlreadyInvited):
        services.invite(dialogue=ready, kind=InviteeKind.AGENCY, body=place.economy, on=LATEST, by=by)
    services.send_invitations(dialogue=ready, sent_on=LATEST, on=LATEST, by=by)

    with pytest.raises(InvitationSent):
        services.remove_invitation(invitation=first, on=LATEST, by=by)


def test_agencies_that_must_answer_and_are_not_invited_are_named(place, ready):
    by = place.actor(place.anna)
    services.invite(dialogue=ready, kind=InviteeKind.AGENCY, body=place.economy, on=LATEST, by=by)
    must = type(place.economy).objects.filter(pk__in=[place.economy.pk, place.culture.pk])

    assert list(queries.uninvited_leaders(ready, must)) == [place.culture]


def test_cancelled_dialogue_cannot_be_announced(place, ready):
    services.cancel_dialogue(dialogue=ready, reason="Gộp với xã bên", on=LATEST, by=place.actor(place.anna))

    with pytest.raises(MoveNotAllowed):
        publish(place, ready, NoticeChannel.MASS_MEDIA, LATEST)
