"""Recording a fact: the only way into the journal."""

from datetime import UTC, datetime

from django.db import transaction

from doithoai.common.actors import Actor
from doithoai.journal.chain import Link, canonical
from doithoai.journal.models import Entry, Head
from doithoai.regulations.facts import Fact

_OWN_COLUMNS = {"on", "dialogue", "petition"}


def stream_of(fact: Fact) -> str:
    """Return the chain to which a fact belongs: its dialogue's, else its unit's."""
    if fact.dialogue:
        return f"dialogue:{fact.dialogue}"
    unit = getattr(fact, "unit", "")
    if not unit:
        raise ValueError(f"{fact.kind}: neither dialogue nor unit")
    return f"unit:{unit}"


@transaction.atomic
def record(fact: Fact, *, by: Actor) -> Entry:
    """Append the fact to its chain, in the caller's transaction: all or nothing.

    The head of the chain is locked first, so that two writers cannot take the same number.
    """
    stream = stream_of(fact)
    Head.objects.get_or_create(stream=stream)
    head = Head.objects.select_for_update().get(stream=stream)
    link = Link(
        stream=stream,
        number=head.number + 1,
        kind=fact.kind,
        on=fact.on,
        dialogue=fact.dialogue,
        petition=fact.petition,
        data=canonical({name: value for name, value in fact.data().items() if name not in _OWN_COLUMNS}),
        recorded_at=datetime.now(UTC),
        account=by.account,
        body=by.body,
    )
    digest = link.digest(head.digest)
    entry = Entry.objects.create(
        **{name: getattr(link, name) for name in Link.__slots__}, previous=head.digest, digest=digest
    )
    head.number, head.digest = link.number, digest
    head.save(update_fields=["number", "digest"])
    return entry
