"""Reads of the outbox."""

from django.db.models import QuerySet

from doithoai.accounts.models import Account
from doithoai.notices.models import Channel, Message


def unread_of(account: Account) -> QuerySet[Message]:
    """Return the account's unread in-app messages, newest first."""
    return Message.objects.filter(account=account, channel=Channel.IN_APP, read_at=None).order_by("-pk")


def letters_to_hand_over(dialogue: str) -> QuerySet[Message]:
    """Return the letters and counter slips of a dialogue that nobody has handed over yet."""
    return Message.objects.filter(
        dialogue=dialogue, channel__in=[Channel.LETTER, Channel.COUNTER, Channel.SMS], sent_at=None
    ).order_by("pk")
