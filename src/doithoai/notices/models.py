"""The outbox: a message is queued in the transaction that caused it and sent by the worker."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from doithoai.accounts.models import Account, Identity
from doithoai.common.keys import new_key


class Channel(models.TextChoices):
    """How a message travels."""

    IN_APP = "in_app", _("Trong hệ thống")
    EMAIL = "email", _("Thư điện tử")
    SMS = "sms", _("Tin nhắn")
    LETTER = "letter", _("Thư, phiếu gửi qua bưu điện")
    COUNTER = "counter", _("Nhận tại nơi tiếp dân")


class Message(models.Model):
    """One message to one recipient.

    The address is either an account's (in_app, email) or lies in the identity vault; letters and
    counter slips are printed and marked as handed over by an officer.
    """

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="messages")
    identity = models.ForeignKey(Identity, on_delete=models.PROTECT, null=True, blank=True, related_name="messages")
    email = models.EmailField(blank=True)  # of a body, never of a citizen
    subject = models.CharField(max_length=200)
    text = models.TextField()
    url = models.CharField(max_length=200, blank=True)
    dialogue = models.CharField(max_length=26, blank=True, db_index=True)
    petition = models.CharField(max_length=26, blank=True)
    # The same event queued twice (a double click, a second sweep) makes one message.
    event = models.CharField(max_length=160, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    not_before = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (models.Index(fields=["created_at"], condition=Q(sent_at=None), name="messages_to_send"),)

    def __str__(self) -> str:
        """Return the subject."""
        return self.subject
