"""The projection: what the law makes of the facts, one row a duty. Can be thrown away and rebuilt."""

from django.db import models


class Duty(models.Model):
    """One obligation as the engine found it on `assessed_on`.

    Mirrors `regulations.types.Obligation`; `body` is the key of the body that owes it, resolved
    from the role by `obligations.owners`. Rows are never edited by hand.
    """

    stream = models.CharField(max_length=40)
    dialogue = models.CharField(max_length=26, blank=True)
    petition = models.CharField(max_length=26, blank=True)
    unit = models.CharField(max_length=26)
    rule = models.CharField(max_length=60)
    regulation = models.CharField(max_length=500)
    citation = models.CharField(max_length=120)
    title_vi = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    owner = models.CharField(max_length=40)
    body = models.CharField(max_length=26, blank=True)
    status = models.CharField(max_length=20)
    anchor_kind = models.CharField(max_length=40, blank=True)
    anchor_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    strict_on = models.DateField(null=True)
    extended = models.BooleanField(default=False)
    proposed = models.BooleanField(default=False)
    provisional = models.BooleanField(default=False)
    met_on = models.DateField(null=True)
    door = models.CharField(max_length=20, blank=True)
    note_vi = models.CharField(max_length=300, blank=True)
    group = models.CharField(max_length=20, blank=True)
    expected_on = models.DateField(null=True)  # the date if the anchor happens as scheduled or on its own last day
    missing = models.TextField(blank=True)  # codes of the parts still missing, comma-separated
    post = models.CharField(max_length=26, blank=True)
    strength = models.CharField(max_length=10, default="must")
    due_time = models.CharField(max_length=5, blank=True)  # "16:30", where the law counts in hours or names one
    request = models.CharField(max_length=26, blank=True)
    led_by = models.CharField(max_length=60, blank=True)  # the stricter duty of another instrument on the same step
    position = models.PositiveIntegerField()  # order in which the law names it
    assessed_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["stream", "regulation", "rule", "petition", "body", "post", "position"],
                name="one_duty_per_rule_and_matter",
            ),
        )
        indexes = (
            models.Index(fields=["stream", "position"], name="duties_of_stream"),
            # Whole, though half the rows have none: SQLite cannot prove that `petition IN (…)` leaves out "".
            models.Index(fields=["petition"], name="duties_of_petition"),
            models.Index(fields=["body", "status", "due_on"], name="duties_of_body"),
            models.Index(fields=["unit", "status", "due_on"], name="duties_of_unit"),
            models.Index(fields=["status", "due_on"], name="duties_by_date"),
        )

    def __str__(self) -> str:
        """Return the duty's title."""
        return self.title_vi


class Remark(models.Model):
    """A finding of the engine that is not a duty: a warning or a deviation."""

    stream = models.CharField(max_length=40, db_index=True)
    rule = models.CharField(max_length=60)
    severity = models.CharField(max_length=10)
    text_vi = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300, blank=True)


class Reminder(models.Model):
    """A reminder that went out; outlives a rebuild of the projection, so that nobody is reminded twice."""

    stream = models.CharField(max_length=40)
    rule = models.CharField(max_length=60)
    petition = models.CharField(max_length=26, blank=True)
    body = models.CharField(max_length=26, blank=True)
    due_on = models.DateField()
    step = models.SmallIntegerField()  # working days before (negative) or after the date
    noticed_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["stream", "rule", "petition", "body", "due_on", "step"], name="one_reminder_per_step"
            ),
        )
