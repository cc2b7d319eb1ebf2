"""Queueing and sending messages: better twice than never, and never inside a verb."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q

from doithoai.accounts import services as accounts
from doithoai.accounts.models import Account, Identity
from doithoai.notices.models import Channel, Message

MAX_ATTEMPTS = 8
_CLAIM_LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished notice handed over by an upper room. `event` makes it unique."""

    event: str
    channel: Channel
    subject: str
    text: str
    account: Account | None = None
    identity: Identity | None = None
    email: str = ""
    url: str = ""
    dialogue: str = ""
    petition: str = ""


def queue(*letters: Letter) -> None:
    """Put letters into the outbox in the caller's transaction; an event already there is left alone."""
    Message.objects.bulk_create(
        [
            Message(
                event=letter.event,
                channel=letter.channel,
                subject=letter.subject[:200],
                text=letter.text,
                account=letter.account,
                identity=letter.identity,
                email=letter.email,
                url=letter.url,
                dialogue=letter.dialogue,
                petition=letter.petition,
            )
            for letter in letters
        ],
        ignore_conflicts=True,
    )


def take_back(*, event: str) -> int:
    """Drop what was queued for the event and has not left yet, in the caller's transaction; return how many.

    `event` is the beginning of the letters' events, up to the recipient. What is being sent stays.
    """
    waiting = Message.objects.filter(event__startswith=f"{event}:", sent_at=None, claimed_at=None)
    dropped, _ = waiting.delete()
    return dropped


def send_due(*, now: datetime, limit: int = 100) -> int:
    """Send what waits; return how many left. Each is claimed first, marked sent only after sending."""
    waiting = Message.objects.filter(
        Q(claimed_at=None) | Q(claimed_at__lt=now - _CLAIM_LASTS),
        Q(not_before=None) | Q(not_before__lte=now),
        sent_at=None,
        attempts__lt=MAX_ATTEMPTS,
        channel__in=[Channel.IN_APP, Channel.EMAIL],
    ).order_by("created_at")[:limit]
    return sum(_send_one(message, now=now) for message in waiting)


def _send_one(message: Message, *, now: datetime) -> int:
    claimed = Message.objects.filter(pk=message.pk, sent_at=None, claimed_at=message.claimed_at).update(
        claimed_at=now, attempts=message.attempts + 1
    )
    if not claimed:
        return 0
    try:
        if message.channel == Channel.EMAIL:
            EmailMessage(message.subject, message.text, to=[_address(message)]).send()
    except Exception as error:  # noqa: BLE001 -- a mail server may fail in any way; the message stays and is tried again
        wait = timedelta(minutes=2**message.attempts)
        Message.objects.filter(pk=message.pk).update(
            claimed_at=None, not_before=now + wait, last_error=type(error).__name__[:200]
        )
        return 0
    Message.objects.filter(pk=message.pk).update(sent_at=now, last_error="")
    return 1


def _address(message: Message) -> str:
    if message.email:
        return message.email
    if message.account:
        return message.account.email
    assert message.identity is not None
    return accounts.address_for_sending(message.identity).email


@transaction.atomic
def mark_handed_over(message: Message, *, now: datetime) -> None:
    """Record that a letter was posted or a slip handed over at the counter."""
    Message.objects.filter(pk=message.pk, sent_at=None).update(sent_at=now)


def mark_read(account: Account, *, now: datetime) -> None:
    """Mark all in-app messages of the account as read."""
    Message.objects.filter(account=account, channel=Channel.IN_APP, read_at=None).update(read_at=now)
