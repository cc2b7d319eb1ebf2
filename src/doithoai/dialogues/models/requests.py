"""Requests to hold a conference: of voters, of the upper level, after an incident."""

from django.db import models
from django.db.models import Q

from doithoai.accounts.models import Account
from doithoai.dialogues.enums import RequestSource
from doithoai.dialogues.models.dialogues import Dialogue
from doithoai.dialogues.models.keys import KEY
from doithoai.organisations.models import Unit


class ConferenceRequest(models.Model):
    """That somebody asked for a conference, and the one that was held for it; the law says whether it must be."""

    key = models.CharField(**KEY)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="conference_requests")
    source = models.CharField(max_length=20, choices=RequestSource.choices)
    percent = models.PositiveSmallIntegerField(default=0)  # of the voters; 0 where it is not theirs
    number = models.CharField(max_length=60)
    received_on = models.DateField()
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, null=True, blank=True, related_name="requests_met")

    class Meta:
        indexes = (models.Index(fields=["unit", "received_on"], name="requests_of_a_unit"),)
        constraints = (models.CheckConstraint(condition=Q(percent__lte=100), name="request_share_is_a_percent"),)
