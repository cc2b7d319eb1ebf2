"""What a sheet says, row by row, with what is wrong in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from doithoai.accounts.vault import PersonalDetails
from doithoai.petitions.enums import Field, IntakeChannel, Urgency


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend or to know. An error stops the whole sheet, a remark does not."""

    text: str
    column: str = ""
    is_error: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One petition of a sheet. `number` is the line in the file; `received_on` is None where none is written."""

    number: int
    text: str
    title: str = ""
    place: str = ""
    field: Field | None = None
    urgency: Urgency = Urgency.NORMAL
    channel: IntakeChannel | None = None
    received_on: date | None = None
    details: PersonalDetails | None = None
    digest: str = ""
    twin_of: int = 0  # the line of the same file that says the same, 0 for none
    known_as: str = ""  # the code of a petition already there that says the same
    problems: tuple[Problem, ...] = ()

    @property
    def has_error(self) -> bool:
        """Say whether something in the row must be mended first."""
        return any(problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file as read: its rows, which columns were taken (our word → header) and which were left alone."""

    name: str
    sha256: str
    content: bytes
    media_type: str
    table: str
    rows: Sequence[SheetRow]
    columns: dict[str, str]
    ignored: tuple[str, ...] = ()
    skipped_lines: tuple[int, ...] = ()  # headings between rows, kept out
