"""What the pinned law asks for and the program only notes, and what was noted of it."""

from django.db.models import QuerySet

from doithoai.dialogues.models import Dialogue, PerformedDuty
from doithoai.dialogues.queries.law import law_of
from doithoai.regulations.schema import Rule


def noted_rules(dialogue: Dialogue) -> list[Rule]:
    """Return the rules of the pinned law that end with a note, in the law's order."""
    return [
        rule
        for version in law_of(dialogue)
        for rule in version.rules
        if rule.done_when.deed and rule.scope in {"dialogue", "petition"}
    ]


def noted_rule(dialogue: Dialogue, rule_id: str) -> Rule | None:
    """Return one of these rules by its id; None where the program has a deed of its own, or no such rule."""
    return next((rule for rule in noted_rules(dialogue) if rule.id == rule_id), None)


def performed_duties_of(dialogue: Dialogue) -> QuerySet[PerformedDuty]:
    """Return the notes that stand, oldest first, with who made them and their files."""
    rows = dialogue.performed_duties.filter(withdrawn_at=None).select_related("recorded_by")
    return rows.prefetch_related("files").order_by("pk")
