"""Petitions of the same matter: split one into several, merge several into one, link to an earlier time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Min

from doithoai.common.actors import Actor
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.petitions.enums import ChangeKind, Field, IntakeChannel, PetitionState
from doithoai.petitions.errors import TriageRefused
from doithoai.petitions.models import Assignment, Petition
from doithoai.petitions.services.attaching import account_behind
from doithoai.petitions.services.changing import Step
from doithoai.petitions.services.moving import ACTIVE, change, locked, locked_all
from doithoai.petitions.services.receiving import Opinion, Petitioner, build, received_fact
from doithoai.regulations.facts import (
    PetitionMerged,
    PetitionRepeated,
    PetitionSplit,
    PetitionTriaged,
    PetitionUnmerged,
)

MOST_PARTS = 9
_BEFORE = frozenset({PetitionState.RECEIVED, PetitionState.TRIAGED, PetitionState.ASSIGNED, PetitionState.PREPARED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One matter of a petition that holds several: its own words, field and place."""

    text: str
    field: Field
    title: str = ""
    place: str = ""


@transaction.atomic
def split_petition(
    *, petition: Petition, parts: Sequence[Part], seen: int | None = None, on: date, by: Actor
) -> list[Petition]:
    """Split one petition into matters that go to different bodies; it is done only when all of them are.

    The petition keeps the whole words, its code and its petitioner; the parts bear codes such as TL-26-0312.1.
    """
    fresh = locked(petition, seen=seen)
    _check_split(fresh, parts)
    step = Step(ChangeKind.SPLIT, by)
    made = [_make_part(fresh, part, number, on=on, by=by) for number, part in enumerate(parts, 1)]
    fact = PetitionSplit(on=on, dialogue=fresh.dialogue.key, petition=fresh.key, parts=len(made))
    step.make(fresh, [fact], state=PetitionState.SPLIT, state_before=fresh.state)
    step.finish()
    return made


def _check_split(petition: Petition, parts: Sequence[Part]) -> None:
    if not 2 <= len(parts) <= MOST_PARTS:
        raise TriageRefused(f"Tách thành từ 2 đến {MOST_PARTS} việc. Hãy ghi nội dung riêng cho từng việc.")
    if petition.split_from_id is not None:
        raise TriageRefused(
            f"{petition.code} là một phần đã tách. Hãy hoàn tác lần tách trước rồi tách lại cả kiến nghị."
        )
    if petition.state not in _BEFORE:
        raise TriageRefused(f"{petition.code} đang ở bước “{petition.get_state_display()}” nên không tách được.")
    if petition.assignments.filter(state__in=ACTIVE).exists():
        raise TriageRefused(f"{petition.code} đã giao cho cơ quan. Hãy hoàn tác việc giao rồi tách.")
    if petition.merged.exists():
        raise TriageRefused(f"{petition.code} đang có kiến nghị khác gộp vào. Hãy bỏ gộp trước khi tách.")


def _make_part(petition: Petition, part: Part, number: int, *, on: date, by: Actor) -> Petition:
    opinion = Opinion(
        text=part.text,
        title=part.title,
        place=part.place or petition.place,
        channel=IntakeChannel(petition.channel),
        received_on=petition.received_on,
        field=part.field,
        urgency=petition.urgency,
        handed_in_by=petition.handed_in_by,
        complained_body=petition.complained_body,
        at_conference=petition.at_conference,
    )
    person = Petitioner(may_publish=petition.may_publish)
    made = build(petition.dialogue, opinion, person, code=f"{petition.code}.{number}", account=account_behind(by))
    made.split_from, made.state, made.complexity = petition, PetitionState.TRIAGED, petition.complexity
    made.disclosed_reason = petition.disclosed_reason
    made.save(force_insert=True)
    journal.record(received_fact(made, part_of=petition.key), by=by)
    triaged = PetitionTriaged(
        on=on,
        dialogue=petition.dialogue.key,
        petition=made.key,
        field=made.field,
        urgency=made.urgency,
        complexity=made.complexity,
    )
    journal.record(triaged, by=by)
    return made


@transaction.atomic
def merge_petitions(*, into: Petition, others: Sequence[Petition], on: date, by: Actor) -> str:
    """Link petitions of one matter to one that stands for them; each keeps its code, day, petitioner and reply.

    Nobody waits longer for it: the earliest date given to a body for any of them holds for all.
    Returns the key for undoing.
    """
    fresh = {row.pk: row for row in locked_all([into, *others])}
    main = fresh.pop(into.pk, None)
    if main is None:  # a part, and its split was undone meanwhile
        raise TriageRefused(f"{into.code} vừa được bỏ khi hoàn tác lần tách nên không gộp vào được. Hãy tải lại trang.")
    if not fresh:
        raise TriageRefused("Hãy chọn ít nhất một kiến nghị khác để gộp.")
    if main.is_aside:
        raise TriageRefused(f"{main.code} đang ở bước “{main.get_state_display()}” nên không gộp vào được.")
    step = Step(ChangeKind.MERGE, by)
    for other in fresh.values():
        _check_merge(main, other)
        fact = PetitionMerged(on=on, dialogue=main.dialogue.key, petition=other.key, into=main.key)
        step.make(other, [fact], state=PetitionState.MERGED, state_before=other.state, merged_into_id=main.pk)
    _hurry(main, list(fresh.values()))
    change(main)
    return step.finish()


def _check_merge(main: Petition, other: Petition) -> None:
    if other.dialogue_id != main.dialogue_id:
        raise TriageRefused(
            f"{other.code} thuộc cuộc đối thoại khác. Việc nêu ở cuộc trước thì ghi là nêu lại, không gộp."
        )
    if other.state not in _BEFORE:
        raise TriageRefused(f"{other.code} đang ở bước “{other.get_state_display()}” nên không gộp được.")
    if other.split_from_id is not None and other.split_from_id == main.pk:
        raise TriageRefused(f"{other.code} tách ra từ {main.code}. Hãy hoàn tác lần tách.")
    children = other.merged.order_by("code").first()
    if children is not None:
        raise TriageRefused(f"{children.code} đang gộp vào {other.code}. Hãy gộp cả vào {main.code} sau khi bỏ gộp đó.")


def _hurry(main: Petition, others: Sequence[Petition]) -> None:
    earliest = Assignment.objects.filter(petition__in=others, part="lead", state__in=ACTIVE).aggregate(on=Min("due_on"))
    if earliest["on"] is not None:
        Assignment.objects.filter(petition=main, state__in=ACTIVE, due_on__gt=earliest["on"]).update(
            due_on=earliest["on"]
        )


@transaction.atomic
def unmerge_petition(*, petition: Petition, on: date, by: Actor) -> Petition:
    """Undo the link, whenever it is found wrong; the petition goes on from where it stood."""
    fresh = locked(petition)
    if fresh.state != PetitionState.MERGED or fresh.merged_into is None:
        raise TriageRefused(f"{fresh.code} không gộp vào kiến nghị nào.")
    fact = PetitionUnmerged(on=on, dialogue=fresh.dialogue.key, petition=fresh.key, into=fresh.merged_into.key)
    change(fresh, state=fresh.state_before or PetitionState.RECEIVED, state_before="", merged_into=None)
    journal.record(fact, by=by)
    obligations.refresh(fresh.dialogue.key)
    return fresh


@transaction.atomic
def link_to_earlier(*, petition: Petition, earlier: Petition, on: date, by: Actor) -> str:
    """Note that the matter was raised before; the count goes up with every time (nêu lại lần n).

    Compared by matter and place, never by person. Returns the key for undoing.
    """
    fresh = locked(petition)
    before = Petition.objects.get(pk=earlier.pk)
    if (before.received_on, before.pk) >= (fresh.received_on, fresh.pk):
        raise TriageRefused(f"{before.code} nhận cùng lúc hoặc sau {fresh.code}. Hãy chọn kiến nghị nêu trước đó.")
    times = before.times_raised + 1
    step = Step(ChangeKind.REPEAT, by)
    fact = PetitionRepeated(on=on, dialogue=fresh.dialogue.key, petition=fresh.key, earlier=before.key, times=times)
    step.make(fresh, [fact], repeats_id=before.pk, times_raised=times)
    return step.finish()
