"""Letters and slips on their way: printed with the address, handed over, both on record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from doithoai.accounts.enums import Purpose
from doithoai.accounts.vault import PersonalDetails
from doithoai.common.actors import Actor
from doithoai.documents import render
from doithoai.documents.models import Document
from doithoai.documents.papers import ReplyLetter, paper_from
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.notices.models import Channel, Message
from doithoai.petitions.errors import FollowUpRefused
from doithoai.petitions.models import Petition, Reply, Submitter
from doithoai.petitions.services.looking import look_at_petitioner
from doithoai.regulations.facts import LetterHandedOver


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """What the printer gets: the signed letter with the address on it, or a slip made from the notice itself."""

    petition: Petition
    message: Message
    details: PersonalDetails
    pdf: bytes = b""


@transaction.atomic
def print_letter(*, message: Message, on: date, by: Actor) -> Print:
    """Return the letter with name and address on it; it is made for the printer and kept nowhere.

    Opening the vault for it leaves the same trace as any look. Short messages and notices without a letter
    of their own come as a slip. Raises FollowUpRefused, IdentityErased.
    """
    petition = Petition.objects.select_related("dialogue").filter(key=message.petition).first()
    submitters = Submitter.objects.select_related("identity", "petition", "petition__dialogue")
    submitter = submitters.filter(petition=petition, identity=message.identity_id).first() if petition else None
    if petition is None or submitter is None or submitter.identity is None:
        raise FollowUpRefused("Thư này không gắn với người kiến nghị nào nên không in địa chỉ được.")
    details = look_at_petitioner(submitter=submitter, purpose=Purpose.REPLY, on=on, by=by)
    reply = _reply_behind(message) if message.channel != Channel.SMS else None
    pdf = _addressed(reply.document, details) if reply and reply.document else b""
    return Print(petition=petition, message=message, details=details, pdf=pdf)


def _addressed(document: Document, details: PersonalDetails) -> bytes:
    stored = paper_from(document.kind, document.content)
    assert isinstance(stored, ReplyLetter)
    return render.pdf(replace(stored, addressee=details.full_name, address=details.address))


def _reply_behind(message: Message) -> Reply | None:
    """Return the reply of which this notice speaks: its event is `reply:<key of the reply>:<key of the submitter>`."""
    kind, _, rest = message.event.partition(":")
    if kind != "reply":
        return None
    return Reply.objects.filter(key=rest.partition(":")[0]).select_related("document").first()


@transaction.atomic
def hand_letters_over(*, messages: Sequence[Message], now: datetime, on: date, by: Actor) -> int:
    """Record that letters were posted or slips handed over; return how many now. A second click does nothing."""
    rows = Message.objects.select_for_update(of=("self",), no_key=True).filter(
        pk__in=[message.pk for message in messages]
    )
    done = 0
    for message in rows.filter(sent_at=None).order_by("pk"):
        notices.mark_handed_over(message, now=now)
        fact = LetterHandedOver(
            on=on, dialogue=message.dialogue, petition=message.petition, message=message.key, channel=message.channel
        )
        journal.record(fact, by=by)
        done += 1
    return done
