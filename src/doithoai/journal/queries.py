"""Reading the journal: facts for the law, entries for people, proof for everyone."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from doithoai.journal.chain import Link, first_fault
from doithoai.journal.models import Entry, Head
from doithoai.regulations.facts import Fact, FactWithdrawn, from_data


def entries_of(stream: str) -> QuerySet[Entry]:
    """Return the chain's entries in order."""
    return Entry.objects.filter(stream=stream).order_by("number")


def entries_of_petition(petition: str) -> QuerySet[Entry]:
    """Return all entries that speak of the petition, in order."""
    return Entry.objects.filter(petition=petition).order_by("pk")


def fact_of(entry: Entry) -> Fact:
    """Return the typed fact that the entry holds.

    Where nobody noted its hour and it was recorded on the very day, the hour of recording stands for it; of what
    was entered on a later day the hour is unknown. Only periods in hours ask for it.
    """
    data = json.loads(entry.data)
    data["on"] = entry.on
    recorded = timezone.localtime(entry.recorded_at)
    if "at" not in data and recorded.date() == entry.on:
        data["at"] = f"{recorded:%H:%M}"
    if entry.dialogue:
        data["dialogue"] = entry.dialogue
    if entry.petition:
        data["petition"] = entry.petition
    return from_data(entry.kind, data)


def facts_of(stream: str, *kinds: str) -> list[Fact]:
    """Return the chain's facts that still count (of these kinds, if any are named), in the order of recording."""
    rows = list(entries_of(stream).filter(kind__in=[*kinds, FactWithdrawn.kind]) if kinds else entries_of(stream))
    facts = [(row.number, fact_of(row)) for row in rows]
    withdrawn = {fact.entry for _, fact in facts if isinstance(fact, FactWithdrawn)}
    return [fact for number, fact in facts if number not in withdrawn and not isinstance(fact, FactWithdrawn)]


@dataclass(frozen=True, slots=True)
class Proof:
    """What verifying a chain has shown. `fault` is the number of the first bad entry, or None."""

    stream: str
    entries: int
    digest: str
    fault: int | None


def _links(rows: Iterator[Entry]) -> Iterator[tuple[Link, str, str]]:
    for row in rows:
        yield Link(**{name: getattr(row, name) for name in Link.__slots__}), row.previous, row.digest


def proof_of(stream: str) -> Proof:
    """Verify one chain from its first entry; also that nothing is cut off its end."""
    rows = list(entries_of(stream))
    fault = first_fault(_links(iter(rows)))
    head = Head.objects.filter(stream=stream).first()
    last = rows[-1].digest if rows else ""
    if fault is None and (head is None or head.number != len(rows) or head.digest != last):
        fault = len(rows) + 1
    return Proof(stream, len(rows), last, fault)


def streams() -> list[str]:
    """Return the names of all chains, also of those that only entries or only heads know."""
    return sorted(
        set(Head.objects.values_list("stream", flat=True)) | set(Entry.objects.values_list("stream", flat=True))
    )
