"""The shape of a regulation: what a file of rules may say.

The loader builds these classes straight from YAML, so a field added here is a
key that a file may use, and nothing else is accepted. Names that end in `_vi`
and `_en` are texts for people; everything else is a code, a number or a day.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from doithoai.workdays.rolling import Rolls

Unit = Literal["", "working_days", "days", "months", "working_hours", "hours"]
Every = Literal["", "month", "quarter", "half_year", "nine_months", "year"]
Scope = Literal["dialogue", "petition", "assignment", "body", "unit_year", "post_year", "request"]
Group = Literal["before", "conference", "after", "year"]
Door = Literal["", "announce", "open", "conclude", "archive"]
Strength = Literal["must", "should"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value, or the name of the setting that chooses it (a reading of an ambiguous clause)."""

    value: str = ""
    setting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A clause that can be read in more than one way, and the reading recommended."""

    clauses: tuple[str, ...]
    ambiguity: str
    question_vi: str
    default: str
    choices: Mapping[str, str]
    reason_vi: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """More time for a duty: in all `total` from the same anchor, on stated grounds, granted in time.

    Without a `total` the text gives no number: the grant itself names the new day (`until`).
    """

    clause: str
    by: str
    total: int | None = None
    grounds: tuple[str, ...] = ()
    decide: Choice = field(default_factory=lambda: Choice("by_due_day"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSource:
    """A fact and its field that name the due day, while a setting (if given) is so chosen.

    `in_time: yes`: it counts only when it happens by the day that it replaces, the law's own (`otherwise`) first.
    """

    fact: str
    field: str
    only_if: Mapping[str, str] = dataclasses.field(default_factory=dict)
    in_time: Choice = dataclasses.field(default_factory=lambda: Choice("no"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """By when, in exactly one form.

    `at_most` n `unit` `after` an anchor; `at_least` n `unit` `before` an anchor;
    `no_later_than` the day before or the day of an `anchor`; a `calendar` day (MM-DD,
    itself too late unless `inclusive`); a `month_day` of the period's last month, or of the month after it
    (`month: next`); `weekdays` of a month (`2-friday`); `within` a calendar year; the `same_as`
    another rule; a day that facts name (`date_from`, `otherwise` until then and, where `capped`, at the latest); or
    `external`: it stands in a text that we do not have.

    `after` an event counts from its first day, with `since: last` from its newest (the gap between two occasions;
    facts before it do not count); `after_end_of` a rule from that rule's own due day. `by_hour` is the hour of
    the due day; `rolls` says where a fixed day goes when it is off.
    """

    at_most: int | None = None
    at_least: int | None = None
    unit: Unit = ""
    after: str = ""
    after_end_of: str = ""
    since: Literal["first", "last"] = "first"
    by_hour: str = ""
    before: str = ""
    counting: Choice = field(default_factory=lambda: Choice("clear"))
    no_later_than: Literal["", "day_before", "day_of"] = ""
    anchor: str = ""
    calendar: str = ""
    month_day: int | None = None
    month: Literal["last", "next"] = "last"
    weekdays: tuple[str, ...] = ()
    rolls: Rolls | None = None
    inclusive: Choice = field(default_factory=lambda: Choice("no"))
    within: Literal["", "calendar_year"] = ""
    same_as: str = ""
    date_from: tuple[DateSource, ...] = ()
    otherwise: "Deadline | None" = None
    capped: Choice = field(default_factory=lambda: Choice("no"))
    external: str = ""
    extension: Extension | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Which petitions a rule speaks of; an empty list means any. Outcome `none`: nothing was recorded yet."""

    outcome: tuple[str, ...] = ()
    raised: Literal["", "at_conference", "beforehand"] = ""
    complexity: Literal["", "simple", "complex"] = ""  # complex only where so found in time: `complex_by`
    state: Literal["open", "out_of_scope", "any"] = "open"
    # matter: what must be settled (each part of a split petition; merged ones once);
    # answer: what must be answered (each part, and each of the merged);
    # petitioner: who must be told (a split petition once, each of the merged).
    per: Literal["matter", "answer", "petitioner"] = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenSelector:
    """Petitions for which a duty is binding, as a setting chooses; for the rest it is only offered."""

    setting: str
    choices: Mapping[str, Selector]
    offered_vi: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contains:
    """A fact's comma-separated codes must hold all required codes of a list of this file."""

    field: str
    list: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Bounds of a number or a day that a fact carries; bounds lie within. The newest fact is the one that is judged.

    A number has `at_least`, `at_most`; a day lies in one of the `seasons` of a year, as `01-01..03-31`.

    `percent_of` names another fact and its number, `invitations_sent.count`: the number judged is the share of that.

    `each` names a field: its every value (each venue point) has its own newest fact, and all must lie within.
    """

    field: str
    at_least: int | None = None
    at_most: int | None = None
    seasons: tuple[str, ...] = ()
    each: str = ""
    percent_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When a duty is met: a fact, several facts, one per petition, or as a setting says."""

    fact: str = ""
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    contains: Contains | None = None
    measure: Measure | None = None
    times: int = 1
    in_period: bool = False  # only a fact of the rule's own month, quarter … counts
    label: str = ""
    all_of: "tuple[Condition, ...]" = ()
    any_of: "tuple[Condition, ...]" = ()
    every_petition: Selector | None = None
    setting: str = ""
    choices: "Mapping[str, Condition]" = field(default_factory=dict)

    @property
    def facts(self) -> tuple[str, ...]:
        """The kinds of facts by which the condition may come true, in the order of the file."""
        parts = (*self.all_of, *self.any_of, *self.choices.values())
        kinds = [self.fact] if self.fact else []
        return tuple(dict.fromkeys([*kinds, *(kind for part in parts for kind in part.facts)]))

    @property
    def deed(self) -> str:
        """The code of what is done outside the program and only noted in it; empty where the program has the deed."""
        if self.fact == "duty_performed":
            return self.where["duty"][0]
        parts = (*self.all_of, *self.any_of, *self.choices.values())
        return next((code for part in parts if (code := part.deed)), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Of which dialogues an instrument speaks at all, as a setting chooses: values that their attributes must have."""

    setting: str
    choices: Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One duty with its article. `id` is a clause id, or one with `+part` where a clause bears several duties.

    With `every` it is owed once for each such period of the year (and each of several `weekdays` in it).
    `at_most_times`: what ends it may happen so often and no more (postponing). A rule of scope `request` is
    owed once for each fact that fits its `trigger` (and lies within its measure).
    """

    id: str
    citation: str
    title_vi: str
    title_en: str
    scope: Scope
    group: Group
    owner: str
    done_when: Condition
    help_vi: str = ""
    applies_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only_if: Mapping[str, str] = field(default_factory=dict)
    petitions: Selector = field(default_factory=Selector)
    if_any: Selector | None = None  # owed only where there is such a petition
    mandatory_for: ChosenSelector | None = None
    trigger: Condition | None = None
    every: Every = ""
    at_most_times: int | None = None
    deadline: Deadline | None = None
    opens: str = ""
    appears: str = ""
    ends: str = ""
    door: Door = ""
    strength: Strength = "must"
    mendable: bool = True
    stops_on: str = ""
    restarts_on: str = ""
    waived_on: Condition | None = None

    @property
    def clause(self) -> str:
        """The clause that the rule carries."""
        return self.id.partition("+")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """What relieves a kind of dialogue of some rules."""

    id: str
    citation: str
    when: Mapping[str, tuple[str, ...]]
    rules: tuple[str, ...]
    note_vi: str
    note_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a list in the regulation: a host, a type, a plan field, a step, a recipient, a paper.

    The citation comes from the clause register. `when` narrows it (level, type, host_role). A right or a role
    says by what the program gives it: a `permission` (`reporting.can_oversee`) or a `screen` (`portal:register`).
    A step of the programme with `representative` may be given by somebody whom the host sends (KT-II.2.2b-topics).
    A way that a report goes names who stands on the paper as `addressee_vi`; a `copy` goes there for information.
    """

    code: str
    clause: str
    vi: str
    en: str
    citation: str = ""
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    required: bool = True
    number: int = 0
    actor: str = ""
    proof: tuple[str, ...] = ()
    permission: str = ""
    screen: str = ""
    addressee_vi: str = ""
    copy: bool = False
    representative: bool = False
    parts: "tuple[Item, ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A row of the register: one clause in our own words and what carries it out."""

    id: str
    citation: str
    summary_vi: str
    summary_en: str
    kind: str
    carrier: str
    reason: str = ""
