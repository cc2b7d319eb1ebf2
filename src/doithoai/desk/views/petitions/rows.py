"""One line of a list of petitions, as the table draws it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doithoai.obligations.models import Duty
from doithoai.petitions.enums import AT_OUTCOME, AssignmentPart, AssignmentState, PetitionState
from doithoai.petitions.models import Assignment, Petition
from doithoai.regulations.types import Status
from doithoai.screens.chips import kind_on

P = PetitionState
OUTCOME_OF = {state: outcome for outcome, state in AT_OUTCOME.items()}
_OPEN = (Status.DUE, Status.OVERDUE)
# States that a chip says in their own words, and the look of it.
_WORDS = {
    P.RECEIVED: ("pending", gettext_lazy("Chưa phân loại")),
    P.TRIAGED: ("pending", gettext_lazy("Chưa giao")),
    P.PREPARED: ("met", gettext_lazy("Đã chuẩn bị")),
    P.OUT_OF_SCOPE: ("waived", gettext_lazy("Ngoài phạm vi")),
    P.MERGED: ("not_applicable", gettext_lazy("Đã gộp")),
    P.SPLIT: ("not_applicable", gettext_lazy("Đã tách")),
    P.WITHDRAWN: ("not_applicable", gettext_lazy("Đã rút")),
    P.REPLIED: ("met", gettext_lazy("Đã trả lời")),
    P.RESOLVED: ("met", gettext_lazy("Đã giải quyết")),
    P.CLOSED: ("met", gettext_lazy("Đã kết thúc")),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A petition with who has it in hand, until when, and how it stands on the day."""

    petition: Petition
    lead: Assignment | None
    helpers: list[Assignment] = field(default_factory=list)
    due_on: date | None = None
    due_word: str = ""
    chip: str = "pending"
    word: str = ""
    outcome: str = ""


def rows_of(petitions: Sequence[Petition], *, on: date) -> list[Row]:
    """Return the lines of one page; one query for the legal dates, however many lines.

    The petitions come with `active_assignments` (queries.with_list_columns).
    """
    duties = _next_duties(petition.key for petition in petitions)
    return [_row(petition, duties.get(petition.key), on=on) for petition in petitions]


def _next_duties(keys: Iterable[str]) -> dict[str, Duty]:
    found: dict[str, Duty] = {}
    rows = Duty.objects.filter(petition__in=list(keys), status__in=_OPEN, due_on__isnull=False)
    for duty in rows.order_by("due_on", "pk"):
        found.setdefault(duty.petition, duty)
    return found


def _row(petition: Petition, duty: Duty | None, *, on: date) -> Row:
    active: list[Assignment] = petition.active_assignments  # type: ignore[attr-defined]  # prefetched for lists
    lead = next((row for row in active if row.part == AssignmentPart.LEAD), None)
    helpers = [row for row in active if row.part != AssignmentPart.LEAD]
    due_on, chip, word = standing_of(petition, lead, duty, on=on)
    outcome = OUTCOME_OF.get(P(petition.state), "")
    return Row(petition, lead, helpers, due_on, "", chip, word, str(outcome))


def standing_of(
    petition: Petition, lead: Assignment | None, duty: Duty | None, *, on: date
) -> tuple[date | None, str, str]:
    """Return the date that presses now, the chip and its word: the office's date before, the law's after."""
    if petition.state in _WORDS:
        chip, word = _WORDS[P(petition.state)]
        return None, chip, str(word)
    if petition.state == P.ASSIGNED and lead is not None:
        done = lead.state == AssignmentState.DONE
        chip = "met" if done else "overdue" if lead.due_on < on else "today" if lead.due_on == on else "due"
        return lead.due_on, chip, _("Chưa nhận") if lead.state == AssignmentState.SENT and chip == "due" else ""
    if duty is not None:
        return duty.due_on, kind_on(duty, on), ""
    if petition.agreed_due_on is not None:
        return petition.agreed_due_on, "overdue" if petition.agreed_due_on < on else "due", ""
    return None, "pending", str(petition.get_state_display()) if petition.state not in OUTCOME_OF else ""
