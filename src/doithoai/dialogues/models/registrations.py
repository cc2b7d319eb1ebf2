"""Who wants to attend and to speak."""

from django.db import models
from django.db.models import Q

from doithoai.accounts.models import Account, Identity
from doithoai.dialogues.enums import RegistrationChannel, RegistrationState
from doithoai.dialogues.models.dialogues import Dialogue, VenuePoint
from doithoai.dialogues.models.keys import KEY


class Registration(models.Model):
    """Somebody wants to attend and perhaps to speak; the name lies in the vault."""

    key = models.CharField(**KEY)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="registrations")
    identity = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="registrations")
    code = models.CharField(max_length=16, unique=True)
    secret_hash = models.CharField(max_length=128)
    venue_point = models.ForeignKey(
        VenuePoint, on_delete=models.PROTECT, null=True, blank=True, related_name="registrations"
    )
    channel = models.CharField(max_length=12, choices=RegistrationChannel.choices)
    state = models.CharField(max_length=12, choices=RegistrationState.choices, default=RegistrationState.REGISTERED)
    link_to_area = models.CharField(max_length=20, blank=True)  # HP-2.2: live, study, work, … or related_interest
    # The paper that sends a group's representative (HP-2.2-representative); the group's name lies in the vault.
    mandate = models.CharField(max_length=160, blank=True)
    waiting = models.BooleanField(default=False)  # no seat was free at the venue point
    # Keyed with the dialogue, so that the same phone is noticed here and cannot be followed elsewhere.
    phone_digest = models.CharField(max_length=64, blank=True)
    wants_to_speak = models.BooleanField(default=False)
    speaks_about = models.TextField(blank=True)
    petition_code = models.CharField(max_length=20, blank=True)
    speaking_order = models.PositiveIntegerField(null=True, blank=True)
    registered_at = models.DateTimeField(auto_now_add=True)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    checked_in_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(checked_in_at=None, checked_in_by=None)
                | Q(checked_in_at__isnull=False, checked_in_by__isnull=False),
                name="registration_checked_in_at_and_by_together",
            ),
        )
        indexes = (models.Index(fields=["dialogue", "state"], name="registrations_of_dialogue"),)
