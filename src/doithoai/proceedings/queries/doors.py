"""What is missing before the session opens and before the conclusion goes out, each by its article."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from doithoai.accounts.counting import counted
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.queries import sessions_of
from doithoai.obligations import queries as obligations
from doithoai.obligations.models import Duty
from doithoai.proceedings.enums import ConclusionSection
from doithoai.proceedings.models import ConclusionItem, Minutes
from doithoai.proceedings.queries.conclusion import matters_to_act_on
from doithoai.proceedings.queries.law import law_of, rules_at
from doithoai.proceedings.queries.running import petitions_without_outcome, steps_of
from doithoai.regulations.types import Status
from doithoai.regulations.version import RegulationVersion

_SETTLED = frozenset({Status.MET, Status.WAIVED, Status.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of a door. A `hard` one takes no override: there is no lawful way around it."""

    code: str
    title: str
    met: bool
    hard: bool = False
    rule: str = ""
    citation: str = ""
    owner: str = ""  # role that owes it
    note: str = ""


def missing(conditions: Iterable[Condition]) -> list[Condition]:
    """Return the conditions that are not met."""
    return [condition for condition in conditions if not condition.met]


def opening_conditions(dialogue: Dialogue, *, on: date, duties: Sequence[Duty] | None = None) -> list[Condition]:
    """Return what must stand before the session opens on the day.

    `duties` are those of the dialogue as a whole, where they were read already.
    """
    law = law_of(dialogue)
    found = [
        _announced(dialogue, law),
        _condition(
            law,
            "open",
            "secretary_appointed",
            code="secretary",
            title="Đã cử thư ký ghi biên bản",
            met=dialogue.secretary_id is not None,
            hard=True,
        ),
        _condition(
            law,
            "open",
            "programme_approved",
            code="programme",
            title="Chương trình đã được chủ trì duyệt",
            met=dialogue.programme_approved_on is not None,
        ),
        Condition(
            code="steps", title="Chương trình có đủ các bước theo thứ tự", met=steps_of(dialogue).exists(), hard=True
        ),
        _on_the_day(dialogue, on),
    ]
    known = {condition.rule for condition in found}
    return found + [condition for condition in _duties(dialogue, "open", duties) if condition.rule not in known]


def _announced(dialogue: Dialogue, law: RegulationVersion) -> Condition:
    wanted = dialogues.notices_wanted(dialogue)
    needs = next((one for one in wanted if not one.waived_by), next(iter(wanted), None))
    if needs and needs.waived_by:
        return Condition(
            code="announced",
            title="Được miễn thông báo trước",
            met=True,
            rule=needs.waived_by,
            citation=law.citation(needs.waived_by),
        )
    return Condition(
        code="announced",
        title="Hội nghị đã được thông báo",
        met=dialogue.state != DialogueState.PREPARING,
        hard=True,
        rule=needs.rule.id if needs else "",
        citation=needs.rule.citation if needs else "",
        owner="host_office",
    )


def _on_the_day(dialogue: Dialogue, on: date) -> Condition:
    first = next(iter(sessions_of(dialogue)), None)
    day = timezone.localdate(first.starts_at) if first else None
    return Condition(
        code="day",
        title="Hôm nay là ngày họp đã thông báo",
        met=day is not None and day <= on,
        note=f"Ngày họp là {day:%d/%m/%Y}." if day else "Chưa có ngày họp.",
    )


def _condition(
    law: RegulationVersion, door: str, fact: str, *, code: str, title: str, met: bool, hard: bool = False
) -> Condition:
    rule = next(iter(rules_at(law, door, fact)), None)
    return Condition(
        code=code,
        title=title,
        met=met,
        hard=hard,
        rule=rule.id if rule else "",
        citation=rule.citation if rule else "",
        owner=rule.owner if rule else "",
    )


def _duties(dialogue: Dialogue, door: str, read: Sequence[Duty] | None) -> Iterator[Condition]:
    """Yield what the law itself hangs on the door; what is late but done no longer shuts it."""
    rows = obligations.timeline_of_dialogue(dialogue.key).filter(door=door) if read is None else read
    for duty in rows:
        if duty.door != door:
            continue
        yield Condition(
            code=duty.rule,
            title=duty.title_vi,
            met=_is_settled(duty),
            rule=duty.rule,
            citation=duty.citation,
            owner=duty.owner,
            note=duty.note_vi,
        )


def _is_settled(duty: Duty) -> bool:
    return duty.status in _SETTLED or duty.met_on is not None


def conclusion_conditions(dialogue: Dialogue, *, duties: Sequence[Duty] | None = None) -> list[Condition]:
    """Return what must stand before the host signs the conclusion notice.

    `duties` are those of the dialogue as a whole, where they were read already.
    """
    law = law_of(dialogue)
    items = ConclusionItem.objects.filter(dialogue=dialogue)
    left, without_body, drafted, unworded, signed = counted(
        petitions_without_outcome(dialogue),
        items.filter(section=ConclusionSection.ASSIGNED, body=None),
        items,
        items.filter(text=""),
        Minutes.objects.filter(dialogue=dialogue, host_signed_at__isnull=False),
    )
    found = [
        Condition(code="held", title="Hội nghị đã bế mạc", met=dialogue.state == DialogueState.HELD, hard=True),
        _every_petition_has_an_outcome(left, law),
        _every_open_item_has_a_body(without_body, law),
        _every_outcome_is_worded(drafted, unworded),
        *_every_matter_has_a_date(dialogue, law),
        _minutes_signed(signed, law),
    ]
    said = ("outcome_recorded", "minutes_signed")
    known = {condition.rule for condition in found} | {
        rule.id for fact in said for rule in rules_at(law, "conclude", fact)
    }
    return found + [condition for condition in _duties(dialogue, "conclude", duties) if condition.rule not in known]


def _every_petition_has_an_outcome(left: int, law: RegulationVersion) -> Condition:
    clause = _clause(law, "outcome_recorded")
    return Condition(
        code="outcomes",
        title="Mỗi kiến nghị có một kết quả",
        met=left == 0,
        hard=True,
        rule=clause[0],
        citation=clause[1],
        owner="host",
        note=f"Còn {left} kiến nghị chưa có kết quả." if left else "",
    )


def _clause(law: RegulationVersion, fact: str) -> tuple[str, str]:
    rule = next(iter(rules_at(law, "conclude", fact)), None)
    return (rule.id, rule.citation) if rule else ("", "")


_ASSIGNED = frozenset({"assigned", "agency"})  # what regulations call the part that says who must act


def _every_open_item_has_a_body(left: int, law: RegulationVersion) -> Condition:
    clause = next((item for item in law.conclusion_contents() if item.code in _ASSIGNED), None)
    return Condition(
        code="bodies",
        title="Mỗi việc giao đi có cơ quan chịu trách nhiệm",
        met=left == 0,
        hard=True,
        rule=clause.clause if clause else "",
        citation=clause.citation if clause else "",
        owner="host",
        note=f"Còn {left} việc chưa có nơi làm." if left else "",
    )


def _every_outcome_is_worded(drafted: int, unworded: int) -> Condition:
    return Condition(
        code="items",
        title="Dự thảo kết luận đã được dựng từ kết quả",
        met=drafted > 0 and unworded == 0,
        hard=True,
        owner="host_office",
    )


def _every_matter_has_a_date(dialogue: Dialogue, law: RegulationVersion) -> Iterator[Condition]:
    """Yield that the dates stand in the conclusion, where the text wants them there: the signature binds them."""
    for rule in rules_at(law, "conclude", "resolution_date_accepted"):
        left = matters_to_act_on(dialogue).filter(due_on=None).count()
        yield Condition(
            code="dates",
            title=rule.title_vi,
            met=left == 0,
            rule=rule.id,
            citation=rule.citation,
            owner=rule.owner,
            note=f"Còn {left} việc chưa có thời hạn." if left else "",
        )


def _minutes_signed(signed: int, law: RegulationVersion) -> Condition:
    return _condition(
        law,
        "conclude",
        "minutes_signed",
        code="minutes",
        title="Biên bản đã có chữ ký của thư ký và chủ trì",
        met=signed > 0,
    )
