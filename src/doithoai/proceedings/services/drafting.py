"""Wording the conclusion: items built from the outcomes, the host's own words, items without a petition."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from doithoai.common.actors import Actor
from doithoai.common.text import nfc
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.organisations.models import Body
from doithoai.petitions.enums import Outcome as OutcomeKind
from doithoai.proceedings.enums import SECTION_OF, SECTIONS_FOR, ConclusionSection
from doithoai.proceedings.errors import BodyMissing, ConclusionFixed, ItemBound, NotInSession, WordsMissing
from doithoai.proceedings.models import Conclusion, ConclusionItem, Outcome
from doithoai.proceedings.queries.running import outcome_of, outcomes_of
from doithoai.proceedings.services.lives import locked, person
from doithoai.proceedings.services.outcomes import Decision, record_outcome

_DRAFTING = frozenset({DialogueState.IN_SESSION, DialogueState.HELD})


def open_for_drafting(dialogue: Dialogue) -> Dialogue:
    """Return the locked dialogue while its conclusion may change; raises ConclusionFixed, NotInSession."""
    fresh = locked(dialogue)
    if fresh.state in _DRAFTING:
        return fresh
    raise NotInSession if fresh.state in {DialogueState.PREPARING, DialogueState.ANNOUNCED} else ConclusionFixed


@transaction.atomic
def draft_conclusion(*, dialogue: Dialogue, by: Actor) -> int:
    """Build an item for each outcome that has none and bring changed ones up to date (HP-9.7-*).

    Words that the host wrote stay while the outcome is still of the same kind. Returns how many items changed.
    """
    person(by)
    dialogue = open_for_drafting(dialogue)
    Conclusion.objects.get_or_create(dialogue=dialogue)
    known = {row.petition_id: row for row in ConclusionItem.objects.filter(dialogue=dialogue, petition__isnull=False)}
    outcomes = list(outcomes_of(dialogue).order_by("petition__code"))
    changed, position = 0, _last_position(dialogue)
    for outcome in outcomes:
        item = known.pop(outcome.petition_id, None)
        if item is None:
            position += 1
            changed += _add(dialogue, outcome, position)
        else:
            changed += _bring_up_to_date(item, outcome)
    for item in known.values():  # its outcome was taken back
        item.delete()
        changed += 1
    return changed


def _last_position(dialogue: Dialogue) -> int:
    last: int | None = ConclusionItem.objects.filter(dialogue=dialogue).aggregate(last=Max("position"))["last"]
    return last or 0


def _add(dialogue: Dialogue, outcome: Outcome, position: int) -> int:
    ConclusionItem.objects.create(
        dialogue=dialogue,
        petition=outcome.petition,
        section=SECTION_OF[OutcomeKind(outcome.kind)],
        text=item_words(outcome),
        body=_acting_body(outcome),
        position=position,
    )
    return 1


def _acting_body(outcome: Outcome) -> Body | None:
    return outcome.body if outcome.kind in {OutcomeKind.TAKEN_UP, OutcomeKind.TRANSFERRED} else None


def _bring_up_to_date(item: ConclusionItem, outcome: Outcome) -> int:
    fits = item.section in SECTIONS_FOR[OutcomeKind(outcome.kind)]
    body = _acting_body(outcome)
    words = item.text if item.is_edited and fits else item_words(outcome)
    section = item.section if fits else SECTION_OF[OutcomeKind(outcome.kind)]
    if (item.section, item.text, item.body_id) == (section, words, body.pk if body else None):
        return 0
    item.section, item.text, item.body = section, words, body
    item.is_edited = item.is_edited and fits
    item.save(update_fields=["section", "text", "body", "is_edited"])
    return 1


def item_words(outcome: Outcome) -> str:
    """Return the first wording of an item; the host edits it."""
    petition = outcome.petition
    head = petition.title.rstrip(".")
    if outcome.kind == OutcomeKind.TAKEN_UP and outcome.body:
        said = f"giao {outcome.body.short_name} nghiên cứu, đề xuất cách giải quyết và thời hạn"
    elif outcome.kind == OutcomeKind.TRANSFERRED and outcome.body:
        said = f"chuyển {outcome.body.short_name} giải quyết theo thẩm quyền"
    elif outcome.kind == OutcomeKind.ESCALATED:
        said = "kiến nghị cấp trên xem xét, giải quyết"
    else:
        said = ""
    parts = [part for part in (said, outcome.note.strip()) if part]
    return f"{head}: {'. '.join(parts)}" if parts else head


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What an item says: which part, the words, who acts, by when."""

    section: ConclusionSection
    text: str
    body: Body | None = None
    due_on: date | None = None


@transaction.atomic
def edit_item(*, item: ConclusionItem, wording: Wording, at: datetime, by: Actor) -> ConclusionItem:
    """Change an item. Another body for a petition's matter is another outcome, recorded as such (HP-9.7-assign).

    Raises ConclusionFixed, WordsMissing, BodyMissing, ItemBound for a part that the outcome does not allow.
    """
    person(by)
    dialogue = open_for_drafting(item.dialogue)
    item = ConclusionItem.objects.select_related("petition").get(pk=item.pk)
    words = nfc(wording.text).strip()
    if not words:
        raise WordsMissing("Hãy ghi nội dung kết luận.")
    if wording.section == ConclusionSection.ASSIGNED and wording.body is None:
        raise BodyMissing
    if item.petition is not None:
        _follow_with_outcome(item, wording, at=at, by=by)
    item.is_edited = item.is_edited or item.text != words
    item.section, item.text, item.body, item.due_on = wording.section, words, wording.body, wording.due_on
    item.save(update_fields=["section", "text", "body", "due_on", "is_edited"])
    item.dialogue = dialogue
    return item


def _follow_with_outcome(item: ConclusionItem, wording: Wording, *, at: datetime, by: Actor) -> None:
    assert item.petition is not None
    outcome = outcome_of(item.petition)
    if outcome is None or wording.section not in SECTIONS_FOR[OutcomeKind(outcome.kind)]:
        raise ItemBound("Phần này không hợp với kết quả đã ghi của kiến nghị. Hãy đổi kết quả trước, có ghi lý do.")
    if wording.body != _acting_body(outcome) and wording.body is not None:
        decision = Decision(
            kind=OutcomeKind(outcome.kind),
            body=wording.body,
            ground=outcome.ground,
            note=outcome.note,
            answered_by=outcome.answered_by,
        )
        record_outcome(
            petition=item.petition, decision=decision, at=at, by=by, reason="Chủ trì giao cơ quan khác trong kết luận"
        )


@transaction.atomic
def add_item(*, dialogue: Dialogue, wording: Wording, by: Actor) -> ConclusionItem:
    """Add a conclusion of the host that no single petition stands for. The same words twice are one item."""
    person(by)
    dialogue = open_for_drafting(dialogue)
    words = nfc(wording.text).strip()
    if not words:
        raise WordsMissing("Hãy ghi nội dung kết luận.")
    if wording.section == ConclusionSection.ASSIGNED and wording.body is None:
        raise BodyMissing
    known = ConclusionItem.objects.filter(dialogue=dialogue, petition=None, text=words, section=wording.section)
    return known.first() or ConclusionItem.objects.create(
        dialogue=dialogue,
        section=wording.section,
        text=words,
        is_edited=True,
        body=wording.body,
        due_on=wording.due_on,
        position=_last_position(dialogue) + 1,
    )


@transaction.atomic
def remove_item(*, item: ConclusionItem, by: Actor) -> None:
    """Take out an item that the host added; raises ItemBound for one that stands for a petition."""
    person(by)
    open_for_drafting(item.dialogue)
    if item.petition_id is not None:
        raise ItemBound
    ConclusionItem.objects.filter(pk=item.pk).delete()


@transaction.atomic
def set_opening(*, dialogue: Dialogue, text: str, by: Actor) -> Conclusion:
    """Set the host's general words before the items."""
    person(by)
    dialogue = open_for_drafting(dialogue)
    conclusion, _ = Conclusion.objects.get_or_create(dialogue=dialogue)
    conclusion.opening = nfc(text).strip()
    conclusion.save(update_fields=["opening"])
    return conclusion
