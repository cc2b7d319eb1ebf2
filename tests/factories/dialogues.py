"""Dialogues of xã Tân Lạch in any state; `dialogue()` lays the rows, `open_dialogue()` goes through the verb."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from doithoai.dialogues import services
from doithoai.dialogues.enums import DialogueForm, DialogueState, DialogueType
from doithoai.dialogues.models import Dialogue, DialogueHost, Session, VenuePoint
from doithoai.dialogues.queries import HostChoice, Opening, Sitting
from doithoai.dialogues.queries import Place as VenuePlace
from doithoai.journal import services as journal
from doithoai.regulations.facts import ConferenceScheduled, DialogueOpened
from tests.factories.organisations import Place

OPENED = date(2026, 7, 20)  # a Monday
HELD = date(2026, 8, 20)  # a Thursday
PIN = "hai-phong-1155@2023-10-20"


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the moment in the office's time zone."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def dialogue(
    place: Place,
    *,
    state: DialogueState = DialogueState.PREPARING,
    type: DialogueType = DialogueType.PERIODIC,  # noqa: A002 -- the law's own word
    form: DialogueForm = DialogueForm.IN_PERSON,
    conference_on: date = HELD,
    opened_on: date = OPENED,
    code: str = "TL-2026-01",
    instruments: str = "",
) -> Dialogue:
    """Lay the rows of a dialogue hosted by the chair, and its first two facts."""
    made = Dialogue.objects.create(
        code=code,
        unit=place.unit,
        title="Đối thoại định kỳ năm 2026",
        type=type,
        form=form,
        state=state,
        instruments=instruments or PIN,
        host_office=place.office,
        secretary=place.minutes_person,
        topic="Đường thôn, nước sạch, thủ tục đất đai",
        participants="Cán bộ, nhân dân trong xã",
        trigger="sudden_urgent" if type == DialogueType.EXTRAORDINARY else "",
        collects_until=conference_on - timedelta(days=7),
        opened_on=opened_on,
        opened_by=place.anna,
        held_on=conference_on if state in _AFTER else None,
    )
    DialogueHost.objects.create(dialogue=made, post=place.chair, presides=True)
    Session.objects.create(dialogue=made, starts_at=at(conference_on, 7, 30), ends_at=at(conference_on, 11, 30))
    VenuePoint.objects.create(
        dialogue=made, name="Hội trường UBND xã", address="Thôn Cầu Đá", capacity=100, is_main=True
    )
    _record_opening(made, place, conference_on)
    return made


def opening(place: Place, *, conference_on: date = HELD, **changes: object) -> Opening:
    """Return what the clerk fills in for the chair's periodic dialogue."""
    wanted = Opening(
        unit=place.unit,
        title="Đối thoại định kỳ năm 2026",
        type=DialogueType.PERIODIC,
        form=DialogueForm.IN_PERSON,
        hosts=(HostChoice(post=place.chair),),
        host_office=place.office,
        sittings=(Sitting(starts_at=at(conference_on, 7, 30), ends_at=at(conference_on, 11, 30)),),
        places=(VenuePlace(name="Hội trường UBND xã", address="Thôn Cầu Đá", capacity=100),),
        topic="Đường thôn, nước sạch, thủ tục đất đai",
        participants="Cán bộ, nhân dân trong xã",
        collects_until=conference_on - timedelta(days=7),
    )
    return replace(wanted, **changes)  # type: ignore[arg-type]  # named as the fields of Opening


def open_dialogue(place: Place, *, on: date = OPENED, conference_on: date = HELD, **changes: object) -> Dialogue:
    """Open the chair's dialogue through the verb, as anna does."""
    wanted = opening(place, conference_on=conference_on, **changes)
    return services.open_dialogue(opening=wanted, on=on, by=place.actor(place.anna))


_AFTER = {
    DialogueState.HELD,
    DialogueState.CONCLUDED,
    DialogueState.FOLLOWING_UP,
    DialogueState.CLOSED,
    DialogueState.ARCHIVED,
}


def _record_opening(made: Dialogue, place: Place, conference_on: date) -> None:
    by = place.actor(place.anna)
    journal.record(
        DialogueOpened(
            on=made.opened_on,
            dialogue=made.key,
            unit=made.unit.key,
            level=made.unit.level,
            type=made.type,
            form=made.form,
            host_role=place.chair.role,
            instruments=made.instruments,
            host_post=place.chair.key,
            host_office=made.host_office.key,
            trigger=made.trigger,
        ),
        by=by,
    )
    journal.record(
        ConferenceScheduled(on=made.opened_on, dialogue=made.key, starts_on=conference_on, ends_on=conference_on),
        by=by,
    )
