"""Facts of a unit's year: plans, quotas, reports, supervision.

`unit` is a unit's key; `post` a post's key; `year` a calendar year.
"""

from dataclasses import dataclass
from datetime import date

from doithoai.regulations.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualPlanDrafted(Fact):
    """A line of a yearly plan that is not approved yet was added, moved or dropped."""

    unit: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualPlanApproved(Fact):
    """The yearly plan of dialogues of a unit was approved."""

    unit: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualPlanChanged(Fact):
    """An approved yearly plan was changed, with a reason kept in the plan."""

    unit: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostQuotaCounted(Fact):
    """A conference counts for a post in a year (the office, not the person). type: the dialogue's type."""

    unit: str
    post: str
    year: int
    type: str = "periodic"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceRequested(Fact):
    """A conference was asked for. by: voters, upper_level, incident or a body's kind; percent: the share of voters."""

    unit: str
    request: str
    year: int
    by: str
    percent: int = 0
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceRequestMet(Fact):
    """The conference that was asked for was held. held: the dialogue's key; year: that of the request."""

    unit: str
    request: str
    year: int
    held: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSubmitted(Fact):
    """A statutory report went to an addressee. to: the addressee's role.

    period: month_03, quarter_2, half_year, nine_months or year.
    """

    unit: str
    period: str
    year: int
    reporter: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionPlanRecorded(Fact):
    """The Front's or an organisation's yearly supervision plan covers conclusion notices."""

    unit: str
    year: int
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionPlanIncomplete(Fact):
    """A yearly supervision plan was recorded that does not cover conclusion notices."""

    unit: str
    year: int
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionPlanReturned(Fact):
    """Mass Mobilisation sent a supervision plan back; its reason stands with the plan."""

    unit: str
    year: int
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionPlanAppraised(Fact):
    """Mass Mobilisation appraised the yearly supervision plan."""

    unit: str
    year: int
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingChosen(Fact):
    """From this day the unit reads an open place of a text in this way. regulation: its id; setting, choice: codes.

    Dialogues opened before keep the reading with which they were opened. Why, and by which paper, stays outside.
    """

    unit: str
    regulation: str
    setting: str
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalValueEntered(Fact):
    """A unit that has the missing text entered the time that stands in it; from this day it is enforced there.

    regulation, rule: the duty whose time was unknown. form: at_least (before the conference), at_most (after
    `anchor`) or per_year (so often). counted_in: working_days, days, months. instrument, article: the text and
    the place in it, with `_` for a space.
    """

    unit: str
    regulation: str
    rule: str
    form: str
    number: int
    instrument: str
    article: str
    counted_in: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionRecorded(Fact):
    """By a decision one thing of the unit ends and goes on as another from a day. change: the decision's own key.

    of: unit, body, post or place; way: rename, merge, split or end; old, new: keys (new empty: nobody follows);
    leads: takes what is open; since: the first day of the new one. number: of the decision, `_` for a space.
    A mistaken one is taken back by `fact_withdrawn`. Deadlines do not read it: who owes is resolved apart.
    """

    unit: str
    change: str
    of: str
    way: str
    old: str
    since: date
    number: str
    decided: date
    new: str = ""
    leads: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitClosed(Fact):
    """The unit does not work from `first` to `last`, both included, by a decision of its own or of a unit above.

    closure: key of the entry; reason: storm, flood …; decision, decided: number (`_` for a space) and day of the paper.
    """

    unit: str
    closure: str
    first: date
    last: date
    reason: str
    decision: str
    decided: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureLifted(Fact):
    """From `since` on the unit works after all. wrong: it was entered by mistake and never was."""

    unit: str
    closure: str
    since: date
    wrong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYearImported(Fact):
    """A year of the national calendar was imported. calendar: national; digest: SHA-256 of the file."""

    calendar: str
    year: int
    digest: str
    decided: date | None = None
