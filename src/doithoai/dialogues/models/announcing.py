"""Notices, how they went out, and invitations."""

from django.db import models
from django.db.models import Q

from doithoai.accounts.models import Account, Identity
from doithoai.dialogues.enums import DialogueForm, InvitationReply, InviteeKind
from doithoai.dialogues.models.dialogues import Dialogue
from doithoai.dialogues.models.keys import KEY
from doithoai.documents.models import Document
from doithoai.organisations.models import Body


class Notice(models.Model):
    """What was announced: date, place, content. A new date or place makes a new notice (A05)."""

    key = models.CharField(**KEY)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="notices")
    number = models.PositiveSmallIntegerField()
    for_date = models.DateField()
    starts_at = models.DateTimeField()
    venue = models.CharField(max_length=400)
    form = models.CharField(max_length=10, choices=DialogueForm.choices)
    content = models.TextField()
    participants = models.TextField()
    how_to_take_part = models.TextField(blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    # Why a notice later than lawful was let through all the same; empty when it was in time.
    late_reason = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dialogue", "number"], name="one_notice_per_number"),)


class Publication(models.Model):
    """That a notice went out by a channel, on a day, with proof (link, broadcast time, list of recipients)."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="publications")
    channel = models.CharField(max_length=40)  # a code of the regulation's own list; `channels_of` knows its name
    published_on = models.DateField()
    detail = models.CharField(max_length=300)
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["notice", "channel"], name="one_publication_per_channel"),)


class Invitation(models.Model):
    """An invitation to a body or a person. A citizen's name lies in the vault."""

    key = models.CharField(**KEY)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="invitations")
    kind = models.CharField(max_length=10, choices=InviteeKind.choices)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations")
    identity = models.ForeignKey(Identity, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)  # of an organisation that is no body of ours
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reply = models.CharField(max_length=10, choices=InvitationReply.choices, default=InvitationReply.NONE)
    reply_note = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(body__isnull=False) | Q(identity__isnull=False) | ~Q(name=""),
                name="invitation_names_someone",
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None, sent_by=None) | Q(sent_on__isnull=False, sent_by__isnull=False),
                name="invitation_sent_on_and_by_together",
            ),
            models.UniqueConstraint(
                fields=["dialogue", "body"], condition=Q(body__isnull=False), name="one_invitation_per_body"
            ),
        )
