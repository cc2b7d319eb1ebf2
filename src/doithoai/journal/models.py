"""The journal's two tables: the entries, which nobody changes, and the head of each chain."""

from django.db import models


class Entry(models.Model):
    """One fact as it was recorded. Append-only: triggers refuse update and delete on both databases.

    No foreign keys: an entry outlives the rows that it speaks of. `stream` is
    `dialogue:<key>` or `unit:<key>`; `number` counts from 1 within it. `digest` is
    the SHA-256 of the previous digest and this entry's canonical text.
    """

    stream = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    on = models.DateField()
    dialogue = models.CharField(max_length=26, blank=True)
    petition = models.CharField(max_length=26, blank=True)
    data = models.TextField()  # canonical JSON of the fact's other fields
    recorded_at = models.DateTimeField()
    account = models.CharField(max_length=26)
    body = models.CharField(max_length=26, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["stream", "number"], name="one_entry_per_number"),)
        indexes = (
            models.Index(fields=["petition", "id"], name="entries_of_petition"),
            models.Index(fields=["kind", "on"], name="entries_by_kind"),
        )

    def __str__(self) -> str:
        """Return where the entry stands and what it says."""
        return f"{self.stream}#{self.number} {self.kind}"


class Head(models.Model):
    """The end of a chain: locked while an entry is added, so that two clerks queue up."""

    stream = models.CharField(max_length=40, primary_key=True)
    number = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")
