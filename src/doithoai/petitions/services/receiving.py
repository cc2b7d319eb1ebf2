"""Receiving: the words are kept as they came, the petitioner gets a code and a secret."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from doithoai.accounts import receipts
from doithoai.accounts import services as accounts
from doithoai.accounts.models import Account, Identity
from doithoai.accounts.vault import PersonalDetails
from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.queries import collecting_after, is_collecting
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.obligations import services as obligations
from doithoai.organisations.models import Body
from doithoai.petitions import letters, validators
from doithoai.petitions.enums import BEFORE_CONFERENCE, IntakeChannel, ReplyChannel, Urgency
from doithoai.petitions.errors import DateRefused, NotCollecting, PetitionerRefused
from doithoai.petitions.models import LateArrival, Petition, Submitter
from doithoai.petitions.services.attaching import account_behind, attach
from doithoai.petitions.services.numbering import next_codes
from doithoai.regulations.facts import PetitionCameLate, PetitionReceived, ReceiptIssued
from doithoai.textsearch.folding import fold
from doithoai.workdays.dates import vi_date

IN_ROOM = frozenset({DialogueState.IN_SESSION, DialogueState.HELD})
_TWICE_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What was said, how and when it came.

    `received_on` is the day on which it reached the office or whoever took it in; `files` are (name, content).
    """

    text: str
    channel: IntakeChannel
    received_on: date
    title: str = ""
    place: str = ""
    field: str = ""
    urgency: str = Urgency.NORMAL
    handed_in_by: Body | None = None
    complained_body: Body | None = None
    at_conference: bool = False
    files: Sequence[tuple[str, bytes]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Petitioner:
    """Who said it, if they gave a name, and how they want to be told.

    Without a name it is an opinion: read and counted, but nobody can be answered by name (A38).
    `is_group`: the named person represents several. `may_publish` only by the person's own choice.
    """

    details: PersonalDetails | None = None
    reply_channel: ReplyChannel = ReplyChannel.PORTAL
    is_group: bool = False
    may_publish: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """A registered petition; `secret` is shown once and kept nowhere. `again`: it had just come in already."""

    petition: Petition
    submitter: Submitter
    secret: str
    again: bool = False


@transaction.atomic
def receive_petition(
    *, dialogue: Dialogue, opinion: Opinion, petitioner: Petitioner | None = None, on: date, by: Actor
) -> Received:
    """Register a petition word for word, start its clocks and give its petitioner a code and a secret.

    What follows from it (who owes what, by when) is not decided here: the fact goes to the
    journal and the law in force for this dialogue says the rest. The same words from the same
    person through the same hands within minutes make no second petition.
    What is sent through the public site too late for its dialogue goes to the next one that collects, and
    the petitioner is told. Raises TextRefused, DateRefused, NotCollecting, PetitionerRefused, FileRefused.
    """
    person = petitioner or Petitioner()
    fresh = locked_dialogue(dialogue)
    if missed := _missed(fresh, opinion, on=on):
        return _for_the_next(missed, opinion, person, on=on, by=by)
    check_may_receive(fresh, opinion, on=on)
    check_petitioner(person)
    known = _same_just_now(fresh, opinion, person, account_behind(by), now=timezone.now())
    if known is not None:
        return Received(known.petition, known, renew_secret(known), again=True)
    return register(fresh, opinion, person, on=on, by=by)


def _missed(dialogue: Dialogue, opinion: Opinion, *, on: date) -> Dialogue | None:
    """Return the dialogue if the public site takes no more for it but another one collects; None otherwise."""
    if opinion.channel != IntakeChannel.PORTAL or is_collecting(dialogue, on=on):
        return None
    closed = dialogue.state not in BEFORE_CONFERENCE or dialogue.collects_until is not None
    return dialogue if closed and collecting_after(dialogue, on=on) else None


def _for_the_next(missed: Dialogue, opinion: Opinion, person: Petitioner, *, on: date, by: Actor) -> Received:
    """Receive for the dialogue that collects next what came too late for this one, and keep which one it missed."""
    after = collecting_after(missed, on=on)
    assert after is not None  # `_missed` has asked
    received = receive_petition(dialogue=after, opinion=opinion, petitioner=person, on=on, by=by)
    petition = received.petition
    if not received.again:
        closed_on = missed.collects_until
        LateArrival.objects.create(petition=petition, missed=missed, closed_on=closed_on)
        fact = PetitionCameLate(
            on=on, dialogue=petition.dialogue.key, petition=petition.key, missed=missed.key, closed_on=closed_on
        )
        journal.record(fact, by=by)
        notices.queue(*letters.came_late(petition, received.submitter, missed))
    return received


def locked_dialogue(dialogue: Dialogue) -> Dialogue:
    """Return the dialogue re-read under lock, with its unit."""
    return Dialogue.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=dialogue.pk)


def register(
    dialogue: Dialogue, opinion: Opinion, person: Petitioner, *, identity: Identity | None = None, on: date, by: Actor
) -> Received:
    """Make the petition of what was checked, with code, secret, fact and letter; the caller has locked the dialogue.

    `identity`: where the person's details lie already, with the trace of who looked at them.
    """
    account = account_behind(by)
    petition = build(dialogue, opinion, person, code=next_codes(dialogue.unit, 1, on=on)[0], account=account)
    petition.save(force_insert=True)
    submitter = Submitter(petition=petition, code=petition.code)
    _fill(submitter, person, identity)
    secret = receipts.new_secret()
    submitter.secret_hash = receipts.digest_of(secret, code=submitter.code)
    submitter.save(force_insert=True)
    attach(petition, opinion.files, from_citizen=True, by=by, account=account)
    journal.record(received_fact(petition), by=by)
    obligations.refresh(dialogue.key)
    notices.queue(*letters.received(petition, submitter))
    return Received(petition, submitter, secret)


def check_may_receive(dialogue: Dialogue, opinion: Opinion, *, on: date) -> None:
    """Refuse words, days and channels that this dialogue cannot take in its present state."""
    validators.check_text(opinion.text)
    last_day = dialogue.sessions.aggregate(last=Max("ends_at"))["last"]
    held_on = dialogue.held_on or (timezone.localtime(last_day).date() if last_day else None)
    validators.check_received_on(opinion.received_on, on=on, held_on=held_on)
    if opinion.at_conference:
        _check_in_room(dialogue, opinion, first_day=_first_day(dialogue))
    elif dialogue.state not in BEFORE_CONFERENCE | {DialogueState.IN_SESSION}:
        raise NotCollecting(
            f"Cuộc đối thoại {dialogue.code} {dialogue.get_state_display().lower()} "
            "nên không nhận thêm ý kiến trước hội nghị. "
            "Hãy chọn cuộc đối thoại sau; ý kiến nêu ngay trong phòng họp thì thư ký ghi ở trang Diễn biến."
        )
    elif opinion.channel == IntakeChannel.PORTAL and dialogue.collects_until and on > dialogue.collects_until:
        raise NotCollecting(
            f"Đã hết hạn gửi ý kiến qua cổng cho cuộc này ({vi_date(dialogue.collects_until)}). "
            "Bạn có thể nêu tại hội nghị, hoặc gửi cho cuộc đối thoại sau."
        )


def _check_in_room(dialogue: Dialogue, opinion: Opinion, *, first_day: date | None) -> None:
    if dialogue.state not in IN_ROOM:
        raise NotCollecting(
            "Chỉ ghi ý kiến nêu tại hội nghị khi hội nghị đã khai mạc và chưa ra kết luận. "
            f"Cuộc {dialogue.code} đang ở bước “{dialogue.get_state_display()}”."
        )
    if first_day and opinion.received_on < first_day:
        raise DateRefused(
            f"Hội nghị khai mạc {vi_date(first_day)}; ý kiến nêu tại hội nghị không thể có trước ngày đó."
        )


def _first_day(dialogue: Dialogue) -> date | None:
    first = dialogue.sessions.order_by("starts_at").values_list("starts_at", flat=True).first()
    return timezone.localtime(first).date() if first else None


_NEEDED = {
    ReplyChannel.EMAIL: ("email", "địa chỉ thư điện tử"),
    ReplyChannel.SMS: ("phone", "số điện thoại"),
    ReplyChannel.LETTER: ("address", "địa chỉ nhận thư"),
}


def check_petitioner(person: Petitioner) -> None:
    """Refuse a reply channel for which the address is missing, and particulars without a name."""
    details = person.details
    if details is None:
        if person.reply_channel not in {ReplyChannel.PORTAL, ReplyChannel.COUNTER}:
            raise PetitionerRefused(
                "Ý kiến không ghi tên thì không gửi thư trả lời được. "
                "Hãy ghi họ tên, hoặc chọn cách tự xem bằng mã và từ bí mật."
            )
        return
    if not details.full_name.strip():
        raise PetitionerRefused(
            "Có số điện thoại, thư điện tử hoặc địa chỉ thì cần cả họ tên mới trả lời được. "
            "Nếu người dân không muốn ghi tên, hãy để trống tất cả các ô về người gửi."
        )
    name, words = _NEEDED.get(ReplyChannel(person.reply_channel), ("full_name", ""))
    if not getattr(details, name).strip():
        raise PetitionerRefused(f"Muốn trả lời bằng cách này thì cần {words}. Hãy ghi thêm, hoặc chọn cách khác.")


def build(dialogue: Dialogue, opinion: Opinion, person: Petitioner, *, code: str, account: Account | None) -> Petition:
    """Return the petition's row, not yet saved: the words as received, and what is worked out from them."""
    text = validators.check_text(opinion.text)
    title = one_line(opinion.title)[: validators.TITLE_MAX] or validators.title_from(text)
    place = one_line(opinion.place)[: validators.PLACE_MAX]
    return Petition(
        code=code,
        dialogue=dialogue,
        text=text,
        title=title,
        channel=opinion.channel,
        received_on=opinion.received_on,
        received_by=account,
        handed_in_by=opinion.handed_in_by,
        at_conference=opinion.at_conference,
        place=place,
        field=opinion.field,
        urgency=opinion.urgency,
        complained_body=opinion.complained_body,
        may_publish=person.may_publish,
        folded=folded_of(text, title, place),
        digest=digest_of(text),
    )


def folded_of(text: str, title: str, place: str) -> str:
    """Return what searching looks through."""
    return fold(f"{title} {place} {text}")


def digest_of(text: str) -> str:
    """Return the digest by which the same words are known again, whatever their marks and spaces."""
    return sha256(fold(text).encode()).hexdigest()


def received_fact(petition: Petition, *, part_of: str = "", batch: str = "") -> PetitionReceived:
    """Return the fact that the petition was received on its day."""
    return PetitionReceived(
        on=petition.received_on,
        dialogue=petition.dialogue.key,
        petition=petition.key,
        channel=petition.channel,
        code=petition.code,
        at_conference=petition.at_conference,
        part_of=part_of,
        batch=batch,
    )


def _fill(submitter: Submitter, person: Petitioner, identity: Identity | None) -> None:
    if person.details and identity is not None:
        accounts.change_identity(identity, person.details)
        submitter.identity = identity
    elif person.details:
        submitter.identity = accounts.keep_identity(person.details)
    submitter.reply_channel = person.reply_channel
    submitter.is_group = person.is_group


def _same_just_now(
    dialogue: Dialogue, opinion: Opinion, person: Petitioner, account: Account | None, *, now: datetime
) -> Submitter | None:
    """Return the submitter of the same words from the same person minutes ago: a second click, not a second petition.

    Two nameless senders on the public site cannot be told apart, so theirs are kept apart; there
    the form's own token catches the double click.
    """
    if account is None and person.details is None:
        return None
    rows = Submitter.objects.filter(
        petition__dialogue=dialogue,
        petition__digest=digest_of(opinion.text),
        petition__received_by=account,
        petition__at_conference=opinion.at_conference,
        petition__created_at__gte=now - _TWICE_WITHIN,
    )
    for row in rows.select_related("petition", "petition__dialogue", "identity").order_by("pk"):
        theirs = accounts.address_for_sending(row.identity) if row.identity else None
        if theirs == person.details:
            return row
    return None


def renew_secret(submitter: Submitter) -> str:
    """Give the submitter a new secret; the earlier one opens nothing from now on."""
    secret = receipts.new_secret()
    submitter.secret_hash = receipts.digest_of(secret, code=submitter.code)
    submitter.save(update_fields=["secret_hash"])
    return secret


@transaction.atomic
def issue_receipt(*, submitter: Submitter, on: date, by: Actor) -> Received:
    """Print a (new) receipt: for a row that came in a sheet, or when the paper was lost."""
    fresh = Submitter.objects.select_for_update(of=("self",), no_key=True).get(pk=submitter.pk)
    petition = Petition.objects.select_related("dialogue", "dialogue__unit").get(pk=fresh.petition_id)
    secret = renew_secret(fresh)
    journal.record(
        ReceiptIssued(on=on, dialogue=petition.dialogue.key, petition=petition.key, submitter=fresh.key), by=by
    )
    return Received(petition, fresh, secret)
