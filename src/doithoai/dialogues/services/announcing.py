"""Announcing: the notice of a day and place, by every channel that the article demands (HP-8.1-notice, A05)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from doithoai.accounts.queries import account_of
from doithoai.common.actors import Actor
from doithoai.common.text import nfc, one_line
from doithoai.dialogues import queries
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.errors import ChannelDone, ChannelUnknown, NoticeIncomplete, NoticeNotReady, NoticeTooLate
from doithoai.dialogues.models import Dialogue, Notice, Override, Publication
from doithoai.dialogues.queries import Door
from doithoai.dialogues.services.moving import locked, move, require_state
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.regulations.facts import NoticeDrafted, NoticePublished, OverrideRecorded
from doithoai.workdays.dates import vi_date


@transaction.atomic
def draft_notice(
    *, dialogue: Dialogue, content: str, participants: str, how_to_take_part: str, on: date, by: Actor
) -> Notice:
    """Write the notice for the present day, place and form. One that went out already is replaced, not changed.

    Raises MoveNotAllowed once the conference began.
    """
    dialogue = locked(dialogue)
    require_state(dialogue, DialogueState.PREPARING, DialogueState.ANNOUNCED)
    current = dialogue.notices.filter(replaced_at=None).first()
    if current is not None and current.publications.exists():
        current.replaced_at = timezone.now()
        current.save(update_fields=["replaced_at"])
        current = None
        if dialogue.state == DialogueState.ANNOUNCED:
            move(dialogue, DialogueState.PREPARING)
    notice = current or Notice(dialogue=dialogue, number=queries.notice_number(dialogue) + 1, made_by=account_of(by))
    first = dialogue.sessions.order_by("starts_at").first()
    assert first is not None  # a dialogue is opened with at least one session
    notice.for_date, notice.starts_at = timezone.localdate(first.starts_at), first.starts_at
    notice.venue, notice.form = queries.venue_line(dialogue)[:400], dialogue.form
    notice.content, notice.participants = nfc(content).strip(), nfc(participants).strip()
    notice.how_to_take_part = nfc(how_to_take_part).strip()
    notice.save()
    journal.record(NoticeDrafted(on=on, dialogue=dialogue.key, for_date=notice.for_date, number=notice.number), by=by)
    return notice


@transaction.atomic
def publish_notice(
    *,
    dialogue: Dialogue,
    channel: str,
    published_on: date,
    detail: str,
    override_reason: str = "",
    on: date,
    by: Actor,
) -> Publication:
    """Record that the present notice went out by a channel; with the last channel the dialogue is announced.

    Refused while the door to announcing lacks something: NoticeIncomplete for missing content or a plan
    that is not approved, NoticeTooLate with the last lawful day. `override_reason` lets what the law
    leaves room for through; the reason is kept, and the deviation stays visible. Raises NoticeNotReady,
    ChannelUnknown, ChannelDone.
    """
    dialogue = locked(dialogue)
    require_state(dialogue, DialogueState.PREPARING, DialogueState.ANNOUNCED)
    notice = _current(dialogue)
    if published_on > on:
        raise NoticeIncomplete("Ngày công bố chưa tới. Ghi khi đã công bố xong.")
    if channel not in {row.code for row in queries.channels_of(queries.laws_reaching(dialogue), dialogue.type)}:
        raise ChannelUnknown
    if notice.publications.filter(channel=channel).exists():
        raise ChannelDone
    detail = one_line(detail)[:300]
    if not detail:
        raise NoticeIncomplete("Hãy ghi bằng chứng công bố: nơi nhận, giờ phát, hoặc địa chỉ bài đăng.")
    door = queries.door_to_announce(dialogue, published_on=published_on, on=on)
    _pass(dialogue, notice, door, one_line(override_reason)[:500], on=on, by=by)
    publication = Publication.objects.create(
        notice=notice, channel=channel, published_on=published_on, detail=detail, published_by=account_of(by)
    )
    fact = NoticePublished(
        on=published_on, dialogue=dialogue.key, channel=channel, for_date=notice.for_date, number=notice.number
    )
    journal.record(fact, by=by)
    if dialogue.state == DialogueState.PREPARING and not queries.channels_missing(dialogue, notice):
        move(dialogue, DialogueState.ANNOUNCED)
    obligations.refresh(dialogue.key, on=on)
    return publication


def _current(dialogue: Dialogue) -> Notice:
    notice = dialogue.notices.select_for_update(of=("self",), no_key=True).filter(replaced_at=None).first()
    if notice is None:
        raise NoticeNotReady
    return notice


def _pass(dialogue: Dialogue, notice: Notice, door: Door, reason: str, *, on: date, by: Actor) -> None:
    """Go through the door, or refuse; what was let through once for this notice needs no second reason."""
    firm = [item for item in door.missing if not item.overridable]
    if firm:
        words = "; ".join(item.title for item in firm)
        raise NoticeIncomplete(f"Chưa công bố được, còn thiếu: {words}. Hãy bổ sung rồi ghi lại.")
    open_items = [item for item in door.missing if item.rule not in _let_through(dialogue, notice)]
    if not open_items:
        return
    if not reason:
        raise _refusal(door)
    for item in open_items:
        Override.objects.create(
            dialogue=dialogue, door=door.code, rule=item.rule, reason=reason, made_by=account_of(by)
        )
        journal.record(OverrideRecorded(on=on, dialogue=dialogue.key, rule=item.rule, door=door.code), by=by)
    if door.late:
        notice.late_reason = reason
        notice.save(update_fields=["late_reason"])


def _let_through(dialogue: Dialogue, notice: Notice) -> set[str]:
    return set(dialogue.overrides.filter(door="announce", made_at__gte=notice.made_at).values_list("rule", flat=True))


def _refusal(door: Door) -> Exception:
    if door.late is None:
        words = "; ".join(f"{item.title} ({item.citation})" for item in door.missing)
        return NoticeIncomplete(
            f"Chưa công bố được, còn thiếu: {words}. Bổ sung, hoặc ghi lý do để công bố khi còn thiếu."
        )
    latest = f"ngày muộn nhất là {vi_date(door.latest)}" if door.latest else "hạn đã qua"
    return NoticeTooLate(
        f"Công bố muộn hơn quy định: {latest} ({door.late.citation}). "
        "Hãy dời ngày họp, hoặc ghi lý do để vẫn công bố; việc muộn sẽ được ghi lại."
    )
