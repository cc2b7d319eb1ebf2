"""What goes into the engine and what comes out of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from doithoai.regulations.facts import Fact


class Status(StrEnum):
    """How an obligation stands on a day (DESIGN section 4)."""

    PENDING = "pending"  # its anchor has not happened yet
    DUE = "due"
    MET = "met"
    OVERDUE = "overdue"  # late and still open
    BREACHED = "breached"  # late and done, or can no longer be mended
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"  # rests on a text or a value that we do not have


@dataclass(frozen=True, slots=True)
class Case:
    """One stream of facts to be judged: a dialogue, or a unit's year.

    `scope` is `dialogue` or `unit_year`. `attributes` hold what `applies_when` reads
    (level, type, form, host_role, unit, year …); facts override them as they happen.
    `settings` choose readings other than the recommended ones.
    """

    scope: str
    attributes: Mapping[str, str | int | bool]
    facts: Sequence[Fact]
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty found by the engine: what, by whom, by when, by which article, met or not.

    `due_on` is the last lawful day (for a minimum notice: the latest day to announce).
    `strict_on` is the latest day of the stricter counting, when the two differ.
    `proposed` marks a date that somebody set under the law (host, agency), not the law itself.
    """

    rule: str  # clause id, as HP-10.1a
    regulation: str  # id@version
    citation: str  # "Điều 10 khoản 1"
    title_vi: str
    title_en: str
    owner: str  # role code: host_office, agency, host, …
    status: Status
    petition: str = ""
    body: str = ""  # key of the body that owes it, where a fact names it
    anchor_kind: str = ""
    anchor_on: date | None = None
    due_on: date | None = None
    strict_on: date | None = None
    extended: bool = False
    proposed: bool = False
    provisional: bool = False
    met_on: date | None = None
    door: str = ""  # the door that stays shut without it: announce, open, conclude, archive
    note_vi: str = ""  # one sentence for the person: why it stands so
    group: str = ""  # before, conference, after, year
    # While the anchor has not happened: the date if it happens as scheduled, or on its own last day.
    expected_on: date | None = None
    missing: tuple[str, ...] = ()  # codes of the parts still missing (channels, plan fields, …)
    post: str = ""  # key of the post, for what is owed by a post
    strength: str = "must"  # must, or should: a recommendation, never a breach
    request: str = ""  # key of the request that brought the duty about
    period: str = ""  # month_03, quarter_2, half_year …, of a duty that comes back
    due_time: str = ""  # the hour of the due day, where the law counts in hours or names one
    # Where several instruments ask for the same step: the stricter duty that leads it; empty on the leading one itself.
    led_by: str = ""

    @property
    def led(self) -> bool:
        """Whether a stricter duty of another instrument leads the step."""
        return bool(self.led_by)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worth saying that is not a duty of its own: a warning, a deviation, an impossible date."""

    rule: str
    severity: str  # warning | breach | info
    text_vi: str
    text_en: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that the law says of one case on one day."""

    on: date
    obligations: tuple[Obligation, ...]
    findings: tuple[Finding, ...]
