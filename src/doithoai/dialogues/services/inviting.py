"""Invitations: who is asked to come, what went out, what came back (HP-8.1-notice-invitation)."""

from datetime import date

from django.db import transaction

from doithoai.accounts import services as accounts
from doithoai.accounts.queries import account_of
from doithoai.accounts.vault import PersonalDetails
from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.dialogues import queries
from doithoai.dialogues.enums import DialogueState, InvitationReply, InviteeKind, NoticeChannel
from doithoai.dialogues.errors import AlreadyInvited, InvitationSent, NameMissing
from doithoai.dialogues.models import Dialogue, Invitation
from doithoai.dialogues.services.announcing import publish_notice
from doithoai.dialogues.services.moving import locked, require_state
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.organisations.models import Body
from doithoai.regulations.facts import InvitationAnswered, InvitationsSent, InviteeListed, InviteeRemoved

_OPEN = (DialogueState.PREPARING, DialogueState.ANNOUNCED)


@transaction.atomic
def invite(
    *,
    dialogue: Dialogue,
    kind: InviteeKind,
    body: Body | None = None,
    details: PersonalDetails | None = None,
    name: str = "",
    on: date,
    by: Actor,
) -> Invitation:
    """Put a body, an organisation by name, or a citizen (whose name goes to the vault) on the list.

    Raises AlreadyInvited for a body on the list, NameMissing when nobody is named, MoveNotAllowed.
    """
    dialogue = locked(dialogue)
    require_state(dialogue, *_OPEN)
    name = one_line(name)[:200]
    if body is None and not name and (details is None or not details.full_name.strip()):
        raise NameMissing("Hãy chọn cơ quan hoặc ghi tên người, tổ chức được mời.")
    if body is not None and dialogue.invitations.filter(body=body).exists():
        raise AlreadyInvited
    identity = accounts.keep_identity(details) if details and body is None else None
    invitation = Invitation.objects.create(
        dialogue=dialogue, kind=kind, body=body, identity=identity, name="" if identity else name
    )
    key, role = (body.key, body.kind) if body else ("", "")
    fact = InviteeListed(on=on, dialogue=dialogue.key, invitation=invitation.key, invitee=kind, body=key, role=role)
    journal.record(fact, by=by)
    obligations.refresh(dialogue.key, on=on)
    return invitation


@transaction.atomic
def remove_invitation(*, invitation: Invitation, on: date, by: Actor) -> None:
    """Take somebody off the list before the invitation went out. Raises InvitationSent afterwards."""
    dialogue = locked(invitation.dialogue)
    fresh = Invitation.objects.select_for_update(of=("self",), no_key=True).filter(pk=invitation.pk).first()
    if fresh is None:
        return
    if fresh.sent_on is not None:
        raise InvitationSent
    fresh.delete()
    journal.record(InviteeRemoved(on=on, dialogue=dialogue.key, invitation=invitation.key), by=by)
    obligations.refresh(dialogue.key, on=on)


@transaction.atomic
def send_invitations(*, dialogue: Dialogue, sent_on: date, override_reason: str = "", on: date, by: Actor) -> int:
    """Record that all invitations not yet sent went out on a day; return how many.

    The first sending is also the announcement by this channel, with everything that
    `publish_notice` asks for. Raises NameMissing for an empty list and what `publish_notice` raises.
    """
    dialogue = locked(dialogue)
    require_state(dialogue, *_OPEN)
    waiting = dialogue.invitations.filter(sent_on=None)
    sent = waiting.update(sent_on=sent_on, sent_by=account_of(by))
    total = dialogue.invitations.exclude(sent_on=None).count()
    if total == 0:
        raise NameMissing("Danh sách mời còn trống. Hãy thêm nơi nhận trước khi ghi đã gửi.")
    if sent:
        journal.record(InvitationsSent(on=sent_on, dialogue=dialogue.key, count=total), by=by)
    notice = queries.current_notice(dialogue)
    if notice is None or not notice.publications.filter(channel=NoticeChannel.INVITATION).exists():
        publish_notice(
            dialogue=dialogue,
            channel=NoticeChannel.INVITATION,
            published_on=sent_on,
            detail=f"{total} nơi nhận",
            override_reason=override_reason,
            on=on,
            by=by,
        )
    return sent


@transaction.atomic
def answer_invitation(
    *, invitation: Invitation, reply: InvitationReply, note: str = "", on: date, by: Actor
) -> Invitation:
    """Record what the invitee answered; a later answer replaces an earlier one."""
    fresh = (
        Invitation.objects.select_for_update(of=("self",), no_key=True).select_related("dialogue").get(pk=invitation.pk)
    )
    fresh.reply, fresh.reply_note = reply, one_line(note)[:300]
    fresh.save(update_fields=["reply", "reply_note"])
    fact = InvitationAnswered(on=on, dialogue=fresh.dialogue.key, invitation=fresh.key, reply=reply)
    journal.record(fact, by=by)
    return fresh
