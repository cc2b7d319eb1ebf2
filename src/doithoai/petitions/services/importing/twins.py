"""Which rows say the same as another: left out without loss only where nothing new stands in them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from doithoai.accounts import services as accounts
from doithoai.accounts.vault import PersonalDetails
from doithoai.dialogues.models import Dialogue
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.models import Submitter
from doithoai.petitions.services.importing.rows import Problem, SheetRow
from doithoai.textsearch.folding import fold


class _Person(NamedTuple):
    """Who said it, as far as two sheets can be compared; never shown."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class _Said:
    """The same words, somewhere else: in an earlier row, in a petition that is there."""

    where: str
    place: str
    person: _Person | None
    row: int = 0
    code: str = ""


def marked_twins(rows: Sequence[SheetRow]) -> list[SheetRow]:
    """Return the rows with a remark on each that says the same as an earlier one of the file."""
    said: dict[str, list[_Said]] = {}
    marked: list[SheetRow] = []
    for row in rows:
        earlier = said.setdefault(row.digest, [])
        shown = _marked(row, earlier) if earlier and row.text.strip() else row
        earlier.append(_Said(row.line, fold(row.place), _person(row.details), row=row.number))
        marked.append(shown)
    return marked


def marked_known(dialogue: Dialogue, rows: Sequence[SheetRow]) -> list[SheetRow]:
    """Return the rows with a remark on each that says the same as a petition of the dialogue; two queries."""
    digests = {row.digest for row in rows}
    there = (
        Submitter.objects.filter(petition__dialogue=dialogue, petition__digest__in=digests)
        .exclude(petition__state=PetitionState.WITHDRAWN)
        .select_related("petition", "identity")
        .defer("petition__text", "petition__folded")
        .order_by("pk")
    )
    said: dict[str, list[_Said]] = {}
    for submitter in there.iterator(chunk_size=2000):
        identity = submitter.identity
        details = accounts.address_for_sending(identity) if identity and identity.erased_at is None else None
        petition = submitter.petition
        known = _Said(petition.code, fold(petition.place), _person(details), code=petition.code)
        said.setdefault(petition.digest, []).append(known)
    return [_marked(row, said[row.digest]) if row.digest in said else row for row in rows]


def _marked(row: SheetRow, earlier: Iterable[_Said]) -> SheetRow:
    """Return the row with what the earlier ones mean for it; a twin only if it adds neither a place nor a person."""
    place, person = fold(row.place), _person(row.details)
    rows = list(earlier)
    here = [said for said in rows if place in {"", said.place}]
    twin = next((said for said in here if _adds_nobody(person, said.person)), None)
    if twin is not None:
        text = f"Trùng nội dung với {twin.code} đã có." if twin.code else f"Trùng nội dung với {twin.where}."
        return replace(
            row,
            problems=(*row.problems, Problem(text, "Nội dung", is_error=False)),
            twin_of=twin.row or row.twin_of,
            known_as=twin.code or row.known_as,
        )
    if here:
        text = f"Cùng nội dung với {here[0].where}, người gửi khác: giữ cả hai, mỗi người một mã."
    else:
        text = f"Cùng lời với {rows[0].where} nhưng nơi khác: giữ cả hai."
    return replace(row, problems=(*row.problems, Problem(text, "Nội dung", is_error=False)))


def _adds_nobody(person: _Person | None, known: _Person | None) -> bool:
    if person is None or known is None:
        return person is None
    return person.name == known.name and person.phone in {"", known.phone}


def _person(details: PersonalDetails | None) -> _Person | None:
    if details is None:
        return None
    return _Person(fold(details.full_name), re.sub(r"\D", "", details.phone))
