"""Taking a mistaken decision back: what it ended stands again, what it made goes."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from doithoai.accounts.queries import account_of
from doithoai.common.actors import Actor
from doithoai.journal import queries as journal_entries
from doithoai.journal import services as journal
from doithoai.organisations.enums import SuccessionOf
from doithoai.organisations.models import Body, Holding, Membership, Reorganisation, Unit
from doithoai.organisations.queries.answering import LINKS, links_in_force
from doithoai.regulations.facts import FactWithdrawn, SuccessionRecorded
from doithoai.succession.errors import AlreadyInUse, AlreadyWithdrawn
from doithoai.succession.services.decisions import refresh_owners, renamed

_BACKWARDS = ("post", "place", "body", "unit")


@transaction.atomic
def withdraw_reorganisation(*, change: Reorganisation, on: date, by: Actor) -> Reorganisation:
    """Take a decision back that was recorded by mistake; what it made is removed if nobody has worked with it.

    Raises AlreadyWithdrawn; AlreadyInUse where something that it made stands in a record or has gone on itself.
    """
    fresh = Reorganisation.objects.select_for_update(of=("self",)).select_related("unit").get(pk=change.pk)
    if fresh.withdrawn_at is not None:
        raise AlreadyWithdrawn
    links = {of: list(LINKS[of]._default_manager.filter(reorganisation=fresh)) for of in _BACKWARDS}  # noqa: SLF001
    _check_last(links)
    fresh.withdrawn_at, fresh.withdrawn_by = timezone.now(), account_of(by)
    fresh.save(update_fields=["withdrawn_at", "withdrawn_by"])
    units = _units(fresh, links)
    for of in _BACKWARDS:
        _take_back(links[of])
    for of in _BACKWARDS:
        if links[of]:
            renamed(of)
    for number in _entries(fresh):
        journal.record(FactWithdrawn(on=on, entry=number, unit=fresh.unit.key), by=by)
    if fresh.of != SuccessionOf.PLACE:
        refresh_owners(units, on=on)
    return fresh


def _check_last(links: dict[str, list[Any]]) -> None:
    """Refuse where something made here has gone on itself by a later decision."""
    for of, rows in links.items():
        made = [link.new_id for link in rows if link.made_new and link.new_id]
        if made and links_in_force(of).filter(old__in=made).exists():
            raise AlreadyInUse


def _units(change: Reorganisation, links: dict[str, list[Any]]) -> set[Unit]:
    found = {change.unit}
    for link in links["body"]:
        if link.new_id and not link.made_new:
            found.add(link.new.unit)
    return found


def _take_back(links: list[Any]) -> None:
    made = {link.new_id: link.new for link in links if link.made_new and link.new_id}
    olds = {link.old_id: (link.old, link.until_before) for link in links}
    for link in links:
        if link.made_new:
            # The withdrawn row keeps the paper and the old name; the new one goes.
            link.new = None
            link.save(update_fields=["new"])
    for thing in made.values():
        _remove(thing)
    for old, until in olds.values():
        old.valid_to = until
        old.save(update_fields=["valid_to"])


def _remove(thing: Any) -> None:
    """Delete what the decision made, with the seats that came with it."""
    if isinstance(thing, Body):
        Membership.objects.filter(body=thing, valid_from=thing.valid_from).delete()
    Holding.objects.filter(post__key=thing.key, valid_from=thing.valid_from).delete()
    try:
        with transaction.atomic():
            thing.delete()
    except ProtectedError as error:
        raise AlreadyInUse from error


def _entries(change: Reorganisation) -> list[int]:
    """Return the numbers of the journal's entries that tell of the decision."""
    rows = journal_entries.entries_of(f"unit:{change.unit.key}").filter(
        kind=SuccessionRecorded.kind, data__contains=change.key
    )
    return [row.number for row in rows]
