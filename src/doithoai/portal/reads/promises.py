"""Promises and answers: what was taken up in public, by whom, until when, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from doithoai.journal.models import Entry
from doithoai.organisations import queries as organisations
from doithoai.petitions import queries as petitions
from doithoai.petitions.enums import COUNTED_STATES, AssignmentPart, AssignmentState, PetitionState, ReplyKind, Result
from doithoai.petitions.enums import Outcome as OutcomeKind
from doithoai.petitions.models import Assignment, DueProposal, Petition, Reply
from doithoai.petitions.models.words import PUBLIC_WORDS
from doithoai.portal import public
from doithoai.proceedings.models import Outcome
from doithoai.regulations.facts import ResultRecorded

_ACTIVE = (AssignmentState.SENT, AssignmentState.ACCEPTED, AssignmentState.DONE)
# Settled is settled: an explanation answers the matter and leaves it as it is (REALITY).
_DONE = (Result.RESOLVED,)
_EXPLAINED = (Result.EXPLAINED,)
_NOT_DONE = (Result.NOT_ACCEPTED, Result.NO_FUNDS)

# Keys of the statuses in addresses, with their words; every promise has exactly one.
STATUSES: dict[str, str | LazyText] = {
    "qua-han": _("quá hạn"),
    "con-han": _("đang làm, còn hạn"),
    "chua-hen": _("đang làm, chưa hẹn ngày"),
    "xong": _("làm xong"),
    "giai-trinh": _("đã giải trình, không phải làm thêm"),
    "khong": _("không làm được, có lý do"),
}


Rows = QuerySet[Petition]


def shown(rows: Rows, *, on: date) -> Rows:
    """Add to petitions what is drawn beside them: `due`, `status`, `outcome`, `body`, `replied_on`, `done_on`.

    A promise is a matter taken up at the conference, or one with a date that the host accepted. It stays
    one when it is done, given up with a reason, or late; `status` is empty for everything else.
    """
    current = Outcome.objects.filter(petition=OuterRef("pk"), is_current=True)
    lead = Assignment.objects.filter(petition=OuterRef("pk"), part=AssignmentPart.LEAD, state__in=_ACTIVE)
    final = Reply.objects.filter(petition=OuterRef("pk"), kind=ReplyKind.FINAL).order_by("-signed_on")
    # The journal alone knows on which day the present result was recorded.
    results = Entry.objects.filter(petition=OuterRef("key"), kind=ResultRecorded.kind).order_by("-pk")
    return rows.annotate(
        due=Coalesce("result_until", "agreed_due_on", output_field=DateField()),
        outcome=Subquery(current.values("kind")[:1]),
        body=Coalesce(Subquery(lead.values("body__name")[:1]), Subquery(current.values("body__name")[:1])),
        lead_later=Subquery(lead.values("body__later")[:1]),
        named_later=Subquery(current.values("body__later")[:1]),
        replied_on=Subquery(final.values("signed_on")[:1]),
        done_on=Case(When(result__in=_DONE, then=Subquery(results.values("on")[:1]))),
    ).annotate(
        # Nothing is negated here: where there is no outcome, "not taken up" is neither true nor false.
        status=Case(
            When(_IS_PROMISE & Q(result__in=_DONE), then=Value("xong")),
            When(_IS_PROMISE & Q(result__in=_EXPLAINED), then=Value("giai-trinh")),
            When(_IS_PROMISE & Q(result__in=_NOT_DONE), then=Value("khong")),
            When(_IS_PROMISE & Q(due=None), then=Value("chua-hen")),
            When(_IS_PROMISE & Q(due__lt=on), then=Value("qua-han")),
            When(_IS_PROMISE, then=Value("con-han")),
            default=Value(""),
        )
    )


_IS_PROMISE = Q(agreed_due_on__isnull=False) | Q(result=Result.IN_PROGRESS) | Q(outcome=OutcomeKind.TAKEN_UP)


def promised(rows: Rows, *, on: date) -> Rows:
    """Return those of the petitions that the host promised to see to, as `shown`."""
    return shown(rows, on=on).exclude(Q(status=""))


@dataclass(frozen=True, slots=True)
class Figures:
    """The promises counted: those published, by status, and how many more wait for their check."""

    total: int
    by_status: dict[str, int]
    unpublished: int
    postponed: int

    def of(self, status: str) -> int:
        """Return how many have the status."""
        return self.by_status.get(status, 0)

    @property
    def rows(self) -> list[tuple[str, str, int]]:
        """Return every status with its word and number, also those with none."""
        return [(key, str(word), self.of(key)) for key, word in STATUSES.items()]


def figures(*, on: date) -> Figures:
    """Return the promises of the whole site in figures that open their items."""
    counts = {key: Count("pk", filter=Q(status=key)) for key in STATUSES}
    moved = Q(result_until__gt=F("agreed_due_on"))
    counted = promised(public.petitions(), on=on).aggregate(**counts, moved=Count("pk", filter=moved))
    postponed = counted.pop("moved")
    everything = _promises_in_all()
    total = sum(counted.values())
    return Figures(total, counted, max(0, everything - total), postponed)


def _promises_in_all() -> int:
    """Return how many petitions are promises by `_IS_PROMISE`: three counts, each by an index of its own.

    One count by all three conditions would read every petition of the province for the home page.
    """
    counted = Petition.objects.filter(state__in=COUNTED_STATES)
    dated = counted.filter(agreed_due_on__isnull=False).count()
    begun = counted.filter(agreed_due_on=None, result=Result.IN_PROGRESS).count()
    taken_up = Outcome.objects.filter(
        kind=OutcomeKind.TAKEN_UP, is_current=True, petition__state__in=COUNTED_STATES, petition__agreed_due_on=None
    )
    return dated + begun + taken_up.exclude(petition__result=Result.IN_PROGRESS).count()


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for on a public list."""

    words: str = ""
    unit: str = ""
    field: str = ""
    body: str = ""
    status: str = ""

    @property
    def empty(self) -> bool:
        """Say whether nothing narrows the list."""
        return not any((self.words, self.unit, self.field, self.body, self.status))


def found(rows: Rows, search: Search) -> Rows:
    """Narrow a list of public petitions; words are looked for in the public text only, without marks."""
    if search.words.strip():
        rows = petitions.with_words_or_place(rows, PUBLIC_WORDS, search.words)
    if search.unit:
        rows = rows.filter(dialogue__unit__code=search.unit)
    if search.field:
        rows = rows.filter(field=search.field)
    if search.body:
        keys = organisations.keys_answered_by(search.body, on=timezone.localdate())
        leads = Assignment.objects.filter(
            petition=OuterRef("pk"), body__key__in=keys, part=AssignmentPart.LEAD, state__in=_ACTIVE
        )
        named = Outcome.objects.filter(petition=OuterRef("pk"), body__key__in=keys, is_current=True)
        rows = rows.filter(Exists(leads) | Exists(named))
    return rows.filter(Q(status=search.status)) if search.status else rows


def by_date(rows: Rows) -> Rows:
    """Put what is late first, then the nearest date, then what has no date, at last what is finished."""
    order = Case(
        When(status="qua-han", then=Value(0)),
        When(status="con-han", then=Value(1)),
        When(status="chua-hen", then=Value(2)),
        default=Value(3),
    )
    return rows.order_by(order, F("due").asc(nulls_last=True), "-pk")


@dataclass(frozen=True, slots=True)
class DateStep:
    """One date that was named, when, and by which kind of act."""

    due_on: date
    named_on: date
    interim: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A published petition as it is drawn: who has it, its dates one after another, what stands now."""

    petition: Petition
    dates: list[DateStep] = field(default_factory=list)

    def _added(self, name: str) -> Any:
        """Return what `shown` added to the row."""
        return getattr(self.petition, name)

    @property
    def body(self) -> str:
        """Return who leads; else whom the conference named; with who answers for it today where it has ended."""
        later = self._added("lead_later")
        later = self._added("named_later") if later is None else later
        return organisations.called_as(self._added("body") or "", later, on=timezone.localdate())

    @property
    def outcome(self) -> str:
        """Return what became of it at the conference."""
        return self._added("outcome") or ""

    @property
    def replied_on(self) -> date | None:
        """Return the day of the written answer."""
        replied: date | None = self._added("replied_on")
        return replied

    @property
    def done_on(self) -> date | None:
        """Return the day on which it was found done."""
        done: date | None = self._added("done_on")
        return done

    @property
    def status(self) -> str:
        """Return the promise's status; empty for a plain answer."""
        return str(self._added("status"))

    @property
    def due(self) -> date | None:
        """Return the date that holds now."""
        due: date | None = self._added("due")
        return due

    @property
    def moved(self) -> int:
        """Return how often the date was moved."""
        return max(0, len(self.dates) - 1)

    @property
    def first_due(self) -> date | None:
        """Return the date that was promised first, where it was moved since."""
        return self.dates[0].due_on if self.moved else None

    @property
    def track(self) -> list[tuple[Any, str]]:
        """Return the four steps of a promise with their looks: done, here, late, ahead."""
        said, took = (_("Đã nêu"), "d"), (_("Đã nhận việc"), "d")
        return {
            "xong": [said, took, (_("Đang làm"), "d"), (_("Làm xong"), "d")],
            "giai-trinh": [said, (_("Đã xem xét"), "d"), (_("Đã trả lời"), "d"), (_("Đã giải trình"), "d")],
            "khong": [said, (_("Đã xem xét"), "d"), (_("Đã trả lời"), "d"), (_("Không làm, có lý do"), "d")],
            "qua-han": [said, took, (_("Chậm"), "l"), (_("Làm xong"), "")],
        }.get(self.status, [said, took, (_("Đang làm"), "h"), (_("Làm xong"), "")])


def items(rows: Sequence[Petition]) -> list[Item]:
    """Return petitions of `shown` with their dates; two queries however many they are."""
    named = dates_named(rows)
    return [Item(row, named.get(row.pk, [])) for row in rows]


def dates_named(rows: Sequence[Petition]) -> dict[int, list[DateStep]]:
    """Return every date that was promised for each petition, the first one first, repeats left out."""
    steps: dict[int, list[DateStep]] = {}
    for proposal in DueProposal.objects.filter(petition__in=rows, accepted=True).order_by("decided_on", "pk"):
        named_on = proposal.decided_on or proposal.proposed_on
        steps.setdefault(proposal.petition_id, []).append(DateStep(proposal.due_on, named_on, interim=False))
    for reply in Reply.objects.filter(petition__in=rows, new_date__isnull=False).order_by("signed_on", "pk"):
        if reply.new_date is not None:
            steps.setdefault(reply.petition_id, []).append(DateStep(reply.new_date, reply.signed_on, interim=True))
    return {petition: _in_order(named) for petition, named in steps.items()}


def _in_order(steps: list[DateStep]) -> list[DateStep]:
    ordered = sorted(steps, key=lambda step: step.named_on)
    return [step for number, step in enumerate(ordered) if number == 0 or step.due_on != ordered[number - 1].due_on]


def answered(rows: Rows) -> Rows:
    """Return those with a public answer, the latest first."""
    return rows.exclude(public_answer="").exclude(state=PetitionState.OUT_OF_SCOPE).order_by("-published_on", "-pk")
