"""One outcome for each petition: recorded with one key, changed with a reason, taken back at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from doithoai.accounts.models import Account
from doithoai.common.actors import Actor
from doithoai.common.text import nfc, one_line
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.organisations.models import Body
from doithoai.petitions.enums import (
    AT_OUTCOME,
    COUNTED_STATES,
    AssignmentPart,
    AssignmentState,
    DraftState,
    PetitionState,
)
from doithoai.petitions.enums import Outcome as OutcomeKind
from doithoai.petitions.models import Assignment, Draft, Petition
from doithoai.petitions.services import moving
from doithoai.petitions.services.following import leads_of
from doithoai.proceedings.enums import OUTCOME_IN_FACTS, EntryKind
from doithoai.proceedings.errors import (
    BodyMissing,
    GroundUnknown,
    NotInSession,
    OutcomeFixed,
    OutcomeMissing,
    OutcomeStands,
    OutcomeUnknown,
    PetitionSetAside,
    WordsMissing,
)
from doithoai.proceedings.models import Outcome
from doithoai.proceedings.queries import law
from doithoai.proceedings.queries.running import outcome_of, petitions_without_outcome
from doithoai.proceedings.services.lives import locked, person
from doithoai.proceedings.services.record import note, note_all
from doithoai.regulations.facts import FactWithdrawn, OutcomeChanged, OutcomeRecorded

_OPEN = frozenset({DialogueState.IN_SESSION, DialogueState.HELD})
_ACTIVE = (AssignmentState.SENT, AssignmentState.ACCEPTED, AssignmentState.DONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What became of a petition: one of five, who is to act, the words, the coded ground of declining."""

    kind: OutcomeKind
    body: Body | None = None
    ground: str = ""
    note: str = ""
    answered_by: str = ""

    def same_as(self, outcome: Outcome) -> bool:
        """Say whether an outcome on record says the same."""
        there = (outcome.kind, outcome.body_id, outcome.ground, outcome.note)
        return there == (self.kind, self.body.pk if self.body else None, self.ground, self.note)


@transaction.atomic
def record_outcome(*, petition: Petition, decision: Decision, at: datetime, by: Actor, reason: str = "") -> Outcome:
    """Record what became of the petition; what follows by when is then in its obligations.

    The same again (a double click, a second console) gives back what stands. Something else
    needs a `reason`, and both stay on record. Raises OutcomeStands without it, OutcomeUnknown, BodyMissing,
    WordsMissing, GroundUnknown, PetitionSetAside, NotInSession before and OutcomeFixed after.
    """
    who = person(by)
    dialogue = _disposing(petition.dialogue)
    decision = _checked(dialogue, _filled(petition, decision))
    made = _record(dialogue, petition, decision, at=at, by=by, who=who, reason=one_line(reason)[:500])
    obligations.refresh(dialogue.key, on=timezone.localdate(at))
    return made


def _disposing(dialogue: Dialogue) -> Dialogue:
    fresh = locked(dialogue)
    if fresh.state in {DialogueState.CONCLUDED, DialogueState.FOLLOWING_UP, DialogueState.CLOSED}:
        raise OutcomeFixed
    if fresh.state not in _OPEN:
        raise NotInSession
    return fresh


def _filled(petition: Petition, decision: Decision) -> Decision:
    """Take over what the office prepared: the lead agency, the approved answer, where nothing else is said."""
    body, words = decision.body, nfc(decision.note).strip()
    if body is None and decision.kind == OutcomeKind.TAKEN_UP:
        body = lead_body(petition)
    prepared = approved_draft(petition) if decision.kind == OutcomeKind.ANSWERED and not words else None
    if prepared is not None:
        words, body = prepared.text, body or prepared.body
    answered_by = one_line(decision.answered_by)[:160]
    if decision.kind == OutcomeKind.ANSWERED and not answered_by and body is not None:
        answered_by = body.short_name
    return Decision(kind=decision.kind, body=body, ground=decision.ground, note=words, answered_by=answered_by)


def lead_body(petition: Petition) -> Body | None:
    """Return the body that leads on the petition, if one was asked."""
    rows = Assignment.objects.filter(petition=petition, part=AssignmentPart.LEAD, state__in=_ACTIVE)
    row = rows.select_related("body").first()
    return row.body if row else None


def approved_draft(petition: Petition) -> Draft | None:
    """Return the answer that the agency's head approved, the newest version."""
    rows = Draft.objects.filter(petition=petition, state=DraftState.APPROVED)
    return rows.select_related("body").order_by("-version").first()


def _checked(dialogue: Dialogue, decision: Decision) -> Decision:
    if decision.kind not in law.outcomes(dialogue):
        raise OutcomeUnknown
    if decision.kind in {OutcomeKind.TAKEN_UP, OutcomeKind.TRANSFERRED} and decision.body is None:
        raise BodyMissing
    if decision.kind == OutcomeKind.DECLINED:
        grounds = {item.code for item in law.declining_grounds(dialogue)}
        if (decision.ground or law.ground_needed(dialogue)) and decision.ground not in grounds:
            raise GroundUnknown
        if not decision.note:
            raise WordsMissing
    return decision


def _record(
    dialogue: Dialogue, petition: Petition, decision: Decision, *, at: datetime, by: Actor, who: Account, reason: str
) -> Outcome:
    current = outcome_of(petition)
    if current is not None and decision.same_as(current):
        return current
    if current is not None and not reason:
        raise OutcomeStands(_stands(petition, current))
    petition = moving.locked(petition)
    if petition.state not in COUNTED_STATES:
        raise PetitionSetAside
    entry = journal.record(_fact(dialogue, petition, decision, changes=current is not None, at=at), by=by)
    if current is not None:
        current.is_current = False
        current.save(update_fields=["is_current"])
    made = _outcome(petition, decision, entry=entry.number, who=who)
    made.change_reason = reason if current is not None else ""
    made.save()
    moving.move(petition, AT_OUTCOME[decision.kind])
    note(dialogue, EntryKind.OUTCOME, _line(petition, made, changed=current is not None), at=at, petition=petition)
    return made


def _outcome(petition: Petition, decision: Decision, *, entry: int, who: Account) -> Outcome:
    return Outcome(
        petition=petition,
        kind=decision.kind,
        ground=decision.ground,
        note=decision.note,
        body=decision.body,
        answered_by=decision.answered_by,
        state_before=petition.state,
        entry=entry,
        recorded_by=who,
    )


def _fact(
    dialogue: Dialogue, petition: Petition, decision: Decision, *, changes: bool, at: datetime
) -> OutcomeRecorded | OutcomeChanged:
    kind = OutcomeChanged if changes else OutcomeRecorded
    return kind(
        on=timezone.localdate(at),
        dialogue=dialogue.key,
        petition=petition.key,
        outcome=OUTCOME_IN_FACTS[decision.kind],
        ground=decision.ground,
        body=decision.body.key if decision.body else "",
    )


def _stands(petition: Petition, outcome: Outcome) -> str:
    body = f", {outcome.body.short_name}" if outcome.body else ""
    local = timezone.localtime(outcome.recorded_at)
    return (
        f"{petition.code} đã có kết quả “{outcome.get_kind_display()}{body}”, "
        f"{outcome.recorded_by.full_name} ghi lúc {local.hour} giờ {local.minute:02d}. Muốn đổi, hãy ghi lý do."
    )


def _line(petition: Petition, outcome: Outcome, *, changed: bool) -> str:
    body = f", giao {outcome.body.short_name}" if outcome.body and outcome.kind != OutcomeKind.ANSWERED else ""
    words = f": {outcome.note.rstrip('.')}" if outcome.note else ""
    head = "Đổi kết quả" if changed else "Kết quả"
    return f"{head} {petition.code} ({petition.title}): {outcome.get_kind_display().lower()}{body}{words}."


@transaction.atomic
def undo_outcome(*, petition: Petition, at: datetime, by: Actor) -> Outcome | None:
    """Take the newest outcome back, as if it had not been pressed; return the one that stands now, if any.

    The fact is withdrawn, not erased. Only while the conference runs: afterwards an outcome is changed
    with a reason. Raises OutcomeMissing, NotInSession.
    """
    who = person(by)
    dialogue = locked(petition.dialogue)
    if dialogue.state != DialogueState.IN_SESSION:
        raise NotInSession
    current = outcome_of(petition)
    if current is None:
        raise OutcomeMissing
    on = timezone.localdate(at)
    current.is_current, current.undone_at, current.undone_by = False, at, who
    current.save(update_fields=["is_current", "undone_at", "undone_by"])
    journal.record(FactWithdrawn(on=on, dialogue=dialogue.key, entry=current.entry), by=by)
    before = Outcome.objects.filter(petition=petition, undone_at=None, pk__lt=current.pk).order_by("-pk").first()
    if before is not None:
        before.is_current = True
        before.save(update_fields=["is_current"])
    # The table of moves leads forward only; what is withdrawn never happened.
    moving.change(moving.locked(petition), state=PetitionState(current.state_before))
    note(dialogue, EntryKind.CORRECTION, f"Hoàn tác kết quả vừa ghi của {petition.code}.", at=at, petition=petition)
    obligations.refresh(dialogue.key, on=on)
    return before


@dataclass(frozen=True, slots=True)
class Bulk:
    """How many petitions got an outcome, and which could not."""

    done: int
    left: tuple[Petition, ...]


@transaction.atomic
def take_up_the_rest(
    *, dialogue: Dialogue, at: datetime, by: Actor, petitions: Iterable[Petition] | None = None
) -> Bulk:
    """Take up what was collected but not reached, each for the agency that leads on it (A57).

    A petition that nobody leads on stays open and is named in `left`.
    """
    return _in_bulk(dialogue, OutcomeKind.TAKEN_UP, petitions, at=at, by=by)


@transaction.atomic
def answer_with_the_report(
    *, dialogue: Dialogue, at: datetime, by: Actor, petitions: Iterable[Petition] | None = None
) -> Bulk:
    """Record as answered what the reply report, read out in the room, answers (HP-9.3-pre-answers).

    Only petitions with an approved answer; the others are named in `left`.
    """
    return _in_bulk(dialogue, OutcomeKind.ANSWERED, petitions, at=at, by=by)


def _in_bulk(
    dialogue: Dialogue, kind: OutcomeKind, petitions: Iterable[Petition] | None, *, at: datetime, by: Actor
) -> Bulk:
    who = person(by)
    dialogue = _disposing(dialogue)
    open_ones = list(petitions_without_outcome(dialogue))
    chosen = open_ones if petitions is None else [row for row in open_ones if row in set(petitions)]
    decisions = _prepared_decisions(chosen, kind)
    if decisions:
        fresh = {row.pk: row for row in moving.locked_all([row for row in chosen if row.pk in decisions])}
        ready = [(fresh[row.pk], decisions[row.pk]) for row in chosen if row.pk in decisions]
        _record_first(dialogue, kind, ready, at=at, by=by, who=who)
        obligations.refresh(dialogue.key, on=timezone.localdate(at))
    return Bulk(len(decisions), tuple(row for row in chosen if row.pk not in decisions))


def _prepared_decisions(petitions: Sequence[Petition], kind: OutcomeKind) -> dict[int, Decision]:
    """Return, for each petition whose office prepared enough, what one click then decides; two queries for all."""
    leads = leads_of(petitions)
    bodies = {pk: lead.body for pk, lead in leads.items()}
    if kind == OutcomeKind.TAKEN_UP:
        return {pk: Decision(kind=kind, body=body) for pk, body in bodies.items()}
    drafts = Draft.objects.filter(petition__in=petitions, state=DraftState.APPROVED).select_related("body")
    return {
        draft.petition_id: Decision(kind=kind, body=draft.body, note=draft.text, answered_by=draft.body.short_name)
        for draft in drafts.order_by("version")
    }


def _record_first(
    dialogue: Dialogue,
    kind: OutcomeKind,
    rows: Sequence[tuple[Petition, Decision]],
    *,
    at: datetime,
    by: Actor,
    who: Account,
) -> None:
    """Record the first outcome of many locked petitions as `_record` does that of one, in a few queries."""
    if any(petition.state not in COUNTED_STATES for petition, _decision in rows):
        raise PetitionSetAside
    facts = [_fact(dialogue, petition, decision, changes=False, at=at) for petition, decision in rows]
    entries = journal.record_all(facts, by=by)
    made = [
        _outcome(petition, decision, entry=entry.number, who=who)
        for (petition, decision), entry in zip(rows, entries, strict=True)
    ]
    Outcome.objects.bulk_create(made, batch_size=200)
    moving.move_all([petition for petition, _decision in rows], AT_OUTCOME[kind])
    note_all(
        dialogue,
        EntryKind.OUTCOME,
        [(outcome.petition, _line(outcome.petition, outcome, changed=False)) for outcome in made],
        at=at,
    )
