"""What officers said of the columns of a sender's sheets: asked once, known the next time."""

from doithoai.accounts import queries as accounts_queries
from doithoai.common.actors import Actor
from doithoai.organisations.models import Body, Unit
from doithoai.petitions.models import ColumnMemory
from doithoai.petitions.services.importing.columns import WORDS, Taught


def columns_taught_by(unit: Unit, sender: Body | None) -> dict[str, str]:
    """Return what the columns of this sender's sheets were taken for: header's key → word, "" for left alone."""
    row = ColumnMemory.objects.filter(unit=unit, sender=sender).first()
    return {key: name for key, name in row.columns.items() if name in WORDS or not name} if row else {}


def remember_columns(unit: Unit, sender: Body | None, taught: Taught, *, by: Actor) -> None:
    """Keep what an officer said of this sender's columns, beside what was said of other sheets of the sender.

    Only headers are kept, never a cell. Part of taking a sheet in, whose fact stands in the journal.
    """
    if not taught:
        return
    row = ColumnMemory.objects.select_for_update().filter(unit=unit, sender=sender).first()
    columns = {**(row.columns if row else {}), **taught}
    if row is not None and row.columns == columns:
        return
    account = accounts_queries.account_of(by)
    if row is None:
        ColumnMemory.objects.create(unit=unit, sender=sender, columns=columns, taught_by=account)
        return
    row.columns, row.taught_by = columns, account
    row.save(update_fields=["columns", "taught_by", "taught_at"])
