"""Reads of plans and dialogues used more than once."""

from django.db.models import Q, QuerySet

from doithoai.dialogues.models import Dialogue
from doithoai.organisations.queries import Standing


def dialogues_visible_to(person: Standing) -> QuerySet[Dialogue]:
    """Return the dialogues of the person's units and of the units right below, newest first."""
    units = {membership.body.unit_id for membership in person.memberships}
    return (
        Dialogue.objects.filter(Q(unit__in=units) | Q(unit__parent__in=units))
        .select_related("unit", "unit__parent", "host_office")
        .order_by("-opened_on", "-pk")
    )
