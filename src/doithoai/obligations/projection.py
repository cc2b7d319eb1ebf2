"""From facts to rows: builds the case, asks the law, says which rows should stand."""

from collections.abc import Iterable, Sequence
from datetime import date

from doithoai import regulations as law
from doithoai.journal import queries as journal
from doithoai.obligations import calendars
from doithoai.obligations.binding import readings_of
from doithoai.obligations.calendars import Calendars
from doithoai.obligations.externals import completed_for, last_day_of
from doithoai.obligations.models import Duty, Remark
from doithoai.obligations.owners import Owners
from doithoai.obligations.settling import settled
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Post, Unit
from doithoai.regulations.facts import (
    ClosureLifted,
    CompetenceEnded,
    CompetenceRecorded,
    DialogueOpened,
    ExternalValueEntered,
    Fact,
    ReadingChosen,
    SubstituteNamed,
    SubstitutionEnded,
    SuccessionRecorded,
    UnitClosed,
)
from doithoai.regulations.types import Assessment, Case, Obligation
from doithoai.workdays import Calendar

# To choose how a text is read, to enter what stands in one, to note a day off, to be merged, to say who is
# competent, who does the work of an absent one: no work of a year.
_NO_WORK = (
    ReadingChosen
    | ExternalValueEntered
    | UnitClosed
    | ClosureLifted
    | SuccessionRecorded
    | CompetenceRecorded
    | CompetenceEnded
    | SubstituteNamed
    | SubstitutionEnded
)
_TEXT_LIMITS = {"note_vi": 300, "title_vi": 200, "title_en": 200, "citation": 120}


def dialogue_case(facts: Sequence[Fact]) -> Case | None:
    """Return the case of a dialogue's facts, or None before it was opened."""
    opened = next((fact for fact in facts if isinstance(fact, DialogueOpened)), None)
    if opened is None:
        return None
    attributes: dict[str, str | int | bool] = {
        "unit": opened.unit,
        "level": opened.level,
        "type": opened.type,
        "form": opened.form,
        "host_role": opened.host_role,
        "trigger": opened.trigger,
    }
    return Case("dialogue", attributes, facts)


def unit_year_case(unit: Unit, year: int, facts: Sequence[Fact]) -> Case:
    """Return the case of a unit's year: its posts and the facts of that year."""
    posts = organisations.host_posts_of_unit(unit, on=date(year, 12, 31))
    attributes: dict[str, str | int | bool] = {
        "unit": unit.key,
        "unit_code": unit.code,
        "level": unit.level,
        "year": year,
        "posts": ",".join(f"{post.key}:{post.role}" for post in posts),
    }
    return Case("unit_year", attributes, [fact for fact in facts if getattr(fact, "year", year) in {year - 1, year}])


def assess_dialogue(stream: str, *, on: date) -> tuple[Assessment, DialogueOpened] | None:
    """Ask the law about a dialogue's chain of facts; None before it was opened."""
    return assess_facts(journal.facts_of(stream), on=on, under=calendars.current(fresh=True))


def assess_facts(facts: Sequence[Fact], *, on: date, under: Calendars) -> tuple[Assessment, DialogueOpened] | None:
    """Ask the law about these facts of a dialogue under these calendars; None before it was opened.

    Changes of the calendar recorded after the dialogue's end do not reach it.
    """
    case = dialogue_case(facts)
    if case is None:
        return None
    opened = next(fact for fact in facts if isinstance(fact, DialogueOpened))
    pinned = [law.get_pinned(pin) for pin in opened.instruments.split(",")]
    last = last_day_of(facts, on=on)
    versions = completed_for(opened.unit, pinned, on=last)

    def assess(calendar: Calendar) -> Assessment:
        return law.assess(case, regulations=versions, calendar=calendar, on=on)

    return settled(under.layers(opened.unit, since=opened.on, until=last), assess, versions), opened


def assess_year(unit: Unit, year: int, *, on: date, under: Calendars | None = None) -> Assessment:
    """Ask the law about a unit's year; a regulation that is not in force then asks nothing.

    `under`: the calendars to count by, to try a change out; those that stand otherwise.
    """
    day = min(on, date(year, 12, 31))
    readings = readings_of(unit, on=day)
    bound = law.bound_by(unit.regulations.split(","), unit.level, day)
    read = [version.read_as(readings.get(version.id, {})) for version in bound]
    versions = completed_for(unit.key, read, on=day)
    case = unit_year_case(unit, year, journal.facts_of(f"unit:{unit.key}"))
    known = under or calendars.current(fresh=True)

    def assess(calendar: Calendar) -> Assessment:
        return law.assess(case, regulations=versions, calendar=calendar, on=on)

    return settled(known.layers(unit.key, since=date(year - 1, 1, 1), until=on), assess, versions)


def has_facts_of(unit: Unit, year: int) -> bool:
    """Say whether the unit's chain tells of any work of the year: a fact about it, or one that happened in it."""
    facts = [fact for fact in journal.facts_of(f"unit:{unit.key}") if not isinstance(fact, _NO_WORK)]
    return any(year in {getattr(fact, "year", fact.on.year), fact.on.year} for fact in facts)


def years_of(unit: Unit, *, on: date) -> list[int]:
    """Return the years whose duties are worked out on the day: this one, and the last if the unit worked in it.

    Without a single fact of last year nothing is known of it; to call its duties overdue would accuse
    a unit that has only begun.
    """
    years = [on.year - 1, on.year] if has_facts_of(unit, on.year - 1) else [on.year]
    return [year for year in years if unit.valid_from.year <= year]


def rows_of(
    assessment: Assessment, *, stream: str, dialogue: str, unit: Unit, owners: Owners, start: int = 0
) -> list[Duty]:
    """Return the rows that the assessment calls for.

    `position` counts within the dialogue as a whole or within one petition, so that a petition
    more or less leaves the rows of the others as they are.
    """
    positions: dict[str, int] = {}
    rows = []
    for found in assessment.obligations:
        position = positions.get(found.petition, start)
        positions[found.petition] = position + 1
        rows.append(_row(found, position, assessment.on, stream=stream, dialogue=dialogue, unit=unit, owners=owners))
    return rows


def _row(found: Obligation, position: int, on: date, *, stream: str, dialogue: str, unit: Unit, owners: Owners) -> Duty:
    texts = {name: getattr(found, name)[:limit] for name, limit in _TEXT_LIMITS.items()}
    return Duty(
        stream=stream,
        dialogue=dialogue,
        petition=found.petition,
        unit=unit.key,
        rule=found.rule,
        regulation=found.regulation,
        owner=found.owner,
        body=found.body or owners.body_key(found.owner),
        status=found.status,
        anchor_kind=found.anchor_kind,
        anchor_on=found.anchor_on,
        due_on=found.due_on,
        strict_on=found.strict_on,
        extended=found.extended,
        proposed=found.proposed,
        provisional=found.provisional,
        met_on=found.met_on,
        door=found.door,
        group=found.group,
        expected_on=found.expected_on,
        missing=",".join(found.missing),
        post=found.post,
        strength=found.strength,
        request=found.request,
        led_by=found.led_by,
        due_time=found.due_time,
        position=position,
        assessed_on=on,
        **texts,
    )


def remarks_of(assessment: Assessment, *, stream: str) -> Iterable[Remark]:
    """Return the findings that are not duties, as rows."""
    for found in assessment.findings:
        yield Remark(
            stream=stream,
            rule=found.rule,
            severity=found.severity,
            text_vi=found.text_vi[:300],
            text_en=found.text_en[:300],
        )


def owners_of_dialogue(opened: DialogueOpened, *, on: date) -> tuple[Unit, Owners]:
    """Return the dialogue's unit and the resolver of its roles."""
    unit = Unit.objects.get(key=opened.unit)
    host = Post.objects.filter(key=opened.host_post).select_related("body").first()
    return unit, Owners(unit, on, host_office=opened.host_office, host_body=host.body.key if host else "")
