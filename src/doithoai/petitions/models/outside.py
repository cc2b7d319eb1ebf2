"""Answers of bodies that have nobody in the program: asked and given by a link that takes one answer."""

from django.db import models
from django.db.models import Q

from doithoai.accounts.models import Account
from doithoai.organisations.models import Body
from doithoai.petitions.enums import OutsideState
from doithoai.petitions.models.follow_up import Escalation
from doithoai.petitions.models.keys import KEY
from doithoai.petitions.models.petitions import Attachment, Petition
from doithoai.petitions.models.work import Assignment


class OutsideLink(models.Model):
    """One link for one body: what it is asked, by when and why, what came back, what the office made of it.

    Only the secret's digest is kept. `text` is what the page shows: checked, without the petitioner. `assignment` or
    `escalation` says what the answer is for; with neither it is an opinion for whoever answers.
    """

    key = models.CharField(**KEY)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="outside_links")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)  # of the body, as the page addresses it
    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, null=True, blank=True, related_name="outside_links"
    )
    escalation = models.ForeignKey(
        Escalation, on_delete=models.PROTECT, null=True, blank=True, related_name="outside_links"
    )
    text = models.TextField()
    wanted_on = models.DateField()
    wanted_why = models.CharField(max_length=500)
    secret_digest = models.CharField(max_length=64, unique=True)
    valid_until = models.DateField()
    state = models.CharField(max_length=10, choices=OutsideState.choices, default=OutsideState.OPEN)
    made_on = models.DateField()
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    silent_on = models.DateField(null=True, blank=True)  # the day on which its silence was noted
    answer = models.TextField(blank=True)
    answerer = models.CharField(max_length=120, blank=True)
    answerer_post = models.CharField(max_length=160, blank=True)
    paper_number = models.CharField(max_length=60, blank=True)
    paper_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)  # by nobody of ours: the link is the only proof
    attachments = models.ManyToManyField(Attachment, related_name="+", blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(assignment=None) | Q(escalation=None), name="outside_link_for_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="outside_answer_with_words",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, decided_by=None) | Q(decided_on__isnull=False, decided_by__isnull=False),
                name="outside_link_decided_on_and_by_together",
            ),
            models.UniqueConstraint(
                fields=["petition", "name"],
                condition=Q(state__in=[OutsideState.OPEN, OutsideState.ANSWERED]),
                name="a_body_has_one_link_at_a_time",
            ),
        )
        indexes = (
            models.Index(
                fields=["wanted_on"],
                condition=Q(state=OutsideState.OPEN, silent_on=None),
                name="outside_waited_for",
            ),
        )
