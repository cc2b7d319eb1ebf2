"""What a sheet says, row by row, with what is wrong in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from doithoai.accounts.vault import PersonalDetails
from doithoai.petitions.enums import Field as FieldOfWork
from doithoai.petitions.enums import IntakeChannel, Urgency


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
    table: str = ""  # where the file has several
    title: str = ""
    place: str = ""
    field: FieldOfWork | None = None
    urgency: Urgency = Urgency.NORMAL
    channel: IntakeChannel | None = None
    received_on: date | None = None
    details: PersonalDetails | None = None
    digest: str = ""
    twin_of: int = 0  # the line of the same file that says the same, 0 for none
    known_as: str = ""  # the code of a petition already there that says the same
    problems: tuple[Problem, ...] = ()

    @property
    def line(self) -> str:
        """Return where the row stands in the file, as a person says it."""
        return f"dòng {self.number}, {self.table}" if self.table else f"dòng {self.number}"

    @property
    def has_error(self) -> bool:
        """Say whether something in the row must be mended first."""
        return any(problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its key for remembering, its header, what it is taken for ("" for nothing), some cells."""

    key: str
    header: str
    name: str
    samples: tuple[str, ...] = ()
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A table of the file: a sheet of the workbook, a table of the document; how many rows it has, whether read."""

    name: str
    rows: int
    is_read: bool
    is_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file as read: its rows, its columns and what each was taken for, what was left alone.

    `guessed`: no header said what is what, so an officer should look. `taught` is what an officer had said.
    """

    name: str
    sha256: str
    content: bytes
    media_type: str
    rows: Sequence[SheetRow]
    columns: Sequence[Column]
    parts: Sequence[Part] = ()
    skipped: tuple[str, ...] = ()  # headings between rows, what stands below the table
    guessed: bool = False
    taught: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()

    @property
    def ignored(self) -> tuple[str, ...]:
        """Return the headers of the columns that are not taken in."""
        return tuple(column.header for column in self.columns if not column.name and column.header)
