"""Facts of the record: papers, dossier, archive, and entries taken back."""

from dataclasses import dataclass
from datetime import date

from doithoai.regulations.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentIssued(Fact):
    """An official paper was signed and numbered. document: its key; type: its kind code."""

    document: str
    type: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierItemFiled(Fact):
    """A paper of the legal list lies in the dossier. item: its code."""

    item: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierItemWaived(Fact):
    """A missing paper was waived in writing; the reason stands in the dossier."""

    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueClosed(Fact):
    """Follow-up is over: nothing is open on any petition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierArchived(Fact):
    """The dossier was packed, its checksum recorded, and laid in the archive."""

    checksum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactWithdrawn(Fact):
    """An earlier entry of the same stream no longer counts. entry: its number; unit: where the stream is a unit's."""

    entry: int
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayOpened(Fact):
    """A program of others may hand petitions in for the unit. gateway: its key; channel: by which they count."""

    unit: str
    gateway: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayWithdrawn(Fact):
    """The program may no longer."""

    unit: str
    gateway: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstituteNamed(Fact):
    """By a paper one person of the unit does the work of an absent one from `first` to `last`, both included.

    substitution: key of the row; absent, substitute: keys of accounts; approves: also what the absent head approves
    and signs. number, decided: of the paper, `_` for a space. A mistake is taken back by `fact_withdrawn`. No
    deadline reads it: a clock never waits for a person.
    """

    unit: str
    substitution: str
    absent: str
    substitute: str
    first: date
    last: date
    number: str
    decided: date
    approves: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstitutionEnded(Fact):
    """The absent one is back sooner: `last` is now the last day of the substitute."""

    unit: str
    substitution: str
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetenceRecorded(Fact):
    """By a paper a body is competent for a field in the unit, or in one of its places, from a day.

    entry: key of the line in the map; field: code; level: of the body; place: key, empty for the whole unit;
    since, until: first and last day. number, decided: of the paper, `_` for a space. A mistaken line is taken
    back by `fact_withdrawn`. Deadlines do not read it.
    """

    unit: str
    entry: str
    field: str
    level: str
    body: str
    since: date
    number: str
    decided: date
    place: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetenceEnded(Fact):
    """A line of the map holds until this day, the last. number: of the paper that ends it, if one does."""

    unit: str
    entry: str
    until: date
    number: str = ""
