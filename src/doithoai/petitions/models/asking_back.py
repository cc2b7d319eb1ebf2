"""What the office or the lead asks the petitioner, and what comes back."""

from django.db import models
from django.db.models import Q

from doithoai.accounts.models import Account
from doithoai.organisations.models import Body
from doithoai.petitions.enums import InformationState, InformationWay
from doithoai.petitions.models.keys import KEY
from doithoai.petitions.models.petitions import Petition


class InformationRequest(models.Model):
    """A question to the petitioner, with the day by which to answer.

    `clock_said`: what the message said of the deadlines, kept as it was said.
    """

    key = models.CharField(**KEY)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="information_requests")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")  # who asks
    text = models.TextField()
    clock_said = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=InformationState.choices, default=InformationState.OPEN)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_way = models.CharField(max_length=10, choices=InformationWay.choices, blank=True)
    typed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Withdrawn by somebody, or lapsed by itself: the account is empty then.
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            # A petitioner answers one question at a time; a double click asks once.
            models.UniqueConstraint(
                fields=["petition"], condition=Q(state=InformationState.OPEN), name="one_open_question_per_petition"
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="") | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="information_answered_with_words",
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ended_on__isnull=False), name="information_ended_by_on_a_day"
            ),
        )
        indexes = (
            models.Index(fields=["due_on"], condition=Q(state=InformationState.OPEN), name="information_waited_for"),
        )
