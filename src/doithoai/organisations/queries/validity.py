"""The one condition of being valid on a day."""

from datetime import date

from django.db.models import Q


def valid(on: date, prefix: str = "") -> Q:
    """Return the condition that a dated row is valid on the day (half-open)."""
    return Q(**{f"{prefix}valid_from__lte": on}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on})
    )
