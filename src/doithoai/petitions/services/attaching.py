"""Files beside a petition: from the petitioner, or added while working on it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from doithoai.accounts import queries as accounts
from doithoai.accounts.models import Account
from doithoai.common.actors import PUBLIC, SYSTEM, Actor
from doithoai.documents import services as documents
from doithoai.journal import services as journal
from doithoai.petitions.models import Attachment, Petition
from doithoai.petitions.services.moving import change, locked
from doithoai.regulations.facts import AttachmentAdded


def account_behind(by: Actor) -> Account | None:
    """Return the account of an officer, None for the public and the machine."""
    return None if by.account in {PUBLIC.account, SYSTEM.account} else accounts.account_of(by)


@transaction.atomic
def attach_files(
    *, petition: Petition, files: Sequence[tuple[str, bytes]], from_citizen: bool = False, on: date, by: Actor
) -> list[Attachment]:
    """Add files to a petition; each is checked by its content. Raises FileRefused."""
    fresh = locked(petition)
    made = attach(fresh, files, from_citizen=from_citizen, by=by, account=account_behind(by))
    change(fresh)
    for row in made:
        journal.record(
            AttachmentAdded(on=on, dialogue=petition.dialogue.key, petition=petition.key, file=row.file.key), by=by
        )
    return made


def attach(
    petition: Petition, files: Sequence[tuple[str, bytes]], *, from_citizen: bool, by: Actor, account: Account | None
) -> list[Attachment]:
    """Keep the files beside the petition; the caller records the fact and holds the lock."""
    return [
        Attachment.objects.create(
            petition=petition,
            file=documents.store_file(name=name, content=content, by=by),
            from_citizen=from_citizen,
            added_by=account,
        )
        for name, content in files
    ]
