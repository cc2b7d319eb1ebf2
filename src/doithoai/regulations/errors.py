"""What is wrong with a regulation's file, in words that help to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it stands, in which rule, what it is and how to mend it (Vietnamese)."""

    file: str
    line: int
    rule: str
    message: str
    mend: str = ""

    def __str__(self) -> str:
        """Return one line that an editor can jump to."""
        where = f"{self.file}, dòng {self.line}" if self.line else self.file
        rule = f", quy tắc {self.rule}" if self.rule else ""
        mend = f" Cách sửa: {self.mend}" if self.mend else ""
        return f"{where}{rule}: {self.message}{mend}"


class RegulationError(Exception):
    """A regulation cannot be used as it stands; `problems` lists every fault found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the faults; the message is all of them, one a line."""
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class NotInForce(LookupError):
    """No version of the regulation was in force on the day asked for."""


class UnknownRegulation(LookupError):
    """No regulation, version, rule or clause of this name."""
