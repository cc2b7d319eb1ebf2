"""Doors: what must be there before a dialogue goes on, who owes it, by which article."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from doithoai.dialogues.models import Dialogue, Notice
from doithoai.dialogues.queries.dialogues import current_notice
from doithoai.dialogues.queries.law import assess_facts, law_of, laws_reaching, notice_duty, notices_wanted
from doithoai.journal import queries as journal
from doithoai.obligations import queries as obligations
from doithoai.obligations.models import Duty
from doithoai.organisations.models import Body
from doithoai.regulations.facts import NoticePublished
from doithoai.regulations.types import Obligation, Status
from doithoai.regulations.version import NoticeRequirements

_SETTLED = frozenset({Status.MET, Status.WAIVED, Status.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing that a door asks for. `todo` names the screen where it is mended: plan, notice."""

    title: str
    met: bool
    rule: str = ""
    citation: str = ""
    who: str = ""
    overridable: bool = False
    todo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A door with its conditions. `late` is the duty that an opening now would breach, `latest` its last day."""

    code: str
    conditions: tuple[Condition, ...]
    late: Obligation | None = None
    latest: date | None = None

    @property
    def missing(self) -> tuple[Condition, ...]:
        """Return the conditions not met."""
        return tuple(item for item in self.conditions if not item.met)

    @property
    def overridable(self) -> bool:
        """Say whether everything that is missing may be let through with a reason."""
        return bool(self.missing) and all(item.overridable for item in self.missing)


def door_to_announce(
    dialogue: Dialogue,
    *,
    on: date,
    published_on: date | None = None,
    notice: Notice | None = None,
    duties: Sequence[Duty] | None = None,
) -> Door:
    """Return what announcing needs: duties with this door, a complete notice for the present day, time enough.

    `published_on` is the day on which the notice goes out; today by default. `notice` (the current one) and
    `duties` (the dialogue's own) spare reading them again.
    """
    notice = notice or current_notice(dialogue)
    late = late_notice(dialogue, notice, published_on=published_on or on, on=on) if notice else None
    wanted = notices_wanted(dialogue, duties)
    asked = next((one.rule for one in wanted if not one.waived_by), None)
    conditions = conditions_of_duties(dialogue, "announce", todo="plan", duties=duties)
    conditions += _notice_conditions(dialogue, notice, wanted)
    if asked and notice:
        in_time = Condition(
            title="Còn đủ thời gian thông báo",
            met=late is None,
            rule=late.rule if late else asked.id,
            citation=late.citation if late else asked.citation,
            who=dialogue.host_office.short_name,
            overridable=True,
            todo="notice",
        )
        conditions.append(in_time)
    return Door(code="announce", conditions=tuple(conditions), late=late, latest=late.due_on if late else None)


def door_by_duties(dialogue: Dialogue, code: str, *, duties: Sequence[Duty] | None = None) -> Door:
    """Return a door that asks for nothing but the duties that the law hangs on it."""
    return Door(code=code, conditions=tuple(conditions_of_duties(dialogue, code, duties=duties)))


def conditions_of_duties(
    dialogue: Dialogue, code: str, *, todo: str = "", duties: Sequence[Duty] | None = None
) -> list[Condition]:
    """Return the dialogue's duties without which this door stays shut; a duty done late is done."""
    every = obligations.duties_of_dialogue(dialogue.key).filter(door=code) if duties is None else duties
    asked = [duty for duty in every if duty.door == code]
    office = dialogue.host_office
    others = {duty.body for duty in asked} - {office.key, ""}
    names = {office.key: office.short_name}
    if others:
        names |= dict(Body.objects.filter(key__in=others).values_list("key", "short_name"))
    return [
        Condition(
            title=duty.title_vi,
            met=settled(duty),
            rule=duty.rule,
            citation=duty.citation,
            who=names.get(duty.body, ""),
            overridable=True,
            todo=todo,
        )
        for duty in asked
    ]


def settled(duty: Duty) -> bool:
    """Say whether nothing more is to be done for a duty: met (also late), waived, not applicable."""
    return duty.met_on is not None or duty.status in _SETTLED


def _notice_conditions(
    dialogue: Dialogue, notice: Notice | None, wanted: Sequence[NoticeRequirements]
) -> list[Condition]:
    who = dialogue.host_office.short_name
    conditions = [
        Condition(
            title="Thông báo đã soạn cho ngày, nơi họp hiện tại",
            met=notice is not None,
            rule=wanted[0].rule.id if wanted else "",
            citation=wanted[0].rule.citation if wanted else "",
            who=who,
            todo="notice",
        )
    ]
    if notice is None:
        return conditions
    given = contents_of(notice)
    # What several instruments ask for is asked once, by the first of them.
    asked = {item.code: item for one in reversed(wanted) for item in one.contents}
    conditions += [
        Condition(
            title=f"Thông báo có {item.vi.lower()}",
            met=bool(given.get(item.code, "given")),
            rule=item.clause,
            citation=item.citation,
            who=who,
            todo="notice",
        )
        for item in asked.values()
    ]
    return conditions


def contents_of(notice: Notice) -> dict[str, str]:
    """Return what the notice says, by the regulation's codes of content."""
    return {
        "time": str(notice.starts_at),
        "venue": notice.venue,
        "form": notice.form,
        "content": notice.content,
        "participants": notice.participants,
        "how_to_take_part": notice.how_to_take_part,
    }


def channels_missing(dialogue: Dialogue, notice: Notice) -> list[str]:
    """Return the channels by which this notice must still go out; where one of several is enough, all until it did."""
    done = {row.channel for row in notice.publications.all()}
    left = [code for version in laws_reaching(dialogue) for code in version.channels_left(dialogue.type, done)]
    return list(dict.fromkeys(left))


def late_notice(dialogue: Dialogue, notice: Notice, *, published_on: date, on: date) -> Obligation | None:
    """Return the notice duty if sending what is still missing on that day would breach it; else None.

    The law itself is asked: the journal's facts and the publications as if they had happened.
    """
    facts = journal.facts_of(dialogue.stream)
    supposed = [
        NoticePublished(
            on=published_on, dialogue=dialogue.key, channel=channel, for_date=notice.for_date, number=notice.number
        )
        for channel in channels_missing(dialogue, notice)
    ]
    if not supposed:
        return None
    assessed = assess_facts([*facts, *supposed], law_of(dialogue), on=max(on, published_on))
    found = notice_duty(assessed.obligations, notices_wanted(dialogue))
    return found if found is not None and found.status == Status.BREACHED else None
