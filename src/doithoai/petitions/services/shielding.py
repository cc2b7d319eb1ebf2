"""Words of a petition for the body complained about: without whoever complained (DESIGN section 6)."""

from collections.abc import Iterable, Mapping, Sequence

from doithoai.documents.services import redacting
from doithoai.organisations.queries import Standing
from doithoai.petitions import permissions, queries
from doithoai.petitions.models import Assignment, Petition
from doithoai.petitions.services.publishing import known_of

_WORDS = ("title", "text", "result_note")


def shield(*petitions: Petition) -> None:
    """Take the people out of these petitions as they are held in memory; what is stored does not change.

    A shielded petition cannot be saved. One query for all; names and numbers that no vault knows go too.
    """
    rows = [row for row in petitions if not row.is_shielded]
    known = known_of(*rows) if rows else []
    for row in rows:
        for name in set(_WORDS) - row.get_deferred_fields():
            setattr(row, name, redacting.safe_text(getattr(row, name), known))
        row.is_shielded = True


def shielded_text(petition: Petition, text: str) -> str:
    """Return words that belong to a petition (a supplement, an answer of the petitioner) without its people."""
    return redacting.safe_text(text, known_of(petition))


def shield_for(
    person: Standing,
    petitions: Iterable[Petition],
    assignments: Mapping[int, Sequence[Assignment]] | None = None,
) -> list[Petition]:
    """Take the people out of those rows whose people the person may not know; return all rows.

    Every screen that a body may open hands its petitions through here. Costs nothing where nobody is
    complained about, else two queries for the whole page.
    """
    rows = list(petitions)
    complaints = [row for row in rows if row.complained_body_id is not None and not row.disclosed_reason]
    if complaints:
        found = assignments if assignments is not None else queries.assignments_by_petition(complaints)
        shield(*[row for row in complaints if permissions.is_shielded_from(person, row, found.get(row.pk, []))])
    return rows
