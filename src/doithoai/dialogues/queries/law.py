"""What the law says of a dialogue that is, or is about to be, opened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from doithoai import regulations as law
from doithoai.dialogues.enums import NoticeChannel
from doithoai.dialogues.errors import OpeningRefused
from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.queries.openings import Opening
from doithoai.organisations.models import Post, Unit
from doithoai.regulations.errors import NotInForce
from doithoai.regulations.facts import ConferenceScheduled, DialogueOpened, Fact, NoticePublished
from doithoai.regulations.schema import Rule
from doithoai.regulations.types import Assessment, Case, Finding, Obligation, Status
from doithoai.regulations.version import NoticeRequirements, RegulationVersion
from doithoai.workdays import Kind, national
from doithoai.workdays.dates import vi_date

_SEARCH_DAYS = 120  # how far ahead the earliest possible conference day is looked for


def versions_for(unit: Unit, *, on: date) -> list[RegulationVersion]:
    """Return the versions that bind the unit on the day: its own regulations first, then the country's laws.

    Raises OpeningRefused when one of its own was not in force yet or no more.
    """
    try:
        return [*law.binding(unit.regulations.split(","), unit.level, on)]
    except NotInForce as error:
        raise OpeningRefused(f"{error} Hãy hỏi quản trị hệ thống.") from error


def regulation_of(unit: Unit, *, on: date) -> RegulationVersion | None:
    """Return the unit's own regulation as it is in force on the day; None where it has ended or not begun."""
    names = law.kept_by(unit.regulations.split(","), on)
    return law.in_force(names[0], on) if names else None


def law_of(dialogue: Dialogue) -> list[RegulationVersion]:
    """Return the versions to which the dialogue is pinned, its province's own first."""
    return [law.get_pinned(pin) for pin in dialogue.instruments.split(",")]


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


def channels_of(version: RegulationVersion, type_: str) -> tuple[Channel, ...]:
    """Return the channels that the regulation lists for this type; where it lists none, those of every office.

    Letters of invitation are always one of them: they are sent from their own list.
    """
    listed = {item.code: item.vi for item in version.items("notice_channels", type=type_)}
    usual = {str(channel): str(channel.label) for channel in NoticeChannel}
    names = {NoticeChannel.INVITATION.value: usual[NoticeChannel.INVITATION], **listed} if listed else usual
    left = version.channels_left(type_, ())
    return tuple(
        Channel(code, name, code in left, code in version.channels_left(type_, [one for one in names if one != code]))
        for code, name in names.items()
    )


def whose_office(version: RegulationVersion, level: str, presiding: Post, posts: Iterable[Post]) -> Post:
    """Return the post whose office prepares: who presides, or of joint hosts the one that the text names (A35)."""
    named = version.host_office(level, presiding.role)
    return next((post for post in posts if named is not None and post.role == named.actor), presiding)


def rule_behind(dialogue: Dialogue, fact: str) -> Rule | None:
    """Return the rule that asks for the deed of this fact, its province's first; None where all are silent."""
    found = (version.rule_behind(fact) for version in law_of(dialogue))
    return next((rule for rule in found if rule is not None), None)


def notice_rule_of(dialogue: Dialogue) -> str:
    """Return the id of the rule on announcing this type of dialogue; empty where the regulation has none."""
    wanted = main_law_of(dialogue).notice_requirements(dialogue.type)
    return wanted.rule.id if wanted else ""


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
    calendar = national()
    attributes = _attributes(opening)
    assessment = law.preview(versions, attributes, opening.starts_on, opening.ends_on, calendar, on)
    published = [*opening_facts(opening, dialogue="preview", pins=pins_of(versions), on=on)]
    published += _published_today(opening, versions[0], on=on)
    late = _notice(assess_facts(published, versions, on=on), versions[0], opening.type)
    impossible = late is not None and late.status == Status.BREACHED
    return Preview(
        obligations=assessment.obligations,
        findings=assessment.findings,
        notice=_notice(assessment, versions[0], opening.type),
        impossible=impossible,
        earliest=earliest_day(versions[0], opening.type, on=on) if impossible else None,
        day_notes=_day_notes(opening),
    )


def _attributes(opening: Opening) -> dict[str, str | int | bool]:
    presiding = opening.presiding
    return {
        "unit": opening.unit.key,
        "level": opening.unit.level,
        "type": opening.type,
        "form": opening.form,
        "host_role": presiding.post.role if presiding else "",
        "trigger": opening.trigger,
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
        ),
        ConferenceScheduled(on=on, dialogue=dialogue, starts_on=opening.starts_on, ends_on=opening.ends_on),
    ]


def _published_today(opening: Opening, version: RegulationVersion, *, on: date) -> list[Fact]:
    channels = [channel.code for channel in channels_of(version, opening.type)]
    return [
        NoticePublished(on=on, dialogue="preview", channel=channel, for_date=opening.starts_on) for channel in channels
    ]


def assess_facts(facts: Sequence[Fact], versions: Sequence[RegulationVersion], *, on: date) -> Assessment:
    """Ask the law about facts that are, or might be, a dialogue's; one of them opens it."""
    opened = next(fact for fact in facts if isinstance(fact, DialogueOpened))
    attributes: dict[str, str | int | bool] = {
        name: getattr(opened, name) for name in ("unit", "level", "type", "form", "host_role", "trigger")
    }
    return law.assess(Case("dialogue", attributes, facts), regulations=versions, calendar=national(), on=on)


def _notice(assessment: Assessment, version: RegulationVersion, type_: str) -> Obligation | None:
    wanted = version.notice_requirements(type_)
    return notice_duty(assessment.obligations, wanted) if wanted else None


def notice_duty(obligations: Sequence[Obligation], wanted: NoticeRequirements) -> Obligation | None:
    """Return the duty to announce among the obligations."""
    return next((found for found in obligations if found.rule == wanted.rule.id), None)


def earliest_day(version: RegulationVersion, type_: str, *, on: date) -> date | None:
    """Return the first working day for a conference that could still be announced in time today."""
    wanted = version.notice_requirements(type_)
    if wanted is None or wanted.waived_by or wanted.rule.deadline is None:
        return None
    deadline = wanted.rule.deadline
    if deadline.at_least is None:
        return None
    counting = deadline.counting.value or version.setting(deadline.counting.setting, {})
    calendar = national()
    for ahead in range(1, _SEARCH_DAYS):
        day = on + timedelta(days=ahead)
        if calendar.is_working(day) and calendar.latest_before(day, deadline.at_least, deadline.unit, counting) >= on:
            return day
    return None


def _day_notes(opening: Opening) -> tuple[str, ...]:
    """Say which conference days are no working days: allowed, but worth a second look."""
    days = sorted({timezone.localdate(sitting.starts_at) for sitting in opening.sittings})
    calendar = national()
    off = [calendar.day(day) for day in days if not calendar.is_working(day)]
    return tuple(
        f"{vi_date(day.date)[:1].upper()}{vi_date(day.date)[1:]} là ngày nghỉ"
        f"{f' ({day.name_vi})' if day.kind is not Kind.WEEKEND else ''}. Vẫn họp được nếu thuận cho người dân."
        for day in off
    )
