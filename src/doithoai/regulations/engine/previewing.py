"""What would be due if a conference were set for a day: the whole timeline before anything is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from doithoai.regulations.engine.assessing import assess, frame_of, obligation_of
from doithoai.regulations.engine.context import Context
from doithoai.regulations.engine.history import read
from doithoai.regulations.facts import ConferenceScheduled
from doithoai.regulations.schema import Rule
from doithoai.regulations.types import Assessment, Case
from doithoai.regulations.version import RegulationVersion, matches
from doithoai.workdays import Calendar


def preview(  # noqa: PLR0917 -- the timeline needs just these, named in every call
    regulations: Sequence[RegulationVersion],
    attributes: Mapping[str, str | int | bool],
    starts_on: date,
    ends_on: date,
    calendar: Calendar,
    on: date,
    *,
    settings: Mapping[str, str] | None = None,
) -> Assessment:
    """Return the duties of a dialogue with these attributes, held on these days, as seen on `on`.

    Nothing has happened yet: a duty before the conference has its `due_on`; a later one
    has in `expected_on` the date if the conference is held as set and each step is taken
    on its own last day. Findings say at once what can no longer be kept.
    """
    scheduled = ConferenceScheduled(on=on, starts_on=starts_on, ends_on=ends_on)
    case = Case("dialogue", attributes, (scheduled,), settings or {})
    assessment = assess(case, regulations=regulations, calendar=calendar, on=on)
    history = read(case, on)
    later = [
        obligation_of(Context(frame_of(version, history, calendar, on, case), rule))
        for version in regulations
        for rule in version.rules
        if _per_petition(rule) and matches(rule.applies_when, attributes)
    ]
    return replace(assessment, obligations=(*assessment.obligations, *later))


def _per_petition(rule: Rule) -> bool:
    """Whether the rule sets a date for each petition to come: one line stands for all of them."""
    dated = rule.deadline is not None and bool(rule.deadline.at_most or rule.deadline.same_as)
    return dated and rule.scope in {"petition", "assignment", "body"}
