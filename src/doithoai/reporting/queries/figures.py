"""Figures that can be proved again: each is the length of a list of cases, and the list is kept.

A dialogue counts in the period in which it was held; its petitions count with it. "Answered" is
never counted as "resolved" (REALITY).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from doithoai import regulations as law
from doithoai.dialogues.enums import DialogueType
from doithoai.dialogues.models import Dialogue
from doithoai.obligations.models import Duty
from doithoai.organisations.models import Unit
from doithoai.petitions.enums import COUNTED_STATES, Outcome, ReplyKind, Result
from doithoai.petitions.models import Petition, Reply
from doithoai.proceedings.models import Outcome as OutcomeRow
from doithoai.regulations.schema import Condition
from doithoai.regulations.types import Status


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: the cases behind it (keys), and those among which they are counted, if a share is meant."""

    code: str
    kind: str  # dialogue, petition or duty: what the keys name
    items: tuple[str, ...]
    among: str = ""  # code of the figure that is the whole

    @property
    def value(self) -> int:
        """Return how many cases there are."""
        return len(self.items)


@dataclass(frozen=True, slots=True)
class Counted:
    """All figures of a period, by code."""

    figures: dict[str, Figure]

    def __getitem__(self, code: str) -> Figure:
        """Return a figure by code."""
        return self.figures[code]

    def share(self, code: str) -> float | None:
        """Return a figure as a percentage of its whole; None where nothing was counted."""
        figure = self.figures[code]
        whole = self.figures[figure.among].value if figure.among else 0
        return 100 * figure.value / whole if whole else None

    def frozen(self) -> dict[str, dict[str, object]]:
        """Return the figures as they are kept with a report."""
        return {
            code: {"kind": figure.kind, "items": list(figure.items), "among": figure.among}
            for code, figure in self.figures.items()
        }

    @classmethod
    def thawed(cls, data: dict[str, dict[str, object]]) -> "Counted":
        """Return the figures of a report that was sent, as they were."""
        figures = {}
        for code, row in data.items():
            items = row["items"]
            assert isinstance(items, list)
            figures[code] = Figure(code, str(row["kind"]), tuple(items), str(row["among"]))
        return cls(figures)


# code → (what it says, kind of its cases, the whole it is part of), in the order of the report.
CODES: dict[str, tuple[Promise, str, str]] = {
    "held": (_("Cuộc đối thoại đã tổ chức"), "dialogue", ""),
    "held_periodic": (_("trong đó: định kỳ"), "dialogue", "held"),
    "held_thematic": (_("trong đó: chuyên đề"), "dialogue", "held"),
    "held_extraordinary": (_("trong đó: đột xuất"), "dialogue", "held"),
    "conclusion_on_time": (_("Thông báo kết luận ban hành đúng hạn"), "dialogue", "held"),
    "petitions": (_("Ý kiến, kiến nghị đã nhận"), "petition", ""),
    "raised_before": (_("thu thập trước hội nghị"), "petition", "petitions"),
    "raised_at": (_("nêu tại hội nghị"), "petition", "petitions"),
    "repeated": (_("nêu lại từ lần trước"), "petition", "petitions"),
    "outcome_answered": (_("Trả lời tại hội nghị"), "petition", "petitions"),
    "outcome_taken_up": (_("Tiếp thu, giao việc"), "petition", "petitions"),
    "outcome_transferred": (_("Chuyển cơ quan khác"), "petition", "petitions"),
    "outcome_escalated": (_("Kiến nghị cấp trên"), "petition", "petitions"),
    "outcome_declined": (_("Từ chối, có lý do"), "petition", "petitions"),
    "entrusted": (_("Việc phải theo dõi sau hội nghị"), "petition", "petitions"),
    "replied": (_("đã trả lời bằng văn bản"), "petition", "entrusted"),
    "resolved": (_("đã giải quyết xong"), "petition", "entrusted"),
    "explained": (_("đã giải trình, cung cấp thông tin"), "petition", "entrusted"),
    "in_progress": (_("đang giải quyết, có hẹn ngày"), "petition", "entrusted"),
    "no_funds": (_("ghi nhận, chưa có kinh phí"), "petition", "entrusted"),
    "not_accepted": (_("không tiếp thu, có lý do"), "petition", "entrusted"),
    "disputed": (_("người dân chưa đồng ý"), "petition", "entrusted"),
    "no_result": (_("chưa ghi kết quả"), "petition", "entrusted"),
    "late_open": (_("Việc đang quá hạn"), "duty", ""),
    "breached": (_("Việc không đạt theo quy chế"), "duty", ""),
}
_ENTRUSTED = (Outcome.TAKEN_UP, Outcome.TRANSFERRED, Outcome.ESCALATED)


def label_of(code: str) -> str:
    """Return what a figure says, in words."""
    return str(CODES[code][0])


def count_figures(units: Sequence[Unit], *, from_day: date, to_day: date, on: date) -> Counted:
    """Count everything held from `from_day` to `to_day` (both included) in these units, as it stands on `on`.

    Six queries, whatever the number of units and cases.
    """
    dialogues = list(
        Dialogue.objects.filter(unit__in=units, held_on__range=(from_day, to_day)).only("key", "type").order_by("code")
    )
    lists = _dialogue_lists(dialogues) | _petition_lists(_matters(dialogues)) | _duty_lists(dialogues, on=on)
    return Counted({code: Figure(code, kind, tuple(lists[code]), among) for code, (_l, kind, among) in CODES.items()})


@dataclass(frozen=True, slots=True)
class _Matter:
    """What counting needs to know of a petition."""

    key: str
    at_conference: bool
    repeated: bool
    outcome: str
    result: str
    replied: bool

    @property
    def entrusted(self) -> bool:
        """Whether something was left to do after the conference."""
        return self.outcome in _ENTRUSTED


def _matters(dialogues: Sequence[Dialogue]) -> list[_Matter]:
    petitions = list(
        Petition.objects.filter(dialogue__in=dialogues, state__in=COUNTED_STATES)
        .only("key", "at_conference", "repeats_id", "result")
        .order_by("code")
    )
    outcomes = dict(
        OutcomeRow.objects.filter(petition__dialogue__in=dialogues, is_current=True).values_list("petition_id", "kind")
    )
    replies = Reply.objects.filter(petition__dialogue__in=dialogues, kind=ReplyKind.FINAL)
    replied = set(replies.values_list("petition_id", flat=True))
    return [
        _Matter(
            petition.key,
            petition.at_conference,
            petition.repeats_id is not None,
            outcomes.get(petition.pk, ""),
            petition.result,
            petition.pk in replied,
        )
        for petition in petitions
    ]


def _dialogue_lists(dialogues: Sequence[Dialogue]) -> dict[str, list[str]]:
    keys = [dialogue.key for dialogue in dialogues]
    met = Duty.objects.filter(dialogue__in=keys, petition="", status=Status.MET, rule__in=_conclusion_rules())
    punctual = set(met.values_list("dialogue", flat=True))
    by_type = {
        f"held_{kind}": [dialogue.key for dialogue in dialogues if dialogue.type == kind]
        for kind in DialogueType.values
    }
    return {"held": keys, **by_type, "conclusion_on_time": [key for key in keys if key in punctual]}


def _conclusion_rules() -> list[str]:
    """Return the dated rules of all regulations that issuing the conclusion notice meets."""
    return [
        rule.id
        for version in law.library()
        for rule in version.rules
        if rule.deadline is not None and "conclusion_notice_issued" in _facts_of(rule.done_when)
    ]


def _facts_of(condition: Condition) -> set[str]:
    parts = (*condition.all_of, *condition.any_of, *condition.choices.values())
    return {condition.fact} | {fact for part in parts for fact in _facts_of(part)}


def _petition_lists(matters: Sequence[_Matter]) -> dict[str, list[str]]:
    entrusted = [matter for matter in matters if matter.entrusted]
    outcomes = {f"outcome_{kind}": [row.key for row in matters if row.outcome == kind] for kind in Outcome.values}
    results = {kind: [row.key for row in entrusted if row.result == kind] for kind in Result.values if kind in CODES}
    return {
        "petitions": [row.key for row in matters],
        "raised_before": [row.key for row in matters if not row.at_conference],
        "raised_at": [row.key for row in matters if row.at_conference],
        "repeated": [row.key for row in matters if row.repeated],
        **outcomes,
        "entrusted": [row.key for row in entrusted],
        "replied": [row.key for row in entrusted if row.replied],
        **results,
        "no_result": [row.key for row in entrusted if not row.result],
    }


def _duty_lists(dialogues: Sequence[Dialogue], *, on: date) -> dict[str, list[str]]:
    rows = Duty.objects.filter(dialogue__in=[dialogue.key for dialogue in dialogues], strength="must")
    late = rows.filter(status__in=[Status.DUE, Status.OVERDUE], due_on__lt=on)
    return {
        "late_open": [duty_name(duty) for duty in late.order_by("due_on", "pk")],
        "breached": [duty_name(duty) for duty in rows.filter(status=Status.BREACHED).order_by("due_on", "pk")],
    }


def duty_name(duty: Duty) -> str:
    """Return a name of a duty that outlives a rebuild of the projection."""
    return "|".join((duty.stream, duty.rule, duty.petition, duty.body))
