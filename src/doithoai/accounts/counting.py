"""Counting several things in one question to the database.

Here because this is the lowest room that knows a database; it knows nobody's tables.
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def counted(*rows: QuerySet[Any]) -> list[int]:
    """Return how many rows each of the querysets has, in their order; one query for all.

    A page shows many small figures; each asked for by itself costs a journey to the database.
    """
    parts: list[str] = []
    values: list[Any] = []
    for query in (_narrow(one).query for one in rows):
        try:
            sql, params = query.sql_with_params()
        except EmptyResultSet:
            parts.append("0")
            continue
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted{len(parts)})")  # noqa: S608 -- our own queries
        values.extend(params)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        found = cursor.fetchone()
    return [int(number) for number in found or ()]


def _narrow(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return the rows without their order, and with as few columns as their number allows."""
    if rows.query.is_sliced:
        return rows
    return rows.order_by() if rows.query.distinct else rows.order_by().values("pk")
