"""The projection (what the law makes of the facts; can be thrown away and rebuilt), and the calendars under it."""

from django.db import models
from django.db.models import F, Q

from doithoai.accounts.models import Account
from doithoai.common.keys import new_key
from doithoai.obligations.enums import ClosureReason
from doithoai.organisations.models import Unit


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


class Closure(models.Model):
    """Days on which a unit, or units below it, do not work by a decision of their own: storm, flood.

    The dates are worked out from the facts in the chains of `units`; this row is what people read.
    Lifted: from `lifted_since` on the days are worked after all, or, entered by mistake, they never were off.
    """

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="closures_entered")
    units = models.ManyToManyField(Unit, related_name="closures")
    first_on = models.DateField()
    last_on = models.DateField()
    reason = models.CharField(max_length=20, choices=ClosureReason.choices)
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    issued_by = models.CharField(max_length=160)
    entered_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    lifted_since = models.DateField(null=True, blank=True)
    lifted_as_wrong = models.BooleanField(default=False)
    lifted_number = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="closure_ends_after_start"),
            models.CheckConstraint(
                condition=Q(lifted_on=None, lifted_by=None, lifted_since=None)
                | Q(lifted_on__isnull=False, lifted_by__isnull=False, lifted_since__isnull=False),
                name="closure_is_lifted_as_a_whole",
            ),
        )

    def __str__(self) -> str:
        """Return the decision."""
        return self.number


class CalendarYear(models.Model):
    """One file of the national calendar as it was imported, word for word; the newest of a year counts."""

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    year = models.PositiveSmallIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    number = models.CharField(max_length=160)  # of the decision issued last among those that the file cites
    decided_on = models.DateField(null=True)
    imported_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    imported_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["year", "digest"], name="one_import_per_file"),)

    def __str__(self) -> str:
        """Return the year."""
        return str(self.year)


class CalendarStamp(models.Model):
    """One row whose token changes with every change of a calendar, so that each process sees it."""

    token = models.CharField(max_length=26)
