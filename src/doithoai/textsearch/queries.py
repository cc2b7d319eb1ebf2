"""Look-up by words: every word must be there, marks and capitals do not matter, the last may be half typed."""

import re
from collections.abc import Sequence
from typing import TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

from doithoai.textsearch.folding import fold
from doithoai.textsearch.index import WordIndex

_ASKED = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"[^\W\d_]+(-\d+)*-\d{4,}")
_MOST = 8  # words of a question that are looked for; who types more has said enough


Row = TypeVar("Row", bound=Model)


def with_words(rows: QuerySet[Row], index: WordIndex, asked: str) -> QuerySet[Row]:
    """Return the rows that hold all the words, "those in quotation marks" side by side; all rows where none is asked.

    Nothing but signs finds nothing. Each word may be the beginning of one (`thuy` finds `thủy lợi`, `thuỷ`), except
    in quotation marks.
    """
    if not asked.strip():
        return rows
    runs = [run for run in _runs(asked) if run[0]][:_MOST]
    if not runs:
        return rows.none()
    if connection.vendor == "sqlite":
        question = " AND ".join(f'"{" ".join(words)}"{"*" if open_ else ""}' for words, open_ in runs)
        found = f"SELECT rowid FROM {index.name} WHERE {index.name} MATCH %s"  # noqa: S608 -- our own names
    else:
        question = " & ".join(f"({' <-> '.join(words)}{':*' if open_ else ''})" for words, open_ in runs)
        found = f"SELECT id FROM {index.table} WHERE {index.name} @@ to_tsquery('simple', %s)"  # noqa: S608 -- as above
        if _CODE.search(asked):
            # Of a code there are few, which PostgreSQL cannot know: found first, they are fetched one by one.
            found = f"SELECT unnest(ARRAY({found}))"
    return _begun_with(rows, found, [question])


def _begun_with(rows: QuerySet[Row], found: str, parameters: Sequence[object]) -> QuerySet[Row]:
    """Return the rows whose number the statement finds, this condition the first of all.

    SQLite begins with the first list of numbers that it meets: what the words find is shorter than what somebody
    may see.
    """
    chosen = rows.filter(pk__in=RawSQL(found, parameters))  # noqa: S611 -- our own names, the rest are parameters
    conditions = chosen.query.where.children
    conditions.insert(0, conditions.pop())
    return chosen


def _runs(asked: str) -> list[tuple[list[str], bool]]:
    """Split a question into runs of neighbouring words, each with whether its last word may go on.

    A whole code goes on no further: TL-26-1234 is not the beginning of TL-26-12345.
    """
    return [
        (
            _WORD.findall(fold(match[1] if match[2] is None else match[2])),
            match[2] is not None and not _CODE.fullmatch(match[2]),
        )
        for match in _ASKED.finditer(asked)
    ]


def newest_with_any(
    rows: QuerySet[Row],
    index: WordIndex,
    phrases: Sequence[Sequence[str]],
    *,
    limit: int,
    within: QuerySet[Row] | None = None,
) -> QuerySet[Row]:
    """Return the newest rows that hold any of the phrases (folded words side by side); none where none is asked.

    For finding candidates: with rare phrases it costs the same among two hundred thousand rows as among two hundred.
    `within`: a part of the table that an index gives by itself, and in which all `rows` lie; what the words find
    outside it is then left out before a row is read.
    """
    runs = [words for phrase in phrases if (words := [word for part in phrase for word in _WORD.findall(part)])]
    if not runs:
        return rows.none()
    if connection.vendor == "sqlite":
        question = " OR ".join(f'"{" ".join(words)}"' for words in runs)
        found = f"SELECT rowid FROM {index.name} WHERE {index.name} MATCH %s"  # noqa: S608 -- our own names
    else:
        question = " | ".join(f"({' <-> '.join(words)})" for words in runs)
        found = f"SELECT id FROM {index.table} WHERE {index.name} @@ to_tsquery('simple', %s)"  # noqa: S608 -- as above
    parameters: list[object] = [question]
    if within is not None:
        try:
            part, more = within.order_by().values_list("pk").query.sql_with_params()
        except EmptyResultSet:  # the part holds nothing, as Django can tell without asking
            return rows.none()
        found, parameters = f"{found} INTERSECT {part}", [*parameters, *more]
    return _begun_with(rows, found, parameters).order_by("-pk")[:limit]
