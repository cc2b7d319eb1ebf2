"""Requests to have personal data erased."""

from django.db import models
from django.db.models import Q

from doithoai.accounts.models import Account
from doithoai.petitions.enums import ErasureGround, ErasureState
from doithoai.petitions.models.keys import KEY
from doithoai.petitions.models.petitions import Submitter


class ErasureRequest(models.Model):
    """A petitioner asks to be forgotten; the office carries it out or refuses for a reason from a closed list.

    No free text: a reason written down here would be personal data itself.
    """

    key = models.CharField(**KEY)
    submitter = models.ForeignKey(Submitter, on_delete=models.PROTECT, related_name="erasure_requests")
    state = models.CharField(max_length=12, choices=ErasureState.choices, default=ErasureState.ASKED)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField()
    ground = models.CharField(max_length=20, choices=ErasureGround.choices, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["submitter"], condition=Q(state=ErasureState.ASKED), name="one_open_erasure_request"
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, decided_by=None) | Q(decided_on__isnull=False, decided_by__isnull=False),
                name="erasure_decided_on_and_by_together",
            ),
            models.CheckConstraint(
                condition=~Q(state=ErasureState.REFUSED) | ~Q(ground=""), name="erasure_refused_for_a_ground"
            ),
        )
