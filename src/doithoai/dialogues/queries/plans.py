"""The year of a unit's hosts: owed, planned, held, short; and what a conference plan still lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import ExtractYear
from django.utils import timezone

from doithoai.dialogues.enums import DialogueState, DialogueType
from doithoai.dialogues.models import AnnualPlan, Dialogue, DialogueHost, PlannedDialogue, PreparationTask
from doithoai.dialogues.queries.dialogues import sessions_of, venue_line
from doithoai.dialogues.queries.law import main_law_of, regulation_of
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Post, Unit
from doithoai.regulations.schema import Condition as MetWhen
from doithoai.regulations.schema import Item
from doithoai.regulations.version import RegulationVersion, matches
from doithoai.workdays.dates import vi_date


@dataclass(frozen=True, slots=True)
class Quota:
    """How many dialogues each host post owes a year, which types count, by which rule."""

    times: int
    types: frozenset[str]
    rule: str
    citation: str
    regulation: str


@dataclass(frozen=True, slots=True)
class HostYear:
    """One host post's year."""

    post: Post
    owed: int
    planned: tuple[PlannedDialogue, ...]
    opened: tuple[Dialogue, ...]
    held: tuple[Dialogue, ...]
    shortfall: int  # owed and not yet held
    unplanned: int  # owed and neither held nor planned

    @property
    def waiting(self) -> tuple[PlannedDialogue, ...]:
        """Return the planned lines from which no dialogue was opened."""
        used = {dialogue.planned_id for dialogue in (*self.opened, *self.held)}
        return tuple(line for line in self.planned if line.pk not in used)


def quota_of(version: RegulationVersion, level: str) -> Quota | None:
    """Return what the regulation asks of each host post in a year; None where it sets no number."""
    for rule in version.rules:
        if rule.scope == "post_year" and matches(rule.applies_when, {"level": level}):
            done = _chosen(rule.done_when, version)
            return Quota(done.times, frozenset(done.where.get("type", ())), rule.id, rule.citation, version.pin)
    return None


def _chosen(condition: MetWhen, version: RegulationVersion) -> MetWhen:
    """Follow the recommended readings to the condition that counts."""
    while condition.setting:
        condition = condition.choices[version.setting(condition.setting, {})]
    return condition


def plan_of(unit: Unit, year: int) -> AnnualPlan | None:
    """Return the unit's plan of the year, if one was begun."""
    return AnnualPlan.objects.filter(unit=unit, year=year).select_related("approved_by", "decided_by").first()


def year_of_hosts(unit: Unit, year: int, *, on: date) -> list[HostYear]:
    """Return every host post's year: what it owes, what is planned, opened and held. Four queries, however many rows.

    The quota is the one of the version in force on the last day of the year, or today if that comes first.
    """
    day = min(max(on, date(year, 1, 1)), date(year, 12, 31))
    version = regulation_of(unit, on=day)
    quota = quota_of(version, unit.level) if version else None
    posts = list(organisations.host_posts_of_unit(unit, on=day))
    lines = list(
        PlannedDialogue.objects.filter(plan__unit=unit, plan__year=year, dropped_at=None)
        .select_related("post")
        .order_by("planned_on", "pk")
    )
    hosted = list(
        DialogueHost.objects.filter(dialogue__unit=unit, post__in=posts)
        .exclude(dialogue__state=DialogueState.CANCELLED)
        .select_related("dialogue")
        .prefetch_related("dialogue__sessions")
        .order_by("dialogue__code")
    )
    return [_host_year(post, quota, year, lines, hosted) for post in posts]


def _host_year(
    post: Post, quota: Quota | None, year: int, lines: Sequence[PlannedDialogue], hosted: Sequence[DialogueHost]
) -> HostYear:
    mine = [row.dialogue for row in hosted if row.post_id == post.pk and year_held(row.dialogue) == year]
    held = tuple(dialogue for dialogue in mine if dialogue.held_on)
    planned = tuple(line for line in lines if line.post_id == post.pk)
    owed = quota.times if quota else 0
    types = quota.types if quota else frozenset()
    counted = sum(_counts(dialogue.type, types) for dialogue in held)
    hoped = counted + sum(_counts(dialogue.type, types) for dialogue in mine if not dialogue.held_on)
    opened_from = {dialogue.planned_id for dialogue in mine}
    hoped += sum(_counts(line.type, types) for line in planned if line.pk not in opened_from)
    return HostYear(
        post=post,
        owed=owed,
        planned=planned,
        opened=tuple(dialogue for dialogue in mine if not dialogue.held_on),
        held=held,
        shortfall=max(0, owed - counted),
        unplanned=max(0, owed - hoped),
    )


def _counts(type_: str, types: frozenset[str]) -> bool:
    return not types or type_ in types


def year_held(dialogue: Dialogue) -> int:
    """Return the year to which a dialogue belongs: when it was held, else when it is to be. Sessions prefetched."""
    if dialogue.held_on:
        return dialogue.held_on.year
    starts = [session.starts_at for session in dialogue.sessions.all()]
    return timezone.localdate(min(starts)).year if starts else dialogue.opened_on.year


def years_of_plans(unit: Unit, *, on: date) -> list[int]:
    """Return the years for which there is something to see: plans, dialogues, this year and the next."""
    years = {on.year, on.year + 1}
    planned = AnnualPlan.objects.filter(unit=unit).order_by().values_list("year")
    opened = Dialogue.objects.filter(unit=unit).order_by().values_list(ExtractYear("opened_on"))
    years |= {year for (year,) in planned.union(opened)}
    return sorted(years)


@dataclass(frozen=True, slots=True)
class PlanField:
    """One thing that the conference plan must settle (HP-8.1-plan-*), and what it says of it now."""

    code: str
    title: str
    clause: str
    citation: str
    value: str
    required: bool = True

    @property
    def filled(self) -> bool:
        """Say whether the plan settles it."""
        return bool(self.value)

    @property
    def missing(self) -> bool:
        """Say whether the plan must still settle it."""
        return self.required and not self.filled


def plan_fields_of(dialogue: Dialogue, tasks: Sequence[PreparationTask] | None = None) -> list[PlanField]:
    """Return what the regulation asks of the conference plan, with what is filled in.

    `tasks` are the dialogue's with their bodies, where they were read already.
    """
    values = _values(dialogue, tasks) | plan_entries_of(dialogue)
    version = main_law_of(dialogue)
    return [
        PlanField(item.code, item.vi, item.clause, item.citation, values.get(item.code, ""), required=item.required)
        for item in version.plan_fields()
    ]


# Fields of a plan that a dialogue has a place for anyway.
_KEPT = frozenset({"time", "venue", "form", "content", "participants", "agency_assignments"})


def own_plan_fields(version: RegulationVersion) -> tuple[Item, ...]:
    """Return the plan's fields that this regulation asks for beyond the usual ones: written down by its codes."""
    return tuple(item for item in version.plan_fields() if item.code not in _KEPT)


def plan_entries_of(dialogue: Dialogue) -> dict[str, str]:
    """Return what the plan says of those fields, by code; nothing is asked where the text wants none."""
    if not own_plan_fields(main_law_of(dialogue)):
        return {}
    return dict(dialogue.plan_entries.order_by("pk").values_list("code", "text"))


def _values(dialogue: Dialogue, given: Sequence[PreparationTask] | None) -> dict[str, str]:
    sessions = [timezone.localtime(row.starts_at) for row in sessions_of(dialogue)]
    tasks = dialogue.tasks.select_related("body").order_by("pk") if given is None else given
    return {
        "time": "; ".join(f"{start.hour} giờ {start.minute:02}, {vi_date(start.date())}" for start in sessions),
        "venue": venue_line(dialogue),
        "form": str(dialogue.get_form_display()),
        "content": dialogue.topic,
        "participants": dialogue.participants,
        "agency_assignments": "; ".join(f"{task.body.short_name}: {task.what}" for task in tasks),
    }


def planned_line_types() -> list[tuple[str, str]]:
    """Return the types that can be planned: an extraordinary dialogue cannot."""
    return [(kind.value, str(kind.label)) for kind in (DialogueType.PERIODIC, DialogueType.THEMATIC)]
