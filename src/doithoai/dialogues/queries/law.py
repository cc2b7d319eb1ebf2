"""What the law says of a dialogue that is, or is about to be, opened."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from doithoai import regulations as law
from doithoai.dialogues.enums import NoticeChannel
from doithoai.dialogues.errors import OpeningRefused
from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.queries.openings import Opening, half_days_of, kinds_of
from doithoai.obligations import calendars
from doithoai.obligations.binding import as_read, binding
from doithoai.obligations.externals import completed_for
from doithoai.obligations.models import Duty
from doithoai.organisations.models import Post, Unit
from doithoai.regulations.errors import NotInForce
from doithoai.regulations.facts import ConferenceScheduled, DialogueOpened, Fact, NoticePublished
from doithoai.regulations.schema import Deadline, Rule
from doithoai.regulations.types import Assessment, Case, Finding, Obligation, Status
from doithoai.regulations.version import NoticeRequirements, RegulationVersion
from doithoai.workdays import Calendar, Kind
from doithoai.workdays.dates import vi_date

_SEARCH_DAYS = 120  # how far ahead the earliest possible conference day is looked for


def versions_for(unit: Unit, *, on: date) -> list[RegulationVersion]:
    """Return the versions that bind the unit on the day, as it reads them: its own first, then the country's.

    Raises OpeningRefused when none of its own is in force and nothing replaces it.
    """
    try:
        return [*binding(unit, on=on)]
    except NotInForce as error:
        raise OpeningRefused(
            f"{error} Hãy báo quản trị hệ thống đưa văn bản mới vào thư viện, rồi mở lại cuộc đối thoại."
        ) from error


def regulation_of(unit: Unit, *, on: date) -> RegulationVersion | None:
    """Return the unit's own regulation as in force, and read, on the day; None where it has ended or not begun."""
    names = law.kept_by(unit.regulations.split(","), on)
    return as_read(unit, law.in_force(names[0], on), on=on) if names else None


def law_of(dialogue: Dialogue) -> list[RegulationVersion]:
    """Return the versions to which the dialogue is pinned, its province's own first."""
    pinned = [law.get_pinned(pin) for pin in dialogue.instruments.split(",")]
    return completed_for(dialogue.unit.key, pinned, on=timezone.localdate())


def laws_reaching(dialogue: Dialogue) -> list[RegulationVersion]:
    """Return those of the pinned versions that speak of this dialogue, as it is hosted; its province's own first."""
    versions = law_of(dialogue)
    if all(version.reach is None for version in versions):
        return versions
    role = dialogue.presiding_role
    if role is None:
        role = dialogue.hosts.filter(presides=True).values_list("post__role", flat=True).first()
    attributes = {
        "unit_code": dialogue.unit.code,
        "level": dialogue.unit.level,
        "type": dialogue.type,
        "form": dialogue.form,
        "host_role": role or "",
    }
    return [version for version in versions if version.reaches(attributes, {})]


def main_law_of(dialogue: Dialogue) -> RegulationVersion:
    """Return the version that shapes the dialogue's forms and papers: the first pinned one."""
    return law.get_pinned(dialogue.instruments.split(",")[0])


@dataclass(frozen=True, slots=True)
class Channel:
    """A way for a notice to go out. `firm`: the text wants this very one; `wanted`: this one or another of the list."""

    code: str
    name: str
    wanted: bool
    firm: bool


def channels_of(versions: Sequence[RegulationVersion], type_: str) -> tuple[Channel, ...]:
    """Return the channels that the texts list for this type; where they list none, those of every office.

    Letters of invitation are always one of them: they are sent from their own list.
    """
    lists = [version.items("notice_channels", type=type_) for version in reversed(versions)]
    listed = {item.code: item.vi for items in lists for item in items}
    usual = {str(channel): str(channel.label) for channel in NoticeChannel}
    names = {NoticeChannel.INVITATION.value: usual[NoticeChannel.INVITATION], **listed} if listed else usual
    left = _left(versions, type_, ())
    return tuple(
        Channel(code, name, code in left, code in _left(versions, type_, [one for one in names if one != code]))
        for code, name in names.items()
    )


def _left(versions: Sequence[RegulationVersion], type_: str, done: Collection[str]) -> set[str]:
    return {code for version in versions for code in version.channels_left(type_, done)}


def whose_office(version: RegulationVersion, level: str, presiding: Post, posts: Iterable[Post]) -> Post:
    """Return the post whose office prepares: who presides, or of joint hosts the one that the text names (A35)."""
    named = version.host_office(level, presiding.role)
    return next((post for post in posts if named is not None and post.role == named.actor), presiding)


def rule_behind(dialogue: Dialogue, fact: str) -> Rule | None:
    """Return the rule that asks for the deed of this fact, its province's first; None where all are silent."""
    found = (version.rule_behind(fact) for version in law_of(dialogue))
    return next((rule for rule in found if rule is not None), None)


def notices_wanted(dialogue: Dialogue, duties: Sequence[Duty] | None = None) -> list[NoticeRequirements]:
    """Return what each instrument asks of the notice, the province's own first; also one that frees this type of it.

    `duties` (the dialogue's own) tell which instruments speak of it and spare a query.
    """
    owing = None if duties is None else {duty.regulation for duty in duties}
    versions = laws_reaching(dialogue) if owing is None else [one for one in law_of(dialogue) if one.pin in owing]
    return [found for version in versions if (found := version.notice_requirements(dialogue.type))]


def notice_duty_of(dialogue: Dialogue, duties: Sequence[Duty]) -> Duty | None:
    """Return the duty to announce: of several instruments the one that leads; one of which it is freed comes last."""
    rules = {one.rule.id for one in notices_wanted(dialogue, duties)}
    own = [duty for duty in duties if duty.rule in rules]
    return min(own, key=lambda duty: (duty.status == Status.WAIVED, bool(duty.led_by)), default=None)


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole timeline of a dialogue before it is saved.

    `notice`: the duty to announce, with its latest lawful day; `impossible`: announcing even
    today would be late; `earliest`: the first conference day that still leaves enough time.
    """

    obligations: tuple[Obligation, ...]
    findings: tuple[Finding, ...]
    notice: Obligation | None
    impossible: bool
    earliest: date | None
    day_notes: tuple[str, ...]


def preview_of(opening: Opening, *, on: date) -> Preview:
    """Return every date that would follow from opening a dialogue so, with what is impossible about it.

    Raises OpeningRefused, and CalendarEnds when the calendar does not reach the conference day.
    """
    versions = versions_for(opening.unit, on=on)
    calendar = calendars.calendar_of(opening.unit.key)
    attributes = _attributes(opening)
    assessment = law.preview(versions, attributes, opening.starts_on, opening.ends_on, calendar, on)
    published = [*opening_facts(opening, dialogue="preview", pins=pins_of(versions), on=on)]
    reaching = [version for version in versions if version.reaches(attributes, {})]
    published += _published_today(opening, reaching, on=on)
    late = _notice(assess_facts(published, versions, on=on), versions, opening.type)
    impossible = late is not None and late.status == Status.BREACHED
    return Preview(
        obligations=assessment.obligations,
        findings=assessment.findings,
        notice=late if impossible else _notice(assessment, versions, opening.type),
        impossible=impossible,
        earliest=earliest_day(reaching, opening.type, calendar, on=on) if impossible else None,
        day_notes=_day_notes(opening, calendar),
    )


def _attributes(opening: Opening) -> dict[str, str | int | bool]:
    presiding = opening.presiding
    return {
        "unit": opening.unit.key,
        "unit_code": opening.unit.code,
        "level": opening.unit.level,
        "type": opening.type,
        "form": opening.form,
        "host_role": presiding.post.role if presiding else "",
        "host_roles": opening.host_roles,
        "trigger": opening.trigger,
        "place": kinds_of(opening.places),
        "organisers": "joint" if opening.co_organisers.strip() else "alone",
    }


def pins_of(versions: Sequence[RegulationVersion]) -> str:
    """Return the pins as a dialogue keeps them."""
    return ",".join(version.pin for version in versions)


def opening_facts(opening: Opening, *, dialogue: str, pins: str, on: date) -> list[Fact]:
    """Return the first two facts of a dialogue: opened, and set to a day."""
    presiding = opening.presiding
    assert presiding is not None
    return [
        DialogueOpened(
            on=on,
            dialogue=dialogue,
            unit=opening.unit.key,
            level=opening.unit.level,
            type=opening.type,
            form=opening.form,
            host_role=presiding.post.role,
            instruments=pins,
            host_post=presiding.post.key,
            host_office=opening.host_office.key,
            trigger=opening.trigger,
            unit_code=opening.unit.code,
            organisers="joint" if opening.co_organisers.strip() else "alone",
            host_roles=opening.host_roles,
        ),
        ConferenceScheduled(
            on=on,
            dialogue=dialogue,
            starts_on=opening.starts_on,
            ends_on=opening.ends_on,
            half_days=half_days_of(opening.sittings),
            place=kinds_of(opening.places),
        ),
    ]


def _published_today(opening: Opening, versions: Sequence[RegulationVersion], *, on: date) -> list[Fact]:
    channels = [channel.code for channel in channels_of(versions, opening.type)]
    return [
        NoticePublished(on=on, dialogue="preview", channel=channel, for_date=opening.starts_on) for channel in channels
    ]


def assess_facts(facts: Sequence[Fact], versions: Sequence[RegulationVersion], *, on: date) -> Assessment:
    """Ask the law about facts that are, or might be, a dialogue's; one of them opens it."""
    opened = next(fact for fact in facts if isinstance(fact, DialogueOpened))
    attributes: dict[str, str | int | bool] = {
        name: getattr(opened, name) for name in ("unit", "level", "type", "form", "host_role", "trigger")
    }
    calendar = calendars.calendar_of(opened.unit)
    return law.assess(Case("dialogue", attributes, facts), regulations=versions, calendar=calendar, on=on)


def _notice(assessment: Assessment, versions: Sequence[RegulationVersion], type_: str) -> Obligation | None:
    wanted = [found for version in versions if (found := version.notice_requirements(type_))]
    return notice_duty(assessment.obligations, wanted)


def notice_duty(found: Sequence[Obligation], wanted: Sequence[NoticeRequirements]) -> Obligation | None:
    """Return the duty to announce among the obligations: a breached one first, then the one that leads."""
    rules = {one.rule.id for one in wanted}
    own = [one for one in found if one.rule in rules]
    order = {Status.BREACHED: 0, Status.WAIVED: 2}
    return min(own, key=lambda one: (order.get(one.status, 1), bool(one.led_by)), default=None)


def earliest_day(versions: Sequence[RegulationVersion], type_: str, calendar: Calendar, *, on: date) -> date | None:
    """Return the unit's first working day on which a conference announced today is in time under all of them."""
    deadlines = [
        (version, wanted.rule.deadline)
        for version in versions
        if (wanted := version.notice_requirements(type_)) and not wanted.waived_by
        if wanted.rule.deadline and wanted.rule.deadline.at_least
    ]
    if not deadlines:
        return None
    for ahead in range(1, _SEARCH_DAYS):
        day = on + timedelta(days=ahead)
        if calendar.is_working(day) and all(_latest(version, one, day, calendar) >= on for version, one in deadlines):
            return day
    return None


def _latest(version: RegulationVersion, deadline: Deadline, day: date, calendar: Calendar) -> date:
    counting = deadline.counting.value or version.setting(deadline.counting.setting, {})
    assert deadline.at_least is not None
    return calendar.latest_before(day, deadline.at_least, deadline.unit, counting)


def _day_notes(opening: Opening, calendar: Calendar) -> tuple[str, ...]:
    """Say which conference days are no working days: allowed, but worth a second look."""
    days = sorted({timezone.localdate(sitting.starts_at) for sitting in opening.sittings})
    off = [calendar.day(day) for day in days if not calendar.is_working(day)]
    return tuple(
        f"{vi_date(day.date)[:1].upper()}{vi_date(day.date)[1:]} là ngày nghỉ"
        f"{f' ({day.name_vi})' if day.kind is not Kind.WEEKEND else ''}. Vẫn họp được nếu thuận cho người dân."
        for day in off
    )
