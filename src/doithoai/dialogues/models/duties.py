"""What was done outside the program and noted in it: a review held, a plan published, a copy sent."""

from django.db import models
from django.db.models import Q

from doithoai.accounts.models import Account
from doithoai.dialogues.models.dialogues import Dialogue
from doithoai.dialogues.models.keys import KEY
from doithoai.documents.models import StoredFile


class PerformedDuty(models.Model):
    """That a duty was done for which the program has no deed of its own: when, under which paper, in which words.

    `duty` is the code of the regulation's rule; `petition` the key of the petition where each bears the duty.
    A wrong note is taken back, never erased.
    """

    key = models.CharField(**KEY)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="performed_duties")
    rule = models.CharField(max_length=60)
    duty = models.CharField(max_length=60)
    petition = models.CharField(max_length=26, blank=True)
    done_on = models.DateField()
    number = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    files = models.ManyToManyField(StoredFile, related_name="+")
    entry = models.PositiveIntegerField()  # of the fact in the dialogue's chain
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="performed_duty_withdrawn_at_and_by_together",
            ),
            models.UniqueConstraint(
                fields=["dialogue", "duty", "petition"],
                condition=Q(withdrawn_at=None),
                name="one_performed_duty_that_stands",
            ),
        )
