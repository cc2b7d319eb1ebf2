"""Recording a fact: the only way into the journal."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import transaction

from doithoai.common.actors import Actor
from doithoai.journal.chain import Link, canonical
from doithoai.journal.models import Entry, Head
from doithoai.regulations.facts import Fact

_OWN_COLUMNS = {"on", "dialogue", "petition"}


def stream_of(fact: Fact) -> str:
    """Return the chain to which a fact belongs: its dialogue's, else its unit's, else that of a calendar."""
    if fact.dialogue:
        return f"dialogue:{fact.dialogue}"
    for owner in ("unit", "calendar"):
        if key := getattr(fact, owner, ""):
            return f"{owner}:{key}"
    raise ValueError(f"{fact.kind}: neither dialogue nor unit")


@transaction.atomic
def record(fact: Fact, *, by: Actor) -> Entry:
    """Append the fact to its chain, in the caller's transaction: all or nothing."""
    return record_all([fact], by=by)[0]


@transaction.atomic
def record_all(facts: Sequence[Fact], *, by: Actor) -> list[Entry]:
    """Append facts to their chain, in this order, as recording one after the other would; all or nothing.

    For one click on many petitions: one lock, one insert. The head of the chain is locked first, so that
    two writers cannot take the same number. Raises ValueError where the facts belong to several chains.
    """
    streams = {stream_of(fact) for fact in facts}
    if not streams:
        return []
    if len(streams) > 1:
        raise ValueError(f"facts of several chains: {', '.join(sorted(streams))}")
    head = _locked_head(streams.pop())
    entries = [_append(head, fact, by=by) for fact in facts]
    Entry.objects.bulk_create(entries, batch_size=200)
    head.save(update_fields=["number", "digest"])
    return entries


def hold(stream: str) -> None:
    """Wait until nobody else is recording in the chain, and keep others waiting until the transaction ends."""
    Head.objects.select_for_update().filter(stream=stream).first()


def _locked_head(stream: str) -> Head:
    head = Head.objects.select_for_update().filter(stream=stream).first()
    if head is not None:
        return head
    Head.objects.get_or_create(stream=stream)
    return Head.objects.select_for_update().get(stream=stream)


def _append(head: Head, fact: Fact, *, by: Actor) -> Entry:
    """Return the fact's entry, not yet written, and bring the locked head up to it."""
    data = {name: value for name, value in fact.data().items() if name not in _OWN_COLUMNS}
    if by.instead_of:
        data["instead_of"] = by.instead_of
    link = Link(
        stream=head.stream,
        number=head.number + 1,
        kind=fact.kind,
        on=fact.on,
        dialogue=fact.dialogue,
        petition=fact.petition,
        data=canonical(data),
        recorded_at=datetime.now(UTC),
        account=by.account,
        body=by.body,
    )
    named = {name: getattr(link, name) for name in Link.__slots__}
    entry = Entry(**named, previous=head.digest, digest=link.digest(head.digest))
    head.number, head.digest = link.number, entry.digest
    return entry
