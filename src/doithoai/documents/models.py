"""Tables of this room: files, number series, documents, office templates."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q

from doithoai.common.keys import new_key
from doithoai.documents.enums import DocumentState, Heading, PaperKind


class StoredFile(models.Model):
    """A file kept by the hash of its content; two rows may share one content. Only an erasure changes it."""

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    stored_at = models.DateTimeField(auto_now_add=True)
    stored_by = models.CharField(max_length=26)  # key of an account
    # Handed in by somebody, and no scanner has cleared it yet; `scanned_at`: when one did.
    needs_scan = models.BooleanField(default=False)
    scanned_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)  # the content was erased with the person who sent it

    def __str__(self) -> str:
        """Return the key: a file's name may say who handed it in."""
        return self.key

    @property
    def path(self) -> Path:
        """Where the content lies; folders keep directories small."""
        return Path(settings.MEDIA_ROOT) / self.sha256[:2] / self.sha256[2:4] / self.sha256


class NumberSeries(models.Model):
    """The last number given out for one body, type and period (a year; with the Party a term)."""

    issuer = models.CharField(max_length=26)
    type_code = models.CharField(max_length=10)
    period = models.CharField(max_length=20)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("issuer", "type_code", "period"), name="one_series_per_body_type_period"),
        )

    def __str__(self) -> str:
        """Return type and period."""
        return f"{self.type_code} {self.period}"


class Document(models.Model):
    """One paper of the office: its content as data, and the files made from it.

    `issuer`, `dialogue` and `petition` are keys: this room lies below those it serves.
    """

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    kind = models.CharField(max_length=30, choices=PaperKind.choices)
    heading = models.CharField(max_length=10, choices=Heading.choices)
    issuer = models.CharField(max_length=26)
    dialogue = models.CharField(max_length=26, blank=True, db_index=True)
    petition = models.CharField(max_length=26, blank=True, db_index=True)
    title = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=DocumentState.choices, default=DocumentState.DRAFT)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    series = models.ForeignKey(NumberSeries, models.PROTECT, null=True, blank=True, related_name="documents")
    number = models.PositiveIntegerField(null=True, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    signer = models.CharField(max_length=160, blank=True)
    signer_title = models.CharField(max_length=160, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.CharField(max_length=26, blank=True)
    content = models.JSONField()
    docx = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.CharField(max_length=26)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("series", "number"), name="one_document_per_number"),
            models.CheckConstraint(
                condition=Q(state=DocumentState.DRAFT, signed_on__isnull=True, signed_by="", number__isnull=True)
                | (~Q(state=DocumentState.DRAFT) & Q(signed_on__isnull=False) & ~Q(signed_by="")),
                name="document_signed_by_someone_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(series__isnull=True, number__isnull=True) | Q(series__isnull=False, number__isnull=False),
                name="document_number_has_a_series",
            ),
        )
        indexes = (models.Index(fields=("dialogue", "kind")),)

    def __str__(self) -> str:
        """Return the number, or the kind while there is none."""
        return self.symbol or str(self.get_kind_display())

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed."""
        return self.state == DocumentState.DRAFT


class Redaction(models.Model):
    """What was decided about one text before the public read it: which stretches are hidden, by whom, when.

    `subject` is the key of what the text belongs to, `part` which of its texts. `spans` holds
    [start, end, kind, hidden] in `source`; the source is emptied when the identity behind it is erased
    or a newer decision stands. `shown` is what was published.
    """

    subject = models.CharField(max_length=26)
    part = models.CharField(max_length=20)
    source = models.TextField(blank=True)
    shown = models.TextField(blank=True)
    spans = models.JSONField(default=list)
    also = models.JSONField(default=list)  # words that the officer marked, emptied with the source
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=26)

    class Meta:
        indexes = (models.Index(fields=("subject", "part"), name="redactions_of_subject"),)

    def __str__(self) -> str:
        """Return where it belongs; never the words."""
        return f"{self.subject} {self.part}"


class OfficeTemplate(models.Model):
    """An office's own Word template for one kind of paper in one form; one is active at a time."""

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    body = models.CharField(max_length=26, blank=True)
    kind = models.CharField(max_length=30, choices=PaperKind.choices)
    heading = models.CharField(max_length=10, choices=Heading.choices)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    active = models.BooleanField(default=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.CharField(max_length=26)
    retired_by = models.CharField(max_length=26, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("body", "kind", "heading"), condition=Q(active=True), name="one_active_template_per_kind"
            ),
        )

    def __str__(self) -> str:
        """Return kind and form."""
        return f"{self.get_kind_display()} · {self.get_heading_display()}"
