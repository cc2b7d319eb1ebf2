"""Programs of others that hand petitions in: a hotline, a city's gateway."""

from django.db import models

from doithoai.accounts.models import Account
from doithoai.organisations.models import Unit
from doithoai.petitions.enums import IntakeChannel
from doithoai.petitions.models.keys import KEY
from doithoai.petitions.models.petitions import Submitter


class Gateway(models.Model):
    """One program that may hand petitions in for a unit and the units under it, known by a token.

    Only the token's digest is kept. What came by it keeps its `channel`.
    """

    key = models.CharField(**KEY)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="gateways")
    name = models.CharField(max_length=160)
    channel = models.CharField(max_length=20, choices=IntakeChannel.choices)
    token_digest = models.CharField(max_length=64, unique=True)
    opened_on = models.DateField()
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")


class HandedIn(models.Model):
    """What a gateway handed in under one of its own keys; the same key again is the same petition."""

    gateway = models.ForeignKey(Gateway, on_delete=models.PROTECT, related_name="handed_in")
    idempotency_key = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)  # of what was asked: the key with other words is a mistake
    submitter = models.ForeignKey(Submitter, on_delete=models.PROTECT, related_name="handed_in")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("gateway", "idempotency_key"), name="gateway_key_used_once"),)
