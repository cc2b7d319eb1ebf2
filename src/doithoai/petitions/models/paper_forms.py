"""Paper forms that the program prints: numbered sheets that go out, come back, and are read by two officers."""

from django.db import models
from django.db.models import Q

from doithoai.accounts.models import Account, Identity
from doithoai.dialogues.models import Dialogue
from doithoai.documents.models import StoredFile
from doithoai.organisations.models import Unit
from doithoai.petitions.enums import FormState, ReplyChannel
from doithoai.petitions.models.keys import KEY
from doithoai.petitions.models.petitions import Petition


class FormCounter(models.Model):
    """The last number printed in a unit's year; locked while numbers are taken."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "year"], name="one_form_counter_per_year"),)


class FormRule(models.Model):
    """How many officers read a returned form in a unit; without a row it is two."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="form_rule")
    one_reader = models.BooleanField()
    set_on = models.DateField()
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")


class FormBatch(models.Model):
    """Sheets printed at one time, for example for a hamlet."""

    key = models.CharField(**KEY)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="form_batches")
    place = models.CharField(max_length=200, blank=True)
    count = models.PositiveSmallIntegerField()
    printed_on = models.DateField()
    printed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")


class PaperForm(models.Model):
    """One sheet of paper, by its number; what the first officer typed waits here for the second.

    The petition is made when the sheet is confirmed, so that it is counted once. `text` and the fields beside it stay
    as the first officer typed them. The name is sealed in `identity` and goes over to the petition.
    """

    key = models.CharField(**KEY)
    number = models.CharField(max_length=30, unique=True)  # TL-P26-00127-4, as printed
    squeezed = models.CharField(max_length=30, unique=True)  # the same without hyphens, as scanners and fingers give it
    batch = models.ForeignKey(FormBatch, on_delete=models.PROTECT, related_name="forms")
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="paper_forms")
    state = models.CharField(max_length=10, choices=FormState.choices, default=FormState.PRINTED)
    received_on = models.DateField(null=True, blank=True)  # as written on the paper
    text = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    identity = models.ForeignKey(Identity, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reply_channel = models.CharField(max_length=10, choices=ReplyChannel.choices, default=ReplyChannel.COUNTER)
    may_publish = models.BooleanField(default=False)
    is_group = models.BooleanField(default=False)
    typed_at = models.DateTimeField(null=True, blank=True)
    typed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    readers = models.PositiveSmallIntegerField(default=0)  # how many people read it: two, or one by the unit's rule
    petition = models.OneToOneField(
        Petition, on_delete=models.PROTECT, null=True, blank=True, related_name="paper_form"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(typed_at=None, typed_by=None) | Q(typed_at__isnull=False, typed_by__isnull=False),
                name="form_typed_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None, petition=None, readers=0)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, petition__isnull=False, readers__gte=1),
                name="form_confirmed_at_by_and_petition_together",
            ),
        )
        indexes = (models.Index(fields=["dialogue", "state"], name="forms_of_dialogue"),)

    def __str__(self) -> str:
        """Return the number."""
        return self.number


class FormScan(models.Model):
    """A picture of the filled sheet. It may show a name, so it follows the identity's rule, not the attachments'."""

    form = models.ForeignKey(PaperForm, on_delete=models.PROTECT, related_name="scans")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
