"""Official papers and stored files."""

from django.db import models
from django.db.models import Q

from doithoai.common.keys import new_key
from doithoai.documents.enums import DocumentState, Heading, PaperKind


class StoredFile(models.Model):
    """A file kept by its hash; its type was told from its content, not from its name."""

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    path = models.CharField(max_length=200)
    stored_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        """Return the file's original name."""
        return self.name


class Document(models.Model):
    """An official paper: the data that it was written from, its number, its files."""

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    kind = models.CharField(max_length=30, choices=PaperKind.choices)
    heading = models.CharField(max_length=8, choices=Heading.choices)
    issuer = models.CharField(max_length=26)  # key of a body
    dialogue = models.CharField(max_length=26, blank=True, db_index=True)
    petition = models.CharField(max_length=26, blank=True)
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=DocumentState.choices, default=DocumentState.DRAFT)
    version = models.PositiveSmallIntegerField(default=1)
    number = models.PositiveIntegerField(null=True, blank=True)
    symbol = models.CharField(max_length=60, blank=True)  # 05/TB-UBND
    signer = models.CharField(max_length=160, blank=True)
    signer_title = models.CharField(max_length=160, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    content = models.JSONField()
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.CharField(max_length=26)  # key of an account

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state=DocumentState.DRAFT) | Q(signed_on__isnull=False), name="signed_document_has_a_date"
            ),
        )

    def __str__(self) -> str:
        """Return number and title."""
        return f"{self.symbol} {self.title}".strip()
