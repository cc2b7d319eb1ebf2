"""Registering to attend and to speak, by the portal, an officer or the Front (HP-2.2-*, HP-9.1-register)."""

import hmac
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from doithoai.accounts import receipts
from doithoai.accounts import services as accounts
from doithoai.accounts.enums import Purpose
from doithoai.accounts.queries import account_of
from doithoai.accounts.vault import PersonalDetails
from doithoai.common.actors import Actor
from doithoai.common.keys import new_code
from doithoai.common.text import nfc, one_line
from doithoai.dialogues import letters, queries
from doithoai.dialogues.enums import DialogueState, LinkToArea, RegistrationChannel, RegistrationState
from doithoai.dialogues.errors import (
    NameMissing,
    NoSeatFree,
    RegistrationClosed,
    RegistrationNotOpen,
    WrongSecret,
)
from doithoai.dialogues.models import Dialogue, Registration, VenuePoint
from doithoai.dialogues.services.moving import locked
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.obligations import services as obligations
from doithoai.regulations.facts import (
    IdentityViewed,
    RegistrationCheckedIn,
    RegistrationConfirmed,
    RegistrationReceived,
    RegistrationWithdrawn,
)

OPEN_STATES = (DialogueState.PREPARING, DialogueState.ANNOUNCED, DialogueState.IN_SESSION)


@transaction.atomic
def register(
    *,
    dialogue: Dialogue,
    details: PersonalDetails,
    link_to_area: LinkToArea | str,
    channel: RegistrationChannel,
    venue_point: VenuePoint | None = None,
    wants_to_speak: bool = False,
    speaks_about: str = "",
    petition_code: str = "",
    mandate: str = "",
    on: date,
    by: Actor,
) -> tuple[Registration, str]:
    """Register somebody; return the row and the secret, which is shown once and kept only as a digest.

    Where the venue point is full the registration waits (`waiting`) and the receipt says so. Raises
    RegistrationClosed, NameMissing (also for a group that names no paper for its representative).
    """
    dialogue = locked(dialogue)
    if dialogue.state not in OPEN_STATES:
        raise RegistrationClosed
    details = _clean(details)
    if not details.full_name:
        raise NameMissing
    if details.represents and not one_line(mandate):
        raise NameMissing("Người đại diện cho tập thể cần ghi văn bản cử đại diện (số, ngày hoặc biên bản họp).")
    code, secret = free_code(dialogue), receipts.new_secret()
    registration = Registration.objects.create(
        dialogue=dialogue,
        identity=accounts.keep_identity(details),
        code=code,
        secret_hash=receipts.digest_of(secret, code=code),
        venue_point=venue_point,
        channel=channel,
        link_to_area=link_to_area,
        mandate=one_line(mandate)[:160],
        waiting=venue_point is not None and queries.seats_free(venue_point) == 0,
        phone_digest=phone_digest(dialogue, details.phone),
        wants_to_speak=wants_to_speak,
        speaks_about=nfc(speaks_about).strip() if wants_to_speak else "",
        petition_code=one_line(petition_code)[:20],
    )
    fact = RegistrationReceived(
        on=on, dialogue=dialogue.key, registration=registration.key, speaks=wants_to_speak, channel=channel
    )
    journal.record(fact, by=by)
    obligations.refresh(dialogue.key, on=on)
    return registration, secret


def _clean(details: PersonalDetails) -> PersonalDetails:
    return replace(details, **{name: one_line(getattr(details, name)) for name in PersonalDetails.__dataclass_fields__})


def free_code(dialogue: Dialogue) -> str:
    """Return a code that nobody has, as TL-D4K7MX."""
    while True:
        code = f"{dialogue.unit.code}-{new_code(6)}"
        if not Registration.objects.filter(code=code).exists():
            return code


def phone_digest(dialogue: Dialogue, phone: str) -> str:
    """Return a digest that tells the same phone within one dialogue and nowhere else; empty without a phone."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    if len(digits) < 8:
        return ""
    digits = f"0{digits[2:]}" if digits.startswith("84") else digits
    return hmac.new(settings.IDENTITY_KEY.encode(), f"{dialogue.key}:{digits}".encode(), sha256).hexdigest()


@transaction.atomic
def confirm_registration(
    *, registration: Registration, venue_point: VenuePoint | None = None, on: date, by: Actor
) -> Registration:
    """Keep a seat for somebody, at this venue point where one is named.

    Raises NoSeatFree when it is full, RegistrationNotOpen for one that was withdrawn or is there already.
    """
    fresh = _locked_open(registration)
    point = venue_point or fresh.venue_point
    # Who waits holds no seat yet, and who moves to another point holds none there.
    seated = not fresh.waiting and point is not None and fresh.venue_point_id == point.pk
    if point is not None and not seated and queries.seats_free(point) == 0:
        raise NoSeatFree
    fresh.venue_point, fresh.waiting, fresh.state = point, False, RegistrationState.CONFIRMED
    fresh.save(update_fields=["venue_point", "waiting", "state"])
    _record_confirmed(fresh, on=on, by=by)
    notices.queue(*letters.seat_kept(fresh))
    return fresh


@transaction.atomic
def set_speaking_order(*, registration: Registration, order: int | None, on: date, by: Actor) -> Registration:
    """Give a speaker a place in the order: `order` counts from 1, None takes the next free one.

    Whoever stands at that place and after moves one down. Raises RegistrationNotOpen.
    """
    dialogue = locked(registration.dialogue)
    fresh = _open(Registration.objects.select_for_update(of=("self",), no_key=True).get(pk=registration.pk))
    others = dialogue.registrations.exclude(pk=fresh.pk).exclude(speaking_order=None).order_by("speaking_order")
    if order is None:
        order = (others.aggregate(last=Max("speaking_order"))["last"] or 0) + 1
    line = [*others]
    line.insert(max(order, 1) - 1, fresh)
    for place, speaker in enumerate(line, 1):
        if speaker.speaking_order != place:
            speaker.speaking_order = place
            speaker.save(update_fields=["speaking_order"])
    _record_confirmed(fresh, on=on, by=by)
    return fresh


def _record_confirmed(registration: Registration, *, on: date, by: Actor) -> None:
    fact = RegistrationConfirmed(
        on=on,
        dialogue=registration.dialogue.key,
        registration=registration.key,
        venue=registration.venue_point.key if registration.venue_point else "",
        speaking_order=registration.speaking_order or 0,
    )
    journal.record(fact, by=by)


@transaction.atomic
def withdraw_registration(*, registration: Registration, on: date, by: Actor) -> Registration:
    """Take a registration back; its seat is free again. Raises RegistrationNotOpen."""
    fresh = _locked_open(registration)
    fresh.state, fresh.speaking_order, fresh.waiting = RegistrationState.WITHDRAWN, None, False
    fresh.save(update_fields=["state", "speaking_order", "waiting"])
    journal.record(RegistrationWithdrawn(on=on, dialogue=fresh.dialogue.key, registration=fresh.key), by=by)
    obligations.refresh(fresh.dialogue.key, on=on)
    return fresh


def registration_of(*, code: str, secret: str) -> Registration:
    """Return the registration for who knows its code and secret; raises WrongSecret, whichever is wrong."""
    found = (
        Registration.objects.select_related("dialogue", "dialogue__unit", "venue_point")
        .filter(code=one_line(code).upper())
        .first()
    )
    if found is None or not receipts.fits(secret, code=found.code, digest=found.secret_hash):
        raise WrongSecret
    return found


@transaction.atomic
def check_in(*, registration: Registration, now: datetime, on: date, by: Actor) -> Registration:
    """Record that somebody has come; a second click changes nothing.

    Raises RegistrationNotOpen for one that was withdrawn or refused, RegistrationClosed on another stage.
    """
    fresh = (
        Registration.objects.select_for_update(of=("self",), no_key=True)
        .select_related("dialogue")
        .get(pk=registration.pk)
    )
    if fresh.state == RegistrationState.CHECKED_IN:
        return fresh
    if fresh.dialogue.state not in {DialogueState.ANNOUNCED, DialogueState.IN_SESSION}:
        raise RegistrationClosed("Chỉ ghi người đến khi cuộc đối thoại đã thông báo hoặc đang họp.")
    _open(fresh)
    fresh.state, fresh.checked_in_at, fresh.checked_in_by = RegistrationState.CHECKED_IN, now, account_of(by)
    fresh.save(update_fields=["state", "checked_in_at", "checked_in_by"])
    journal.record(RegistrationCheckedIn(on=on, dialogue=fresh.dialogue.key, registration=fresh.key), by=by)
    return fresh


@transaction.atomic
def undo_check_in(*, registration: Registration, on: date, by: Actor) -> Registration:
    """Take a check-in back that was pressed for the wrong person."""
    fresh = (
        Registration.objects.select_for_update(of=("self",), no_key=True)
        .select_related("dialogue")
        .get(pk=registration.pk)
    )
    if fresh.state == RegistrationState.CHECKED_IN:
        fresh.state, fresh.checked_in_at, fresh.checked_in_by = RegistrationState.CONFIRMED, None, None
        fresh.save(update_fields=["state", "checked_in_at", "checked_in_by"])
        _record_confirmed(fresh, on=on, by=by)
    return fresh


def _locked_open(registration: Registration) -> Registration:
    """Lock the dialogue first: seats are counted under that lock."""
    locked(registration.dialogue)
    rows = Registration.objects.select_for_update(of=("self",), no_key=True).select_related("dialogue", "venue_point")
    return _open(rows.get(pk=registration.pk))


def _open(registration: Registration) -> Registration:
    if registration.state not in {RegistrationState.REGISTERED, RegistrationState.CONFIRMED}:
        raise RegistrationNotOpen
    return registration


@transaction.atomic
def open_check_in_list(*, dialogue: Dialogue, on: date, by: Actor) -> list[tuple[Registration, PersonalDetails]]:
    """Open the names of all who may come, for receiving them at the door.

    Each identity keeps its own look in the vault; the journal gets one fact for the opening of the list.
    """
    account = account_of(by)
    rows = list(queries.registrations_of(dialogue).filter(state__in=queries.SEATED, identity__erased_at=None))
    opened = [(row, accounts.look_at_identity(row.identity, by=account, purpose=Purpose.CHECK_IN)) for row in rows]
    fact = IdentityViewed(on=on, dialogue=dialogue.key, identity="check-in-list", purpose=Purpose.CHECK_IN)
    journal.record(fact, by=by)
    return opened
