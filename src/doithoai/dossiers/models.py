"""The record of one dialogue: which papers of the legal list are there, and the sealed package."""

from django.db import models
from django.db.models import Q

from doithoai.accounts.models import Account
from doithoai.common.keys import new_key
from doithoai.dialogues.models import Dialogue
from doithoai.documents.models import Document, StoredFile


class Paper(models.Model):
    """A paper laid into the dossier under an item of the legal list."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="dossier_papers")
    item = models.CharField(max_length=40)  # code of the regulation's list
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=300)
    filed_on = models.DateField()
    filed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(document__isnull=False, file=None) | Q(document=None, file__isnull=False),
                name="paper_is_a_document_or_a_file",
            ),
            models.UniqueConstraint(
                fields=["dialogue", "item", "document"],
                condition=Q(document__isnull=False),
                name="a_document_is_filed_once",
            ),
        )


class Waiver(models.Model):
    """A missing paper that was waived in writing."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="dossier_waivers")
    item = models.CharField(max_length=40)
    reason = models.CharField(max_length=500)
    waived_on = models.DateField()
    waived_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dialogue", "item"], name="one_waiver_per_item"),)


class Package(models.Model):
    """The dossier as one file that verifies offline."""

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="packages")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    journal_digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    archived_on = models.DateField(null=True, blank=True)
    archived_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(archived_on=None, archived_by=None)
                | Q(archived_on__isnull=False, archived_by__isnull=False),
                name="package_archived_on_and_by_together",
            ),
        )
